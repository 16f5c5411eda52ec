// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/namequery.h"
#include "models/itemmodels/parametertablemodel.h"
#include "models/itemmodels/seriesranks.h"

#include <QAbstractProxyModel>

namespace desk {

// Which series the Parameters table shows, and in what order. All conditions must hold. Rows stand still
// while their values move: those that changed are looked at with each tick of the model and sorted among
// themselves; once a second they are taken out and laid back in where they belong, in one pass. So no tick
// has all the work, and 100,000 rows are never sorted anew but for another column. GUI thread.
class ParameterFilterModel final : public QAbstractProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParameterFilterModel)

public:
    // What a row may be: bits by Severity and by ValueLook.
    struct States
    {
        quint32 severities = ~0U;
        quint32 looks = ~0U;
        bool operator==(const States &) const = default;
    };

    explicit ParameterFilterModel(ParameterTableModel &source, QObject *parent = nullptr);

    // Starts and stops the look once a second; all is made right at the start.
    void setActive(bool active);
    // Words separated by spaces: see NameQuery. Looked for in node, destination and metric.
    void setText(const QString &text);
    // A node with all its links, or a link in both directions; noEntity = no such condition.
    void setEntity(EntityId entity);
    void setOnlyOutOfLimits(bool on);
    void setOnlyStale(bool on);
    void setStates(States states);
    // Worst rows first, whatever the column says.
    void setWorstFirst(bool on);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    // Puts the rows that changed where they belong, and looks at some of the others: growing old is no
    // change. What the timer does.
    void settle();

    [[nodiscard]] QString text() const { return m_query.words().join(u' '); }
    [[nodiscard]] EntityId entity() const { return m_entity; }
    [[nodiscard]] bool onlyOutOfLimits() const { return m_onlyOutOfLimits; }
    [[nodiscard]] bool onlyStale() const { return m_onlyStale; }
    [[nodiscard]] States states() const { return m_states; }
    [[nodiscard]] bool worstFirst() const { return m_worstFirst; }
    [[nodiscard]] bool isFiltering() const;
    [[nodiscard]] int sortColumn() const { return m_column; }
    [[nodiscard]] Qt::SortOrder sortOrder() const
    {
        return m_descending ? Qt::DescendingOrder : Qt::AscendingOrder;
    }
    // First row of an entity, or of a node's links where it has no series of its own; invalid when filtered
    // out.
    [[nodiscard]] QModelIndex firstOf(EntityId entity) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &sourceIndex) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    bool setHeaderData(int section, Qt::Orientation orientation, const QVariant &value,
                       int role = Qt::EditRole) override;

Q_SIGNALS:
    // Which rows say something else, each once; before dataChanged(), which says more than that.
    void rowsTouched(const std::vector<int> &rows);

private:
    // Where a row stands: worse first, then by the key, then in the order they became known.
    struct Place
    {
        quint64 key = 0;
        quint8 badness = 0;
        bool shown = false;
        bool operator==(const Place &) const = default;
    };

    // What stands in the order: with its key, for it is read in that order.
    struct Spot
    {
        quint64 key = 0;
        int row = 0; // of the source
        quint8 badness = 0;
        bool operator==(const Spot &) const = default;
        [[nodiscard]] bool before(const Spot &other) const
        {
            if (badness != other.badness)
                return badness > other.badness;
            return key != other.key ? key < other.key : row < other.row;
        }
    };

    [[nodiscard]] Place placeOf(int row) const;
    [[nodiscard]] quint64 keyOf(int row, ParameterTableModel::State state) const;
    struct Names // of a row: they never change
    {
        SeriesId series = noSeries;
        EntityId entity = noEntity;
        NodeId node = noNode;
        NodeId dst = noNode;
        std::uint32_t metric = 0; // its number
    };
    [[nodiscard]] bool accepts(int row, ParameterTableModel::State state) const;
    [[nodiscard]] bool decidesByValue() const;
    [[nodiscard]] bool belongsTo(EntityId own, EntityId entity) const;
    void matchNames();
    void lookAtAll();
    void tell(const std::vector<int> &sourceRows);
    void review(std::span<const int> rows);
    void reviewSome();
    void arrange();
    void gatherWaiting();
    void take();
    void rebuild();
    void takeNewRows();
    void passOn(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);

    ParameterTableModel &m_model;
    SeriesRanks m_ranks;
    NameQuery m_query;
    EntityId m_entity = noEntity;
    States m_states;
    bool m_onlyOutOfLimits = false;
    bool m_onlyStale = false;
    bool m_worstFirst = false;
    bool m_descending = false;
    int m_column = ParameterTableModel::entityColumn;
    std::vector<std::uint32_t> m_nodeWords;   // by NodeId: the words of the query it holds
    std::vector<std::uint32_t> m_metricWords; // by number of the metric
    std::vector<Names> m_names;               // by source row
    std::vector<Place> m_places;              // by source row
    // Rows whose place is not that in the order. The flag is 1; 2 while arrange() has laid it in.
    std::vector<char> m_moving;  // by source row
    std::vector<int> m_moved;    // those rows, each once
    std::vector<Spot> m_waiting; // where they go, in order; one that has changed again stands twice
    std::vector<Spot> m_order;   // as shown
    std::vector<Spot> m_next;    // the order to come; kept, for its memory is as good as new
    std::vector<int> m_rowOf;    // by source row; -1 = not shown
    int m_sweep = 0;             // the next row to look at though it did not change
    QTimer m_timer;
};

} // namespace desk
