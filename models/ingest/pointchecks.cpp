// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointchecks.h"

#include "models/telemetry/time.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace desk {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::array ranges{
    MetricRange{"latency_ms", 0, infinite, "must be at least 0 ms"},
    MetricRange{"throughput_gbps", 0, infinite, "must be at least 0 Gbit/s"},
    MetricRange{"queue_depth_gb", 0, infinite, "must be at least 0 GB"},
    MetricRange{"capacity_gbps", 0, infinite, "must be at least 0 Gbit/s"},
    MetricRange{"utilization", 0, 1, "must be 0 to 1"},
    MetricRange{"confidence", 0, 1, "must be 0 to 1"},
    MetricRange{"reliability", 0, 1, "must be 0 to 1"},
    MetricRange{"packet_loss_rate", 0, 1, "must be 0 to 1"},
    MetricRange{"lat", -90, 90, "must be -90 to 90 degrees"},
    MetricRange{"lon", -180, 360, "must be -180 to 360 degrees"},
};

// All of them begin with one of these letters: the usual metric of a lab costs one comparison.
bool mayHaveRange(char first)
{
    return first == 'l' || first == 't' || first == 'q' || first == 'c' || first == 'u' || first == 'r' ||
           first == 'p';
}

int twoDigits(const char *text)
{
    const int tens = text[0] - '0';
    const int ones = text[1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

} // namespace

const MetricRange *metricRange(std::string_view metric)
{
    if (metric.empty() || !mayHaveRange(metric[0]))
        return nullptr;
    const auto it = std::find_if(ranges.begin(), ranges.end(),
                                 [&](const MetricRange &range) { return range.metric == metric; });
    return it == ranges.end() ? nullptr : &*it;
}

std::optional<std::int64_t> TimestampReader::readUsual(std::string_view text) const
{
    if (text.size() < 20 || text.back() != 'Z' || std::memcmp(text.data(), m_dayText.data(), 10) != 0 ||
        text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const int h = twoDigits(text.data() + 11);
    const int m = twoDigits(text.data() + 14);
    const int s = twoDigits(text.data() + 17);
    std::int64_t ns = 0;
    bool plain = h >= 0 && h < 24 && m >= 0 && m < 60 && s >= 0 && s < 60;
    if (text.size() > 20) {
        plain = plain && text[19] == '.' && text.size() > 21 && text.size() <= 30;
        std::int64_t scale = 100'000'000;
        for (std::size_t i = 20; plain && i + 1 < text.size(); ++i, scale /= 10) {
            plain = text[i] >= '0' && text[i] <= '9';
            ns += scale * (text[i] - '0');
        }
    }
    if (!plain)
        return std::nullopt;
    return m_dayStart + (std::int64_t{h} * 3600 + m * 60 + s) * 1'000'000'000 + ns;
}

Result<std::int64_t> TimestampReader::read(std::string_view text)
{
    if (const auto usual = readUsual(text))
        return *usual;
    const auto parsed = parseTimestamp(text);
    if (!parsed) {
        Error error = parsed.error();
        error.message = "timestamp: " + error.message;
        error.field = "timestamp";
        error.offset = -1;
        error.code = ErrorCode::invalidArgument;
        return tl::unexpected(error);
    }
    if (text[7] == '-' && text.back() == 'Z') {
        std::memcpy(m_dayText.data(), text.data(), 10);
        m_dayStart = nanoseconds(std::chrono::floor<std::chrono::days>(*parsed));
    }
    return nanoseconds(*parsed);
}

Result<EntityId> resolveEntity(SeriesDictionary &dictionary, std::string_view node, NodeType type,
                               std::optional<std::string_view> dst)
{
    const auto source = dictionary.node(node, type);
    if (!source)
        return tl::unexpected(source.error());
    if (!dst)
        return dictionary.entity(*source);
    const auto target = dictionary.node(*dst, std::nullopt);
    if (!target)
        return tl::unexpected(target.error());
    const std::size_t known = dictionary.entityCount();
    const auto link = dictionary.entity(*source, *target);
    if (dictionary.entityCount() != known) {
        static_cast<void>(dictionary.entity(*source));
        static_cast<void>(dictionary.entity(*target));
    }
    return link;
}

} // namespace desk
