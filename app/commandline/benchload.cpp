// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchload.h"

#include "models/datalink/telemetryjson.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace desk {
namespace {

constexpr std::string_view stampPattern = "2026-01-01T00:00:00.000000Z";
constexpr std::size_t secondsText = 20;  // up to the fraction
constexpr std::size_t numberDigits = 19; // of nanoseconds since 1970
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

void writeDigits(char *to, std::size_t count, std::int64_t number)
{
    for (char *digit = to + count; digit != to; number /= 10)
        *--digit = static_cast<char>('0' + number % 10);
}

void appendValues(std::string &body, std::size_t node, const BenchLoadOptions &options, std::size_t phase)
{
    const bool json = options.format != BenchFormat::lineProtocol;
    std::string name;
    const std::size_t first = node / options.names() * options.fields;
    for (std::size_t i = first; i < first + options.fields; ++i) {
        const Field field = fieldOf(i, name);
        if (json)
            body.append(",\"").append(field.name).append("\":");
        else
            body.append(i == first ? " " : ",").append(field.name).append("=");
        const double angle = static_cast<double>(node * 7 + i * 13 + phase * 29);
        appendDecimal(body, field.middle + field.range * std::sin(angle), field.decimals);
    }
}

// Returns where its timestamp begins.
std::size_t appendPoint(std::string &body, std::size_t node, const BenchLoadOptions &options,
                        std::size_t phase)
{
    const std::string name = "bench-" + std::to_string(node % options.names());
    if (options.format == BenchFormat::lineProtocol) {
        body.append("telemetry,node_id=").append(name).append(",node_type=satellite");
        appendValues(body, node, options, phase);
        body.append(" ").append(numberDigits, '0').append("\n");
        return body.size() - numberDigits - 1;
    }
    body.append("{\"timestamp\":\"");
    const std::size_t stamp = body.size();
    body.append(stampPattern)
        .append("\",\"node_id\":\"")
        .append(name)
        .append("\",\"node_type\":\"satellite\"");
    appendValues(body, node, options, phase);
    body += '}';
    return stamp;
}

std::string_view pathOf(BenchFormat format)
{
    switch (format) {
    case BenchFormat::jsonSingle:
        return "/api/v1/telemetry";
    case BenchFormat::lineProtocol:
        return "/api/v1/telemetry/ingest";
    default:
        return "/api/v1/telemetry/batch";
    }
}

} // namespace

BenchLoad::BenchLoad(const BenchLoadOptions &options, std::string_view host, std::string_view token,
                     std::size_t share, std::size_t shares)
    : m_format(options.format)
{
    const std::size_t own = std::max<std::size_t>(1, options.nodes / shares);
    const std::size_t points = options.pointsOfRequest();
    const std::size_t turns = std::max(variants, (own + points - 1) / points);
    for (std::size_t turn = 0; turn < turns; ++turn)
        m_requests.push_back(render(options, host, token, share, shares, turn));
}

BenchLoad::Request BenchLoad::render(const BenchLoadOptions &options, std::string_view host,
                                     std::string_view token, std::size_t share, std::size_t shares,
                                     std::size_t turn) const
{
    const std::size_t own = std::max<std::size_t>(1, options.nodes / shares);
    const std::size_t points = options.pointsOfRequest();
    const bool array = m_format == BenchFormat::jsonBatch;
    Request request;
    std::string body = array ? "[" : "";
    for (std::size_t i = 0; i < points; ++i) {
        body += i > 0 && array ? "," : "";
        const std::size_t at = turn * points + i;
        request.stamps.push_back(
            appendPoint(body, (share + shares * (at % own)) % options.nodes, options, turn + at / own));
    }
    body += array ? "]" : "";
    std::string head("POST ");
    head.append(options.path.empty() ? pathOf(m_format) : options.path)
        .append(" HTTP/1.1\r\nHost: ")
        .append(host)
        .append("\r\nContent-Type: ");
    head.append(m_format == BenchFormat::lineProtocol ? "text/plain" : "application/json")
        .append("\r\nContent-Length: ")
        .append(std::to_string(body.size()))
        .append("\r\n");
    if (!token.empty())
        head.append("Authorization: Bearer ").append(token).append("\r\n");
    head += "\r\n";
    for (std::size_t &stamp : request.stamps)
        stamp += head.size();
    request.text = head + body;
    return request;
}

std::string_view BenchLoad::next(Timestamp time)
{
    Request &request = m_requests[m_turn];
    m_turn = m_turn + 1 == m_requests.size() ? 0 : m_turn + 1;
    if (m_format == BenchFormat::lineProtocol)
        stampNumbers(request, time);
    else
        stampText(request, time);
    return request.text;
}

// All of a request lie in one second: its text is then the same for all.
void BenchLoad::stampText(Request &request, Timestamp time)
{
    using namespace std::chrono;
    const auto count = static_cast<std::int64_t>(request.stamps.size());
    const auto second = floor<seconds>(time);
    if (m_secondText.empty() || second != m_second) {
        m_second = second;
        m_secondText = formatTimestamp(m_second, Fraction::none).substr(0, secondsText - 1) + ".";
    }
    std::int64_t micro = std::clamp<std::int64_t>(duration_cast<microseconds>(time - second).count() - count,
                                                  0, 999'999 - count);
    for (const std::size_t at : request.stamps) {
        char *to = request.text.data() + at;
        std::memcpy(to, m_secondText.data(), secondsText);
        writeDigits(to + secondsText, 6, micro++);
    }
}

void BenchLoad::stampNumbers(Request &request, Timestamp time)
{
    std::int64_t at = nanoseconds(time) - 1000 * static_cast<std::int64_t>(request.stamps.size());
    for (const std::size_t stamp : request.stamps) {
        writeDigits(request.text.data() + stamp, numberDigits, at);
        at += 1000;
    }
}

} // namespace desk
