// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gapwatcher.h"

#include "models/telemetry/gapsubject.h"

namespace desk {
namespace {

constexpr std::chrono::milliseconds interval{500};

} // namespace

GapWatcher::GapWatcher(const EventLog &events, const GapLog *gaps, QObject *parent)
    : QObject(parent)
    , m_events(events)
    , m_gaps(gaps)
{
    connect(&m_timer, &QTimer::timeout, this, &GapWatcher::pull);
    m_timer.start(interval);
    pull();
}

void GapWatcher::pull()
{
    const EventLog::Changes changes = m_events.changesSince(m_change);
    m_change = changes.change;
    for (const Event &event : changes.events)
        note(m_record, event);
    if (!m_gaps)
        return;
    const GapLog::Changes gaps = m_gaps->changesSince(m_gapChange);
    m_gapChange = gaps.change;
    for (const SessionGap &gap : gaps.gaps)
        note(m_record, gap);
}

void GapWatcher::addEarlier(const std::vector<SessionGap> &gaps)
{
    GapRecord earlier;
    for (const SessionGap &gap : gaps)
        note(earlier, gap);
    m_record.addEarlier(earlier.gaps());
}

// A gap is written down when it has ended; one that goes on, when it is noticed.
void GapWatcher::note(GapRecord &record, const SessionGap &gap)
{
    record.note({{gap.begin, gap.end},
                 gapCauseFromWord(gap.cause),
                 gap.known(),
                 isWholeSource(gap.source) ? std::string() : gap.source});
}

void GapWatcher::note(GapRecord &record, const Event &event)
{
    using Cause = SessionOverview::Cause;
    const auto moment = [&](Cause cause) { record.add({{event.time, event.time}, cause, event.time}); };
    switch (event.code) {
    case EventCode::linkDown:
        record.add({{event.time, GapRecord::open}, Cause::linkDown, event.time});
        break;
    case EventCode::linkUp:
        record.close(Cause::linkDown, event.time);
        break;
    case EventCode::streamGap: // cause first last
        moment(gapCauseFromWord(std::string_view(event.detail).substr(0, event.detail.find(' '))));
        break;
    case EventCode::displayOverflow:
        moment(Cause::localDrop);
        break;
    default:
        break;
    }
}

} // namespace desk
