// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/gaprecord.h"

#include <algorithm>
#include <array>

namespace desk {

void GapRecord::set(std::vector<Gap> gaps)
{
    if (gaps == m_gaps)
        return;
    m_gaps = std::move(gaps);
    Q_EMIT changed();
}

void GapRecord::add(const Gap &gap)
{
    if (m_gaps.size() >= mostGaps)
        m_gaps.erase(m_gaps.begin(), m_gaps.begin() + mostGaps / 10);
    m_gaps.push_back(gap);
    Q_EMIT changed();
}

void GapRecord::close(Cause cause, Timestamp end)
{
    const auto last = std::find_if(m_gaps.rbegin(), m_gaps.rend(), [cause](const Gap &gap) {
        return gap.cause == cause && gap.range.end == open;
    });
    if (last == m_gaps.rend())
        return;
    last->range.end = std::max(end, last->range.start);
    Q_EMIT changed();
}

const GapRecord::Gap *GapRecord::find(TimeRange hole, Timestamp now) const
{
    const Gap *best = nullptr;
    std::chrono::nanoseconds most{-1};
    const std::chrono::nanoseconds half = (hole.end - hole.start) / 2;
    for (const Gap &gap : m_gaps) {
        if (gap.known > now)
            continue;
        std::chrono::nanoseconds covered{-1};
        if (gap.range.start == gap.range.end) {
            const auto before = std::max(half, std::chrono::nanoseconds(tolerance));
            if (gap.range.start >= std::max(hole.start, hole.end - before) &&
                gap.range.start <= hole.end + tolerance)
                covered = std::chrono::nanoseconds{0};
        } else if (gap.range.start < hole.end && gap.range.end > hole.start) {
            covered = std::min(gap.range.end, hole.end) - std::max(gap.range.start, hole.start);
            if (covered < half)
                continue;
        }
        if (covered > most) {
            most = covered;
            best = &gap;
        }
    }
    return best;
}

SessionOverview::Cause gapCauseFromWord(std::string_view word)
{
    using Cause = SessionOverview::Cause;
    static constexpr std::array<std::pair<std::string_view, Cause>, 10> words{{
        {"link_down", Cause::linkDown},
        {"server_drop", Cause::serverDrop},
        {"local_drop", Cause::localDrop},
        {"decode_error", Cause::decodeError},
        {"not_subscribed", Cause::notSubscribed},
        {"recorder_off", Cause::recorderOff},
        {"slow_client", Cause::slowClient},
        {"expired", Cause::expired},
        {"not_acknowledged", Cause::notAcknowledged},
        {"out_of_contact", Cause::outOfContact},
    }};
    for (const auto &[name, cause] : words) {
        if (name == word)
            return cause;
    }
    return Cause::unknown;
}

} // namespace desk
