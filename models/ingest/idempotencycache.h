// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeservice.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

namespace desk {

// Answers to keyed requests of the last 10 minutes: a repeat is answered as the first time. Ingest thread.
class IdempotencyCache
{
public:
    static constexpr std::chrono::minutes lifetime{10};
    static constexpr std::size_t maxEntries = 100'000;

    void put(std::string key, std::string answer, Timestamp now);
    [[nodiscard]] std::optional<std::string> find(const std::string &key, Timestamp now);

private:
    struct Entry
    {
        std::string answer;
        Timestamp time{};
    };
    void expire(Timestamp now);

    std::unordered_map<std::string, Entry> m_entries;
    std::deque<std::string> m_order;
};

} // namespace desk
