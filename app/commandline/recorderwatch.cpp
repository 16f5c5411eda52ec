// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/recorderwatch.h"

#include <algorithm>
#include <charconv>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto often = 200ms;

// Value of a metric without labels in Prometheus' text format.
std::optional<double> valueOf(std::string_view text, std::string_view name)
{
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at > 0 && text[at - 1] != '\n') || end >= text.size() || text[end] != ' ')
            continue;
        double value = 0;
        const auto read = std::from_chars(text.data() + end + 1, text.data() + text.size(), value);
        return read.ec == std::errc{} ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<RecorderWatch::Figures> RecorderWatch::read()
{
    const auto response = m_client.send("GET", "/metrics");
    if (!response || !response->isSuccess())
        return std::nullopt;
    const auto cpu = valueOf(response->body, "constellation_recorder_cpu_seconds_total");
    const auto samples = valueOf(response->body, "constellation_recorder_samples_total");
    const auto behind = valueOf(response->body, "constellation_recorder_behind_seconds");
    if (!cpu || !samples || !behind)
        return std::nullopt;
    return Figures{*cpu, *samples, *behind};
}

void RecorderWatch::begin()
{
    m_before = read();
    m_longest = 0;
}

void RecorderWatch::look()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_before || now - m_lookedAt < often)
        return;
    m_lookedAt = now;
    if (const auto figures = read())
        m_longest = std::max(m_longest, figures->behind);
}

std::optional<RecorderWatch::Result> RecorderWatch::end()
{
    const auto after = m_before ? read() : std::nullopt;
    if (!after)
        return std::nullopt;
    const double samples = after->samples - m_before->samples;
    return Result{1e6 * (after->cpuSeconds - m_before->cpuSeconds) / std::max(samples, 1.0),
                  std::max(m_longest, after->behind), samples};
}

} // namespace desk
