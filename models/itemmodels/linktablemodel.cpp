// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/linktablemodel.h"

#include "models/itemmodels/valueformatter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds pollInterval{500};
constexpr std::chrono::seconds rateWindow{2};
// After a longer break (hidden panel, suspended machine) the mean over it would pass for a rate.
constexpr std::chrono::seconds longestBreak{5};
constexpr double unknownFigure = std::numeric_limits<double>::quiet_NaN();

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

Severity severityOf(DataLinkState state)
{
    switch (state) {
    case DataLinkState::up:
    case DataLinkState::idle:
        return Severity::nominal;
    case DataLinkState::connecting:
        return Severity::caution;
    case DataLinkState::down:
        return Severity::warning;
    case DataLinkState::disabled:
    case DataLinkState::outOfContact:
        break;
    }
    return Severity::none;
}

LinkTableModel::LinkTableModel(Source source, const TimeService &time, QObject *parent)
    : TableModel(columnTotal, parent)
    , m_source(std::move(source))
    , m_time(time)
{
    connect(&m_timer, &QTimer::timeout, this, &LinkTableModel::poll);
}

void LinkTableModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    poll();
    m_timer.start(pollInterval);
}

void LinkTableModel::setStateWording(Wording<DataLinkState> wording)
{
    m_stateWording = std::move(wording);
    announceColumns(stateColumn, stateColumn);
}

void LinkTableModel::read(Link &link, DataLinkStatus status, SteadyTime now)
{
    auto &readings = link.readings;
    if (!readings.empty()) {
        const Reading &last = readings.back();
        const bool restarted =
            status.frames < last.frames || status.points < last.points || status.bytes < last.bytes;
        if (restarted || now - last.at > longestBreak)
            readings.clear();
    }
    if (readings.empty() || now > readings.back().at)
        readings.push_back({now, status.frames, status.points, status.bytes});
    while (readings.size() > 2 && now - readings[1].at >= rateWindow)
        readings.pop_front();
    const Reading &first = readings.front();
    const double seconds = std::chrono::duration<double>(readings.back().at - first.at).count();
    const auto rate = [seconds](std::uint64_t from, std::uint64_t to) {
        return seconds > 0 ? double(to - from) / seconds : unknownFigure;
    };
    link.frames = rate(first.frames, readings.back().frames);
    link.points = rate(first.points, readings.back().points);
    link.bytes = rate(first.bytes, readings.back().bytes);
    link.status = std::move(status);
}

void LinkTableModel::poll()
{
    std::vector<DataLinkStatus> news = m_source();
    const SteadyTime now = m_time.steadyNow();
    const auto findNews = [&news](std::uint32_t id) {
        return std::find_if(news.begin(), news.end(), [id](const DataLinkStatus &s) { return s.id == id; });
    };
    for (int row = rows() - 1; row >= 0; --row) {
        if (findNews(statusAt(row).id) != news.end())
            continue;
        beginRemoveRows({}, row, row);
        m_links.erase(m_links.begin() + row);
        endRemoveRows();
    }
    const int known = rows();
    for (Link &link : m_links) {
        const auto it = findNews(link.status.id);
        read(link, std::move(*it), now);
        news.erase(it);
    }
    if (known > 0)
        Q_EMIT dataChanged(index(0, 0), index(known - 1, columnTotal - 1),
                           {Qt::DisplayRole, ValueRole, SortRole, StateRole, SeverityRole});
    // What is left is new; a source that names an id twice gets one row.
    std::vector<Link> added;
    for (DataLinkStatus &status : news) {
        const auto same = [&status](const Link &link) { return link.status.id == status.id; };
        if (std::none_of(m_links.begin(), m_links.end(), same) &&
            std::none_of(added.begin(), added.end(), same))
            read(added.emplace_back(), std::move(status), now);
    }
    if (added.empty())
        return;
    beginInsertRows({}, known, known + int(added.size()) - 1);
    std::move(added.begin(), added.end(), std::back_inserter(m_links));
    endInsertRows();
}

double LinkTableModel::age(const DataLinkStatus &status) const
{
    return status.lastFrame == SteadyTime{}
               ? unknownFigure
               : std::chrono::duration<double>(m_time.steadyNow() - status.lastFrame).count();
}

QVariant LinkTableModel::cell(int row, int column, int role) const
{
    const Link &link = m_links[std::size_t(row)];
    switch (role) {
    case Qt::DisplayRole:
        return display(link, column);
    case Qt::ToolTipRole:
        return column == nameColumn     ? text(link.status.address)
               : column == reasonColumn ? text(link.status.reason)
                                        : QVariant();
    case ValueRole:
    case SortRole:
        return figure(link, column);
    case StateRole:
        return quint32(link.status.state);
    case SeverityRole:
        return quint32(severityOf(link.status.state));
    default:
        return {};
    }
}

QVariant LinkTableModel::figure(const Link &link, int column) const
{
    const auto known = [](double v) { return std::isnan(v) ? QVariant() : QVariant(v); };
    switch (column) {
    case nameColumn:
        return text(link.status.name);
    case stateColumn:
        return quint32(link.status.state);
    case ageColumn:
        return known(age(link.status));
    case framesColumn:
        return known(link.frames);
    case pointsColumn:
        return known(link.points);
    case bytesColumn:
        return known(link.bytes);
    case errorsColumn:
        return quint64(link.status.errors);
    case totalColumn:
        return quint64(link.status.points);
    case clientsColumn:
        return link.status.clients;
    default:
        return text(link.status.reason);
    }
}

QVariant LinkTableModel::display(const Link &link, int column) const
{
    const DataLinkStatus &status = link.status;
    switch (column) {
    case nameColumn:
        return text(status.name);
    case stateColumn:
        return m_stateWording ? m_stateWording(status.state) : QString::number(int(status.state));
    case ageColumn:
        return ValueFormatter::age(age(status));
    case framesColumn:
        return ValueFormatter::rate(link.frames);
    case pointsColumn:
        return ValueFormatter::rate(link.points);
    case bytesColumn:
        return std::isnan(link.bytes) ? ValueFormatter::unknown()
                                      : QString(ValueFormatter::bytes(link.bytes) + u"/s"_s);
    case errorsColumn:
        return ValueFormatter::count(status.errors);
    case totalColumn:
        return ValueFormatter::count(status.points);
    case clientsColumn:
        return ValueFormatter::count(status.clients);
    default:
        return text(status.reason);
    }
}

} // namespace desk
