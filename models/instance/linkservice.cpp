// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/linkservice.h"

#include "models/instance/keptfile.h"
#include "models/instance/linkreportjson.h"

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::string_view linksPath = "/api/v1/links/";

ServerResponse unknownLink(const std::string &id)
{
    return errorResponse(Error{ErrorCode::notFound, "there is no link " + id.substr(0, 64), {}});
}

} // namespace

LinkService::LinkService(IngestServer &server, SeriesDictionary &dictionary, EventLog &events,
                         const TimeService &time, LinkIntake::Sink sink, LinkIntake::Durable durable)
    : m_server(server)
    , m_queue({}, [this] { wake(); })
    , m_intake(m_queue, dictionary, std::move(sink), std::move(durable), events, time)
    , m_links({m_queue, m_secrets, events, time, keepFile,
               [this](std::uint32_t number) { m_server.post([this, number] { m_intake.forget(number); }); }})
{
}

void LinkService::addRoutes()
{
    const auto add = [this](HttpMethod method, const char *path, Router::Handler handler,
                            std::vector<std::string> scopes, std::size_t maxBody) {
        m_server.router().add({method, path, std::move(handler), std::move(scopes), maxBody});
    };
    constexpr std::size_t longest = 4U << 20U; // an XTCE document may be in it
    add(
        HttpMethod::get, "/api/v1/links", [this](const HttpRequest &) { return list(); }, {"admin"}, 0);
    add(
        HttpMethod::get, "/api/v1/links/*", [this](const HttpRequest &request) { return show(request); },
        {"admin"}, 0);
    add(
        HttpMethod::put, "/api/v1/links/*", [this](const HttpRequest &request) { return put(request); },
        {"admin"}, longest);
    add(
        HttpMethod::del, "/api/v1/links/*", [this](const HttpRequest &request) { return remove(request); },
        {"admin"}, 0);
    m_server.every(1s, [this] { m_links.tick(); });
}

void LinkService::finish()
{
    while (m_intake.drain() == LinkIntake::Drained::some) {
    }
}

void LinkService::wake()
{
    m_server.post([this] { drain(); });
}

void LinkService::drain()
{
    const LinkIntake::Drained drained = m_intake.drain();
    if (drained == LinkIntake::Drained::some)
        wake();
    else if (drained == LinkIntake::Drained::blocked)
        m_server.after(250ms, [this] { drain(); });
}

ServerResponse LinkService::list() const
{
    ServerResponse response;
    response.body = linkReportsJson(m_links.reports());
    return response;
}

ServerResponse LinkService::show(const HttpRequest &request)
{
    constexpr std::string_view frames = "/frames";
    std::string id = request.pathBehind(linksPath);
    const bool wantsFrames =
        id.size() > frames.size() && id.compare(id.size() - frames.size(), frames.size(), frames) == 0;
    if (wantsFrames)
        id.resize(id.size() - frames.size());
    const auto report = m_links.report(id);
    if (!report)
        return unknownLink(id);
    ServerResponse response;
    response.body = wantsFrames ? keptFramesJson(m_links.inspect(id)) : linkReportJson(*report);
    return response;
}

ServerResponse LinkService::put(const HttpRequest &request)
{
    const std::string id = request.pathBehind(linksPath);
    const auto definition = parseLink({request.body.data(), request.body.size()});
    if (!definition)
        return errorResponse(definition.error());
    if (definition->id != id)
        return errorResponse(Error{ErrorCode::invalidArgument,
                                   "/id: is \"" + definition->id + "\", but the address names \"" +
                                       id.substr(0, 64) + "\"; make them equal",
                                   "/id"});
    const auto put = m_links.put(*definition);
    if (!put)
        return errorResponse(put.error());
    const auto report = m_links.report(id);
    ServerResponse response;
    response.status = *put ? 201 : 200;
    response.body = report ? linkReportJson(*report) : std::string("{}");
    return response;
}

ServerResponse LinkService::remove(const HttpRequest &request)
{
    const std::string id = request.pathBehind(linksPath);
    if (!m_links.report(id))
        return unknownLink(id);
    if (auto removed = m_links.remove(id); !removed)
        return errorResponse(removed.error());
    ServerResponse response;
    response.body = "{\"success\":true}";
    return response;
}

} // namespace desk
