// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/configuration.h"

#include "models/settings/duration.h"
#include "models/settings/folders.h"
#include "models/telemetry/tomltext.h"

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>

// The library asserts on some malformed keys ("[|"); a file somebody edits must be refused, not end the
// program.
#pragma push_macro("NDEBUG")
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wunknown-warning-option"
#pragma GCC diagnostic ignored "-Wterminate" // some of the assertions stand in noexcept functions
#undef NDEBUG                                // with it the library would assume that the assertion holds
#define TOML_ASSERT(expression) ((expression) ? void() : throw std::runtime_error("malformed"))
#include <toml++/toml.h>
#pragma GCC diagnostic pop
#pragma pop_macro("NDEBUG")

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
        {"server.no_auth",
         [](Configuration &c, const toml::node &n) { return storeFlag(c.requireToken, n, true); }},
        {"server.jwt_secret_file",
         [](Configuration &c, const toml::node &n) { return storeSecret(c.jwtSecret, n); }},
        {"server.rate_per_minute",
         [](Configuration &c, const toml::node &n) { return store(c.ratePerMinute, countOf(n)); }},
        {"server.rate_limit_loopback",
         [](Configuration &c, const toml::node &n) { return storeFlag(c.rateLimitLoopback, n); }},
        {"server.topology_cache",
         [](Configuration &c, const toml::node &n) { return store(c.topologyCache, durationOf(n)); }},
        {"journal.max_bytes",
         [](Configuration &c, const toml::node &n) { return store(c.journalMaxBytes, countOf(n)); }},
        {"memory.window",
         [](Configuration &c, const toml::node &n) { return store(c.memoryWindow, durationOf(n)); }},
        {"memory.max_samples",
         [](Configuration &c, const toml::node &n) { return store(c.memoryMaxSamples, countOf(n)); }},
        {"limits.max_series",
         [](Configuration &c, const toml::node &n) { return store(c.maxSeries, countOf(n)); }},
        {"limits.max_nodes",
         [](Configuration &c, const toml::node &n) { return store(c.maxNodes, countOf(n)); }},
        {"compatibility",
         [](Configuration &c, const toml::node &n) { return storeSwitch(c.compatibility, n); }},
        {"compatibility_node_tags",
         [](Configuration &c, const toml::node &n) { return storeWords(c.compatibilityNodeTags, n); }},
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
            return failure(ErrorCode::invalidArgument, line + "unknown setting; known: " + known, name);
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
        return applyTable(*this, toml::parse(text), {});
    } catch (const toml::parse_error &error) {
        return failure(ErrorCode::parseError, "line " + std::to_string(error.source().begin.line) + ": " +
                                                  std::string(error.description()));
    } catch (const std::runtime_error &) {
        return failure(ErrorCode::parseError, "not TOML: a key or table name is malformed");
    }
}

Result<void> Configuration::setListen(std::string_view text)
{
    const auto colon = text.rfind(':');
    const auto wrong = [&] {
        return failure(ErrorCode::invalidArgument,
                       std::string(text) + " is not an address and port; write for example 127.0.0.1:8000",
                       "listen");
    };
    if (colon == std::string_view::npos)
        return wrong();
    std::string host(text.substr(0, colon));
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    unsigned port = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc{} || stop != end || port > 65535)
        return wrong();
    if (!host.empty())
        listenAddress = host;
    listenPort = static_cast<std::uint16_t>(port);
    listenGiven = true;
    return {};
}

Result<void> Configuration::applyEnvironment()
{
    if (const char *listen = std::getenv("CONSTELLATION_LISTEN")) {
        if (auto set = setListen(listen); !set)
            return failure(set.error().code, "CONSTELLATION_LISTEN: " + set.error().message,
                           "CONSTELLATION_LISTEN");
    }
    if (const char *window = std::getenv("CONSTELLATION_MEMORY_WINDOW")) {
        if (auto set = store(memoryWindow, parseDuration(window)); !set)
            return failure(set.error().code, "CONSTELLATION_MEMORY_WINDOW: " + set.error().message);
    }
    if (const char *secret = std::getenv("CONSTELLATION_JWT_SECRET"))
        jwtSecret = secret;
    if (dataFolder.empty() || std::getenv("CONSTELLATION_DATA"))
        dataFolder = defaultDataFolder();
    return {};
}

Result<Configuration> Configuration::load()
{
    Configuration configuration;
    const std::filesystem::path file = configFolder() / "config.toml";
    if (std::ifstream in(file, std::ios::binary); in) {
        std::stringstream text;
        text << in.rdbuf();
        if (auto applied = configuration.apply(text.str()); !applied) {
            applied.error().message = file.string() + ": " + applied.error().message;
            return tl::unexpected(applied.error());
        }
    }
    if (auto applied = configuration.applyEnvironment(); !applied)
        return tl::unexpected(applied.error());
    return configuration;
}

} // namespace desk
