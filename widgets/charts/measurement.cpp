// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/measurement.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::chrono::milliseconds dragPause{40};
constexpr std::chrono::milliseconds updateRate{500}; // figures that change faster cannot be read
constexpr double gapFactor = 3;                      // cadences without a sample

} // namespace

struct Measurement::Work
{
    SpanStatistics statistics;
    std::unique_ptr<SampleReading> reading;
};

Measurement::Measurement(const ChartContent &content, SharedTimeAxis &time, QObject *parent)
    : QObject(parent)
    , m_content(content)
    , m_time(time)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(dragPause);
    m_again.setSingleShot(true);
    m_again.setInterval(updateRate);
    connect(&m_soon, &QTimer::timeout, this, &Measurement::start);
    connect(&m_again, &QTimer::timeout, this, &Measurement::start);
    connect(&time, &SharedTimeAxis::measuresChanged, this, [this] {
        if (m_isWanted && !m_soon.isActive())
            m_soon.start();
    });
    connect(&content.feed(), &ParameterFeed::advanced, this, &Measurement::note);
}

Measurement::~Measurement() = default;

void Measurement::setWanted(bool wanted)
{
    if (wanted == m_isWanted)
        return;
    m_isWanted = wanted;
    start();
}

std::optional<TimeRange> Measurement::span() const
{
    const auto a = m_time.measure(MeasureCursor::a);
    const auto b = m_time.measure(MeasureCursor::b);
    if (!a || !b)
        return std::nullopt;
    return TimeRange{std::min(*a, *b), std::max(*a, *b)};
}

void Measurement::note(const FeedUpdate &update)
{
    const auto within = span();
    if (!m_isWanted || !within || m_again.isActive())
        return;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool mine = std::ranges::find(update.changed, m_rows[i].id) != update.changed.end();
        if (mine && !m_rows[i].isReading && m_rows[i].figures.last.generation < within->end)
            m_again.start();
    }
}

void Measurement::start()
{
    m_soon.stop();
    m_again.stop();
    m_work.clear();
    m_rows.clear();
    const auto within = span();
    if (m_isWanted && within) {
        for (const Trace &trace : m_content.traces())
            m_rows.push_back({trace.id(), {}, true, false, 0});
        m_work.resize(m_rows.size());
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            measure(i, *within);
    }
    Q_EMIT changed();
}

void Measurement::measure(std::size_t row, const TimeRange &span)
{
    const Trace &trace = m_content.traces()[row];
    const ParameterFeed &feed = m_content.feed();
    const LastValue *last = feed.lastValues().find(trace.id());
    const auto values = trace.isStepped() ? SpanStatistics::Values::states : SpanStatistics::Values::numbers;
    m_work[row] = std::make_unique<Work>(
        Work{SpanStatistics(values, last ? gapFactor * double(last->cadence) : 0), nullptr});
    Work *work = m_work[row].get();
    work->reading = std::make_unique<SampleReading>(
        [&feed, id = trace.id()] { return feed.store().series(id); }, feed.history(), trace.id(),
        TimeRange{span.start, span.end + std::chrono::nanoseconds{1}},
        [work](std::span<const Sample> samples) {
            for (const Sample &sample : samples)
                work->statistics.add(sample);
        });
    SampleReading *reading = work->reading.get();
    const auto progressed = [this, row, work] {
        m_rows[row].figures = work->statistics.figures();
        m_rows[row].isReading = !work->reading->isFinished();
        m_rows[row].isDamaged = work->reading->isDamaged();
        m_rows[row].progress = work->reading->progress();
        Q_EMIT changed();
    };
    connect(reading, &SampleReading::progressed, this, progressed);
    connect(reading, &SampleReading::finished, this, progressed);
    // Not from within the signal: it would delete its sender.
    connect(reading, &SampleReading::lapsed, &m_soon, qOverload<>(&QTimer::start));
    reading->start();
}

} // namespace desk
