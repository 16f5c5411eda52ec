// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/forecastpanel.h"

#include "widgets/forecast/fleetforecastpage.h"
#include "widgets/forecast/sourceline.h"
#include "widgets/forecast/violationspage.h"
#include "widgets/tables/emptystate.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array forecastPageKeys{"fleet", "violations"}; // by Page

}

ForecastPanel::ForecastPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                             ViolationWatch *watch, QWidget *parent)
    : QWidget(parent)
    , m_watch(watch ? watch : new ViolationWatch(feed, this))
    , m_page(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_fleet(new FleetForecastPage(feed, selection, theme))
    , m_violations(new ViolationsPage(feed, *m_watch, selection, theme))
    , m_empty(new EmptyState(theme))
    , m_line(new SourceLine(theme))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_page->setObjectName(u"forecastPage"_s);
    m_page->addItems({QString(), QString()});
    for (QWidget *page : {static_cast<QWidget *>(m_fleet), static_cast<QWidget *>(m_violations),
                          static_cast<QWidget *>(m_empty)})
        m_stack->addWidget(page);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, 0);
    header->setSpacing(Theme::gridUnit);
    header->addWidget(m_page, 1);
    header->addWidget(m_fleet->cardButton());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_stack, 1);
    column->addWidget(m_line);
    connect(m_page, &QComboBox::currentIndexChanged, this, &ForecastPanel::showContent);
    connect(&m_clock, &QTimer::timeout, this, &ForecastPanel::refresh);
    retranslate();
    showContent();
}

void ForecastPanel::setSource(const PredictionSource *source, const QString &reason)
{
    m_source = source;
    m_reason = reason;
    m_fleet->model().setSource(source);
    if (ownsWatch())
        m_watch->setSource(source);
    showContent();
}

void ForecastPanel::setLimits(const std::shared_ptr<const LimitSet> &limits)
{
    m_fleet->model().setLimits(limits);
    if (ownsWatch())
        m_watch->setLimits(limits);
    refresh();
}

void ForecastPanel::showPage(Page page)
{
    m_page->setCurrentIndex(int(page));
}

ForecastPanel::Page ForecastPanel::page() const
{
    return Page(m_page->currentIndex());
}

void ForecastPanel::showContent()
{
    m_empty->say(m_reason.isEmpty() ? tr("There are no forecasts here.") : m_reason);
    m_page->setEnabled(m_source);
    m_fleet->cardButton()->setVisible(m_source && page() == Page::fleet);
    m_stack->setCurrentWidget(!m_source               ? static_cast<QWidget *>(m_empty)
                              : page() == Page::fleet ? static_cast<QWidget *>(m_fleet)
                                                      : m_violations);
    m_fleet->setActive(isVisible() && m_source && page() == Page::fleet);
    refresh();
}

void ForecastPanel::refresh()
{
    if (!isVisible() || !m_source)
        return;
    m_line->show(m_source);
    if (page() == Page::fleet)
        m_fleet->refresh();
    else
        m_violations->refresh();
}

void ForecastPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start(std::chrono::seconds{1});
    showContent();
}

void ForecastPanel::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    m_fleet->setActive(false);
    QWidget::hideEvent(event);
}

void ForecastPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ForecastPanel::retranslate()
{
    m_page->setItemText(int(Page::fleet), tr("Fleet forecast"));
    m_page->setItemText(int(Page::violations), tr("Predicted limit violations"));
    m_page->setToolTip(tr("What is shown of the forecasts"));
    m_page->setAccessibleName(m_page->toolTip());
    m_fleet->retranslate();
    m_violations->retranslate();
    m_empty->say(m_reason.isEmpty() ? tr("There are no forecasts here.") : m_reason);
}

QJsonObject ForecastPanel::saveState() const
{
    return {{u"page"_s, QLatin1String(forecastPageKeys[std::size_t(m_page->currentIndex())])},
            {u"fleet"_s, m_fleet->saveState()},
            {u"violations"_s, m_violations->saveState()}};
}

void ForecastPanel::restoreState(const QJsonObject &state)
{
    m_fleet->restoreState(state.value(u"fleet"_s).toObject());
    m_violations->restoreState(state.value(u"violations"_s).toObject());
    for (std::size_t i = 0; i < forecastPageKeys.size(); ++i) {
        if (state.value(u"page"_s).toString() == QLatin1String(forecastPageKeys[i]))
            m_page->setCurrentIndex(int(i));
    }
}

} // namespace desk
