// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchsamples.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

enum Signal : std::size_t { signal, latency, packets, charge, temperature, mode, errors, limit, kinds };

struct Metric
{
    const char *name;
    std::int64_t start; // in units of the last decimal
    double power;       // of ten that such a unit is divided by
    ValueKind kind;
};
constexpr std::array<Metric, kinds> metrics{{
    {"snr_db", 1250, 100, ValueKind::number},
    {"latency_ms", 23'456, 1000, ValueKind::number},
    {"packets_total", 0, 1, ValueKind::integer},
    {"battery_percent", 875, 10, ValueKind::number},
    {"temperature_c", 2150, 100, ValueKind::number},
    {"mode", 0, 1, ValueKind::state},
    {"errors_total", 0, 1, ValueKind::integer},
    {"power_limit_w", 450, 1, ValueKind::number},
}};
constexpr std::array<const char *, 4> modes{"nominal", "safe", "eclipse", "maneuver"};

constexpr std::int64_t millisecond = 1'000'000;

} // namespace

BenchSamples::BenchSamples(const Options &options)
    : m_options(options)
    , m_state(options.seed * 0x9E3779B97F4A7C15U + 1)
{
}

Result<std::unique_ptr<BenchSamples>> BenchSamples::create(const Options &options,
                                                           SeriesDictionary &dictionary)
{
    std::unique_ptr<BenchSamples> made(new BenchSamples(options));
    for (std::size_t e = 0; e < options.entities; ++e) {
        const auto node = dictionary.node("BENCH-" + std::to_string(e + 1), NodeType::satellite);
        const auto entity = node ? dictionary.entity(*node) : tl::unexpected(node.error());
        if (!entity)
            return tl::unexpected(entity.error());
        made->m_entities.push_back(*entity);
        std::uint32_t hint = 0;
        for (std::size_t m = 0; m < options.metrics; ++m) {
            const Metric &metric = metrics[m % kinds];
            const std::string number = m < kinds ? "" : "_" + std::to_string(m / kinds + 1);
            const auto series = dictionary.series(*entity, metric.name + number, hint, metric.kind);
            if (!series)
                return tl::unexpected(series.error());
            for (const char *word : modes) {
                if (metric.kind != ValueKind::state)
                    break;
                if (auto code = dictionary.textCode(*series, word); !code)
                    return tl::unexpected(code.error());
            }
            made->m_series.push_back(*series);
            made->m_walk.push_back(metric.start);
        }
    }
    dictionary.publish();
    return made;
}

// xorshift64* (Vigna, 2016).
std::uint64_t BenchSamples::random()
{
    m_state ^= m_state >> 12U;
    m_state ^= m_state << 25U;
    m_state ^= m_state >> 27U;
    return m_state * 0x2545F4914F6CDD1DU;
}

double BenchSamples::value(std::size_t series, std::size_t metric)
{
    std::int64_t &walk = m_walk[series];
    const std::uint64_t dice = random() >> 32U;
    const auto low = static_cast<std::int64_t>(dice & 0xFFU);
    const bool rare = dice >> 20U == 0; // one in 4,096
    switch (static_cast<Signal>(metric % kinds)) {
    case signal:
        walk = std::clamp<std::int64_t>(walk + low % 15 - 7, 0, 3000);
        break;
    case latency:
        walk = std::clamp<std::int64_t>(walk + low - 127, 5'000, 90'000);
        break;
    case packets:
        walk += 400 + low / 4;
        break;
    case charge:
        walk = std::clamp<std::int64_t>(walk + (low < 16 ? -1 : low > 239 ? 1 : 0), 200, 1000);
        break;
    case temperature:
        if (low < 32)
            walk += low % 2 == 0 ? 1 : -1;
        return double(walk + static_cast<std::int64_t>(dice >> 8U & 0x1FU) - 16) / 100;
    case mode:
        walk = rare ? low % std::int64_t{modes.size()} : walk;
        break;
    case errors:
        walk += rare ? 1 + low % 3 : 0;
        break;
    default:
        break;
    }
    return double(walk) / metrics[metric % kinds].power;
}

SampleBatch BenchSamples::next(std::size_t points)
{
    SampleBatch batch;
    batch.reserve(points, points * m_options.metrics);
    for (std::size_t p = 0; p < points; ++p) {
        for (std::size_t m = 0; m < m_options.metrics; ++m) {
            const std::size_t series = m_turn * m_options.metrics + m;
            batch.addSample(m_series[series], value(series, m), Quality::good);
        }
        const std::int64_t late = random() >> 62U == 0 ? millisecond : 0;
        batch.endPoint(m_entities[m_turn],
                       begin() + m_tick * std::chrono::nanoseconds(m_options.step).count() + late);
        if (++m_turn == m_entities.size()) {
            m_turn = 0;
            ++m_tick;
        }
    }
    if (points > 0)
        batch.reception = fromNanoseconds(batch.generation.back() + 20 * millisecond);
    return batch;
}

std::int64_t BenchSamples::end() const
{
    return begin() + (m_tick + 1) * std::chrono::nanoseconds(m_options.step).count();
}

} // namespace desk
