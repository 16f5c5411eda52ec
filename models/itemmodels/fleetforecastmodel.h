// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/limitcrossing.h"
#include "models/forecast/predictionsource.h"
#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/serieslimits.h"
#include "models/itemmodels/seriesranks.h"
#include "models/itemmodels/tablemodel.h"
#include "models/processing/parameterfeed.h"

#include <QLocale>

namespace desk {

// The words of the forecasts' table.
struct ForecastWording
{
    Wording<ForecastRefusal> refusal;
    Wording<ForecastMethod> method;
    // A limit that is met, in full: which, where, when.
    Wording<LimitCrossing> crossing;
    Wording<Timestamp> ends; // the link of the row ends then
    QString standing;        // it is beyond a limit already
    QString due;             // the moment has passed, and no newer forecast came
    QString aged;            // the forecast is too old to go by
};

// The newest forecast of each series, a row a series, refusals too; rows stand in the order they came. Looks
// only when told to, and takes over what changed: no signal a row. GUI thread.
class FleetForecastModel final : public TableModel
{
    Q_OBJECT

public:
    enum Column : int {
        stateColumn,
        timeToLimitColumn, // of the median; sorted: what comes, what is beyond already, what may come
        earliestColumn,    // of the band's edge
        entityColumn,
        metricColumn,
        currentColumn,
        unitColumn,
        firstHorizonColumn,                                                   // three: value and band
        confidenceColumn = firstHorizonColumn + int(forecastHorizons.size()), // of the farthest with a number
        methodColumn,
        ageColumn,
        remarkColumn, // why there is no number
        columnTotal,
    };
    // A forecast as old as that is no longer to be gone by.
    static constexpr std::chrono::seconds freshFor{60};

    struct Row
    {
        Forecast forecast;
        LimitCrossings crossings;
        // What the time to limit is sorted by: what comes, what is beyond already, what only may come. NaN =
        // nothing of these.
        double urgency = Limits::unset;
    };

    explicit FleetForecastModel(const ParameterFeed &feed, QObject *parent = nullptr);

    // Null = no forecasts. Must outlive the model.
    void setSource(const PredictionSource *source);
    void setLimits(std::shared_ptr<const LimitSet> limits); // null = not known
    void setWording(ForecastWording wording);
    void setLocale(const QLocale &locale);
    // Takes what is new. True when there was something.
    bool refresh();

    [[nodiscard]] const PredictionSource *source() const { return m_source; }
    [[nodiscard]] const Row &rowAt(int row) const { return m_rows[std::size_t(row)]; }
    [[nodiscard]] int rowOf(SeriesId series) const; // -1 = none
    [[nodiscard]] EntityId entityAt(int row) const;
    [[nodiscard]] const SeriesNames &names() const { return m_names; }
    [[nodiscard]] const SeriesRanks &ranks() const { return m_ranks; }
    [[nodiscard]] const SeriesCatalogue &catalogue() const { return m_feed.catalogue(); }
    [[nodiscard]] Timestamp now() const { return m_feed.time().now(); }
    [[nodiscard]] bool knowsLimits() const { return m_limits.isKnown(); }
    [[nodiscard]] bool isRefused(int row) const;
    [[nodiscard]] bool isAged(const Forecast &forecast) const { return now() - forecast.issued > freshFor; }
    // Of the farthest horizon with a number; NaN = none has.
    [[nodiscard]] static double confidenceOf(const Forecast &forecast);
    // The first horizon that the link does not live to see.
    [[nodiscard]] static std::optional<Timestamp> endOf(const Forecast &forecast);
    // "12.30 (11.02…13.20)"; the dash where it is not known.
    [[nodiscard]] QString valueText(const Forecast &forecast, std::size_t horizon) const;
    [[nodiscard]] QString bandText(const Forecast &forecast, std::size_t horizon) const; // may be empty
    [[nodiscard]] QString numberText(SeriesId series, double value) const;

private:
    [[nodiscard]] int rows() const override { return int(m_rows.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QString display(const Row &row, int column) const;
    [[nodiscard]] QString remark(const Forecast &forecast) const;
    [[nodiscard]] QString untilText(const std::optional<LimitCrossing> &crossing) const;
    [[nodiscard]] QVariant figure(const Row &row, int column) const;
    [[nodiscard]] QVariant tip(const Row &row, int column) const;
    [[nodiscard]] MonitoringResult stateOf(const Row &row, int column) const;
    void fill(Row &row, const Forecast &forecast) const;
    void removeGone(const std::vector<bool> &seen);
    void append(const std::vector<const Forecast *> &added);

    const ParameterFeed &m_feed;
    const SeriesNames m_names;
    SeriesRanks m_ranks;
    SeriesLimits m_limits;
    const PredictionSource *m_source = nullptr;
    std::optional<std::uint64_t> m_version; // taken over
    std::vector<Row> m_rows;
    std::vector<int> m_rowOf; // by series, -1 = none
    ForecastWording m_wording;
    QLocale m_locale;
};

} // namespace desk
