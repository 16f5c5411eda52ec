// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topologypanel.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/layoutnames.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

TopologyPanel::TopologyPanel(ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                             QWidget *parent)
    : QWidget(parent)
    , m_view(new TopologyView(feed, selection, theme))
    , m_layoutLabel(new QLabel)
    , m_layout(new QComboBox)
    , m_colourLabel(new QLabel)
    , m_colour(new QComboBox)
    , m_find(new QLineEdit)
    , m_found(new QLabel)
    , m_fit(new QToolButton)
    , m_moment(new MomentChoice(feed.time(), this))
    , m_momentBar(new MomentBar(*m_moment, theme))
{
    for (const LayoutKind kind : offeredLayouts)
        m_layout->addItem(QString(), int(kind));
    for (const LinkColouring colouring :
         {LinkColouring::state, LinkColouring::snr, LinkColouring::latency, LinkColouring::utilisation})
        m_colour->addItem(QString(), int(colouring));
    m_layoutLabel->setBuddy(m_layout);
    m_colourLabel->setBuddy(m_colour);
    for (QLabel *label : {m_layoutLabel, m_colourLabel, m_found})
        label->setProperty("dim", true);
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(220);
    m_find->setMinimumWidth(80);
    m_fit->setIcon(theme.icon(u"fit"_s));
    m_fit->setAutoRaise(true);
    m_view->setMinimumHeight(80);

    auto *controls = new QHBoxLayout;
    controls->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, Theme::gridUnit);
    controls->setSpacing(Theme::gridUnit);
    controls->addWidget(m_layoutLabel);
    controls->addWidget(m_layout);
    controls->addSpacing(Theme::panelPadding);
    controls->addWidget(m_colourLabel);
    controls->addWidget(m_colour);
    controls->addStretch(1);
    controls->addWidget(m_found);
    controls->addWidget(m_find, 2);
    controls->addWidget(m_momentBar->opener());
    controls->addWidget(m_fit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(controls);
    column->addWidget(m_momentBar);
    column->addWidget(m_view, 1);

    connect(m_layout, &QComboBox::currentIndexChanged, this,
            [this] { m_view->setLayoutKind(LayoutKind(m_layout->currentData().toInt())); });
    connect(m_colour, &QComboBox::currentIndexChanged, this,
            [this] { m_view->setColouring(LinkColouring(m_colour->currentData().toInt())); });
    connect(m_find, &QLineEdit::textChanged, this, [this] { find(0); });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { find(m_match + 1); });
    connect(m_fit, &QToolButton::clicked, m_view, &TopologyView::fit);
    connect(m_view, &TopologyView::findRequested, this, [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    connect(m_momentBar, &MomentBar::momentChanged, m_view, &TopologyView::setMoment);
    connect(m_view, &TopologyView::stepRequested, m_momentBar, &MomentBar::step);
    // Escape in the field goes back to the picture.
    auto *leave = new QShortcut(Qt::Key_Escape, m_find, nullptr, nullptr, Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_find->clear();
        m_view->setFocus(Qt::ShortcutFocusReason);
    });
    retranslate();
}

void TopologyPanel::setTime(TimeConductor &conductor, const TopologyRecord *record)
{
    m_view->setReplay(conductor.hasReplay());
    m_view->setRecord(record);
    m_momentBar->setRecord(record);
    m_moment->setConductor(&conductor);
}

void TopologyPanel::retranslate()
{
    m_layoutLabel->setText(tr("Layout"));
    const QStringList names{tr("Stress"), tr("Orbits"), tr("Layers"), tr("Circle"), tr("Map")};
    for (int i = 0; i < names.size(); ++i)
        m_layout->setItemText(i, names[i]);
    m_layout->setToolTip(tr("Stress: distance in the picture follows distance in links\n"
                            "Orbits: planes as columns, the place in the plane downwards, the ground below\n"
                            "Layers: rows by role"));
    m_colourLabel->setText(tr("Colour by"));
    m_colour->setItemText(0, tr("State"));
    m_colour->setItemText(1, tr("SNR"));
    m_colour->setItemText(2, tr("Latency"));
    m_colour->setItemText(3, tr("Utilisation"));
    m_find->setPlaceholderText(tr("Find node"));
    m_find->setAccessibleName(tr("Find node"));
    m_fit->setToolTip(tr("Show everything (0)"));
    m_fit->setAccessibleName(tr("Show everything"));
}

void TopologyPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TopologyPanel::find(int n)
{
    const int count = m_view->find(m_find->text(), n);
    m_match = count > 0 ? n % count : 0;
    m_found->setText(m_find->text().isEmpty() ? QString()
                     : count == 0             ? tr("none")
                                              : tr("%1 of %2").arg(m_match + 1).arg(count));
}

QJsonObject TopologyPanel::saveState() const
{
    QJsonObject state = m_view->saveState();
    state.insert(u"moment"_s, m_moment->saveState());
    return state;
}

void TopologyPanel::restoreState(const QJsonObject &state)
{
    m_view->restoreState(state);
    m_moment->restoreState(state["moment"_L1].toObject());
    // Show what the view took; its own camera must not be fitted again.
    const QSignalBlocker layout(m_layout);
    const QSignalBlocker colour(m_colour);
    m_layout->setCurrentIndex(m_layout->findData(int(m_view->layoutKind())));
    m_colour->setCurrentIndex(m_colour->findData(int(m_view->colouring())));
}

} // namespace desk
