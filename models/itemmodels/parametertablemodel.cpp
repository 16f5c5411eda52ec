// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/parametertablemodel.h"

#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/seriesmime.h"

#include <QMimeData>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds parameterRefresh{250};
constexpr int sweepRows = 12'500; // a tick: those that only grow old
constexpr int standsWhenPaused = 2;

const QList<int> &stateRoles()
{
    static const QList<int> roles{Qt::DisplayRole, SeverityRole, FreshnessRole, LookRole, SortRole};
    return roles;
}

const QList<int> &valueRoles()
{
    static const QList<int> roles{Qt::DisplayRole, ValueRole, SortRole,    SeverityRole,
                                  FreshnessRole,   LookRole,  QualityRole, TimeRole};
    return roles;
}

} // namespace

ParameterTableModel::ParameterTableModel(const ParameterFeed &feed, QObject *parent)
    : TableModel(columnTotal, parent)
    , m_feed(feed)
    , m_names(feed.catalogue())
    , m_qualityWording([](const Quality &quality) { return QString::fromStdString(qualityWords(quality)); })
{
    connect(&m_timer, &QTimer::timeout, this, &ParameterTableModel::tick);
}

void ParameterTableModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        disconnect(m_subscription);
        return;
    }
    m_subscription = connect(&m_feed, &ParameterFeed::advanced, this, &ParameterTableModel::note);
    // Whatever came while nobody looked.
    m_dirty.resize(m_shown.size());
    for (std::size_t row = 0; row < m_shown.size(); ++row) {
        m_dirty[row] = int(row);
        m_shown[row].dirty = true;
    }
    refresh();
    m_timer.start(parameterRefresh);
}

void ParameterTableModel::setScope(EntityId scope)
{
    beginResetModel();
    m_scope = scope;
    m_shown.clear();
    m_dirty.clear();
    m_sweep = 0;
    endResetModel();
    appendNew();
}

void ParameterTableModel::setLocale(const QLocale &locale)
{
    m_format = ValueFormatter(locale);
    announceColumns(valueColumn, valueColumn);
}

void ParameterTableModel::setQualityWording(Wording<Quality> wording)
{
    m_qualityWording = std::move(wording);
    announceColumns(qualityColumn, qualityColumn);
}

int ParameterTableModel::available() const
{
    return int(m_scope == noEntity ? catalogue().size() : catalogue().seriesOf(m_scope).size());
}

void ParameterTableModel::appendNew()
{
    const int have = rows();
    const int all = available();
    if (all <= have)
        return;
    beginInsertRows({}, have, all - 1);
    m_shown.resize(std::size_t(all));
    const SteadyTime clock = m_feed.time().steadyNow();
    for (int row = have; row < all; ++row) {
        Shown &shown = m_shown[std::size_t(row)];
        shown.series = seriesAt(row);
        shown.entity = catalogue().series(shown.series).entity;
        shown.isLink = catalogue().entity(shown.entity).dst != noNode;
        const State now = stateOf(shown, clock);
        shown.severity = now.severity;
        shown.look = now.look;
    }
    endInsertRows();
}

void ParameterTableModel::note(const FeedUpdate &update)
{
    for (const SeriesId id : update.changed) {
        const int row = rowOf(id);
        if (row < 0 || m_shown[std::size_t(row)].dirty)
            continue;
        m_shown[std::size_t(row)].dirty = true;
        m_dirty.push_back(row);
    }
}

// A clock that stands is that of a replay that is paused.
void ParameterTableModel::tick()
{
    const SteadyTime clock = m_feed.time().steadyNow();
    m_stands = clock == m_lastClock ? m_stands + 1 : 0;
    m_lastClock = clock;
    m_paused = m_stands >= standsWhenPaused;
    refresh();
}

// See severityNow(): without a look at the names, of which there are many.
ParameterTableModel::State ParameterTableModel::stateOf(const Shown &shown, SteadyTime clock) const
{
    const LastValue *last = m_feed.lastValues().find(shown.series);
    const Freshness freshness = LastValueCache::freshness(last, clock);
    const bool says = last && !(shown.isLink && freshness == Freshness::stale);
    return {says ? last->monitoring.severity : Severity::none,
            valueLook(last, freshness, m_silence.at(shown.entity), m_paused)};
}

void ParameterTableModel::look(int row, SteadyTime clock)
{
    Shown &shown = m_shown[std::size_t(row)];
    const State now = stateOf(shown, clock);
    if (now.severity == shown.severity && now.look == shown.look)
        return;
    m_restated.push_back(row);
    if (!shown.dirty) // growing stale changes the look of the figure, too
        m_dirty.push_back(row);
    shown.dirty = true;
    shown.severity = now.severity;
    shown.look = now.look;
}

void ParameterTableModel::refresh()
{
    m_silence.update(catalogue());
    m_restated.clear();
    const SteadyTime clock = m_feed.time().steadyNow();
    for (std::size_t i = 0, end = m_dirty.size(); i < end; ++i)
        look(m_dirty[i], clock);
    for (int i = 0, end = std::min(rows(), sweepRows); i < end; ++i) {
        look(m_sweep, clock);
        m_sweep = m_sweep + 1 < rows() ? m_sweep + 1 : 0;
    }
    std::sort(m_restated.begin(), m_restated.end());
    std::sort(m_dirty.begin(), m_dirty.end());
    for (const int row : m_dirty)
        m_shown[std::size_t(row)].dirty = false;
    const std::vector<int> changed = std::exchange(m_dirty, {});
    if (!changed.empty())
        Q_EMIT rowsTouched(changed);
    announce(m_restated, stateColumn, stateColumn, stateRoles());
    announce(changed, valueColumn, timeColumn, valueRoles());
    appendNew();
}

SeriesId ParameterTableModel::seriesAt(int row) const
{
    if (row < 0 || row >= available())
        return noSeries;
    return m_scope == noEntity ? SeriesId(row) : catalogue().seriesOf(m_scope)[std::size_t(row)];
}

EntityId ParameterTableModel::entityAt(int row) const
{
    return row >= 0 && row < rows() ? m_shown[std::size_t(row)].entity : noEntity;
}

int ParameterTableModel::rowOf(SeriesId series) const
{
    if (desk::index(series) >= catalogue().size())
        return -1;
    int row = int(desk::index(series));
    if (m_scope != noEntity) {
        if (catalogue().series(series).entity != m_scope)
            return -1;
        const auto all = catalogue().seriesOf(m_scope);
        row = int(std::find(all.begin(), all.end(), series) - all.begin());
    }
    return row < rows() ? row : -1;
}

const LastValue *ParameterTableModel::lastValueAt(int row) const
{
    const SeriesId id = seriesAt(row);
    return id == noSeries ? nullptr : m_feed.lastValues().find(id);
}

ParameterTableModel::State ParameterTableModel::stateAt(int row) const
{
    return row >= 0 && row < rows() ? stateOf(m_shown[std::size_t(row)], m_feed.time().steadyNow()) : State{};
}

Severity ParameterTableModel::severityAt(int row) const
{
    return stateAt(row).severity;
}

Freshness ParameterTableModel::freshnessAt(int row) const
{
    return LastValueCache::freshness(lastValueAt(row), m_feed.time().steadyNow());
}

ValueLook ParameterTableModel::lookAt(int row) const
{
    return stateAt(row).look;
}

QVariant ParameterTableModel::cell(int row, int column, int role) const
{
    const LastValue *last = lastValueAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::ToolTipRole:
        if (last && (column == timeColumn || column == ageColumn))
            return ValueFormatter::fullTime(fromNanoseconds(last->generation));
        if (column == entityColumn || column == metricColumn)
            return display(row, column);
        return {};
    case ValueRole:
        return last ? QVariant(last->value) : QVariant();
    case SortRole:
        return sortKey(row, column);
    case SeriesRole:
        return desk::index(seriesAt(row));
    case EntityRole:
        return desk::index(entityAt(row));
    case SeverityRole:
        return quint32(severityAt(row));
    case SideRole:
        return quint32(last ? last->monitoring.side : LimitSide::inside);
    case FreshnessRole:
        return quint32(freshnessAt(row));
    case LookRole:
        return quint32(lookAt(row));
    case Qt::AccessibleTextRole:
        if (column == stateColumn && m_stateWording)
            return m_stateWording(
                {{severityAt(row), last ? last->monitoring.side : LimitSide::inside}, lookAt(row)});
        return {};
    case QualityRole:
        return last ? QVariant(quint32(last->quality)) : QVariant();
    case TimeRole:
        return last ? QVariant(qint64(last->generation)) : QVariant();
    default:
        return {};
    }
}

QVariant ParameterTableModel::display(int row, int column) const
{
    const SeriesId id = seriesAt(row);
    const LastValue *last = lastValueAt(row);
    switch (column) {
    case entityColumn:
        return m_names.entity(entityAt(row));
    case metricColumn:
        return m_names.metric(id);
    case unitColumn:
        return m_names.unit(id);
    case valueColumn:
        return last ? valueText(id, last->value) : ValueFormatter::unknown();
    case ageColumn:
        return last ? ValueFormatter::age(
                          std::chrono::duration<double>(m_feed.time().steadyNow() - last->seen).count())
                    : ValueFormatter::unknown();
    case qualityColumn:
        return last ? m_qualityWording(last->quality) : ValueFormatter::unknown();
    case timeColumn:
        return last ? ValueFormatter::timeOfDay(fromNanoseconds(last->generation))
                    : ValueFormatter::unknown();
    default:
        return {};
    }
}

QString ParameterTableModel::valueText(SeriesId id, double value) const
{
    const SeriesDefinition &series = catalogue().series(id);
    switch (series.kind) {
    case ValueKind::number:
    case ValueKind::integer:
        return m_format.value(value, series.metric);
    case ValueKind::boolean:
        return std::isnan(value) ? ValueFormatter::unknown() : value != 0 ? u"true"_s : u"false"_s;
    case ValueKind::state:
    case ValueKind::text:
        break;
    }
    if (!(value >= 0 && value <= double(0xFFFFFFFFU))) // no code at all, or NaN
        return ValueFormatter::unknown();
    const std::string_view word = catalogue().text(id, value);
    return word.empty() ? ValueFormatter::unknown() : QString::fromUtf8(word.data(), qsizetype(word.size()));
}

QVariant ParameterTableModel::sortKey(int row, int column) const
{
    const LastValue *last = lastValueAt(row);
    switch (column) {
    case stateColumn:
        return quint32(severityAt(row));
    case entityColumn:
    case metricColumn:
    case unitColumn:
        return display(row, column);
    default:
        break;
    }
    if (!last)
        return {};
    switch (column) {
    case valueColumn:
        return last->value;
    case ageColumn:
        return std::chrono::duration<double>(m_feed.time().steadyNow() - last->seen).count();
    case qualityColumn:
        return quint32(last->quality);
    default:
        return qint64(last->generation);
    }
}

Qt::ItemFlags ParameterTableModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? TableModel::flags(index) | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
                           : TableModel::flags(index);
}

QStringList ParameterTableModel::mimeTypes() const
{
    return {QString::fromLatin1(seriesMimeType)};
}

QMimeData *ParameterTableModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<int> chosen;
    for (const QModelIndex &index : indexes) {
        if (index.isValid() && index.model() == this)
            chosen.push_back(index.row());
    }
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    if (chosen.empty())
        return nullptr;
    std::vector<SeriesId> series;
    series.reserve(chosen.size());
    for (const int row : chosen)
        series.push_back(seriesAt(row));
    auto *data = new QMimeData;
    data->setData(QString::fromLatin1(seriesMimeType), encodeSeries(series));
    return data;
}

} // namespace desk
