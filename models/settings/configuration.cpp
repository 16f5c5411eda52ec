// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/configuration.h"

#include "models/settings/duration.h"
#include "models/settings/folders.h"
#include "models/telemetry/tomlparser_p.h"
#include "models/telemetry/tomltext.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>

namespace desk {
namespace {

Result<std::chrono::nanoseconds> durationOf(const toml::node &node)
{
    if (const auto seconds = node.value<double>(); seconds && node.is_number())
        return parseDuration(std::to_string(*seconds));
    if (const auto text = node.value<std::string>())
        return parseDuration(*text);
    return failure(ErrorCode::invalidArgument, "must be a duration such as \"2 min\"");
}

Result<std::uint64_t> countOf(const toml::node &node)
{
    const auto number = node.value<std::int64_t>();
    if (!node.is_integer() || !number || *number < 0)
        return failure(ErrorCode::invalidArgument, "must be a whole number of at least 0");
    return static_cast<std::uint64_t>(*number);
}

template <class Target, class Value>
Result<void> store(Target &target, const Result<Value> &value)
{
    if (!value)
        return tl::unexpected(value.error());
    target = static_cast<Target>(*value);
    return {};
}

Result<void> storeFlag(bool &target, const toml::node &node, bool inverted = false)
{
    const auto value = node.value<bool>();
    if (!node.is_boolean() || !value)
        return failure(ErrorCode::invalidArgument, "must be true or false");
    target = *value != inverted;
    return {};
}

Result<void> storeSecret(std::string &target, const toml::node &node)
{
    std::ifstream in(node.value<std::string>().value_or(""));
    if (!std::getline(in, target) || target.size() < 32)
        return failure(ErrorCode::invalidArgument,
                       "must name a readable file whose first line has 32 or more characters");
    return {};
}

constexpr std::uint64_t mostPartitions = 64;
constexpr std::uint64_t mostMessages = 10'000'000;

constexpr std::uint64_t leastMemory = std::uint64_t{4} << 20;
constexpr std::uint64_t mostMemory = std::uint64_t{1} << 40;

Result<std::uint64_t> memoryBytes(const Result<std::uint64_t> &count, std::uint64_t bytes = 1)
{
    if (count && (*count < leastMemory / bytes || *count > mostMemory / bytes))
        return failure(ErrorCode::invalidArgument, "must be " + std::to_string(leastMemory / bytes) + " to " +
                                                       std::to_string(mostMemory / bytes));
    return count ? *count * bytes : count;
}

Result<std::uint64_t> atLeastOne(const Result<std::uint64_t> &count, std::uint64_t most = mostMessages)
{
    if (count && (*count == 0 || *count > most))
        return failure(ErrorCode::invalidArgument, "must be 1 to " + std::to_string(most));
    return count;
}

Result<std::uint64_t> countOf(std::string_view text)
{
    std::uint64_t count = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || stop != text.data() + text.size())
        return failure(ErrorCode::invalidArgument, std::string(text) + " is not a whole number");
    return count;
}

std::vector<std::string> partsOf(std::string_view list)
{
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        std::string_view part = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        while (part.starts_with(' '))
            part.remove_prefix(1);
        while (part.ends_with(' '))
            part.remove_suffix(1);
        if (!part.empty())
            parts.emplace_back(part);
    }
    return parts;
}

Result<void> storeNames(Configuration &configuration, std::string Configuration::*target,
                        const toml::node &node)
{
    const auto list = node.value<std::string>();
    if (!list)
        return failure(ErrorCode::invalidArgument, "must be a text of names with commas between them");
    configuration.*target = *list;
    if (auto topics = configuration.topicList(); !topics)
        return tl::unexpected(topics.error());
    return {};
}

Result<void> storeText(std::string &target, const toml::node &node)
{
    target = node.value<std::string>().value_or("");
    if (target.empty())
        return failure(ErrorCode::invalidArgument, "must be text");
    return {};
}

// [[record.thin]] with node, metric (patterns, "*" where left out) and after.
Result<void> storeThinnings(Configuration &configuration, const toml::node &node)
{
    const auto wrong = [](const std::string &what) {
        return failure(ErrorCode::invalidArgument,
                       what + "; write for example [[record.thin]] with node = \"sat-*\", metric = \"*\", "
                              "after = \"720 h\"");
    };
    const toml::array *const list = node.as_array();
    if (!list)
        return wrong("must be tables");
    std::vector<Configuration::RecordThinning> thinnings;
    for (const toml::node &one : *list) {
        const toml::table *const table = one.as_table();
        if (!table)
            return wrong("must be tables");
        Configuration::RecordThinning thinning;
        for (const auto &[key, value] : *table) {
            Result<void> read;
            if (key == "node")
                read = storeText(thinning.node, value);
            else if (key == "metric")
                read = storeText(thinning.metric, value);
            else if (key == "after")
                read = store(thinning.after, durationOf(value));
            else
                return wrong("unknown key " + std::string(key.str()));
            if (!read)
                return wrong(std::string(key.str()) + " " + read.error().message);
        }
        if (thinning.after.count() <= 0)
            return wrong("after must be more than 0");
        thinnings.push_back(std::move(thinning));
    }
    configuration.recordThinnings = std::move(thinnings);
    return {};
}

Result<void> storeWithin(std::uint64_t &target, const toml::node &node, std::uint64_t least,
                         std::uint64_t most)
{
    const auto value = countOf(node);
    if (!value || *value < least || *value > most)
        return failure(ErrorCode::invalidArgument, "must be a whole number from " + std::to_string(least) +
                                                       " to " + std::to_string(most));
    target = *value;
    return {};
}

Result<void> storeInterval(std::chrono::nanoseconds &target, const toml::node &node,
                           std::chrono::nanoseconds least, std::chrono::nanoseconds most,
                           const std::string &words)
{
    const auto value = durationOf(node);
    if (!value || *value < least || *value > most)
        return failure(ErrorCode::invalidArgument, "must be a duration from " + words);
    target = *value;
    return {};
}

Result<void> storeDeadline(std::chrono::nanoseconds &target, const toml::node &node)
{
    const auto value = durationOf(node);
    if (!value || *value < std::chrono::milliseconds{100} || *value > std::chrono::hours{1})
        return failure(ErrorCode::invalidArgument, "must be a duration from \"100 ms\" to \"1 h\"");
    target = *value;
    return {};
}

// One text or a list of them.
Result<void> storeList(std::vector<std::string> &target, const toml::node &node)
{
    target.clear();
    const toml::array *list = node.as_array();
    if (!list) {
        target.emplace_back();
        return storeText(target.back(), node);
    }
    for (const toml::node &entry : *list) {
        target.emplace_back();
        if (auto stored = storeText(target.back(), entry); !stored)
            return failure(ErrorCode::invalidArgument, "must be a list of texts");
    }
    return {};
}

Result<void> storeOrigins(std::vector<std::string> &target, const toml::node &node)
{
    if (auto stored = storeList(target, node); !stored)
        return stored;
    for (const std::string &origin : target) {
        const auto scheme = origin.find("://");
        if ((!origin.starts_with("http://") && !origin.starts_with("https://")) ||
            origin.find('/', scheme + 3) != std::string::npos)
            return failure(ErrorCode::invalidArgument,
                           origin + " is not an origin; write for example https://console.example:8443");
    }
    return {};
}

// "on", "off", true or false.
Result<void> storeSwitch(bool &target, const toml::node &node)
{
    const auto word = node.value<std::string>();
    if (node.is_string() && (word == "on" || word == "off")) {
        target = word == "on";
        return {};
    }
    if (!node.is_boolean())
        return failure(ErrorCode::invalidArgument, "must be \"on\" or \"off\"");
    return storeFlag(target, node);
}

Result<void> storeWords(std::vector<std::string> &target, const toml::node &node)
{
    const auto refused = [] {
        return failure(ErrorCode::invalidArgument, "must be an array of 1 to 16 texts that are not empty");
    };
    const toml::array *array = node.as_array();
    if (!array || array->empty() || array->size() > 16)
        return refused();
    std::vector<std::string> words;
    for (const toml::node &element : *array) {
        words.push_back(element.is_string() ? element.value<std::string>().value_or("") : "");
        if (words.back().empty())
            return refused();
    }
    target = std::move(words);
    return {};
}

using Reader = std::function<Result<void>(Configuration &, const toml::node &)>;

const std::map<std::string, Reader, std::less<>> &readers()
{
    static const std::map<std::string, Reader, std::less<>> table{
        {"server.listen",
         [](Configuration &c, const toml::node &n) {
             return c.setListen(n.value<std::string>().value_or(""));
         }},
        {"server.ack",
         [](Configuration &c, const toml::node &n) {
             return c.setAck(n.value<std::string>().value_or(""));
         }},
        {"server.no_auth",
         [](Configuration &c, const toml::node &n) { return storeFlag(c.requireToken, n, true); }},
        {"server.jwt_secret_file",
         [](Configuration &c, const toml::node &n) { return storeSecret(c.jwtSecret, n); }},
        {"server.rate_per_minute",
         [](Configuration &c, const toml::node &n) { return store(c.ratePerMinute, countOf(n)); }},
        {"server.rate_limit_loopback",
         [](Configuration &c, const toml::node &n) { return storeFlag(c.rateLimitLoopback, n); }},
        {"server.loopback_needs_token",
         [](Configuration &c, const toml::node &n) { return storeFlag(c.loopbackNeedsToken, n); }},
        {"server.topology_cache",
         [](Configuration &c, const toml::node &n) { return store(c.topologyCache, durationOf(n)); }},
        {"journal.max_bytes",
         [](Configuration &c, const toml::node &n) { return store(c.journalMaxBytes, countOf(n)); }},
        {"record.roll_bytes",
         [](Configuration &c, const toml::node &n) { return store(c.recordRollBytes, countOf(n)); }},
        {"record.roll_daily",
         [](Configuration &c, const toml::node &n) { return storeFlag(c.recordRollDaily, n); }},
        {"record.max_bytes",
         [](Configuration &c, const toml::node &n) { return store(c.recordMaxBytes, countOf(n)); }},
        {"record.max_age",
         [](Configuration &c, const toml::node &n) { return store(c.recordMaxAge, durationOf(n)); }},
        {"record.thin", [](Configuration &c, const toml::node &n) { return storeThinnings(c, n); }},
        {"record.enabled", [](Configuration &c, const toml::node &n) { return storeFlag(c.record, n); }},
        {"broker.topics",
         [](Configuration &c, const toml::node &n) { return storeNames(c, &Configuration::topics, n); }},
        {"broker.collect",
         [](Configuration &c, const toml::node &n) {
             return storeNames(c, &Configuration::collectedTopics, n);
         }},
        {"broker.queue_size",
         [](Configuration &c, const toml::node &n) { return store(c.queueSize, atLeastOne(countOf(n))); }},
        {"broker.partitions_per_topic",
         [](Configuration &c, const toml::node &n) {
             return store(c.partitionsPerTopic, atLeastOne(countOf(n), mostPartitions));
         }},
        {"broker.visibility_timeout",
         [](Configuration &c, const toml::node &n) { return store(c.visibilityTimeout, durationOf(n)); }},
        {"broker.max_bytes",
         [](Configuration &c, const toml::node &n) { return store(c.brokerMaxBytes, countOf(n)); }},
        {"broker.group_expiry",
         [](Configuration &c, const toml::node &n) { return store(c.groupExpiry, durationOf(n)); }},
        {"memory.window",
         [](Configuration &c, const toml::node &n) { return store(c.memoryWindow, durationOf(n)); }},
        {"memory.max_bytes",
         [](Configuration &c, const toml::node &n) { return store(c.memoryMaxBytes, memoryBytes(countOf(n))); }},
        {"memory.max_samples", // of files that were written before there was max_bytes
         [](Configuration &c, const toml::node &n) {
             return store(c.memoryMaxBytes, memoryBytes(countOf(n), Configuration::memoryBytesPerSample));
         }},
        {"limits.max_series",
         [](Configuration &c, const toml::node &n) { return store(c.maxSeries, countOf(n)); }},
        {"limits.max_nodes",
         [](Configuration &c, const toml::node &n) { return store(c.maxNodes, countOf(n)); }},
        {"server.measure_itself",
         [](Configuration &c, const toml::node &n) { return storeFlag(c.measureItself.emplace(), n); }},
        {"server.hosts", [](Configuration &c, const toml::node &n) { return storeList(c.hosts, n); }},
        {"server.origins", [](Configuration &c, const toml::node &n) { return storeOrigins(c.origins, n); }},
        {"tls.enabled", [](Configuration &c, const toml::node &n) { return storeFlag(c.tls, n); }},
        {"tls.certificate",
         [](Configuration &c, const toml::node &n) {
             c.tlsCertificate = n.value<std::string>().value_or("");
             return Result<void>{};
         }},
        {"tls.key",
         [](Configuration &c, const toml::node &n) {
             c.tlsKey = n.value<std::string>().value_or("");
             return Result<void>{};
         }},
        {"jwt.issuer", [](Configuration &c, const toml::node &n) { return storeText(c.jwtIssuer, n); }},
        {"jwt.audience", [](Configuration &c, const toml::node &n) { return storeList(c.jwtAudiences, n); }},
        {"jwt.jwks", [](Configuration &c, const toml::node &n) { return storeText(c.jwtKeys, n); }},
        {"jwt.scope_prefix",
         [](Configuration &c, const toml::node &n) { return storeText(c.jwtScopePrefix, n); }},
        {"limits.max_body",
         [](Configuration &c, const toml::node &n) { return storeWithin(c.maxBody, n, 1024, 1U << 30U); }},
        {"limits.max_header",
         [](Configuration &c, const toml::node &n) { return storeWithin(c.maxHeader, n, 1024, 1U << 20U); }},
        {"limits.max_url",
         [](Configuration &c, const toml::node &n) { return storeWithin(c.maxUrl, n, 256, 64U << 10U); }},
        {"limits.max_connections",
         [](Configuration &c, const toml::node &n) { return storeWithin(c.maxConnections, n, 1, 100'000); }},
        {"limits.max_connections_per_address",
         [](Configuration &c, const toml::node &n) {
             return storeWithin(c.maxConnectionsPerAddress, n, 1, 100'000);
         }},
        {"limits.reserved_connections",
         [](Configuration &c, const toml::node &n) {
             return storeWithin(c.reservedConnections, n, 0, 100'000);
         }},
        {"limits.header_deadline",
         [](Configuration &c, const toml::node &n) { return storeDeadline(c.headerDeadline, n); }},
        {"limits.write_deadline",
         [](Configuration &c, const toml::node &n) { return storeDeadline(c.writeDeadline, n); }},
        {"limits.idle_deadline",
         [](Configuration &c, const toml::node &n) { return storeDeadline(c.idleDeadline, n); }},
        {"compatibility",
         [](Configuration &c, const toml::node &n) { return storeSwitch(c.compatibility, n); }},
        {"compatibility_node_tags",
         [](Configuration &c, const toml::node &n) { return storeWords(c.compatibilityNodeTags, n); }},
        {"workers.listen",
         [](Configuration &c, const toml::node &n) {
             return c.setWorkers(n.value<std::string>().value_or(""));
         }},
        {"workers.heartbeat_interval",
         [](Configuration &c, const toml::node &n) {
             return storeInterval(c.heartbeatInterval, n, std::chrono::seconds{1}, std::chrono::hours{1},
                                  "\"1 s\" to \"1 h\"");
         }},
        {"workers.max_failures",
         [](Configuration &c, const toml::node &n) {
             std::uint64_t count = 0;
             auto stored = storeWithin(count, n, 1, 1000);
             if (stored)
                 c.maxHeartbeatFailures = static_cast<unsigned>(count);
             return stored;
         }},
        {"workers.proxy_timeout",
         [](Configuration &c, const toml::node &n) {
             return storeInterval(c.proxyTimeout, n, std::chrono::seconds{1}, std::chrono::hours{1},
                                  "\"1 s\" to \"1 h\"");
         }},
        {"workers.response_retention",
         [](Configuration &c, const toml::node &n) {
             return storeInterval(c.responseRetention, n, std::chrono::seconds{0}, std::chrono::hours{1},
                                  "\"0 s\" to \"1 h\"");
         }},
        {"workers.pin_expiry",
         [](Configuration &c, const toml::node &n) {
             return storeInterval(c.pinExpiry, n, std::chrono::seconds{1}, std::chrono::hours{24 * 365},
                                  "\"1 s\" to \"365 d\"");
         }},
        {"data",
         [](Configuration &c, const toml::node &n) -> Result<void> {
             c.dataFolder = n.value<std::string>().value_or("");
             if (c.dataFolder.empty())
                 return failure(ErrorCode::invalidArgument, "must be a folder");
             return {};
         }},
    };
    return table;
}

Result<void> applyTable(Configuration &configuration, const toml::table &table, const std::string &prefix)
{
    for (const auto &[key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const toml::table *inner = node.as_table()) {
            if (auto applied = applyTable(configuration, *inner, name + "."); !applied)
                return applied;
            continue;
        }
        const auto reader = readers().find(name);
        const std::string line = "line " + std::to_string(node.source().begin.line) + ", " + name + ": ";
        if (reader == readers().end()) {
            std::string known;
            for (const auto &[word, unused] : readers())
                known += (known.empty() ? "" : ", ") + word;
            return failure(ErrorCode::invalidArgument,
                           std::string(line).append("unknown setting; known: ").append(known), name);
        }
        if (auto read = reader->second(configuration, node); !read)
            return failure(ErrorCode::invalidArgument, line + read.error().message, name);
    }
    return {};
}

} // namespace

Result<void> Configuration::apply(std::string_view text)
{
    if (auto plain = checkTomlText(text); !plain)
        return plain;
    try {
        if (auto applied = applyTable(*this, toml::parse(text), {}); !applied)
            return applied;
        return check();
    } catch (const toml::parse_error &error) {
        return failure(ErrorCode::parseError, "line " + std::to_string(error.source().begin.line) + ": " +
                                                  std::string(error.description()));
    } catch (const std::runtime_error &) {
        return failure(ErrorCode::parseError, "not TOML: a key or table name is malformed");
    }
}

Result<std::vector<Configuration::Topic>> Configuration::topicList() const
{
    std::vector<Topic> list;
    for (const std::string &part : partsOf(topics)) {
        const auto colon = part.rfind(':');
        Topic topic{part.substr(0, colon), partitionsPerTopic};
        if (colon != std::string::npos) {
            if (auto count =
                    store(topic.partitions,
                          atLeastOne(countOf(std::string_view(part).substr(colon + 1)), mostPartitions));
                !count)
                return failure(ErrorCode::invalidArgument,
                               part + ": " + count.error().message + "; write for example telemetry:4");
        }
        list.push_back(std::move(topic));
    }
    if (list.empty())
        list.push_back({"telemetry", partitionsPerTopic});
    return list;
}

std::vector<std::string> Configuration::collectedTopicList() const
{
    auto list = partsOf(collectedTopics);
    return list.empty() ? std::vector<std::string>{"telemetry"} : list;
}

Result<void> Configuration::check() const
{
    if (tlsCertificate.empty() != tlsKey.empty())
        return failure(ErrorCode::invalidArgument,
                       "tls.certificate and tls.key belong together: set both, or none for one made here",
                       tlsKey.empty() ? "tls.key" : "tls.certificate");
    if (jwtIssuer.empty() != jwtAudiences.empty())
        return failure(ErrorCode::invalidArgument,
                       "jwt.issuer and jwt.audience (the client id) belong together: set both, or none",
                       jwtIssuer.empty() ? "jwt.issuer" : "jwt.audience");
    if (reservedConnections >= maxConnections)
        return failure(ErrorCode::invalidArgument,
                       "limits.reserved_connections must be less than limits.max_connections",
                       "limits.reserved_connections");
    return {};
}

Result<void> Configuration::setAck(std::string_view text)
{
    const auto level = ackLevelOf(text);
    if (!level)
        return failure(ErrorCode::invalidArgument,
                       "\"" + std::string(text) + "\" is no acknowledgement level; known: memory, os, disk",
                       "ack");
    ack = *level;
    return {};
}

Result<void> Configuration::applyEnvironment()
{
    if (const char *level = std::getenv("CONSTELLATION_ACK")) {
        if (auto set = setAck(level); !set)
            return failure(set.error().code, "CONSTELLATION_ACK: " + set.error().message,
                           "CONSTELLATION_ACK");
    }
    if (const char *listen = std::getenv("CONSTELLATION_LISTEN")) {
        if (auto set = setListen(listen); !set)
            return failure(set.error().code, "CONSTELLATION_LISTEN: " + set.error().message,
                           "CONSTELLATION_LISTEN");
    }
    if (const char *where = std::getenv("CONSTELLATION_WORKERS")) {
        if (auto set = setWorkers(where); !set)
            return failure(set.error().code, "CONSTELLATION_WORKERS: " + set.error().message,
                           "CONSTELLATION_WORKERS");
    }
    if (const char *window = std::getenv("CONSTELLATION_MEMORY_WINDOW")) {
        if (auto set = store(memoryWindow, parseDuration(window)); !set)
            return failure(set.error().code, "CONSTELLATION_MEMORY_WINDOW: " + set.error().message);
    }
    const auto read = [](const char *name, const auto &apply) -> Result<void> {
        const char *text = std::getenv(name);
        if (!text || *text == '\0')
            return {};
        if (auto set = apply(std::string_view(text)); !set)
            return failure(set.error().code, std::string(name) + ": " + set.error().message, name);
        return {};
    };
    for (const auto &set :
         {read("PARTITIONS_PER_TOPIC",
               [this](std::string_view t) {
                   return store(partitionsPerTopic, atLeastOne(countOf(t), mostPartitions));
               }),
          read("QUEUE_SIZE", [this](std::string_view t) { return store(queueSize, atLeastOne(countOf(t))); }),
          read("VISIBILITY_TIMEOUT",
               [this](std::string_view t) { return store(visibilityTimeout, parseDuration(t)); }),
          read("TOPICS", [this](std::string_view t) {
              topics = t;
              auto list = topicList();
              return list ? Result<void>{} : tl::unexpected(list.error());
          })}) {
        if (!set)
            return set;
    }
    if (const char *secret = std::getenv("CONSTELLATION_JWT_SECRET"))
        jwtSecret = secret;
    if (dataFolder.empty() || std::getenv("CONSTELLATION_DATA"))
        dataFolder = defaultDataFolder();
    return {};
}

} // namespace desk
