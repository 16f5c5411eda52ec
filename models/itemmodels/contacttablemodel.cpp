// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/contacttablemodel.h"

#include "models/itemmodels/namequery.h"
#include "models/itemmodels/naturalorder.h"
#include "models/itemmodels/valueformatter.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

QVariant nanosecondsOf(const std::optional<Timestamp> &time)
{
    return time ? QVariant(qint64(nanoseconds(*time))) : QVariant();
}

// What comes next of a contact: its rise, then its set; what is over comes last.
std::int64_t nextMoment(const Contact &contact, Timestamp now)
{
    if (contact.rise && now < *contact.rise)
        return nanoseconds(*contact.rise);
    const std::int64_t set = contact.set ? nanoseconds(*contact.set) : nanoseconds(Timestamp::max());
    const bool over = contact.set && *contact.set <= now;
    return over ? std::numeric_limits<std::int64_t>::max() : std::min(set, nanoseconds(Timestamp::max()) - 1);
}

constexpr double secondsIn(std::chrono::nanoseconds span)
{
    return std::chrono::duration<double>(span).count();
}

} // namespace

ContactTableModel::ContactTableModel(QObject *parent)
    : TableModel(columnTotal, parent)
{
}

void ContactTableModel::setContacts(FleetContactsPtr contacts)
{
    beginResetModel();
    m_contacts = std::move(contacts);
    fill();
    endResetModel();
}

void ContactTableModel::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    fill();
    endResetModel();
}

void ContactTableModel::setNow(Timestamp now)
{
    m_now = now;
    announceColumns(phaseColumn, phaseColumn);
}

void ContactTableModel::setPhaseWording(Wording<ContactPhase> wording)
{
    m_wording = std::move(wording);
    announceColumns(phaseColumn, phaseColumn);
}

void ContactTableModel::setLocale(const QLocale &locale)
{
    m_locale = locale;
    announceColumns(0, columnTotal - 1);
}

void ContactTableModel::fill()
{
    m_order.clear();
    if (!m_contacts)
        return;
    m_order.resize(m_contacts->contacts.size());
    std::iota(m_order.begin(), m_order.end(), 0U);
    const NameQuery query(m_filter);
    if (!query.isEmpty()) {
        const auto &nodes = m_contacts->fleet->nodes;
        std::vector<std::optional<std::uint32_t>> known(nodes.size());
        const auto match = [&](std::uint32_t node) {
            if (!known[node])
                known[node] = query.match(text(nodes[node].name)) | query.match(text(nodes[node].label));
            return *known[node];
        };
        std::erase_if(m_order, [&](std::uint32_t index) {
            return (match(contact(index).station) | match(contact(index).satellite)) != query.all();
        });
    }
    arrange();
}

std::vector<std::uint32_t> ContactTableModel::ranksOfNames() const
{
    const auto &nodes = m_contacts->fleet->nodes;
    std::vector<std::uint32_t> used;
    for (const std::uint32_t one : m_order) {
        const Contact &at = contact(one);
        used.push_back(m_sortColumn == stationColumn ? at.station : at.satellite);
    }
    std::ranges::sort(used);
    used.erase(std::unique(used.begin(), used.end()), used.end());
    std::vector<QString> names(nodes.size());
    for (const std::uint32_t node : used)
        names[node] = text(nodes[node].name);
    std::ranges::sort(
        used, [&](std::uint32_t a, std::uint32_t b) { return naturalCompare(names[a], names[b]) < 0; });
    std::vector<std::uint32_t> ranks(nodes.size());
    for (std::uint32_t rank = 0; rank < used.size(); ++rank)
        ranks[used[rank]] = rank;
    return ranks;
}

// Equal ones in order of rise. What rose before the search began comes first, what sets after it last.
void ContactTableModel::arrange()
{
    std::ranges::sort(m_order);
    if (!m_contacts || m_sortColumn < 0)
        return;
    const auto byKey = [&](auto key) {
        using Key = std::invoke_result_t<decltype(key), const Contact &>;
        std::vector<std::pair<Key, std::uint32_t>> keyed;
        keyed.reserve(m_order.size());
        for (const std::uint32_t one : m_order)
            keyed.emplace_back(key(contact(one)), one);
        const auto less = [](const auto &a, const auto &b) { return a.first < b.first; };
        const auto more = [](const auto &a, const auto &b) { return b.first < a.first; };
        if (m_sortOrder == Qt::AscendingOrder)
            std::ranges::stable_sort(keyed, less);
        else
            std::ranges::stable_sort(keyed, more);
        std::ranges::transform(keyed, m_order.begin(), [](const auto &one) { return one.second; });
    };
    switch (m_sortColumn) {
    case phaseColumn:
        return byKey([this](const Contact &one) { return nextMoment(one, m_now); });
    case stationColumn:
        return byKey([ranks = ranksOfNames()](const Contact &one) { return ranks[one.station]; });
    case satelliteColumn:
        return byKey([ranks = ranksOfNames()](const Contact &one) { return ranks[one.satellite]; });
    case riseColumn:
        return byKey([](const Contact &one) { return one.rise.value_or(Timestamp::min()); });
    case culminationColumn:
        return byKey([](const Contact &one) { return one.culmination; });
    case setColumn:
        return byKey([](const Contact &one) { return one.set.value_or(Timestamp::max()); });
    default:
        return byKey([this](const Contact &one) { return figure(one, m_sortColumn).toDouble(); });
    }
}

void ContactTableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= columnTotal || (column == m_sortColumn && order == m_sortOrder && column != phaseColumn))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint32_t> kept;
    for (const QModelIndex &index : before)
        kept.push_back(m_order[std::size_t(index.row())]);
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
    std::vector<int> rows;
    if (!before.isEmpty() && m_contacts) {
        rows.resize(m_contacts->contacts.size());
        for (std::size_t row = 0; row < m_order.size(); ++row)
            rows[m_order[row]] = int(row);
    }
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += index(rows[kept[std::size_t(i)]], before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

int ContactTableModel::rowOf(std::uint32_t contact) const
{
    const auto it = std::ranges::find(m_order, contact);
    return it == m_order.end() ? -1 : int(it - m_order.begin());
}

const TopologyNode &ContactTableModel::stationOf(const Contact &contact) const
{
    return m_contacts->fleet->nodes[contact.station];
}

const TopologyNode &ContactTableModel::satelliteOf(const Contact &contact) const
{
    return m_contacts->fleet->nodes[contact.satellite];
}

QVariant ContactTableModel::cell(int row, int column, int role) const
{
    const Contact &one = contactAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(one, column);
    case Qt::ToolTipRole:
        return tip(one, column);
    case ValueRole:
    case SortRole:
        return figure(one, column);
    case StateRole:
        return quint32(phaseOf(one, m_now).kind);
    case EntityRole:
        return quint32(desk::index((column == stationColumn ? stationOf(one) : satelliteOf(one)).entity));
    default:
        return {};
    }
}

QVariant ContactTableModel::figure(const Contact &one, int column) const
{
    switch (column) {
    case phaseColumn:
        return qint64(nextMoment(one, m_now));
    case stationColumn:
        return text(stationOf(one).name);
    case satelliteColumn:
        return text(satelliteOf(one).name);
    case riseColumn:
        return nanosecondsOf(one.rise);
    case culminationColumn:
        return nanosecondsOf(one.culmination);
    case setColumn:
        return nanosecondsOf(one.set);
    case durationColumn: {
        const auto duration = durationOf(one);
        return duration ? QVariant(secondsIn(*duration)) : QVariant();
    }
    case elevationColumn:
        return one.highest.elevation;
    case riseAzimuthColumn:
        return one.rise ? QVariant(one.riseLook.azimuth) : QVariant();
    case setAzimuthColumn:
        return one.set ? QVariant(one.setLook.azimuth) : QVariant();
    default: {
        const OrbitAge *age = m_contacts->ageOf(one.satellite);
        return age ? QVariant(age->days(m_now)) : QVariant();
    }
    }
}

// The time of day; of another day than that of the range's begin with the month and the day.
QString ContactTableModel::time(const std::optional<Timestamp> &time) const
{
    if (!time)
        return ValueFormatter::unknown();
    const QString day = ValueFormatter::fullTime(*time).left(10);
    const QString clock = ValueFormatter::timeOfDay(*time, false);
    const bool sameDay = day == ValueFormatter::fullTime(m_contacts->query.range.start).left(10);
    return sameDay ? clock : QString(day.mid(5) + u' ' + clock);
}

QString ContactTableModel::display(const Contact &one, int column) const
{
    const QVariant value = figure(one, column);
    switch (column) {
    case phaseColumn:
        return m_wording ? m_wording(phaseOf(one, m_now)) : QString();
    case stationColumn:
    case satelliteColumn:
        return value.toString();
    case riseColumn:
        return time(one.rise);
    case culminationColumn:
        return time(one.culmination);
    case setColumn:
        return time(one.set);
    case durationColumn:
        return value.isValid() ? ValueFormatter::age(value.toDouble()) : ValueFormatter::unknown();
    case ageColumn:
        return value.isValid() ? ValueFormatter::age(value.toDouble() * 86'400) : ValueFormatter::unknown();
    default:
        if (!value.isValid())
            return ValueFormatter::unknown();
        return m_locale.toString(value.toDouble(), 'f', column == elevationColumn ? 1 : 0) + u'°';
    }
}

QString ContactTableModel::tip(const Contact &one, int column) const
{
    const auto name = [](const TopologyNode &node) {
        return node.label.empty() || node.label == node.name
                   ? text(node.name)
                   : QString(text(node.name) + u" · "_s + text(node.label));
    };
    const auto full = [](const std::optional<Timestamp> &time) {
        return time ? ValueFormatter::fullTime(*time) : QString();
    };
    switch (column) {
    case stationColumn:
        return name(stationOf(one));
    case satelliteColumn:
        return name(satelliteOf(one));
    case riseColumn:
        return full(one.rise);
    case culminationColumn:
        return full(one.culmination);
    case setColumn:
        return full(one.set);
    default:
        return {};
    }
}

} // namespace desk
