// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/valuelook.h"
#include "models/processing/parameterfeed.h"

#include <QString>

#include <array>
#include <map>

namespace desk {

// Nodes × metrics: what each metric of a node says now and, in columns of their own, what the same metric of
// the links away from it says, of which the worst counts. Several series of one metric (links, labels) share
// a cell. Rows and columns are only ever appended. Looks at what changed, and at some of the rest because it
// grows old. Values in the metric's own unit, times in seconds. GUI thread.
class FleetMatrix
{
public:
    struct Cell
    {
        SeriesId first = noSeries; // of its series; noSeries = the node has no such metric
        SeriesId worst = noSeries; // what the cell shows
        double value = 0;          // of the worst; the mean of those alive where none is out of limits
        std::uint16_t series = 0;
        std::uint16_t alive = 0; // of those: fresh or late
        MonitoringResult limits;
        ValueLook look = ValueLook::never; // of the liveliest: a link that ended is no fault
        bool dirty = false;
    };
    struct Column
    {
        QString metric; // without labels
        bool ofLinks = false;
        bool ofHealth = false;   // words of which some are a fault: graded by the fleet graph
        std::uint32_t nodes = 0; // that have it
        // Between what all nodes' figures lay in the last minutes; NaN = there are none. Moves in steps.
        double low = std::numeric_limits<double>::quiet_NaN();
        double high = std::numeric_limits<double>::quiet_NaN();
        std::vector<Cell> cells; // by row
    };
    struct Row
    {
        NodeId node = noNode;
        EntityId entity = noEntity; // the node itself; noEntity where only its links are known
        Severity health = Severity::none;
        std::array<std::uint16_t, 6> counts{}; // of cells, by severity
        // The worst of cells and health, and how many cells have it.
        [[nodiscard]] Severity worst() const;
        [[nodiscard]] int worstCells() const { return counts[std::size_t(worst())]; }
    };
    struct Place
    {
        std::uint32_t row = 0;
        std::uint32_t column = 0;
        bool operator==(const Place &) const = default;
    };

    static constexpr std::size_t mostRows = 20'000;
    static constexpr std::size_t mostColumns = 200;     // further metrics are left out
    static constexpr int levels = 8;                    // of a ramp
    static constexpr std::chrono::minutes rangeTime{5}; // a figure counts this long, at most twice

    explicit FleetMatrix(const ParameterFeed &feed)
        : m_feed(feed)
    {
    }

    void setGaps(const GapRecord *gaps) { m_silence.setGaps(gaps); }
    // Samples came for these series.
    void note(std::span<const SeriesId> changed);
    void noteAll();
    // Takes in new names, and looks at what was noted. paused: the clock stands.
    void update(bool paused);

    [[nodiscard]] const std::vector<Column> &columns() const { return m_columns; }
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Cell &cell(Place at) const { return m_columns[at.column].cells[at.row]; }
    [[nodiscard]] int rowOf(NodeId node) const; // -1 when not here
    // The series of a cell: the worst first, then as they became known.
    [[nodiscard]] std::vector<SeriesId> seriesOf(Place at) const;
    // 0 to levels - 1: where the cell's figure lies in the recent range of its column; -1 = nowhere.
    [[nodiscard]] int level(Place at) const;

    // What the last update() changed.
    [[nodiscard]] const std::vector<Place> &touched() const { return m_touched; }           // each once
    [[nodiscard]] const std::vector<std::uint32_t> &restated() const { return m_restated; } // rows
    [[nodiscard]] const std::vector<std::uint32_t> &rescaled() const { return m_rescaled; } // columns

private:
    struct Range // of a column; two spans of time, so that what is old goes
    {
        std::array<double, 2> low{std::numeric_limits<double>::infinity(),
                                  std::numeric_limits<double>::infinity()};
        std::array<double, 2> high{-std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity()};
    };
    static constexpr std::uint32_t nowhere = ~0U;

    void takeNames();
    void takeHealth();
    std::uint32_t rowFor(NodeId node);
    std::uint32_t columnFor(const SeriesDefinition &series, bool ofLinks);
    void look(Place at, SteadyTime now, bool paused);
    void rescale(SteadyTime now);

    const ParameterFeed &m_feed;
    SilenceCauses m_silence;
    std::vector<Column> m_columns;
    std::vector<Range> m_ranges; // by column
    std::vector<Row> m_rows;
    std::vector<std::uint32_t> m_rowOfNode; // by NodeId
    std::map<std::pair<std::string, bool>, std::uint32_t> m_columnOf;
    std::vector<Place> m_placeOf; // by SeriesId; row nowhere = left out
    std::vector<SeriesId> m_next; // by SeriesId: the next one of the same cell
    std::vector<Place> m_dirty;
    std::vector<Place> m_touched;
    std::vector<std::uint32_t> m_restated;
    std::vector<std::uint32_t> m_rescaled;
    std::uint64_t m_graph = 0; // version of the fleet graph whose health is here
    Place m_sweep;             // the next cell to look at though nothing came
    SteadyTime m_span{};       // when the newer span of ranges began
};

} // namespace desk
