// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionlog.h"

#include <iterator>

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
}

} // namespace desk
