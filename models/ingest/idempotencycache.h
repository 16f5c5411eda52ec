// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/telemetry/timeservice.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

namespace desk {

// What a repeat of this request is known by: its Idempotency-Key, or else its X-Producer with X-Sequence; a
// key is its sender's own. Empty for a request without one. Fails naming the header that is wrong.
Result<std::string> idempotencyKey(const HttpRequest &request);

// Answers to keyed requests of the last 10 minutes: a repeat is answered as the first time. Ingest thread.
class IdempotencyCache
{
public:
    static constexpr std::chrono::minutes lifetime{10};
    static constexpr std::size_t maxEntries = 100'000;

    void put(std::string key, std::string answer, Timestamp now);
    // The answer was never given.
    void erase(const std::string &key);
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
