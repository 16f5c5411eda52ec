// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/calmsortmodel.h"
#include "models/itemmodels/fleetforecastmodel.h"
#include "models/itemmodels/namequery.h"

namespace desk {

// The fleet's forecasts, what meets a limit soonest first; refusals only on demand. GUI thread.
class FleetForecastFilter final : public CalmSortModel
{
    Q_OBJECT

public:
    explicit FleetForecastFilter(FleetForecastModel &source, QObject *parent = nullptr);

    // Words that the node or link and the metric must hold together; see NameQuery.
    void setText(const QString &text);
    void setWithReasons(bool on);
    // Only what meets a limit, or may.
    void setOnlyLimits(bool on);
    [[nodiscard]] bool withReasons() const { return m_withReasons; }
    [[nodiscard]] bool onlyLimits() const { return m_onlyLimits; }

private:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool filtersByValue() const override { return true; } // a refusal may become a forecast
    [[nodiscard]] int badness(int) const override { return 0; }
    [[nodiscard]] int compare(int leftRow, int rightRow, int column) const override;
    void again();

    FleetForecastModel &m_model;
    NameQuery m_query;
    bool m_withReasons = false;
    bool m_onlyLimits = false;
    mutable std::vector<signed char> m_matches; // by source row: whether the names do; -1 = not asked yet
};

} // namespace desk
