// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/gaprecord.h"

#include <algorithm>
#include <array>

namespace desk {

void GapRecord::index(std::size_t from)
{
    if (from == 0)
        m_bySubject.clear();
    for (std::size_t i = from; i < m_gaps.size(); ++i)
        m_bySubject[m_gaps[i].subject].push_back(i);
}

void GapRecord::set(std::vector<Gap> gaps)
{
    if (gaps == m_gaps)
        return;
    m_gaps = std::move(gaps);
    index(0);
    Q_EMIT changed();
}

void GapRecord::add(const Gap &gap)
{
    if (m_gaps.size() >= mostGaps) {
        m_gaps.erase(m_gaps.begin(), m_gaps.begin() + mostGaps / 10);
        index(0);
    }
    m_gaps.push_back(gap);
    index(m_gaps.size() - 1);
    Q_EMIT changed();
}

void GapRecord::addEarlier(std::vector<Gap> gaps)
{
    if (gaps.empty())
        return;
    // What was open when the record began may have ended in it.
    GapRecord all;
    all.set(std::move(gaps));
    for (const Gap &gap : m_gaps) {
        const Gap *const same = all.newest(gap.subject, gap.cause);
        if (!same || *same != gap)
            all.note(gap);
    }
    set(std::move(all.m_gaps));
}

GapRecord::Gap *GapRecord::newest(const std::string &subject, Cause cause)
{
    const auto of = m_bySubject.find(subject);
    if (of == m_bySubject.end())
        return nullptr;
    const auto found = std::find_if(of->second.rbegin(), of->second.rend(),
                                    [&](std::size_t i) { return m_gaps[i].cause == cause; });
    return found == of->second.rend() ? nullptr : &m_gaps[*found];
}

void GapRecord::close(Cause cause, Timestamp end, const std::string &subject)
{
    Gap *const last = newest(subject, cause);
    if (!last || last->range.end != open)
        return;
    last->range.end = std::max(end, last->range.start);
    Q_EMIT changed();
}

void GapRecord::note(const Gap &gap)
{
    Gap *const last = newest(gap.subject, gap.cause);
    const bool goesOn = last && gap.range.start != gap.range.end &&
                        (last->range.end == gap.range.start ||
                         (last->range.end == open && gap.range.start >= last->range.start));
    if (goesOn) {
        last->range.end = gap.range.end;
        Q_EMIT changed();
        return;
    }
    add(gap);
}

const GapRecord::Gap *GapRecord::find(TimeRange hole, Timestamp now, const std::string &entity,
                                      const std::string &series) const
{
    const Gap *best = nullptr;
    std::chrono::nanoseconds most{-1};
    const std::chrono::nanoseconds half = (hole.end - hole.start) / 2;
    const auto look = [&](const Gap &gap) {
        if (gap.known > now)
            return;
        std::chrono::nanoseconds covered{-1};
        if (gap.range.start == gap.range.end) {
            const auto before = std::max(half, std::chrono::nanoseconds(tolerance));
            if (gap.range.start >= std::max(hole.start, hole.end - before) &&
                gap.range.start <= hole.end + tolerance)
                covered = std::chrono::nanoseconds{0};
        } else if (gap.range.start < hole.end && gap.range.end > hole.start) {
            covered = std::min(gap.range.end, hole.end) - std::max(gap.range.start, hole.start);
            if (covered < half)
                return;
        }
        if (covered > most) {
            most = covered;
            best = &gap;
        }
    };
    const auto lookAt = [&](const std::string &subject) {
        if (const auto of = m_bySubject.find(subject); of != m_bySubject.end()) {
            for (const std::size_t i : of->second)
                look(m_gaps[i]);
        }
    };
    lookAt({});
    if (!entity.empty())
        lookAt(entity);
    if (!series.empty())
        lookAt(series);
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
