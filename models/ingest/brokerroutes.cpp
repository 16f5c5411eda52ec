// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/brokerroutes.h"

#include "models/broker/hashring.h"
#include "models/broker/messagepayload.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t maxSmallBody = 64 * 1024;

ServerResponse json(const Json &value)
{
    ServerResponse response;
    response.body = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

// What the caller did wrong is 400 in plain words; what the server cannot do now is the API's 503.
ServerResponse refusal(const Error &error)
{
    return error.code == ErrorCode::storageUnavailable ? errorResponse(error)
                                                       : textResponse(400, error.message);
}

Result<unsigned> partitionOf(const std::string &word)
{
    unsigned partition = 0;
    const char *end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, partition);
    if (error != std::errc{} || stop != end)
        return failure(ErrorCode::invalidArgument, "bad partition");
    return partition;
}

} // namespace

BrokerRoutes::BrokerRoutes(IngestServer &server, MessageLog &log, ConsumerStreams &consumers, Figures figures)
    : m_log(log)
    , m_consumers(consumers)
    , m_figures(figures)
{
    const auto add = [&server](HttpMethod method, std::string path, Router::Handler handler,
                               std::vector<std::string> scopes, std::size_t maxBody) {
        Router::Route route{method, std::move(path), std::move(handler), std::move(scopes), maxBody};
        route.openOnLoopback = true;
        server.router().add(std::move(route));
    };
    add(
        HttpMethod::post, "/produce", [this](const HttpRequest &r) { return produce(r); },
        {"telemetry:write"}, 32U << 20U);
    add(
        HttpMethod::get, "/consume", [this](const HttpRequest &r) { return consume(r); }, {"telemetry:read"},
        0);
    add(
        HttpMethod::post, "/ack", [this](const HttpRequest &r) { return acknowledge(r); },
        {"telemetry:read", "telemetry:write"}, maxSmallBody);
    add(
        HttpMethod::get, "/topics", [this](const HttpRequest &) { return topics(); }, {"telemetry:read"}, 0);
    add(
        HttpMethod::put, "/topics/*", [this](const HttpRequest &r) { return makeTopic(r); },
        {"telemetry:write"}, maxSmallBody);
    add(
        HttpMethod::get, "/status", [this](const HttpRequest &) { return status(); }, {"telemetry:read"}, 0);
    add(
        HttpMethod::get, "/stats", [this](const HttpRequest &) { return stats(); }, {"telemetry:read"}, 0);
}

ServerResponse BrokerRoutes::produce(const HttpRequest &request)
{
    const std::string topic = request.parameter("topic");
    if (topic.empty())
        return textResponse(400, "topic and partition required");
    std::optional<unsigned> partition;
    if (const std::string word = request.parameter("partition"); !word.empty()) {
        const auto number = partitionOf(word);
        if (!number)
            return refusal(number.error());
        partition = *number;
    }
    auto payload = payloadOfBody({request.body.data(), request.body.size()});
    if (!payload)
        return refusal(payload.error());
    const auto id = m_log.publish(topic, partition, *std::move(payload));
    return id ? json({{"id", id->text()}}) : refusal(id.error());
}

Result<BrokerRoutes::Place> BrokerRoutes::placeOf(const HttpRequest &request) const
{
    Place place{request.parameter("topic"), 0, request.parameter("group")};
    const std::string word = request.parameter("partition");
    if (place.topic.empty() || word.empty())
        return failure(ErrorCode::missingField, "topic and partition required");
    const auto partition = partitionOf(word);
    if (!partition)
        return tl::unexpected(partition.error());
    place.partition = *partition;
    const unsigned partitions = m_log.partitions(place.topic);
    if (partitions == 0)
        return failure(ErrorCode::notFound, "unknown topic");
    if (place.partition >= partitions)
        return failure(ErrorCode::outOfRange, "partition " + word + " exceeds max partitions " +
                                                  std::to_string(partitions) + " for topic " + place.topic);
    if (place.group.empty())
        return failure(ErrorCode::missingField, "group required");
    return place;
}

ServerResponse BrokerRoutes::consume(const HttpRequest &request)
{
    const auto place = placeOf(request);
    if (!place)
        return refusal(place.error());
    if (const auto joined = m_log.join(place->topic, place->group); !joined)
        return refusal(joined.error());
    ServerResponse response;
    response.contentType = "text/event-stream";
    response.headers.emplace_back("Cache-Control", "no-store");
    response.stream = [this, place = *place](std::shared_ptr<ResponseStream> stream) {
        m_consumers.open(place.topic, place.partition, place.group, std::move(stream));
    };
    return response;
}

ServerResponse BrokerRoutes::acknowledge(const HttpRequest &request)
{
    const auto place = placeOf(request);
    if (!place)
        return refusal(place.error());
    const Json body = Json::parse(request.body.begin(), request.body.end(), nullptr, false);
    const auto named = body.is_object() ? body.find("id") : body.end();
    if (!body.is_object() || named == body.end() || !named->is_string())
        return textResponse(400, "the body must be {\"id\":\"<22 characters>\"}");
    const auto id = MessageId::fromText(named->get_ref<const std::string &>());
    if (!id)
        return textResponse(400, "ack failed (unknown id or wrong group)");
    const auto done = m_log.acknowledge(place->topic, place->partition, place->group, std::span(&*id, 1));
    return done ? textResponse(200, "ok") : refusal(done.error());
}

ServerResponse BrokerRoutes::topics() const
{
    Json all = Json::object();
    for (const auto &topic : m_log.status()) {
        Json &partitions = all[topic.name] = Json::array();
        for (std::size_t i = 0; i < topic.partitions.size(); ++i)
            partitions.push_back(i);
    }
    return json(all);
}

ServerResponse BrokerRoutes::makeTopic(const HttpRequest &request)
{
    constexpr std::string_view stem = "/topics/";
    const std::string name(request.path.substr(stem.size()));
    std::string word = request.parameter("partitions");
    if (!request.body.empty()) {
        const Json body = Json::parse(request.body.begin(), request.body.end(), nullptr, false);
        if (!body.is_object())
            return textResponse(400, "the body must be {\"partitions\":<n>} or nothing");
        if (const auto member = body.find("partitions"); member != body.end())
            word = member->is_number_unsigned() ? std::to_string(member->get<std::uint64_t>()) : "none";
    }
    unsigned partitions = 0;
    if (!word.empty()) {
        const auto number = partitionOf(word);
        if (!number || *number == 0)
            return textResponse(400, "partitions: a whole number of at least 1");
        partitions = *number;
    }
    if (const auto made = m_log.makeTopic(name, partitions); !made)
        return refusal(made.error());
    Json numbers = Json::array();
    for (unsigned i = 0; i < m_log.partitions(name); ++i)
        numbers.push_back(i);
    return json({{"topic", name}, {"partitions", std::move(numbers)}});
}

ServerResponse BrokerRoutes::status() const
{
    Json topics = Json::object();
    for (const auto &topic : m_log.status()) {
        Json &partitions = topics[topic.name] = Json::array();
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
            const auto &partition = topic.partitions[i];
            Json groups = Json::object();
            for (const auto &[name, group] : partition.groups)
                groups[name] = {{"waiting", group.waiting}, {"in_flight", group.inFlight}};
            partitions.push_back({{"partition", i},
                                  {"ring_share", partition.share},
                                  {"depth", partition.depth},
                                  {"in_memory", partition.inMemory},
                                  {"bytes", partition.bytes},
                                  {"groups", std::move(groups)}});
        }
    }
    return json({{"status", "ok"},
                 {"healthy", true},
                 {"queue_size", m_figures.queueSize},
                 {"visibility_timeout_s", std::chrono::duration<double>(m_figures.visibility).count()},
                 {"ring_points_per_partition", HashRing::pointsPerPartition},
                 {"consumers", m_consumers.size()},
                 {"topics", std::move(topics)}});
}

ServerResponse BrokerRoutes::stats() const
{
    const MessageLog::Counters &counters = m_log.counters();
    std::uint64_t depth = 0;
    std::uint64_t inFlight = 0;
    for (const auto &topic : m_log.status()) {
        for (const auto &partition : topic.partitions) {
            depth += partition.depth;
            for (const auto &[name, group] : partition.groups)
                inFlight += group.inFlight;
        }
    }
    return json({{"published", counters.published},
                 {"delivered", counters.delivered},
                 {"acknowledged", counters.acknowledged},
                 {"redelivered", counters.redelivered},
                 {"dead_letters", counters.deadLetters},
                 {"dead_letters_dropped", counters.deadLettersDropped},
                 {"depth", depth},
                 {"in_flight", inFlight},
                 {"consumers", m_consumers.size()}});
}

} // namespace desk
