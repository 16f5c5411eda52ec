// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/seriesnames.h"
#include "models/itemmodels/tablemodel.h"
#include "models/itemmodels/valueformatter.h"
#include "models/itemmodels/valuelook.h"
#include "models/processing/parameterfeed.h"

#include <QTimer>

namespace desk {

// One row per series with its newest value: all series of the feed, or those of one entity. Rows are only
// ever appended, so the row of a series never changes; without a scope it is the number of the series. Costs
// nothing until a view asks for it (setActive); then it says four times a second what changed. Ages move with
// the clock: the view repaints what is visible once a second. Values in the metric's own unit. GUI thread.
class ParameterTableModel final : public TableModel
{
    Q_OBJECT

public:
    enum Column : int {
        stateColumn,
        entityColumn,
        metricColumn,
        valueColumn,
        unitColumn,
        ageColumn,
        qualityColumn,
        timeColumn,
        trendColumn, // no text: the view paints it
        columnTotal,
    };

    struct State
    {
        Severity severity = Severity::none;
        ValueLook look = ValueLook::never;
    };

    explicit ParameterTableModel(const ParameterFeed &feed, QObject *parent = nullptr);

    void setActive(bool active);
    // Only the series of one entity; noEntity = all. Resets.
    void setScope(EntityId scope);
    void setLocale(const QLocale &locale);
    // Default: the API's words.
    void setQualityWording(Wording<Quality> wording);
    // For those who cannot see the shapes; default: nothing.
    struct RowState
    {
        MonitoringResult limits;
        ValueLook look = ValueLook::never;
    };
    void setStateWording(Wording<RowState> wording) { m_stateWording = std::move(wording); }
    // Why nothing comes of a node or link; see SilenceCauses.
    void setGaps(const GapRecord *gaps) { m_silence.setGaps(gaps); }
    // What the timer does: appends new series and announces what changed since the last call.
    void refresh();

    [[nodiscard]] SeriesId seriesAt(int row) const;
    [[nodiscard]] EntityId entityAt(int row) const;
    [[nodiscard]] int rowOf(SeriesId series) const; // -1 when not here
    [[nodiscard]] const LastValue *lastValueAt(int row) const;
    [[nodiscard]] Severity severityAt(int row) const; // see severityNow()
    [[nodiscard]] Freshness freshnessAt(int row) const;
    [[nodiscard]] ValueLook lookAt(int row) const;
    [[nodiscard]] State stateAt(int row) const; // both at once
    [[nodiscard]] const SeriesNames &names() const { return m_names; }
    [[nodiscard]] const SeriesCatalogue &catalogue() const { return m_feed.catalogue(); }

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

Q_SIGNALS:
    // Before dataChanged(), which may say more than what changed. Each once.
    void rowsTouched(const std::vector<int> &rows);

private:
    struct Shown // what the state column last said, and what never changes
    {
        SeriesId series = noSeries;
        EntityId entity = noEntity;
        Severity severity = Severity::none;
        ValueLook look = ValueLook::never;
        bool isLink = false;
        bool dirty = false; // a sample came since
    };
    [[nodiscard]] int rows() const override { return int(m_shown.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QVariant display(int row, int column) const;
    [[nodiscard]] QVariant sortKey(int row, int column) const;
    [[nodiscard]] QString valueText(SeriesId id, double value) const;
    [[nodiscard]] int available() const;
    void note(const FeedUpdate &update);
    void appendNew();
    void tick();
    [[nodiscard]] State stateOf(const Shown &shown, SteadyTime clock) const;
    void look(int row, SteadyTime clock);

    const ParameterFeed &m_feed;
    SeriesNames m_names;
    ValueFormatter m_format;
    Wording<Quality> m_qualityWording;
    Wording<RowState> m_stateWording;
    SilenceCauses m_silence;
    EntityId m_scope = noEntity;
    std::vector<Shown> m_shown; // by row
    std::vector<int> m_dirty;   // rows, unsorted, each once
    std::vector<int> m_restated;
    int m_sweep = 0;  // the next row to look at though no sample came
    int m_stands = 0; // ticks in which the clock did not move
    bool m_paused = false;
    SteadyTime m_lastClock{};
    QMetaObject::Connection m_subscription;
    QTimer m_timer;
};

} // namespace desk
