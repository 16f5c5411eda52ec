// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/idempotencycache.h"

#include "models/ingest/identity.h"

#include <charconv>

namespace desk {
namespace {

constexpr std::size_t maxName = 128;

Result<std::string> producerKey(std::string_view producer, std::string_view sequence)
{
    if (producer.empty() || producer.size() > maxName)
        return failure(ErrorCode::invalidArgument, "X-Producer: 1 to 128 bytes, together with X-Sequence",
                       "X-Producer");
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(sequence.data(), sequence.data() + sequence.size(), number);
    if (sequence.empty() || error != std::errc{} || end != sequence.data() + sequence.size())
        return failure(ErrorCode::invalidArgument,
                       "X-Sequence: a whole number of 0 to 18446744073709551615, together with X-Producer",
                       "X-Sequence");
    // A byte no header can hold: never the same as somebody's Idempotency-Key.
    return '\x01' + std::to_string(number) + '\x01' + std::string(producer);
}

} // namespace

Result<std::string> idempotencyKey(const HttpRequest &request)
{
    std::string key(request.header("idempotency-key"));
    if (key.size() > maxName)
        return failure(ErrorCode::invalidArgument, "Idempotency-Key: at most 128 bytes", "Idempotency-Key");
    const std::string_view producer = request.header("x-producer");
    const std::string_view sequence = request.header("x-sequence");
    if (key.empty() && (!producer.empty() || !sequence.empty())) {
        auto made = producerKey(producer, sequence);
        if (!made)
            return made;
        key = *std::move(made);
    }
    if (!key.empty())
        key.append(" ").append(request.identity ? request.identity->id : "");
    return key;
}

void IdempotencyCache::put(std::string key, std::string answer, Timestamp now)
{
    expire(now);
    if (m_entries.try_emplace(key, Entry{std::move(answer), now}).second)
        m_order.push_back(std::move(key));
}

void IdempotencyCache::erase(const std::string &key)
{
    if (m_entries.erase(key) > 0)
        std::erase(m_order, key);
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
