// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/resulttablemodel.h"
#include "models/itemmodels/seriesnames.h"
#include "models/itemmodels/violationwatch.h"

#include <QWidget>

class QJsonObject;
class QLabel;

namespace desk {

class ResultTable;
class Theme;

// The limits that forecasts said would be violated, newest first, and what came of it. GUI thread.
class ViolationsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViolationsPage)

public:
    ViolationsPage(const ParameterFeed &feed, const ViolationWatch &watch, FleetSelection &selection,
                   const Theme &theme, QWidget *parent = nullptr);

    // Takes what changed since; nothing while nothing did.
    void refresh();
    void retranslate();

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

private:
    enum Column : int {
        severityColumn,
        entityColumn,
        metricColumn,
        limitColumn,
        predictedColumn,
        leadColumn,
        outcomeColumn,
        cameColumn,
        methodColumn,
        columnTotal,
    };
    void show();
    [[nodiscard]] ResultRow rowOf(const PredictedViolations::Entry &entry) const;
    [[nodiscard]] QString summary() const;

    const ParameterFeed &m_feed;
    const ViolationWatch &m_watch;
    const Theme &m_theme;
    SeriesNames m_names;
    ResultTable *m_table = nullptr;
    QLabel *m_summary = nullptr;
    std::uint64_t m_shown = ~std::uint64_t{0}; // version
};

} // namespace desk
