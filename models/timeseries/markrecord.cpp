// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/markrecord.h"

#include <algorithm>

namespace desk {

void MarkRecord::add(std::vector<Mark> marks)
{
    std::vector<Mark> all = m_marks;
    for (Mark &mark : marks) {
        if (std::find(m_marks.begin(), m_marks.end(), mark) == m_marks.end())
            all.push_back(std::move(mark));
    }
    if (all.size() == m_marks.size())
        return;
    std::ranges::stable_sort(all, {}, &Mark::at);
    m_marks = std::move(all);
    Q_EMIT changed();
}

const MarkRecord::Mark *MarkRecord::after(Timestamp time) const
{
    const auto found = std::ranges::upper_bound(m_marks, time, {}, &Mark::at);
    return found == m_marks.end() ? nullptr : &*found;
}

const MarkRecord::Mark *MarkRecord::before(Timestamp time) const
{
    const auto found = std::ranges::lower_bound(m_marks, time, {}, &Mark::at);
    return found == m_marks.begin() ? nullptr : &*std::prev(found);
}

} // namespace desk
