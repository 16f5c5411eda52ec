// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartsPanel that is its controls.
#include "widgets/charts/chartspanel.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/timeticks.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/theme.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array<int, 10> spanMinutes{1, 2, 5, 15, 30, 60, 180, 360, 720, 1440};

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
    m_span = control(u"chartsSpan"_s, m_theme.icon(u"clock"_s));
    m_span->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_span->setPopupMode(QToolButton::InstantPopup);
    auto *spans = new QMenu(m_span);
    auto *group = new QActionGroup(spans);
    for (const int minutes : spanMinutes) {
        const std::chrono::seconds span = std::chrono::minutes{minutes};
        QAction *action = spans->addAction(spanWords(span), this, [this, span] { m_time.setSpan(span); });
        action->setCheckable(true);
        action->setData(qint64(span.count()));
        group->addAction(action);
    }
    m_span->setMenu(spans);
    m_pause = control(u"chartsPause"_s, m_theme.icon(u"pause"_s));
    m_add = control(u"chartsAdd"_s, m_theme.icon(u"chart-add"_s));
    m_more = control(u"chartsMore"_s, m_theme.icon(u"more"_s));
    m_more->setPopupMode(QToolButton::InstantPopup);
    row->addStretch(1);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_held), static_cast<QWidget *>(m_span), static_cast<QWidget *>(m_pause),
          static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_more)})
        row->addWidget(widget);

    connect(m_pause, &QToolButton::clicked, this, [this] { m_time.setPaused(!m_time.isPaused()); });
    connect(m_add, &QToolButton::clicked, this, [this] {
        if (ChartView *chart = addChart())
            setActive(chart);
    });
    auto *more = new QMenu(m_more);
    m_more->setMenu(more);
    connect(more, &QMenu::aboutToShow, this, [this, more] {
        more->clear();
        for (const int count : {1, 2}) {
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
         {static_cast<QWidget *>(m_held), static_cast<QWidget *>(m_span), static_cast<QWidget *>(m_pause),
          static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_more)})
        panel.addHeaderWidget(widget);
    m_controls->hide();
}

void ChartsPanel::showTimeState()
{
    const bool paused = m_time.isPaused();
    m_held->setVisible(paused);
    if (paused) {
        m_held->setText(tr("HELD %1").arg(ValueFormatter::timeOfDay(m_time.bounds().end, false)));
        m_held->setFont(m_theme.monoFont());
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText, m_theme.color(Token::caution));
        m_held->setPalette(colours);
    }
    m_pause->setIcon(m_theme.icon(paused ? u"play"_s : u"pause"_s));
    m_pause->setToolTip(paused ? tr("Follow now (Space)")
                               : tr("Hold the picture; data keep coming in (Space)"));
    m_pause->setAccessibleName(paused ? tr("Follow now") : tr("Hold"));
    m_span->setText(spanWords(m_time.span()));
    for (QAction *action : m_span->menu()->actions())
        action->setChecked(action->data().toLongLong() == m_time.span().count());
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
    m_span->setToolTip(tr("Span of time shown by all charts"));
    m_span->setAccessibleName(tr("Span"));
    m_add->setToolTip(tr("Add a chart"));
    m_add->setAccessibleName(tr("Add chart"));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(tr("More"));
    showTimeState();
    showOffer();
}

} // namespace desk
