// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/gaplog.h"

#include <algorithm>

namespace desk {

void GapLog::add(SessionGap gap)
{
    const std::lock_guard lock(m_mutex);
    if (m_gaps.size() >= mostKept) {
        m_gaps.erase(m_gaps.begin(), m_gaps.begin() + mostKept / 10);
        m_dropped += mostKept / 10;
    }
    m_gaps.push_back(std::move(gap));
}

GapLog::Changes GapLog::changesSince(std::uint64_t change) const
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t from = std::max(change, m_dropped) - m_dropped;
    Changes changes;
    changes.change = m_dropped + m_gaps.size();
    if (from < m_gaps.size())
        changes.gaps.assign(m_gaps.begin() + static_cast<std::ptrdiff_t>(from), m_gaps.end());
    return changes;
}

} // namespace desk
