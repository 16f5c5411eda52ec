// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/historyroutes.h"

namespace desk {
namespace {
constexpr std::size_t maxRunning = 8; // each holds up to some hundred MB
}

HistoryRoutes::HistoryRoutes(IngestServer &server, const SeriesDictionary &dictionary,
                             std::filesystem::path journal, std::function<std::uint64_t()> nextSequence)
    : m_server(server)
    , m_dictionary(dictionary)
    , m_journal(std::move(journal))
    , m_nextSequence(std::move(nextSequence))
    , m_encoder(dictionary)
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
    if (m_running >= maxRunning)
        return errorResponse(
            failure(ErrorCode::overloaded, "8 history questions are being answered; ask again").value());
    ++m_running;
    auto query =
        std::make_shared<HistoryQuery>(*std::move(wanted), m_dictionary, m_journal, m_nextSequence());
    ServerResponse response;
    response.hold = [this, query](std::function<void()> ready) {
        m_server.after({}, [this, query, ready = std::move(ready)] { step(query, ready); });
    };
    response.amend = [this, query](ServerResponse &answer) { answer = query->answer(m_encoder); };
    return response;
}

void HistoryRoutes::step(const std::shared_ptr<HistoryQuery> &query, const std::function<void()> &ready)
{
    if (!query->step())
        return m_server.after({}, [this, query, ready] { step(query, ready); });
    --m_running;
    ready();
}

} // namespace desk
