// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetmatrixmodel.h"

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/naturalorder.h"
#include "models/itemmodels/planeorder.h"
#include "models/itemmodels/seriesmime.h"

#include <QMimeData>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds matrixRefresh{250};
constexpr int matrixStandsWhenPaused = 2;
constexpr std::size_t mostDragged = 8; // more curves than a chart can tell apart help nobody

} // namespace

FleetMatrixModel::FleetMatrixModel(const ParameterFeed &feed, QObject *parent)
    : QAbstractTableModel(parent)
    , m_feed(feed)
    , m_matrix(feed)
{
    connect(&m_timer, &QTimer::timeout, this, &FleetMatrixModel::refresh);
}

void FleetMatrixModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        disconnect(m_subscription);
        return;
    }
    m_subscription = connect(&m_feed, &ParameterFeed::advanced, this,
                             [this](const FeedUpdate &update) { m_matrix.note(update.changed); });
    m_matrix.noteAll(); // whatever came while nobody looked
    m_moved = {};
    refresh();
    m_timer.start(matrixRefresh);
}

void FleetMatrixModel::setLocale(const QLocale &locale)
{
    m_format = ValueFormatter(locale);
    if (!m_rows.empty() && !m_columns.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

void FleetMatrixModel::setText(const QString &text)
{
    NameQuery query(text);
    if (query.words() == m_query.words())
        return;
    m_query = std::move(query);
    rearrange();
}

void FleetMatrixModel::setTypeWording(Wording<NodeType> wording)
{
    m_typeWording = std::move(wording);
    if (!m_query.isEmpty())
        rearrange();
}

void FleetMatrixModel::setOrder(Order order)
{
    if (order == m_order)
        return;
    m_order = order;
    rearrange();
}

void FleetMatrixModel::setHeld(bool held)
{
    m_held = held;
}

QString FleetMatrixModel::nodeName(NodeId node) const
{
    return desk::index(node) < catalogue().nodeCount() ? QString::fromStdString(catalogue().node(node).name)
                                                       : QString();
}

QString FleetMatrixModel::columnName(int column) const
{
    const FleetMatrix::Column &shown = m_matrix.columns()[m_columns[std::size_t(column)]];
    return shown.ofLinks ? u"→ "_s + shown.metric : shown.metric;
}

int FleetMatrixModel::rowOf(NodeId node) const
{
    const int row = m_matrix.rowOf(node);
    return row >= 0 && std::size_t(row) < m_shownAt.size() ? m_shownAt[std::size_t(row)] : -1;
}

// A clock that stands is that of a replay that is paused.
void FleetMatrixModel::refresh()
{
    const SteadyTime clock = m_feed.time().steadyNow();
    m_stands = m_timer.isActive() && clock == m_lastClock ? m_stands + 1 : 0;
    m_lastClock = clock;
    const bool paused = m_stands >= matrixStandsWhenPaused;
    if (std::exchange(m_paused, paused) != paused)
        m_matrix.noteAll();
    m_matrix.update(paused);
    takeColumns();
    takeRows();
    tell();
    settle();
}

int FleetMatrixModel::placeOf(std::uint32_t column) const
{
    const auto key = [this](std::uint32_t id) {
        const FleetMatrix::Column &one = m_matrix.columns()[id];
        return std::pair(one.nodes < 2 ? 2 : one.ofLinks ? 1 : 0, id);
    };
    return int(std::count_if(m_columns.begin(), m_columns.end(), [&](std::uint32_t other) {
        return other != column && key(other) < key(column);
    }));
}

// One that a second node has goes from the end to where it belongs.
void FleetMatrixModel::takeColumns()
{
    const auto renumber = [this] {
        m_columnAt.resize(m_columns.size());
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            m_columnAt[m_columns[i]] = int(i);
    };
    for (std::uint32_t column = 0; column < m_columnAt.size(); ++column) {
        const int from = m_columnAt[column];
        const int to = placeOf(column);
        if (from == to)
            continue;
        beginMoveColumns({}, from, from, {}, to > from ? to + 1 : to);
        m_columns.erase(m_columns.begin() + from);
        m_columns.insert(m_columns.begin() + to, column);
        renumber();
        endMoveColumns();
    }
    for (auto column = std::uint32_t(m_columnAt.size()); column < m_matrix.columns().size(); ++column) {
        const int place = placeOf(column);
        beginInsertColumns({}, place, place);
        m_columns.insert(m_columns.begin() + place, column);
        renumber();
        endInsertColumns();
    }
}

// New nodes go to the end; where they belong they come with the next move.
void FleetMatrixModel::takeRows()
{
    const auto have = m_shownAt.size();
    const auto all = m_matrix.rows().size();
    if (have == all)
        return;
    rank();
    mapGraph();
    std::vector<std::uint32_t> added;
    for (auto row = std::uint32_t(have); row < all; ++row) {
        if (accepts(row))
            added.push_back(row);
    }
    if (!m_held)
        m_moved = {};
    if (added.empty()) {
        m_shownAt.resize(all, -1);
        return;
    }
    beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
    m_shownAt.resize(all, -1);
    for (const std::uint32_t row : added) {
        m_shownAt[row] = int(m_rows.size());
        m_rows.push_back(row);
    }
    endInsertRows();
}

void FleetMatrixModel::rank()
{
    const std::size_t all = m_matrix.rows().size();
    std::vector<QString> names(all);
    for (std::size_t i = 0; i < all; ++i)
        names[i] = nodeName(m_matrix.rows()[i].node);
    std::vector<std::uint32_t> order(all);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return naturalCompare(names[a], names[b]) < 0; });
    m_nameRank.resize(all);
    for (std::size_t i = 0; i < all; ++i)
        m_nameRank[order[i]] = std::uint32_t(i);
}

void FleetMatrixModel::tell()
{
    std::vector<QPoint> cells;
    cells.reserve(m_matrix.touched().size());
    QPoint first(columnCount(), rowCount());
    QPoint last(-1, -1);
    for (const FleetMatrix::Place at : m_matrix.touched()) {
        const QPoint cell(m_columnAt[at.column], m_shownAt[at.row]);
        if (cell.y() < 0)
            continue;
        cells.push_back(cell);
        first = {std::min(first.x(), cell.x()), std::min(first.y(), cell.y())};
        last = {std::max(last.x(), cell.x()), std::max(last.y(), cell.y())};
    }
    if (!cells.empty()) {
        Q_EMIT cellsChanged(cells);
        Q_EMIT dataChanged(index(first.y(), first.x()), index(last.y(), last.x()),
                           {Qt::DisplayRole, ValueRole, SeverityRole, LookRole});
    }
    std::vector<int> rows;
    for (const std::uint32_t row : m_matrix.restated()) {
        if (m_shownAt[row] >= 0)
            rows.push_back(m_shownAt[row]);
    }
    if (!rows.empty())
        Q_EMIT rowsRestated(rows);
    std::vector<int> columns;
    for (const std::uint32_t column : m_matrix.rescaled())
        columns.push_back(m_columnAt[column]);
    if (!columns.empty())
        Q_EMIT columnsRescaled(columns);
}

void FleetMatrixModel::mapGraph()
{
    m_graphAt.assign(catalogue().nodeCount(), -1);
    const TopologySnapshotPtr &graph = m_feed.topology();
    for (std::size_t i = 0; graph && i < graph->nodes.size(); ++i) {
        if (const auto id = desk::index(graph->nodes[i].id); id < m_graphAt.size())
            m_graphAt[id] = int(i);
    }
}

// After mapGraph().
bool FleetMatrixModel::accepts(std::uint32_t row) const
{
    if (m_query.isEmpty())
        return true;
    const NodeId node = m_matrix.rows()[row].node;
    std::uint32_t found = m_query.match(nodeName(node));
    const int at = m_graphAt[desk::index(node)];
    const TopologyNode *defined = at < 0 ? nullptr : &m_feed.topology()->nodes[std::size_t(at)];
    if (m_typeWording)
        found |= m_query.match(m_typeWording(defined ? defined->type : catalogue().node(node).type));
    if (defined)
        found |= m_query.match(QString::fromStdString(defined->label));
    return found == m_query.all();
}

std::vector<std::uint32_t> FleetMatrixModel::wanted() const
{
    const auto &all = m_matrix.rows();
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
    keys.reserve(m_rows.size());
    for (const std::uint32_t row : m_rows) {
        const FleetMatrix::Row &one = all[row];
        const Severity worst = one.worst();
        std::uint64_t key = m_nameRank[row];
        if (m_order == Order::plane)
            key = m_planeRank[row];
        else if (m_order == Order::worstFirst && worst >= Severity::advisory)
            key |= std::uint64_t(7 - unsigned(worst)) << 60U |
                   std::uint64_t(0xFFFF - unsigned(one.worstCells())) << 32U;
        else if (m_order == Order::worstFirst)
            key |= std::uint64_t{7} << 60U;
        keys.emplace_back(key, row);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> rows;
    rows.reserve(keys.size());
    for (const auto &[key, row] : keys)
        rows.push_back(row);
    return rows;
}

void FleetMatrixModel::settle()
{
    const TopologySnapshotPtr &graph = m_feed.topology();
    if (m_order == Order::plane &&
        (m_planeRank.size() != m_matrix.rows().size() ||
         (graph && (graph->indexing != m_graph || graph->nodes.size() != m_graphNodes)))) {
        m_planeRank.assign(m_matrix.rows().size(), ~0U); // what has no orbit stands behind, by name
        for (std::size_t i = 0; i < m_planeRank.size(); ++i)
            m_planeRank[i] = 0x80000000U | m_nameRank[i];
        std::uint32_t rank = 0;
        if (graph) {
            m_graph = graph->indexing;
            m_graphNodes = graph->nodes.size();
            for (const NodeId node : planeOrder(*graph)) {
                if (const int row = m_matrix.rowOf(node); row >= 0)
                    m_planeRank[std::size_t(row)] = rank++;
            }
        }
    }
    const SteadyTime now = m_clock();
    if (m_moved != SteadyTime{} && now - m_moved < pace)
        return;
    std::vector<std::uint32_t> rows = wanted();
    const bool overdue = m_held && m_moved != SteadyTime{} && rows != m_rows;
    if (!overdue && rows != m_rows) {
        m_moved = now;
        take(std::move(rows));
    } else if (m_moved == SteadyTime{}) {
        m_moved = now;
    }
    if (std::exchange(m_overdue, overdue) != overdue)
        Q_EMIT overdueChanged();
}

void FleetMatrixModel::rearrange()
{
    mapGraph();
    std::vector<std::uint32_t> shown;
    for (std::uint32_t row = 0; row < m_shownAt.size(); ++row) {
        if (accepts(row))
            shown.push_back(row);
    }
    take(std::move(shown));
    m_moved = {};
    settle();
}

void FleetMatrixModel::take(std::vector<std::uint32_t> rows)
{
    if (rows == m_rows)
        return;
    const LayoutChangeHint hint = rows.size() == m_rows.size() ? VerticalSortHint : NoLayoutChangeHint;
    Q_EMIT layoutAboutToBeChanged({}, hint);
    const QModelIndexList from = persistentIndexList();
    std::vector<std::uint32_t> sources;
    for (const QModelIndex &one : from)
        sources.push_back(m_rows[std::size_t(one.row())]);
    m_rows = std::move(rows);
    std::fill(m_shownAt.begin(), m_shownAt.end(), -1);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_shownAt[m_rows[i]] = int(i);
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int row = m_shownAt[sources[std::size_t(i)]];
        to += row < 0 ? QModelIndex() : createIndex(row, from[i].column());
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, hint);
}

QString FleetMatrixModel::text(FleetMatrix::Place at) const
{
    const FleetMatrix::Cell &cell = m_matrix.cell(at);
    if (cell.first == noSeries)
        return {};
    if (cell.look == ValueLook::never || std::isnan(cell.value))
        return ValueFormatter::unknown();
    const SeriesDefinition &series = catalogue().series(cell.worst);
    switch (series.kind) {
    case ValueKind::number:
    case ValueKind::integer:
        return m_format.value(cell.value, series.metric);
    case ValueKind::boolean:
        return cell.value != 0 ? u"true"_s : u"false"_s;
    case ValueKind::state:
    case ValueKind::text:
        break;
    }
    if (!(cell.value >= 0 && cell.value <= double(0xFFFFFFFFU)))
        return ValueFormatter::unknown();
    const std::string_view word = catalogue().text(cell.worst, cell.value);
    return word.empty() ? ValueFormatter::unknown() : QString::fromUtf8(word.data(), qsizetype(word.size()));
}

int FleetMatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FleetMatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant FleetMatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FleetMatrix::Place at = placeAt(index.row(), index.column());
    const FleetMatrix::Cell &cell = m_matrix.cell(at);
    switch (role) {
    case Qt::DisplayRole:
        return text(at);
    case Qt::AccessibleTextRole:
    case Qt::AccessibleDescriptionRole:
        return m_wording ? QVariant(m_wording(at)) : QVariant();
    case ValueRole:
    case SortRole:
        return cell.first == noSeries || std::isnan(cell.value) ? QVariant() : QVariant(cell.value);
    case SeriesRole:
        return cell.first == noSeries ? QVariant() : QVariant(desk::index(cell.worst));
    case EntityRole:
        return desk::index(m_matrix.rows()[at.row].entity);
    case SeverityRole:
        return quint32(cell.limits.severity);
    case SideRole:
        return quint32(cell.limits.side);
    case LookRole:
        return quint32(cell.look);
    case RepeatsRole:
        return int(cell.series);
    default:
        return {};
    }
}

QVariant FleetMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool columns = orientation == Qt::Horizontal;
    if (section < 0 || section >= (columns ? columnCount() : rowCount()))
        return {};
    if (role == Qt::DisplayRole)
        return columns ? columnName(section) : nodeName(rowAt(section).node);
    if (role == SeverityRole && !columns)
        return quint32(rowAt(section).worst());
    return {};
}

Qt::ItemFlags FleetMatrixModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren : flags;
}

QStringList FleetMatrixModel::mimeTypes() const
{
    return {QString::fromLatin1(seriesMimeType)};
}

QMimeData *FleetMatrixModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<SeriesId> all;
    for (const QModelIndex &one : indexes) {
        if (!one.isValid() || one.model() != this)
            continue;
        for (const SeriesId id : m_matrix.seriesOf(placeAt(one.row(), one.column()))) {
            if (all.size() < mostDragged)
                all.push_back(id);
        }
    }
    if (all.empty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(QString::fromLatin1(seriesMimeType), encodeSeries(all));
    return data;
}

} // namespace desk
