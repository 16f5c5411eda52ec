// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that makes the panels of the forecasts.
#include "app/limitwatch.h"
#include "app/mainwindow.h"
#include "models/instance/telemetrysource.h"
#include "widgets/forecast/forecastpanel.h"
#include "widgets/forecast/skillpanel.h"

namespace desk {

using namespace Qt::StringLiterals;

const PredictionSource *MainWindow::predictionsOf(const SourceView &view)
{
    return view.source ? view.source->predictions() : nullptr;
}

// Why a side has no forecasts.
QString MainWindow::withoutForecasts(const SourceView &view) const
{
    if (&view.feed != &m_parts.feed)
        return tr("The forecasts of this recording cannot be read; open it again.");
    const QString origin = view.source ? QString::fromStdString(view.source->origin()) : QString();
    return origin.isEmpty()
               ? tr("There is no server here that could make forecasts.")
               : tr("The data come from %1, and its forecasts do not come with them.").arg(origin);
}

// What the first one watches over, its copies show.
ForecastPanel *MainWindow::makeForecastPanel(const SourceView &view)
{
    const bool isLive = &view.feed == &m_parts.feed;
    const SourcePanel *first = isLive ? sourcePanel(u"forecast"_s) : nullptr;
    auto *forecast =
        new ForecastPanel(view.feed, view.selection, m_parts.theme,
                          first ? &static_cast<ForecastPanel *>(first->live())->watch() : nullptr);
    if (view.limits)
        new LimitWatch(
            *view.limits, [forecast](const auto &limits) { forecast->setLimits(limits); }, forecast);
    forecast->setSource(predictionsOf(view), withoutForecasts(view));
    return forecast;
}

SkillPanel *MainWindow::makeSkillPanel(const SourceView &view)
{
    auto *skill = new SkillPanel(view.feed, m_parts.theme);
    skill->setSource(predictionsOf(view), withoutForecasts(view));
    return skill;
}

} // namespace desk
