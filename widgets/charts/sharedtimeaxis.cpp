// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/sharedtimeaxis.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {
namespace {

constexpr std::chrono::seconds shortestSpan{1};
constexpr std::chrono::seconds longestSpan{24 * 60 * 60};
constexpr std::chrono::nanoseconds farthestPan = std::chrono::days{3660};

} // namespace

SharedTimeAxis::SharedTimeAxis(TimeConductor &conductor, QObject *parent)
    : QObject(parent)
    , m_conductor(conductor)
{
    connect(&conductor, &TimeConductor::modeChanged, this, [this] { m_pan = {}; });
    connect(&conductor, &TimeConductor::pausedChanged, this, [this](bool paused) {
        if (!paused)
            m_pan = {};
    });
    connect(&conductor, &TimeConductor::boundsChanged, this, [this] {
        noteOutside();
        Q_EMIT boundsChanged();
    });
    connect(&conductor, &TimeConductor::cursorChanged, this, &SharedTimeAxis::cursorChanged);
    m_last = view();
}

SharedTimeAxis::SharedTimeAxis(SharedTimeAxis *leader, QObject *parent)
    : QObject(parent)
    , m_conductor(leader->m_conductor)
    , m_leader(leader)
{
    connect(&m_conductor, &TimeConductor::modeChanged, this, [this] { m_pan = {}; });
    connect(&m_conductor, &TimeConductor::pausedChanged, this, [this](bool paused) {
        if (!paused)
            m_pan = {};
    });
    connect(leader, &SharedTimeAxis::boundsChanged, this, &SharedTimeAxis::boundsChanged);
    connect(leader, &SharedTimeAxis::cursorChanged, this, &SharedTimeAxis::cursorChanged);
    connect(leader, &SharedTimeAxis::measuresChanged, this, &SharedTimeAxis::measuresChanged);
}

void SharedTimeAxis::showOwn(const Own &own)
{
    m_ownSpan = own.span;
    m_pan = own.pan;
    Q_EMIT boundsChanged();
}

// end: what is held ends there.
void SharedTimeAxis::showOwnHeld(const Own &own, bool held, Timestamp end)
{
    if (mode() != TimeMode::live)
        return showOwn(own);
    m_conductor.setPaused(held);
    showOwn({own.span, held ? end - m_conductor.bounds().end : own.pan});
}

// What is shown stays as it is.
void SharedTimeAxis::setOwnSpan(std::optional<std::chrono::seconds> span)
{
    if (!m_leader)
        return;
    change([&] {
        const auto pan = span && !m_ownSpan ? m_leader->m_pan : span ? m_pan : std::chrono::nanoseconds{0};
        showOwn({span ? std::optional(std::clamp(*span, shortestSpan, longestSpan)) : std::nullopt, pan});
    });
}

void SharedTimeAxis::setSpan(std::chrono::seconds span)
{
    if (m_ownSpan)
        setOwnSpan(span);
    else
        m_conductor.setSpan(span);
}

template <class F>
void SharedTimeAxis::change(F f)
{
    if (m_leader) {
        const Own before{m_ownSpan, m_pan};
        const bool wasHeld = isPaused();
        f();
        const Own after{m_ownSpan, m_pan};
        if (wasHeld != isPaused() && mode() == TimeMode::live)
            history().note(
                this, [=, this] { showOwnHeld(before, wasHeld, {}); },
                [=, this, end = bounds().end] { showOwnHeld(after, !wasHeld, end); });
        else if (before != after)
            history().note(
                this, [this, before] { showOwn(before); }, [this, after] { showOwn(after); });
        return;
    }
    const View before = view();
    m_isOwn = true;
    f();
    m_isOwn = false;
    m_last = view();
    if (before != m_last)
        m_history.note(
            this, [this, before] { show(before); }, [this, after = m_last] { show(after); });
}

// A span chosen in the time conductor, or following now after having looked elsewhere, can be undone here
// too; not that time passes, that another recording is shown or that a view is held where it is.
void SharedTimeAxis::noteOutside()
{
    if (m_isOwn)
        return;
    const View before = std::exchange(m_last, view());
    if (before.mode != m_last.mode || m_last.mode == TimeMode::replay)
        return;
    const bool followed = before.held && !m_last.held;
    if (before.span != m_last.span || before.showsAll != m_last.showsAll || followed ||
        (m_last.mode == TimeMode::fixed && before.end != m_last.end))
        m_history.note(
            this, [this, before] { show(before); }, [this, after = m_last] { show(after); });
}

SharedTimeAxis::View SharedTimeAxis::view() const
{
    View out{mode(), span(), m_conductor.showsAll(), isPaused(), {}, {}};
    if (mode() == TimeMode::replay) {
        out.held = false; // the transport's
        out.moved = m_pan;
    } else if (out.held) {
        out.end = bounds().end;
    }
    return out;
}

void SharedTimeAxis::show(const View &wanted)
{
    m_isOwn = true;
    if (wanted.mode == TimeMode::fixed) {
        m_conductor.setFixed({wanted.end - wanted.span, wanted.end});
    } else {
        if (mode() == TimeMode::fixed)
            m_conductor.setMode(wanted.mode);
        if (mode() == TimeMode::live)
            m_conductor.setPaused(wanted.held);
        if (wanted.showsAll)
            m_conductor.showAll();
        else
            m_conductor.setSpan(wanted.span);
        if (mode() == TimeMode::live && wanted.held)
            panFurther(wanted.end - bounds().end);
        else if (mode() == TimeMode::replay)
            panFurther(wanted.moved - m_pan);
    }
    m_isOwn = false;
    m_last = view();
}

bool SharedTimeAxis::showRange(const TimeRange &range)
{
    if (follows())
        return m_leader->showRange(range);
    if (mode() == TimeMode::replay && !isPaused())
        return false;
    change([&] {
        const auto wanted = std::clamp(std::chrono::ceil<std::chrono::seconds>(range.end - range.start),
                                       shortestSpan, longestSpan);
        const Timestamp end = range.start + (range.end - range.start + wanted) / 2;
        setPaused(true);
        if (m_leader) {
            showOwn({wanted, end - m_conductor.bounds().end});
            return;
        }
        if (mode() == TimeMode::fixed) {
            m_conductor.setFixed({end - wanted, end});
            return;
        }
        m_conductor.setSpan(wanted);
        panFurther(end - bounds().end);
    });
    return true;
}

TimeRange SharedTimeAxis::bounds() const
{
    if (follows())
        return m_leader->bounds();
    const TimeRange live = m_conductor.bounds();
    if (m_ownSpan)
        return {live.end + m_pan - *m_ownSpan, live.end + m_pan};
    return {live.start + m_pan, live.end + m_pan};
}

void SharedTimeAxis::panFurther(std::chrono::nanoseconds by)
{
    if (by.count() == 0)
        return;
    if (mode() == TimeMode::fixed && !m_leader) {
        const TimeRange shown = m_conductor.bounds();
        m_conductor.setFixed({shown.start + by, shown.end + by});
        return;
    }
    const auto pan = std::clamp(m_pan + by, -farthestPan, farthestPan);
    if (pan == m_pan)
        return;
    m_pan = pan;
    Q_EMIT boundsChanged();
}

void SharedTimeAxis::pan(std::chrono::nanoseconds by)
{
    if (follows())
        m_leader->pan(by);
    else if (isPaused())
        change([&] { panFurther(std::clamp(by, -farthestPan, farthestPan)); });
}

void SharedTimeAxis::zoom(double factor, std::optional<Timestamp> anchor)
{
    if (follows())
        return m_leader->zoom(factor, anchor);
    const TimeRange before = bounds();
    const auto seconds = double(span().count());
    auto wanted = std::chrono::seconds{std::llround(seconds * factor)};
    if (wanted == span()) // a short span still has to move
        wanted += std::chrono::seconds{factor > 1 ? 1 : -1};
    // A span set elsewhere beyond the limits may stay as it is, but zooming leads back into them.
    wanted = std::clamp(wanted, shortestSpan, std::max(longestSpan, factor > 1 ? span() : longestSpan));
    change([&] {
        if (m_leader)
            showOwn({wanted, m_pan});
        else
            m_conductor.setSpan(wanted);
        if (!isPaused() || !anchor || !before.contains(*anchor))
            return;
        const double behind =
            double((before.end - *anchor).count()) / double((before.end - before.start).count());
        const auto end =
            *anchor + std::chrono::nanoseconds{std::llround(behind * double(wanted.count()) * 1e9)};
        panFurther(end - before.end);
    });
}

void SharedTimeAxis::setMeasure(MeasureCursor which, std::optional<Timestamp> time)
{
    if (m_leader)
        m_leader->setMeasure(which, time);
    else if (std::exchange(m_measures[std::size_t(which)], time) != time)
        Q_EMIT measuresChanged();
}

void SharedTimeAxis::reset()
{
    if (follows())
        return m_leader->reset();
    change([this] {
        panFurther(-m_pan);
        if (m_leader)
            return showOwn({defaultSpan, {}});
        m_conductor.setSpan(defaultSpan);
    });
}

} // namespace desk
