// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictedviolations.h"
#include "models/itemmodels/fleetforecastmodel.h"

#include <QCoreApplication>

namespace desk {

// What forecasts mean, in the language of the window. GUI thread.
class ForecastWords
{
    Q_DECLARE_TR_FUNCTIONS(desk::ForecastWords)

public:
    [[nodiscard]] static QString refusal(ForecastRefusal refusal);
    [[nodiscard]] static QString method(ForecastMethod method);
    [[nodiscard]] static QString methodMeaning(ForecastMethod method);
    [[nodiscard]] static QString outcome(const PredictedViolations::Entry &entry);
    [[nodiscard]] static QString outcomeMeaning(const PredictedViolations::Entry &entry);
    // "Caution, too low: 10 at 14:03:07Z"
    [[nodiscard]] static QString crossing(const LimitCrossing &crossing);
    // "1 min"
    [[nodiscard]] static QString horizon(std::size_t horizon);
    // "42 %"; the dash where it is NaN.
    [[nodiscard]] static QString percent(double share, bool sign = false);
    [[nodiscard]] static ForecastWording ofTable();
};

} // namespace desk
