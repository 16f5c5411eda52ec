// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/historyroutes.h"

#include <algorithm>

namespace desk {
namespace {
constexpr std::size_t maxRunning = 8; // each holds up to some hundred MB
}

HistoryRoutes::HistoryRoutes(IngestServer &server, const SeriesDictionary &dictionary,
                             const HistoryWorker::MakeSource &makeSource,
                             std::function<std::uint64_t()> nextSequence)
    : m_server(server)
    , m_nextSequence(std::move(nextSequence))
    , m_worker(dictionary, makeSource)
{
    server.router().add({HttpMethod::get,
                         "/api/v1/telemetry",
                         [this](const HttpRequest &request) { return ask(request); },
                         {"telemetry:read"},
                         0});
}

ServerResponse HistoryRoutes::ask(const HttpRequest &request)
{
    auto wanted = HistoryQuery::parse(request);
    if (!wanted)
        return errorResponse(wanted.error());
    return ask(*std::move(wanted));
}

ServerResponse HistoryRoutes::ask(HistoryQuery::Request wanted)
{
    if (m_running >= maxRunning)
        return errorResponse(
            failure(ErrorCode::overloaded, "8 history questions are being answered; ask again").value());
    ++m_running;
    wanted.before = std::min(wanted.before, m_nextSequence());
    auto answer = std::make_shared<ServerResponse>();
    ServerResponse response;
    response.hold = [this, answer, wanted = std::move(wanted)](std::function<void()> ready) {
        m_worker.ask(wanted, [this, answer, ready = std::move(ready)](ServerResponse &&made) {
            *answer = std::move(made);
            m_server.post([this, ready] {
                --m_running;
                ready();
            });
        });
    };
    response.amend = [answer](ServerResponse &sent) { sent = std::move(*answer); };
    return response;
}

} // namespace desk
