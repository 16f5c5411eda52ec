// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamgroup.h"

#include <algorithm>

namespace desk {
namespace {
constexpr std::uint64_t subscription = 0;
}

StreamGroup::StreamGroup(StreamPublisher &publisher, StreamRequest request)
    : m_publisher(publisher)
    , m_request(std::move(request))
{
}

StreamGroup::~StreamGroup()
{
    m_publisher.leave(*this);
}

void StreamGroup::join(EventStream &member)
{
    const bool first = m_members.empty();
    m_members[&member];
    while (!m_returned.empty()) {
        give(m_returned.front());
        m_returned.pop_front();
    }
    if (first) // cannot fail: a group has one subscription
        static_cast<void>(m_publisher.subscribe(*this, subscription, m_request));
}

void StreamGroup::leave(EventStream &member)
{
    const auto it = m_members.find(&member);
    if (it == m_members.end())
        return;
    const std::deque<StreamFrame> open = std::move(it->second);
    m_members.erase(it);
    if (m_members.empty()) {
        if (const auto next = m_publisher.position(*this, subscription))
            m_request.sinceSeq = *next - 1;
        m_publisher.leave(*this);
        m_returned.insert(m_returned.end(), open.begin(), open.end());
        return;
    }
    for (const StreamFrame &frame : open)
        give(frame);
}

void StreamGroup::drained(EventStream &member)
{
    if (const auto it = m_members.find(&member); it != m_members.end())
        it->second.clear();
    m_publisher.drained(*this);
}

void StreamGroup::give(const StreamFrame &frame)
{
    const auto least = std::min_element(m_members.begin(), m_members.end(), [](const auto &a, const auto &b) {
        return a.first->unsent() < b.first->unsent();
    });
    auto &frames = least->second;
    frames.push_back(frame);
    least->first->sendBatch(subscription, frame);
    // What the kernel has taken need not be kept.
    std::size_t newer = 0;
    const auto taken = std::find_if(frames.rbegin(), frames.rend(), [&](const StreamFrame &each) {
        const bool gone = newer >= least->first->unsent();
        newer += each.body->size();
        return gone;
    });
    frames.erase(frames.begin(), taken.base());
}

void StreamGroup::sendBatch(std::uint64_t, const StreamFrame &frame)
{
    give(frame);
}

void StreamGroup::sendGap(std::uint64_t, std::uint64_t from, std::uint64_t to, GapCause cause)
{
    for (const auto &[member, frames] : m_members)
        member->sendGap(subscription, from, to, cause);
}

std::size_t StreamGroup::unsent() const
{
    std::size_t least = SIZE_MAX;
    for (const auto &[member, frames] : m_members)
        least = std::min(least, member->unsent());
    return m_members.empty() ? 0 : least;
}

} // namespace desk
