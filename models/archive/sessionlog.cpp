// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionlog.h"

#include <iterator>
#include <map>

namespace desk {

namespace {

template <class T>
void moveTo(std::vector<T> &to, std::vector<T> &from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

void SessionLog::append(SessionLog other)
{
    moveTo(gaps, other.gaps);
    moveTo(events, other.events);
    moveTo(topologies, other.topologies);
    moveTo(limits, other.limits);
    moveTo(notes, other.notes);
    moveTo(forecasts, other.forecasts);
}

std::vector<SessionGap> openGaps(std::vector<SessionGap> gaps)
{
    std::map<std::pair<std::string, Timestamp>, SessionGap> open;
    for (SessionGap &gap : gaps) {
        const auto key = std::pair(gap.source, gap.begin);
        if (gap.end == SessionGap::open)
            open[key] = std::move(gap);
        else
            open.erase(key);
    }
    std::vector<SessionGap> left;
    left.reserve(open.size());
    for (auto &[key, gap] : open)
        left.push_back(std::move(gap));
    return left;
}

} // namespace desk
