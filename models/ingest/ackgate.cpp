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
    if (level == AckLevel::disk && !response.stream && (response.hold || !m_journal.isOnDisk()))
        hold(request, response);
    return response;
}

void AckGate::hold(const HttpRequest &request, ServerResponse &response)
{
    const auto synced = std::make_shared<Result<void>>();
    const auto wait = [this, synced](std::function<void()> ready) {
        m_journal.whenOnDisk([synced, ready = std::move(ready)](const Result<void> &result) {
            *synced = result;
            ready();
        });
    };
    // What is held already is in the journal only after that.
    if (response.hold)
        response.hold = [wait, first = std::move(response.hold)](std::function<void()> ready) {
            first([wait, ready = std::move(ready)]() mutable { wait(std::move(ready)); });
        };
    else
        response.hold = wait;
    const auto key = idempotencyKey(request);
    response.amend = [this, synced, key = key ? *key : std::string(),
                      first = std::move(response.amend)](ServerResponse &held) {
        if (first)
            first(held);
        if (*synced || held.status / 100 != 2)
            return;
        held = errorResponse(synced->error());
        m_metrics.countRejected("storage");
        if (!key.empty())
            m_forget(key);
    };
}

} // namespace desk
