// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/eventtablemodel.h"

#include "models/itemmodels/valueformatter.h"

#include <algorithm>
#include <iterator>

namespace desk {
namespace {
constexpr std::chrono::milliseconds pullInterval{250};
}

EventTableModel::EventTableModel(const EventLog &log, QObject *parent, int capacity)
    : TableModel(columnTotal, parent)
    , m_log(log)
    , m_capacity(std::max(1, capacity))
{
    connect(&m_timer, &QTimer::timeout, this, &EventTableModel::pull);
}

void EventTableModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    pull();
    m_timer.start(pullInterval);
}

void EventTableModel::setWording(Wording<Event> wording)
{
    m_wording = std::move(wording);
    announceColumns(eventColumn, eventColumn);
}

void EventTableModel::removeOldest(int count)
{
    count = std::min(count, rows());
    if (count <= 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_events.erase(m_events.begin(), m_events.begin() + count);
    endRemoveRows();
}

void EventTableModel::pull()
{
    EventLog::Changes changes = m_log.changesSince(m_change);
    m_change = changes.change;
    if (changes.restarted)
        removeOldest(rows());
    auto first = changes.events.begin();
    // Known events that were folded come first; they are among the last rows here.
    std::vector<int> repeated;
    for (; first != changes.events.end() && !m_events.empty() && first->number <= m_events.back().number;
         ++first) {
        const auto row =
            std::lower_bound(m_events.begin(), m_events.end(), first->number,
                             [](const Event &e, std::uint64_t number) { return e.number < number; });
        if (row->number != first->number)
            continue;
        *row = std::move(*first);
        repeated.push_back(int(row - m_events.begin()));
    }
    announce(repeated, eventColumn, eventColumn, {Qt::DisplayRole, RepeatsRole, DetailRole, SortRole});
    const int news = std::min(int(changes.events.end() - first), m_capacity);
    if (news == 0)
        return;
    removeOldest(rows() + news - m_capacity);
    beginInsertRows({}, rows(), rows() + news - 1);
    m_events.insert(m_events.end(), std::make_move_iterator(changes.events.end() - news),
                    std::make_move_iterator(changes.events.end()));
    endInsertRows();
}

QVariant EventTableModel::cell(int row, int column, int role) const
{
    const Event &event = eventAt(row);
    switch (role) {
    case Qt::DisplayRole:
        if (column == timeColumn)
            return ValueFormatter::timeOfDay(event.time);
        if (column == eventColumn)
            return m_wording ? m_wording(event) : QString::fromStdString(event.subject);
        return {};
    case Qt::ToolTipRole:
        return column == timeColumn    ? ValueFormatter::fullTime(event.time)
               : column == eventColumn ? cell(row, column, Qt::DisplayRole)
                                       : QVariant();
    case ValueRole:
    case SortRole:
        return column == severityColumn ? QVariant(quint32(event.severity))
               : column == timeColumn   ? QVariant(qint64(nanoseconds(event.time)))
                                        : QVariant(quint32(event.code));
    case SeverityRole:
        return quint32(event.severity);
    case TimeRole:
        return qint64(nanoseconds(event.time));
    case EventCodeRole:
        return quint32(event.code);
    case SubjectRole:
        return QString::fromStdString(event.subject);
    case DetailRole:
        return QString::fromStdString(event.detail);
    case RepeatsRole:
        return event.repeats;
    default:
        return {};
    }
}

} // namespace desk
