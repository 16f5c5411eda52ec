// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchload.h"

#include "models/datalink/telemetryjson.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace desk {
namespace {

constexpr std::string_view stampText = "2026-01-01T00:00:00.000000Z";
constexpr std::size_t secondsText = 20; // up to the fraction
constexpr std::size_t variants = 4;

struct Field
{
    std::string_view name;
    double middle;
    double range;
    int decimals;
};

constexpr std::array known{Field{"snr_db", 12, 6, 2},         Field{"latency_ms", 30, 20, 2},
                           Field{"throughput_gbps", 4, 4, 3}, Field{"queue_depth_gb", 1, 1, 3},
                           Field{"utilization", 0.5, 0.5, 4}, Field{"capacity_gbps", 10, 2, 3},
                           Field{"temperature_c", 25, 15, 2}, Field{"voltage_v", 28, 2, 3},
                           Field{"current_a", 3, 2, 3},       Field{"power_w", 90, 40, 1}};

Field fieldOf(std::size_t index, std::string &name)
{
    if (index < known.size())
        return known[index];
    name = "metric_" + std::to_string(index);
    return {name, 100, 50, 2};
}

void appendPoint(std::string &body, std::size_t node, std::size_t fields, std::size_t phase)
{
    body.append("{\"timestamp\":\"")
        .append(stampText)
        .append("\",\"node_id\":\"bench-")
        .append(std::to_string(node))
        .append("\",\"node_type\":\"satellite\"");
    std::string name;
    for (std::size_t i = 0; i < fields; ++i) {
        const Field field = fieldOf(i, name);
        body.append(",\"").append(field.name).append("\":");
        const double angle = static_cast<double>(node * 7 + i * 13 + phase * 29);
        appendDecimal(body, field.middle + field.range * std::sin(angle), field.decimals);
    }
    body += '}';
}

} // namespace

BenchLoad::BenchLoad(const BenchLoadOptions &options, std::string_view host, std::string_view token,
                     std::size_t share, std::size_t shares)
{
    const std::size_t own = std::max<std::size_t>(1, options.nodes / shares);
    for (std::size_t variant = 0; variant < variants; ++variant) {
        std::string body = "[";
        std::vector<std::size_t> stamps;
        for (std::size_t i = 0; i < options.batchPoints; ++i) {
            body += i == 0 ? "" : ",";
            stamps.push_back(body.size() + std::string_view("{\"timestamp\":\"").size());
            appendPoint(body, (share + shares * (i % own)) % options.nodes, options.fields,
                        variant + i / own);
        }
        body += ']';
        std::string head =
            "POST /api/v1/telemetry/batch HTTP/1.1\r\nHost: " + std::string(host) +
            "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        if (!token.empty())
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        head += "\r\n";
        for (std::size_t &stamp : stamps)
            stamp += head.size();
        m_requests.push_back({head + body, std::move(stamps)});
    }
}

std::string_view BenchLoad::next(Timestamp time)
{
    using namespace std::chrono;
    Request &request = m_requests[m_turn++ % m_requests.size()];
    // All of a request lie in one second: its text is then the same for all.
    const auto count = static_cast<std::int64_t>(request.stamps.size());
    const auto second = floor<seconds>(time);
    const std::int64_t begin = std::clamp<std::int64_t>(
        duration_cast<microseconds>(time - second).count() - count, 0, 999'999 - count);
    const std::string text = formatTimestamp(Timestamp(second), Fraction::none);
    std::int64_t micro = begin;
    for (const std::size_t at : request.stamps) {
        char *to = request.text.data() + at;
        std::memcpy(to, text.data(), secondsText - 1); // without the zone
        char *digit = to + secondsText + 6;
        for (std::int64_t rest = micro++; digit != to + secondsText; rest /= 10)
            *--digit = static_cast<char>('0' + rest % 10);
    }
    return request.text;
}

} // namespace desk
