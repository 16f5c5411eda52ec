// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/reconnectdelay.h"

#include <algorithm>

namespace desk {

std::chrono::milliseconds ReconnectDelay::next()
{
    constexpr unsigned mostDoublings = 20; // no overflow, and beyond any sensible longest
    const auto full = std::min(m_options.longest,
                               m_options.shortest * (std::int64_t{1} << std::min(m_failures, mostDoublings)));
    ++m_failures;
    // The first wait is never below the shortest one.
    const auto least = std::max(m_options.shortest, full / 2);
    return std::chrono::milliseconds(
        std::uniform_int_distribution<std::int64_t>(std::min(least, full).count(), full.count())(m_random));
}

} // namespace desk
