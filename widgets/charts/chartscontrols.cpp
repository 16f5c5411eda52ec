// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartsPanel that is its controls.
#include "widgets/charts/chartspanel.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartview.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

QToolButton *control(const QString &name, const QIcon &icon)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(icon);
    button->setIconSize({Theme::iconSize, Theme::iconSize});
    button->setFocusPolicy(Qt::TabFocus);
    button->setAutoRaise(true);
    return button;
}

} // namespace

void ChartsPanel::buildControls()
{
    m_controls = new QWidget;
    m_controls->setObjectName(u"chartsControls"_s);
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(Theme::panelPadding, 0, Theme::gridUnit, 0);
    row->setSpacing(Theme::gridUnit);
    m_held = new QLabel;
    m_held->setObjectName(u"chartsHeld"_s);
    m_add = control(u"chartsAdd"_s, m_theme.icon(u"chart-add"_s));
    m_more = control(u"chartsMore"_s, m_theme.icon(u"more"_s));
    m_more->setPopupMode(QToolButton::InstantPopup);
    row->addStretch(1);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_held), static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_more)})
        row->addWidget(widget);

    connect(m_add, &QToolButton::clicked, this, [this] {
        if (ChartView *chart = addChart())
            setActive(chart);
    });
    auto *more = new QMenu(m_more);
    m_more->setMenu(more);
    connect(more, &QMenu::aboutToShow, this, [this, more] {
        more->clear();
        for (int count = 1; count <= mostColumns; ++count) {
            QAction *action = more->addAction(m_theme.icon(count == 1 ? u"columns-one"_s : u"columns-two"_s),
                                              tr("%n column(s)", nullptr, count), this,
                                              [this, count] { setColumns(count); });
            action->setCheckable(true);
            action->setChecked(count == m_columns);
        }
        more->addSeparator();
        more->addAction(m_theme.icon(u"chart-add"_s), tr("Add chart"), this, &ChartsPanel::addChart)
            ->setEnabled(m_charts.size() < maxCharts);
        more->addAction(m_theme.icon(u"chart-remove"_s), tr("Remove active chart"), this,
                        [this] { removeChart(m_active); });
        more->addAction(m_theme.icon(u"trash"_s), tr("Clear all charts"), this, [this] {
            for (ChartView *chart : m_charts)
                chart->clear();
            m_expected.clear();
        });
        more->addSeparator();
        more->addAction(m_theme.icon(u"reset"_s), tr("Reset time axis"), this, [this] { m_time.reset(); });
    });
}

void ChartsPanel::moveControlsTo(Panel &panel)
{
    for (QWidget *widget :
         {static_cast<QWidget *>(m_held), static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_more)})
        panel.addHeaderWidget(widget);
    m_controls->hide();
}

// That the picture stands is said beside the curves too: the time conductor is far from them.
void ChartsPanel::showTimeState()
{
    const bool held = m_time.isPaused() && m_time.mode() == TimeMode::live;
    m_held->setVisible(held);
    if (!held)
        return;
    m_held->setText(tr("HELD %1").arg(ValueFormatter::timeOfDay(m_time.bounds().end, false)));
    m_held->setFont(m_theme.monoFont());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.color(Token::caution));
    m_held->setPalette(colours);
}

void ChartsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChartsPanel::retranslate()
{
    setAccessibleName(tr("Charts"));
    m_add->setToolTip(tr("Add a chart"));
    m_add->setAccessibleName(tr("Add chart"));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(tr("More"));
    showTimeState();
    showOffer();
}

} // namespace desk
