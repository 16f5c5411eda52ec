// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/parameterfiltermodel.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace desk {
namespace {

constexpr std::chrono::seconds settleInterval{1};
constexpr int filterSweepRows = 1'250; // a tick: those that only grow old
constexpr int mostSingleRows = 64;     // said one by one; more are said as a whole

// Doubles in their order as integers; what is not known behind everything.
quint64 ordered(double figure, bool descending)
{
    if (std::isnan(figure))
        return ~quint64{0};
    const auto bits = std::bit_cast<quint64>(figure == 0 ? 0.0 : figure);
    constexpr quint64 sign = quint64{1} << 63U;
    const quint64 key = (bits & sign) != 0 ? ~bits : bits | sign;
    return descending ? ~key : key;
}

} // namespace

ParameterFilterModel::ParameterFilterModel(ParameterTableModel &source, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_model(source)
    , m_ranks(source.names(), source.catalogue())
{
    setSourceModel(&source);
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&source, &QAbstractItemModel::modelReset, this, [this] {
        rebuild();
        endResetModel();
    });
    connect(&source, &QAbstractItemModel::rowsInserted, this, &ParameterFilterModel::takeNewRows);
    connect(&source, &QAbstractItemModel::dataChanged, this, &ParameterFilterModel::passOn);
    connect(&source, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
    connect(&source, &ParameterTableModel::rowsTouched, this, [this](const std::vector<int> &rows) {
        tell(rows);
        review(rows);
        reviewSome();
    });
    connect(&m_timer, &QTimer::timeout, this, &ParameterFilterModel::settle);
    takeNewRows();
}

void ParameterFilterModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    lookAtAll();
    m_timer.start(settleInterval);
}

void ParameterFilterModel::setText(const QString &text)
{
    NameQuery query(text);
    if (query.words() == m_query.words())
        return;
    m_query = std::move(query);
    m_nodeWords.clear();
    m_metricWords.clear();
    matchNames();
    lookAtAll();
}

void ParameterFilterModel::setEntity(EntityId entity)
{
    if (entity == m_entity)
        return;
    m_entity = entity;
    lookAtAll();
}

void ParameterFilterModel::setOnlyOutOfLimits(bool on)
{
    m_onlyOutOfLimits = on;
    lookAtAll();
}

void ParameterFilterModel::setOnlyStale(bool on)
{
    m_onlyStale = on;
    lookAtAll();
}

void ParameterFilterModel::setStates(States states)
{
    if (states == m_states)
        return;
    m_states = states;
    lookAtAll();
}

void ParameterFilterModel::setWorstFirst(bool on)
{
    if (on == m_worstFirst)
        return;
    m_worstFirst = on;
    lookAtAll();
}

void ParameterFilterModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || (column == m_column && order == sortOrder()))
        return;
    m_column = column;
    m_descending = order == Qt::DescendingOrder;
    lookAtAll();
}

bool ParameterFilterModel::isFiltering() const
{
    return !m_query.isEmpty() || m_entity != noEntity || m_onlyOutOfLimits || m_onlyStale ||
           m_states != States{};
}

// Each name once, not once a row.
void ParameterFilterModel::matchNames()
{
    const SeriesCatalogue &catalogue = m_model.catalogue();
    if (m_query.isEmpty())
        return;
    while (m_nodeWords.size() < catalogue.nodeCount())
        m_nodeWords.push_back(m_query.match(m_model.names().node(NodeId{std::uint32_t(m_nodeWords.size())})));
    while (m_metricWords.size() < m_ranks.metrics().size())
        m_metricWords.push_back(m_query.match(m_ranks.metrics()[m_metricWords.size()]));
}

bool ParameterFilterModel::accepts(int row, ParameterTableModel::State state) const
{
    const Names &names = m_names[std::size_t(row)];
    if (!m_query.isEmpty()) {
        std::uint32_t words = m_nodeWords[desk::index(names.node)] | m_metricWords[names.metric];
        if (names.dst != noNode)
            words |= m_nodeWords[desk::index(names.dst)];
        if (words != m_query.all())
            return false;
    }
    if (m_entity != noEntity && !belongsTo(names.entity, m_entity))
        return false;
    if (m_onlyOutOfLimits && state.severity < Severity::advisory)
        return false;
    if (m_onlyStale && m_model.freshnessAt(row) != Freshness::stale)
        return false;
    return m_states == States{} || ((m_states.severities >> unsigned(state.severity) & 1U) != 0 &&
                                    (m_states.looks >> unsigned(state.look) & 1U) != 0);
}

// Whether a row may go or move though nothing came for it.
bool ParameterFilterModel::decidesByValue() const
{
    return m_onlyOutOfLimits || m_onlyStale || m_states != States{} || m_worstFirst ||
           m_column == ParameterTableModel::stateColumn;
}

bool ParameterFilterModel::belongsTo(EntityId own, EntityId entity) const
{
    const SeriesCatalogue &catalogue = m_model.catalogue();
    if (own == entity)
        return true;
    if (own == noEntity || desk::index(entity) >= catalogue.entityCount())
        return false;
    const EntityDefinition &wanted = catalogue.entity(entity);
    const EntityDefinition &have = catalogue.entity(own);
    if (wanted.dst == noNode)
        return have.node == wanted.node || have.dst == wanted.node;
    return have.node == wanted.dst && have.dst == wanted.node;
}

quint64 ParameterFilterModel::keyOf(int row, ParameterTableModel::State state) const
{
    const Names &names = m_names[std::size_t(row)];
    const auto key = [this](double figure) { return ordered(figure, m_descending); };
    switch (m_column) {
    case ParameterTableModel::stateColumn:
        return key(16 * int(state.severity) + int(state.look));
    case ParameterTableModel::entityColumn:
        return key(m_ranks.entity(names.entity));
    case ParameterTableModel::metricColumn:
        return key(m_ranks.metric(names.series));
    case ParameterTableModel::unitColumn:
        return key(m_ranks.unit(names.series));
    case ParameterTableModel::trendColumn:
        return 0;
    default:
        break;
    }
    const LastValue *last = m_model.lastValueAt(row);
    if (m_column == ParameterTableModel::qualityColumn)
        return key(last ? int(last->quality) : -1);
    // As doubles, nanoseconds since 1970 are 256 ns coarse: still in order, and finer than any screen.
    return key(!last                                          ? std::nan("")
               : m_column == ParameterTableModel::valueColumn ? last->value
               : m_column == ParameterTableModel::ageColumn   ? -double(last->seen.time_since_epoch().count())
                                                              : double(last->generation));
}

ParameterFilterModel::Place ParameterFilterModel::placeOf(int row) const
{
    const auto state = decidesByValue() ? m_model.stateAt(row) : ParameterTableModel::State{};
    if (!accepts(row, state))
        return {};
    const Severity severity = m_worstFirst ? state.severity : Severity::none;
    return {keyOf(row, state), quint8(severity >= Severity::advisory ? severity : Severity::none), true};
}

void ParameterFilterModel::lookAtAll()
{
    std::vector<int> all(m_places.size());
    std::iota(all.begin(), all.end(), 0);
    review(all);
    arrange();
}

void ParameterFilterModel::settle()
{
    reviewSome();
    arrange();
}

// Growing old is no change that anybody says.
void ParameterFilterModel::reviewSome()
{
    if (!decidesByValue())
        return;
    const int total = int(m_places.size());
    std::vector<int> rows;
    rows.reserve(std::size_t(filterSweepRows));
    for (int i = 0; i < std::min(total, filterSweepRows); ++i) {
        rows.push_back(m_sweep);
        m_sweep = m_sweep + 1 < total ? m_sweep + 1 : 0;
    }
    review(rows);
}

// Notes which rows no longer stand right, and where they go.
void ParameterFilterModel::review(std::span<const int> rows)
{
    const std::size_t before = m_waiting.size();
    for (const int row : rows) {
        const Place now = placeOf(row);
        Place &place = m_places[std::size_t(row)];
        if (now == place)
            continue;
        place = now;
        if (std::exchange(m_moving[std::size_t(row)], char{1}) == 0)
            m_moved.push_back(row);
        if (now.shown)
            m_waiting.push_back({now.key, row, now.badness});
    }
    if (m_waiting.size() > 2 * m_places.size()) { // nobody settles
        gatherWaiting();
        return;
    }
    const auto first = [](const Spot &a, const Spot &b) { return a.before(b); };
    const auto middle = m_waiting.begin() + std::ptrdiff_t(before);
    std::sort(middle, m_waiting.end(), first);
    std::inplace_merge(m_waiting.begin(), middle, m_waiting.end(), first);
}

void ParameterFilterModel::gatherWaiting()
{
    m_waiting.clear();
    for (const int row : m_moved) {
        if (const Place &place = m_places[std::size_t(row)]; place.shown)
            m_waiting.push_back({place.key, row, place.badness});
    }
    std::sort(m_waiting.begin(), m_waiting.end(), [](const Spot &a, const Spot &b) { return a.before(b); });
}

// Takes out the rows that no longer stand right and lays them in again, among the others.
void ParameterFilterModel::arrange()
{
    if (m_moved.empty())
        return;
    m_next.clear();
    m_next.reserve(m_places.size());
    auto waiting = m_waiting.begin();
    const auto layIn = [this](const Spot &spot) {
        const Place &place = m_places[std::size_t(spot.row)];
        char &moving = m_moving[std::size_t(spot.row)];
        if (moving != 1 || place != Place{spot.key, spot.badness, true})
            return; // it has changed since
        moving = 2;
        m_next.push_back(spot);
    };
    for (const Spot &spot : m_order) {
        if (m_moving[std::size_t(spot.row)] != 0)
            continue;
        for (; waiting != m_waiting.end() && waiting->before(spot); ++waiting)
            layIn(*waiting);
        m_next.push_back(spot);
    }
    for (; waiting != m_waiting.end(); ++waiting)
        layIn(*waiting);
    for (const int row : m_moved)
        m_moving[std::size_t(row)] = 0;
    m_moved.clear();
    m_waiting.clear();
    take();
}

// Shows m_next; what was shown is there then.
void ParameterFilterModel::take()
{
    // Keys may be new where nothing moves.
    if (std::equal(m_next.begin(), m_next.end(), m_order.begin(), m_order.end(),
                   [](const Spot &a, const Spot &b) { return a.row == b.row; })) {
        m_order.swap(m_next);
        return;
    }
    const auto put = [&] {
        m_order.swap(m_next);
        if (m_order.size() != m_rowOf.size()) // else each is set below
            std::fill(m_rowOf.begin(), m_rowOf.end(), -1);
        for (std::size_t i = 0; i < m_order.size(); ++i)
            m_rowOf[std::size_t(m_order[i].row)] = int(i);
    };
    if (m_order.empty()) {
        beginInsertRows({}, 0, int(m_next.size()) - 1);
        put();
        endInsertRows();
        return;
    }
    if (m_next.empty()) {
        beginRemoveRows({}, 0, int(m_order.size()) - 1);
        put();
        endRemoveRows();
        return;
    }
    const LayoutChangeHint hint = m_next.size() == m_order.size() ? VerticalSortHint : NoLayoutChangeHint;
    Q_EMIT layoutAboutToBeChanged({}, hint);
    const QModelIndexList from = persistentIndexList();
    std::vector<int> sources;
    sources.reserve(std::size_t(from.size()));
    for (const QModelIndex &one : from)
        sources.push_back(m_order[std::size_t(one.row())].row);
    put();
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int row = m_rowOf[std::size_t(sources[std::size_t(i)])];
        to += row < 0 ? QModelIndex() : createIndex(row, from[i].column());
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, hint);
}

void ParameterFilterModel::rebuild()
{
    m_order.clear();
    m_waiting.clear();
    m_moved.clear();
    m_sweep = 0;
    m_names.clear();
    m_places.clear();
    m_moving.clear();
    m_rowOf.clear();
}

void ParameterFilterModel::takeNewRows()
{
    const std::size_t have = m_places.size();
    const auto all = std::size_t(m_model.rowCount());
    const bool byName = m_column == ParameterTableModel::entityColumn ||
                        m_column == ParameterTableModel::metricColumn ||
                        m_column == ParameterTableModel::unitColumn;
    if (m_ranks.update() && byName) {
        for (Spot &spot : m_order) { // their order is as it was
            if (m_moving[std::size_t(spot.row)] == 0)
                spot.key = m_places[std::size_t(spot.row)].key = keyOf(spot.row, m_model.stateAt(spot.row));
        }
        for (const int row : m_moved) {
            if (Place &place = m_places[std::size_t(row)]; place.shown)
                place.key = keyOf(row, m_model.stateAt(row));
        }
        gatherWaiting();
    }
    matchNames();
    const SeriesCatalogue &catalogue = m_model.catalogue();
    for (int row = int(have); row < int(all); ++row) {
        const SeriesId id = m_model.seriesAt(row);
        const EntityDefinition &about = catalogue.entity(m_model.entityAt(row));
        m_names.push_back({id, about.id, about.node, about.dst, m_ranks.metricOf(id)});
    }
    m_places.resize(all);
    m_moving.resize(all);
    m_rowOf.resize(all, -1);
    std::vector<int> rows(all - have);
    std::iota(rows.begin(), rows.end(), int(have));
    review(rows);
    arrange();
}

void ParameterFilterModel::tell(const std::vector<int> &sourceRows)
{
    std::vector<int> rows;
    rows.reserve(sourceRows.size());
    for (const int row : sourceRows) {
        if (std::size_t(row) < m_rowOf.size() && m_rowOf[std::size_t(row)] >= 0)
            rows.push_back(m_rowOf[std::size_t(row)]);
    }
    if (!rows.empty())
        Q_EMIT rowsTouched(rows);
}

void ParameterFilterModel::passOn(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    if (m_order.empty())
        return;
    if (last.row() - first.row() >= mostSingleRows) {
        Q_EMIT dataChanged(index(0, first.column()), index(rowCount() - 1, last.column()), roles);
        return;
    }
    for (int row = first.row(); row <= last.row(); ++row) {
        const int here = std::size_t(row) < m_rowOf.size() ? m_rowOf[std::size_t(row)] : -1;
        if (here >= 0)
            Q_EMIT dataChanged(index(here, first.column()), index(here, last.column()), roles);
    }
}

QModelIndex ParameterFilterModel::firstOf(EntityId entity) const
{
    if (entity == noEntity)
        return {};
    int best = -1;
    for (const SeriesId id : m_model.catalogue().seriesOf(entity)) {
        const int row = m_model.rowOf(id);
        const int here = row >= 0 && std::size_t(row) < m_rowOf.size() ? m_rowOf[std::size_t(row)] : -1;
        best = best < 0 || (here >= 0 && here < best) ? here : best;
    }
    const auto related = [&](const Spot &spot) {
        return belongsTo(m_names[std::size_t(spot.row)].entity, entity);
    };
    if (best < 0) {
        const auto at = std::find_if(m_order.begin(), m_order.end(), related);
        best = at == m_order.end() ? -1 : int(at - m_order.begin());
    }
    return best < 0 ? QModelIndex() : index(best, 0);
}

QModelIndex ParameterFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return !parent.isValid() && row >= 0 && row < rowCount() && column >= 0 && column < columnCount()
               ? createIndex(row, column)
               : QModelIndex();
}

QModelIndex ParameterFilterModel::parent(const QModelIndex &) const
{
    return {};
}

int ParameterFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int ParameterFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ParameterTableModel::columnTotal);
}

QModelIndex ParameterFilterModel::mapToSource(const QModelIndex &proxyIndex) const
{
    return proxyIndex.isValid() && proxyIndex.row() < rowCount()
               ? m_model.index(m_order[std::size_t(proxyIndex.row())].row, proxyIndex.column())
               : QModelIndex();
}

QModelIndex ParameterFilterModel::mapFromSource(const QModelIndex &sourceIndex) const
{
    if (!sourceIndex.isValid() || std::size_t(sourceIndex.row()) >= m_rowOf.size())
        return {};
    return index(m_rowOf[std::size_t(sourceIndex.row())], sourceIndex.column());
}

QVariant ParameterFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_model.headerData(section, orientation, role);
}

bool ParameterFilterModel::setHeaderData(int section, Qt::Orientation orientation, const QVariant &value,
                                         int role)
{
    return m_model.setHeaderData(section, orientation, value, role);
}

} // namespace desk
