// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ackgate.h"

#include "models/ingest/idempotencycache.h"

#include <algorithm>

namespace desk {

AckGate::AckGate(AckLevel level, Journal &journal, ServerMetrics &metrics,
                 std::function<void(const std::string &key)> forget)
    : m_level(level)
    , m_journal(journal)
    , m_metrics(metrics)
    , m_forget(std::move(forget))
{
}

ServerResponse AckGate::answer(const HttpRequest &request, const Router::Handler &handler)
{
    if (request.method != HttpMethod::post && request.method != HttpMethod::put)
        return handler(request);
    AckLevel level = m_level;
    const std::string_view wanted = request.header("x-ack");
    if (!wanted.empty()) {
        const auto asked = ackLevelOf(wanted);
        if (!asked)
            return errorResponse(Error{ErrorCode::invalidArgument,
                                       "X-Ack: " + std::string(wanted.substr(0, 40)) +
                                           " is no level; send memory, os or disk, or leave it out",
                                       "X-Ack"});
        level = std::max(level, *asked);
    }
    ServerResponse response = handler(request);
    if (response.status / 100 != 2)
        return response;
    if (!wanted.empty())
        response.headers.emplace_back("X-Ack", word(level));
    // An answer that is held or open for another reason speaks for itself.
    if (level == AckLevel::disk && !m_journal.isOnDisk() && !response.hold && !response.stream)
        hold(request, response);
    return response;
}

void AckGate::hold(const HttpRequest &request, ServerResponse &response)
{
    const auto synced = std::make_shared<Result<void>>();
    response.hold = [this, synced](std::function<void()> ready) {
        m_journal.whenOnDisk([synced, ready = std::move(ready)](const Result<void> &result) {
            *synced = result;
            ready();
        });
    };
    const auto key = idempotencyKey(request);
    response.amend = [this, synced, key = key ? *key : std::string()](ServerResponse &held) {
        if (*synced)
            return;
        held = errorResponse(synced->error());
        m_metrics.countRejected("storage");
        if (!key.empty())
            m_forget(key);
    };
}

} // namespace desk
