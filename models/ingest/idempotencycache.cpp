// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/idempotencycache.h"

namespace desk {

void IdempotencyCache::put(std::string key, std::string answer, Timestamp now)
{
    expire(now);
    if (m_entries.try_emplace(key, Entry{std::move(answer), now}).second)
        m_order.push_back(std::move(key));
}

std::optional<std::string> IdempotencyCache::find(const std::string &key, Timestamp now)
{
    expire(now);
    const auto it = m_entries.find(key);
    return it == m_entries.end() ? std::nullopt : std::optional(it->second.answer);
}

void IdempotencyCache::expire(Timestamp now)
{
    while (!m_order.empty() &&
           (m_order.size() > maxEntries || now - m_entries.at(m_order.front()).time > lifetime)) {
        m_entries.erase(m_order.front());
        m_order.pop_front();
    }
}

} // namespace desk
