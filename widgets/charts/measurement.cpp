// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/measurement.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::chrono::milliseconds dragPause{40};
constexpr std::chrono::milliseconds updateRate{500}; // figures that change faster cannot be read
// How far before the span a state is looked for that holds at its begin.
constexpr std::chrono::seconds leastLead{600};
constexpr std::chrono::seconds mostLead{86'400};
constexpr double leadCadences = 3;

// What memory has of the span; it changes with the samples there. Costs next to nothing however many.
EnvelopeColumn memoryWithin(const TimeSeries *series, const TimeRange &span)
{
    std::vector<EnvelopeColumn> all;
    if (series)
        series->envelope({span.start, span.end + std::chrono::nanoseconds{1}}, 1, all);
    return all.empty() ? EnvelopeColumn() : all.front();
}

// Not when memory only let some of them go: they are the same in a recording.
bool hasOthers(const EnvelopeColumn &now, const EnvelopeColumn &before)
{
    return now.count > before.count ||
           (now.count == before.count && (now.min != before.min || now.max != before.max ||
                                          now.first != before.first || now.last != before.last));
}

} // namespace

struct Measurement::Work
{
    explicit Work(const SpanStatistics &begun)
        : statistics(begun)
    {
    }

    SpanStatistics statistics;
    EnvelopeColumn memory; // when the reading began
    Timestamp newest{};    // sample in memory then
    Timestamp end{};       // as far as states hold
    bool isVoid = false;   // of a past that was replaced
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
    connect(&m_again, &QTimer::timeout, this, &Measurement::again);
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

// Whether samples belong to the span that the row's figures do not know.
bool Measurement::mayGrow(std::size_t row, const TimeRange &span) const
{
    const TimeSeries *series = m_content.feed().store().series(m_rows[row].id);
    const auto last = series ? series->last() : std::nullopt;
    if (last && last->generation <= span.end && last->generation > m_work[row]->newest)
        return true;
    return hasOthers(memoryWithin(series, span), m_work[row]->memory);
}

void Measurement::note(const FeedUpdate &update)
{
    const auto within = span();
    if (!m_isWanted || !within)
        return;
    if (update.restarted) {
        for (const auto &work : m_work)
            work->isVoid = true;
    }
    for (std::size_t i = 0; i < m_rows.size() && !m_again.isActive(); ++i) {
        const bool mine = std::ranges::find(update.changed, m_rows[i].id) != update.changed.end();
        if (m_work[i]->isVoid || (mine && !m_rows[i].isReading && mayGrow(i, *within)))
            m_again.start();
    }
}

// Rows keep their figures until the new ones are there.
void Measurement::again()
{
    const auto within = span();
    if (!m_isWanted || !within)
        return;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_work[i]->isVoid || (m_work[i]->reading->isFinished() && mayGrow(i, *within)))
            measure(i, *within);
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
    const double cadence = last ? double(last->cadence) : 0;
    const auto values = trace.isStepped() ? SpanStatistics::Values::states : SpanStatistics::Values::numbers;
    auto started = std::make_unique<Work>(SpanStatistics(values, cadence));
    Work *work = started.get();
    const TimeSeries *series = feed.store().series(trace.id());
    work->memory = memoryWithin(series, span);
    if (const auto newest = series ? series->last() : std::nullopt)
        work->newest = newest->generation;
    work->end = std::min(span.end, m_time.now());
    work->statistics.setBegin(span.start);
    Timestamp from = span.start;
    if (trace.isStepped())
        from -= std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::clamp(std::chrono::duration<double>(leadCadences * cadence),
                       std::chrono::duration<double>(leastLead), std::chrono::duration<double>(mostLead)));
    work->reading = std::make_unique<SampleReading>(
        [&feed, id = trace.id()] { return feed.store().series(id); }, feed.history(), trace.id(),
        TimeRange{from, span.end + std::chrono::nanoseconds{1}},
        [work](std::span<const Sample> samples) {
            for (const Sample &sample : samples)
                work->statistics.add(sample);
        });
    SampleReading *reading = work->reading.get();
    connect(reading, &SampleReading::progressed, this, [this, row] { show(row); });
    connect(reading, &SampleReading::finished, this, [this, row] {
        show(row);
        const auto within = this->span();
        if (within && mayGrow(row, *within) && !m_again.isActive())
            m_again.start();
    });
    // Not from within the signal: it would delete its sender.
    connect(reading, &SampleReading::lapsed, &m_soon, qOverload<>(&QTimer::start));
    m_work[row] = std::move(started);
    reading->start();
}

void Measurement::show(std::size_t row)
{
    const Work &work = *m_work[row];
    const SampleReading &reading = *work.reading;
    Row &shown = m_rows[row];
    if (reading.isFinished() || shown.isReading) {
        shown.figures = work.statistics.figuresUntil(work.end);
        shown.isReading = !reading.isFinished();
        shown.isDamaged = reading.isDamaged();
        shown.progress = reading.progress();
    }
    Q_EMIT changed();
}

} // namespace desk
