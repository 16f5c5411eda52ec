// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/violationwatch.h"

namespace desk {
namespace {
constexpr std::chrono::seconds violationLookInterval{1};
}

ViolationWatch::ViolationWatch(const ParameterFeed &feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_limits(feed.catalogue())
{
    connect(&feed, &ParameterFeed::advanced, this, &ViolationWatch::take);
    connect(&m_timer, &QTimer::timeout, this, &ViolationWatch::look);
}

void ViolationWatch::setSource(const PredictionSource *source)
{
    m_source = source;
    m_taken.reset();
    m_version.reset();
    m_violations.clear();
    m_since = m_feed.time().now();
    if (source)
        m_timer.start(violationLookInterval);
    else
        m_timer.stop();
    look();
}

void ViolationWatch::setLimits(std::shared_ptr<const LimitSet> limits)
{
    m_limits.set(std::move(limits));
    m_violations.forgetOpen();
    m_taken.reset(); // the newest are held against the new ones
    m_version.reset();
    look();
}

void ViolationWatch::look()
{
    if (m_source && m_limits.isKnown() && m_version != m_source->version())
        expect(m_source->version(), m_source->predictions());
    m_violations.settle(m_feed.time().now());
    if (m_told == m_violations.version())
        return;
    m_told = m_violations.version();
    Q_EMIT changed();
}

void ViolationWatch::expect(std::uint64_t version, const PredictionsPtr &predictions)
{
    // After a leap the source still tells what stood at the old place, until it has read the new one.
    if (m_hasLeapt && (predictions->time < m_since || predictions->time > m_feed.time().now()))
        return;
    m_hasLeapt = false;
    m_version = version;
    for (const Forecast &forecast : predictions->forecasts) {
        const Limits *limits = m_limits.of(forecast.series);
        if (!limits)
            continue;
        const Forecast *before = m_taken ? m_taken->find(forecast.series) : nullptr;
        if (!before || before->issued != forecast.issued)
            m_violations.expect(forecast, *limits);
    }
    m_taken = predictions;
}

void ViolationWatch::take(const FeedUpdate &update)
{
    if (!m_source)
        return;
    if (update.restarted) {
        m_violations.clear();
        m_since = m_feed.time().now();
        m_hasLeapt = true;
        m_taken.reset();
        m_version.reset();
        return;
    }
    if (!m_limits.isKnown())
        return;
    for (const SeriesId series : update.changed) {
        const Limits *limits = m_limits.of(series);
        const LastValue *last = limits ? m_feed.lastValues().find(series) : nullptr;
        if (last && !has(last->quality, Quality::invalid))
            m_violations.observe(series, *limits, fromNanoseconds(last->generation), last->value);
    }
}

} // namespace desk
