// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/forecastwords.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/tablewords.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

QString ForecastWords::refusal(ForecastRefusal refusal)
{
    switch (refusal) {
    case ForecastRefusal::none:
        break;
    case ForecastRefusal::tooLittle:
        return tr("Less than 2 minutes of history");
    case ForecastRefusal::constant:
        return tr("Constant for the last 10 minutes");
    case ForecastRefusal::gappy:
        return tr("More than half of the last 10 minutes is missing");
    case ForecastRefusal::stale:
        return tr("No value for more than a minute");
    case ForecastRefusal::runaway:
        return tr("Values beyond what can be calculated with");
    case ForecastRefusal::notANumber:
        return tr("Not a measured number");
    case ForecastRefusal::unexplained:
        return tr("The server that makes the forecasts gives no number");
    case ForecastRefusal::notWatched:
        return tr("As many series are watched as may be");
    }
    return {};
}

QString ForecastWords::method(ForecastMethod method)
{
    switch (method) {
    case ForecastMethod::persistence:
        return tr("Persistence");
    case ForecastMethod::drift:
        return tr("Drift");
    case ForecastMethod::holtWinters:
        return tr("Holt–Winters");
    case ForecastMethod::geometry:
        return tr("Geometry");
    case ForecastMethod::lstm:
        return tr("LSTM");
    case ForecastMethod::mixture:
        return tr("Mixture");
    }
    return {};
}

QString ForecastWords::methodMeaning(ForecastMethod method)
{
    switch (method) {
    case ForecastMethod::persistence:
        return tr("Persistence: it stays as it is");
    case ForecastMethod::drift:
        return tr("Drift: the straight line of the last ten minutes goes on");
    case ForecastMethod::holtWinters:
        return tr("Holt–Winters: the recent trend goes on and dies away");
    case ForecastMethod::geometry:
        return tr("Geometry: what the link's range will be, by its orbits");
    case ForecastMethod::lstm:
        return tr("LSTM: a neural network over the last ten minutes");
    case ForecastMethod::mixture:
        return tr("Mixture: the mean of several methods, by how right each was lately");
    }
    return {};
}

QString ForecastWords::outcome(const PredictedViolations::Entry &entry)
{
    using Outcome = PredictedViolations::Outcome;
    switch (entry.outcome) {
    case Outcome::open:
        return entry.isWithdrawn ? tr("Withdrawn") : tr("Expected");
    case Outcome::hit:
        return tr("Hit");
    case Outcome::missed:
        return tr("Missed");
    case Outcome::wrong:
        return tr("False");
    case Outcome::unjudged:
        return tr("Not judged");
    }
    return {};
}

QString ForecastWords::outcomeMeaning(const PredictedViolations::Entry &entry)
{
    using Outcome = PredictedViolations::Outcome;
    switch (entry.outcome) {
    case Outcome::open:
        return entry.isWithdrawn
                   ? tr("The newest forecast says so no longer; it counts until its time is over")
                   : tr("Its time has not come yet");
    case Outcome::hit:
        return tr("It was said, and it came");
    case Outcome::missed:
        return tr("It came, and no forecast had said so");
    case Outcome::wrong:
        return tr("It was said, and it did not come");
    case Outcome::unjudged:
        return tr("No value came any more that could have shown it");
    }
    return {};
}

QString ForecastWords::crossing(const LimitCrossing &crossing)
{
    const QString threshold = ValueFormatter(QLocale()).value(crossing.threshold, {});
    if (crossing.isStanding)
        return tr("%1: beyond %2 already").arg(monitoringText(crossing.limit), threshold);
    return tr("%1: %2 at %3")
        .arg(monitoringText(crossing.limit), threshold, ValueFormatter::timeOfDay(crossing.at, false));
}

QString ForecastWords::horizon(std::size_t horizon)
{
    return ValueFormatter::span(forecastHorizons[horizon]);
}

QString ForecastWords::percent(double share, bool sign)
{
    if (std::isnan(share))
        return ValueFormatter::unknown();
    const auto rounded = std::int64_t(std::clamp(std::round(share * 100), -1e9, 1e9));
    const QString number = ValueFormatter::count(quint64(std::abs(rounded)));
    return (rounded < 0 ? u"-"_s : sign && rounded > 0 ? u"+"_s : QString()) + number + u" %"_s;
}

ForecastWording ForecastWords::ofTable()
{
    return {refusal,
            method,
            crossing,
            [](const Timestamp &end) {
                return tr("The link ends at %1").arg(ValueFormatter::timeOfDay(end, false));
            },
            tr("beyond"),
            tr("due"),
            tr("Older than a minute: not to be gone by")};
}

} // namespace desk
