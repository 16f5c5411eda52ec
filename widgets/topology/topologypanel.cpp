// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topologypanel.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/filterpopup.h"
#include "widgets/topology/layoutnames.h"
#include "widgets/topology/mapoptionsbutton.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

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
    , m_nodesLabel(new QLabel)
    , m_nodes(new QComboBox)
    , m_filter(new QToolButton)
    , m_filterPopup(new FilterPopup(this))
    , m_find(new QLineEdit)
    , m_found(new QLabel)
    , m_mapOptions(new MapOptionsButton(theme))
    , m_fit(new QToolButton)
    , m_moment(new MomentChoice(feed.time(), this))
    , m_momentBar(new MomentBar(*m_moment, theme))
    , m_controls(new QBoxLayout(QBoxLayout::LeftToRight))
{
    for (const LayoutKind kind : offeredLayouts)
        m_layout->addItem(QString(), int(kind));
    for (int i = 0; i <= int(LinkColouring::reliability); ++i)
        m_colour->addItem(QString(), i);
    for (int i = 0; i <= int(NodeColouring::utilisation); ++i)
        m_nodes->addItem(QString(), i);
    m_layout->setObjectName(u"layout"_s);
    m_colour->setObjectName(u"linkColour"_s);
    m_nodes->setObjectName(u"nodeColour"_s);
    m_filter->setObjectName(u"filter"_s);
    m_layoutLabel->setBuddy(m_layout);
    m_colourLabel->setBuddy(m_colour);
    m_nodesLabel->setBuddy(m_nodes);
    for (QComboBox *box : {m_layout, m_colour, m_nodes}) { // narrow panels cut the words, not the boxes
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setMinimumContentsLength(4);
        box->setMinimumWidth(92); // three of them fit into the narrowest panel
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    m_filter->setIcon(theme.icon(u"filter"_s));
    m_filter->setAutoRaise(true);
    m_filter->setCheckable(true);
    m_filter->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QLabel *label : {m_layoutLabel, m_colourLabel, m_nodesLabel, m_found})
        label->setProperty("dim", true);
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(220);
    m_find->setMinimumWidth(48);
    m_fit->setIcon(theme.icon(u"fit"_s));
    m_fit->setAutoRaise(true);
    m_view->setMinimumHeight(80);

    m_controls->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding,
                                   Theme::gridUnit);
    m_controls->setSpacing(Theme::gridUnit);
    auto *choices = new QHBoxLayout;
    auto *tools = new QHBoxLayout;
    for (QHBoxLayout *row : {choices, tools}) {
        row->setSpacing(Theme::gridUnit);
        m_controls->addLayout(row, row == tools ? 1 : 0);
    }
    choices->addWidget(m_layoutLabel);
    choices->addWidget(m_layout);
    choices->addSpacing(Theme::gridUnit);
    choices->addWidget(m_colourLabel);
    choices->addWidget(m_colour);
    choices->addSpacing(Theme::gridUnit);
    choices->addWidget(m_nodesLabel);
    choices->addWidget(m_nodes);
    tools->addWidget(m_filter);
    tools->addStretch(1);
    tools->addWidget(m_found);
    tools->addWidget(m_find, 2);
    tools->addWidget(m_mapOptions);
    tools->addWidget(m_momentBar->opener());
    tools->addWidget(m_fit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_controls);
    column->addWidget(m_momentBar);
    column->addWidget(m_view, 1);

    connect(m_layout, &QComboBox::currentIndexChanged, this, [this] {
        m_view->setLayoutKind(LayoutKind(m_layout->currentData().toInt()));
        offerMapOptions();
    });
    connect(m_mapOptions, &MapOptionsButton::optionsChanged, m_view, &TopologyView::setMapOptions);
    connect(m_colour, &QComboBox::currentIndexChanged, this,
            [this] { m_view->setColouring(LinkColouring(m_colour->currentData().toInt())); });
    connect(m_nodes, &QComboBox::currentIndexChanged, this,
            [this] { m_view->setColouring(NodeColouring(m_nodes->currentData().toInt())); });
    connect(m_filter, &QToolButton::clicked, this, &TopologyPanel::showFilter);
    connect(m_filterPopup, &FilterPopup::changed, this, &TopologyPanel::filter);
    connect(m_view, &TopologyView::filterChanged, this, &TopologyPanel::sayFilter);
    connect(m_find, &QLineEdit::textChanged, this, [this] { find(0); });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { find(m_match + 1); });
    connect(m_fit, &QToolButton::clicked, m_view, &TopologyView::fit);
    connect(m_view, &TopologyView::findRequested, this, [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    connect(m_view, &TopologyView::placesChanged, this, &TopologyPanel::offerLayouts);
    connect(m_momentBar, &MomentBar::momentChanged, m_view, &TopologyView::setMoment);
    connect(m_view, &TopologyView::stepRequested, m_momentBar, &MomentBar::step);
    // Escape in the field goes back to the picture.
    auto *leave = new QShortcut(Qt::Key_Escape, m_find, nullptr, nullptr, Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_find->clear();
        m_view->setFocus(Qt::ShortcutFocusReason);
    });
    retranslate();
    offerMapOptions();
}

void TopologyPanel::offerMapOptions()
{
    m_mapOptions->setVisible(isGeographic(m_view->layoutKind()));
    arrangeControls();
}

// Springs are for small fleets; one that outgrows them is laid out by stress.
void TopologyPanel::offerLayouts()
{
    auto *items = qobject_cast<QStandardItemModel *>(m_layout->model());
    for (int i = 0; items && i < m_layout->count(); ++i) {
        const std::size_t most = mostNodesOf(LayoutKind(m_layout->itemData(i).toInt()));
        const bool fits = m_view->nodeCount() <= most;
        items->item(i)->setEnabled(fits);
        items->item(i)->setToolTip(fits ? QString() : tr("For at most %1 nodes").arg(most));
        if (!fits && i == m_layout->currentIndex())
            m_layout->setCurrentIndex(0);
    }
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
    const QStringList names{tr("Stress"), tr("Orbits"), tr("Layers"),         tr("Circle"),
                            tr("Map"),    tr("Globe"),  tr("Springs, whole"), tr("Springs, by distance")};
    for (int i = 0; i < names.size(); ++i)
        m_layout->setItemText(i, names[i]);
    m_layout->setToolTip(tr("Stress: distance in the picture follows distance in links\n"
                            "Orbits: planes as columns, the place in the plane downwards, the ground below\n"
                            "Layers: rows by role\n"
                            "Springs: Fruchterman and Reingold, Kamada and Kawai; for small fleets"));
    m_colourLabel->setText(tr("Links"));
    const QStringList links{tr("State"),       tr("SNR"),         tr("Latency"),
                            tr("Utilisation"), tr("Packet loss"), tr("Reliability")};
    for (int i = 0; i < links.size(); ++i)
        m_colour->setItemText(i, links[i]);
    m_colour->setToolTip(tr("What the colour of a link stands for"));
    m_nodesLabel->setText(tr("Nodes"));
    const QStringList nodes{tr("State"), tr("Health"), tr("Alarms"), tr("Queue"), tr("Utilisation")};
    for (int i = 0; i < nodes.size(); ++i)
        m_nodes->setItemText(i, nodes[i]);
    m_nodes->setToolTip(tr("What the colour of a node stands for"));
    m_filter->setToolTip(tr("Which nodes are looked at"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filterPopup->retranslate();
    sayFilter();
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

void TopologyPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeControls();
}

// Labels give way first: their boxes have them as tooltips. Then the tools go below the choices.
void TopologyPanel::arrangeControls()
{
    const auto widths = [](const auto &widgets) {
        int sum = 0;
        for (const QWidget *widget : widgets)
            sum += widget->sizeHint().width() + Theme::gridUnit;
        return sum;
    };
    const std::array<QWidget *, 3> labels{m_layoutLabel, m_colourLabel, m_nodesLabel};
    const int needed = 5 * Theme::panelPadding + m_find->minimumWidth() +
                       widths(std::array<QWidget *, 7>{m_layout, m_colour, m_nodes, m_filter, m_mapOptions,
                                                       m_fit, m_momentBar->opener()});
    for (QWidget *label : labels)
        label->setVisible(width() >= needed + widths(labels));
    m_controls->setDirection(width() >= needed ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_filter->setToolButtonStyle(width() >= 480 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

void TopologyPanel::showFilter()
{
    sayFilter(); // a click does not switch it
    m_filterPopup->setConditions(m_view->filter(), m_view->hidesOthers());
    m_filterPopup->adjustSize();
    m_filterPopup->move(m_filter->mapToGlobal(QPoint(0, m_filter->height())));
    m_filterPopup->show();
}

void TopologyPanel::filter(const NodeConditions &conditions, bool hideOthers)
{
    const auto taken = m_view->setFilter(conditions, hideOthers);
    m_filterPopup->showRefusal(taken ? QString() : refusalText(taken.error()));
    m_filterPopup->adjustSize();
}

QString TopologyPanel::refusalText(const Error &error)
{
    if (error.field == "planes")
        return tr("Planes are numbers and ranges with commas between them: 3-5, 12");
    if (error.code == ErrorCode::unsupported)
        return tr("The filter looks at the newest values. Functions with a past (mean, derivative …) are for "
                  "derived parameters.");
    const QString why = QString::fromStdString(error.message);
    return error.offset >= 0 ? tr("At character %1: %2").arg(error.offset + 1).arg(why) : why;
}

void TopologyPanel::sayFilter()
{
    const bool filters = !m_view->filter().isEmpty();
    m_filter->setChecked(filters);
    m_filter->setText(filters ? ValueFormatter::count(m_view->passedCount()) : tr("Filter"));
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
    const QSignalBlocker nodes(m_nodes);
    m_nodes->setCurrentIndex(m_nodes->findData(int(m_view->nodeColouring())));
    m_layout->setCurrentIndex(m_layout->findData(int(m_view->layoutKind())));
    m_colour->setCurrentIndex(m_colour->findData(int(m_view->colouring())));
    m_mapOptions->setOptions(m_view->mapOptions());
    offerMapOptions();
}

} // namespace desk
