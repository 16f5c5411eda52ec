// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointrules.h"

#include "models/telemetry/names.h"

#include <algorithm>
#include <array>
#include <limits>
#include <simdjson.h>

namespace desk {
namespace {

constexpr std::size_t maxForeignName = 200;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::array ranges{
    ValueRange{"latency_ms", 0, infinite, "must be at least 0 ms"},
    ValueRange{"throughput_gbps", 0, infinite, "must be at least 0 Gbit/s"},
    ValueRange{"queue_depth_gb", 0, infinite, "must be at least 0 GB"},
    ValueRange{"capacity_gbps", 0, infinite, "must be at least 0 Gbit/s"},
    ValueRange{"utilization", 0, 1, "must be 0 to 1"},
    ValueRange{"confidence", 0, 1, "must be 0 to 1"},
    ValueRange{"reliability", 0, 1, "must be 0 to 1"},
    ValueRange{"packet_loss_rate", 0, 1, "must be 0 to 1"},
    ValueRange{"lat", -90, 90, "must be -90 to 90 degrees"},
    ValueRange{"lon", -180, 360, "must be -180 to 360 degrees"},
};

// All of them begin with one of these letters: the usual metric of a lab costs one comparison.
bool mayHaveRange(std::string_view metric)
{
    const char first = metric.empty() ? '\0' : metric[0];
    return first == 'l' || first == 't' || first == 'q' || first == 'c' || first == 'u' || first == 'r' ||
           first == 'p';
}

Result<void> escape(std::string_view what, std::string_view text, bool quoted, std::string &out)
{
    if (!simdjson::validate_utf8(text.data(), text.size()))
        return refusedField(what, "must be UTF-8");
    static constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            out.append("\\x").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
            continue;
        }
        if (quoted && (c == '"' || c == '\\'))
            out += '\\';
        out += c;
    }
    return {};
}

} // namespace

tl::unexpected<Error> refusedField(std::string_view field, const std::string &message)
{
    return failure(ErrorCode::invalidArgument, std::string(field) + ": " + message, std::string(field));
}

Result<void> checkNodeName(std::string_view field, std::string_view name)
{
    if (!isNodeName(name))
        return refusedField(field, "must be 1 to 128 characters of A-Z a-z 0-9 _ . : -");
    return {};
}

Result<void> checkMetricName(std::string_view name)
{
    if (!isMetricName(name))
        return refusedField(name.substr(0, 128),
                            "a metric's name must be a letter or _ and at most 127 more of A-Z "
                            "a-z 0-9 _ . : /");
    return {};
}

Result<void> checkHealthWord(std::string_view word)
{
    for (const std::string_view allowed : {"nominal", "degraded", "failed", "maintenance"}) {
        if (word == allowed)
            return {};
    }
    return refusedField("health", "allowed: nominal, degraded, failed, maintenance");
}

const ValueRange *valueRange(std::string_view metric)
{
    if (!mayHaveRange(metric))
        return nullptr;
    const auto it = std::find_if(ranges.begin(), ranges.end(),
                                 [&](const ValueRange &range) { return range.metric == metric; });
    return it == ranges.end() ? nullptr : &*it;
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

Result<void> keepForeignName(std::string_view what, std::string_view name, std::string &kept)
{
    if (name.empty() || name.size() > maxForeignName)
        return refusedField(what, "must be 1 to 200 bytes, has " + std::to_string(name.size()));
    return escape(what, name, false, kept);
}

Result<void> keepForeignText(std::string_view what, std::string_view text, std::string &kept)
{
    return escape(what, text, true, kept);
}

} // namespace desk
