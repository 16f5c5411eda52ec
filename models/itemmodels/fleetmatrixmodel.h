// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetmatrix.h"
#include "models/itemmodels/namequery.h"
#include "models/itemmodels/tablemodel.h"
#include "models/itemmodels/valueformatter.h"

#include <QPoint>
#include <QTimer>

namespace desk {

// The fleet matrix as a table: a row per node that passes the filter, a column per metric: those of nodes,
// then those of links, then what only one node has. Looks at the feed four times a second while active. Rows
// move at a calm pace, and not at all while they are held, but for a filter or another order. GUI thread.
class FleetMatrixModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetMatrixModel)

public:
    enum class Order {
        worstFirst, // the worst severity, then how many cells have it, then the name
        name,
        plane, // see planeOrder()
    };
    static constexpr std::chrono::seconds pace{3}; // between two moves of rows

    explicit FleetMatrixModel(const ParameterFeed &feed, QObject *parent = nullptr);

    void setActive(bool active);
    void setLocale(const QLocale &locale);
    void setGaps(const GapRecord *gaps) { m_matrix.setGaps(gaps); }
    // What a cell says to those who cannot see it; default: nothing.
    void setCellWording(Wording<FleetMatrix::Place> wording) { m_wording = std::move(wording); }
    // Words separated by spaces, see NameQuery: looked for in name and label of the node, and in its type as
    // that function words it.
    void setText(const QString &text);
    void setTypeWording(Wording<NodeType> wording);
    void setOrder(Order order);
    [[nodiscard]] Order order() const { return m_order; }
    // What the pace is measured by, not the time of the data; default: the machine's.
    void setClock(std::function<SteadyTime()> clock) { m_clock = std::move(clock); }
    // Rows stand while the pointer is over them.
    void setHeld(bool held);
    // Rows would stand otherwise if they were not held.
    [[nodiscard]] bool isOverdue() const { return m_overdue; }
    // What the timer does.
    void refresh();
    // Puts rows where they belong if they are neither held nor moved of late.
    void settle();

    [[nodiscard]] const FleetMatrix &matrix() const { return m_matrix; }
    [[nodiscard]] FleetMatrix::Place placeAt(int row, int column) const
    {
        return {m_rows[std::size_t(row)], m_columns[std::size_t(column)]};
    }
    [[nodiscard]] const FleetMatrix::Row &rowAt(int row) const
    {
        return m_matrix.rows()[m_rows[std::size_t(row)]];
    }
    [[nodiscard]] QString nodeName(NodeId node) const;
    [[nodiscard]] int rowOf(NodeId node) const; // as shown; -1 = not here
    [[nodiscard]] int allRows() const { return int(m_matrix.rows().size()); }
    [[nodiscard]] const SeriesCatalogue &catalogue() const { return m_feed.catalogue(); }
    [[nodiscard]] const ParameterFeed &feed() const { return m_feed; }
    // "snr_db", of links "→ snr_db": as columns are called in settings, too.
    [[nodiscard]] QString columnName(int column) const;
    // The figure, the word of a state; a dash where nothing is known, nothing where there is no such metric.
    [[nodiscard]] QString text(FleetMatrix::Place at) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

Q_SIGNALS:
    // What to paint again; before dataChanged(), which says the smallest table around it.
    void cellsChanged(const std::vector<QPoint> &cells); // x = column, y = row
    void rowsRestated(const std::vector<int> &rows);
    void columnsRescaled(const std::vector<int> &columns);
    void overdueChanged();

private:
    void takeColumns();
    [[nodiscard]] int placeOf(std::uint32_t column) const; // where it belongs among those shown
    void takeRows();
    void tell();
    void rank();
    void mapGraph();
    void take(std::vector<std::uint32_t> rows);
    [[nodiscard]] bool accepts(std::uint32_t row) const;
    [[nodiscard]] std::vector<std::uint32_t> wanted() const;
    void rearrange(); // at once, held or not

    const ParameterFeed &m_feed;
    FleetMatrix m_matrix;
    ValueFormatter m_format;
    Wording<FleetMatrix::Place> m_wording;
    Wording<NodeType> m_typeWording;
    NameQuery m_query;
    Order m_order = Order::worstFirst;
    std::vector<std::uint32_t> m_rows;     // of the matrix, as shown
    std::vector<std::uint32_t> m_columns;  // likewise
    std::vector<int> m_shownAt;            // by row of the matrix; -1 = not shown
    std::vector<int> m_columnAt;           // by column of the matrix
    std::vector<std::uint32_t> m_nameRank; // by row of the matrix
    std::vector<std::uint32_t> m_planeRank;
    std::vector<int> m_graphAt;                // by NodeId: its index in the fleet graph; -1 = not there
    std::uint64_t m_graph = ~std::uint64_t{0}; // indexing of the fleet graph that planes were read from
    std::size_t m_graphNodes = 0;
    bool m_held = false;
    bool m_overdue = false;
    bool m_paused = false;
    int m_stands = 0; // refreshes in which the clock did not move
    SteadyTime m_lastClock{};
    SteadyTime m_moved{}; // zero = they may move at once
    std::function<SteadyTime()> m_clock = [] { return std::chrono::steady_clock::now(); };
    QMetaObject::Connection m_subscription;
    QTimer m_timer;
};

} // namespace desk
