// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/proxyroutes.h"

#include "models/ingest/identity.h"
#include "models/ingest/proxyheaders.h"

#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

struct ProxyErrorWords
{
    int status;
    const char *error;
    const char *message;
};

constexpr ProxyErrorWords proxyErrors[] = {
    {401, "AuthorizationFailed", "Your authorization information was invalid; send a token of this server."},
    {408, "Timeout", "The worker that owns this resource did not answer in time; try again later."},
    {502, "BadGateway", "The request could not be given to a worker that owns this resource."},
    {503, "Canceled", "The server ends; try again later."},
};

ServerResponse jsonAnswer(const Json &body)
{
    ServerResponse response;
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    response.headers.emplace_back("x-request", Guid::make().text());
    return response;
}

ServerResponse failed(const ProxyAnswer &answer, std::string_view path)
{
    switch (answer.outcome) {
    case ProxyOutcome::noWorker:
        return proxyError(502, "No workers available for resource " + std::string(path) + ".");
    case ProxyOutcome::timeout:
        return proxyError(408);
    case ProxyOutcome::canceled:
        return proxyError(503);
    default:
        return proxyError(502, "Unable to proxy request for resource " + std::string(path) + ".");
    }
}

bool isRead(const HttpRequest &request)
{
    return request.method == HttpMethod::get || request.method == HttpMethod::head;
}

} // namespace

ServerResponse proxyError(int status, const std::string &description)
{
    Json body;
    for (const ProxyErrorWords &words : proxyErrors) {
        if (words.status == status)
            body = {{"Error", words.error}, {"Message", words.message}};
    }
    body["StatusCode"] = status;
    if (!description.empty())
        body["Description"] = description;
    ServerResponse response;
    response.status = status;
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

ServerResponse ProxyRoutes::refuse(const HttpRequest &, const Error &error)
{
    ServerResponse response = proxyError(401, error.message);
    response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"constellation\"");
    response.headers.emplace_back("x-request", Guid::make().text());
    return response;
}

ServerResponse ProxyRoutes::answer(const HttpRequest &request)
{
    if (isRead(request) && request.identity && request.identity->allows("admin")) {
        if (request.path == "/workers")
            return workers();
        if (request.path == "/maps")
            return maps();
    }
    return proxy(request);
}

// Between the request and its answer: whichever of the session and the controller comes second goes on.
struct ProxyRoutes::Waiting
{
    std::optional<ProxyAnswer> answer;
    std::function<void()> ready;
};

ServerResponse ProxyRoutes::proxy(const HttpRequest &request)
{
    const ProxyHeaders headers(request);
    const std::string origin = m_scheme + std::string(request.header("host"));
    const auto waiting = std::make_shared<Waiting>();
    m_controller.forward({request.verb, origin, request.target, request.path, headers.fields(),
                          request.header("content-type"),
                          std::string_view(request.body.data(), request.body.size()),
                          request.header("traceparent"), request.header("tracestate")},
                         [this, waiting, method = ProxyMetrics::methodOf(request.verb),
                          start = m_time.steadyNow()](ProxyAnswer &&answer) {
                             m_metrics.count(method, answer.outcome, m_time.steadyNow() - start);
                             waiting->answer = std::move(answer);
                             if (const auto ready = std::exchange(waiting->ready, nullptr))
                                 ready();
                         });
    ServerResponse response;
    response.hold = [waiting](std::function<void()> ready) {
        if (waiting->answer)
            return ready();
        waiting->ready = std::move(ready);
    };
    response.amend = [waiting, path = std::string(request.path),
                      isHead = request.method == HttpMethod::head](ServerResponse &held) {
        const ProxyAnswer &answer = *waiting->answer;
        const auto ours = std::move(held.headers); // of the server for this request: CORS
        const bool isFinal = answer.status >= 200; // 1xx is no answer, and would break the framing
        if (answer.outcome == ProxyOutcome::success && isFinal) {
            held = {};
            held.headers = ours;
            applyWorkerAnswer(std::move(*waiting->answer), isHead, held);
        } else {
            held = failed(answer, path);
            held.headers = ours;
        }
        held.headers.emplace_back("x-request", answer.request.text());
        if (answer.worker)
            held.headers.emplace_back("x-worker", answer.worker->text());
    };
    return response;
}

ServerResponse ProxyRoutes::workers() const
{
    Json list = Json::array();
    for (const WorkerFigures &worker : m_controller.workers()) {
        Json one{{"GUID", worker.guid.text()},
                 {"Ip", worker.ip},
                 {"Port", worker.port},
                 {"Healthy", worker.healthy},
                 {"AddedUtc", workerTime(worker.added)}};
        one["LastMessageUtc"] = worker.lastMessage ? Json(workerTime(*worker.lastMessage)) : Json(nullptr);
        list.push_back(std::move(one));
    }
    return jsonAnswer(list);
}

ServerResponse ProxyRoutes::maps() const
{
    Json maps = Json::object();
    const auto figures = m_controller.workers();
    const auto ids = m_controller.workerIds();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        Json paths = Json::array();
        for (const ResourceMap::Pin &pin : m_controller.pins().pins(ids[i]))
            paths.push_back(pin.path);
        if (!paths.empty())
            maps[figures[i].guid.text()] = std::move(paths);
    }
    return jsonAnswer(maps);
}

} // namespace desk
