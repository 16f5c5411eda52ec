// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/skillhistory.h"
#include "models/itemmodels/resulttablemodel.h"

#include <QCoreApplication>

namespace desk {

// How good forecasts have been, as the rows of a table: by metric and horizon. GUI thread.
class SkillRows
{
    Q_DECLARE_TR_FUNCTIONS(desk::SkillRows)

public:
    enum Column : int {
        stateColumn,
        metricColumn,
        horizonColumn,
        methodColumn,
        errorColumn, // mean, absolute
        unitColumn,
        skillColumn,
        coverageColumn,
        pinballColumn,
        widthColumn,
        countColumn,
        neverCameColumn,
        columnTotal,
    };
    enum class View : std::uint8_t {
        shown,         // what was shown, whoever made it
        shownByMethod, // the same by who made it
        methods,       // what each method said, shown or not
    };
    // Fewer verdicts say nothing.
    static constexpr std::uint64_t enough = 100;
    static constexpr double leastCoverage = 0.85; // of a band that is to cover 90 %
    static constexpr double mostCoverage = 0.95;

    [[nodiscard]] static std::vector<ResultRow> of(const SkillSpan &span, View view);
    [[nodiscard]] static QString columnTitle(int column);
    [[nodiscard]] static QString columnMeaning(int column);
};

} // namespace desk
