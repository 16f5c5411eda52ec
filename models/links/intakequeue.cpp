// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/intakequeue.h"

namespace desk {

IntakeQueue::IntakeQueue(Options options, std::function<void()> wake)
    : m_options(options)
    , m_wake(std::move(wake))
{
}

bool IntakeQueue::push(IntakeBlock &&block)
{
    const std::size_t bytes = block.bytes();
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        std::size_t &ofLink = m_bytesOfLink[block.link];
        if (!block.told && (m_bytes + bytes > m_options.mostBytes || ofLink + bytes > m_options.linkBytes))
            return false;
        m_bytes += bytes;
        ofLink += bytes;
        first = m_blocks.empty();
        m_blocks.push_back(std::move(block));
    }
    if (first && m_wake)
        m_wake();
    return true;
}

bool IntakeQueue::hasRoom(std::uint32_t link) const
{
    const std::lock_guard lock(m_mutex);
    const auto own = m_bytesOfLink.find(link);
    return m_bytes < m_options.mostBytes / 2 &&
           (own == m_bytesOfLink.end() || own->second < m_options.linkBytes / 2);
}

std::optional<IntakeBlock> IntakeQueue::pop()
{
    const std::lock_guard lock(m_mutex);
    if (m_blocks.empty())
        return std::nullopt;
    std::optional<IntakeBlock> oldest(std::move(m_blocks.front()));
    m_blocks.pop_front();
    const std::size_t bytes = oldest->bytes();
    m_bytes -= bytes;
    const auto own = m_bytesOfLink.find(oldest->link);
    own->second -= bytes;
    if (own->second == 0)
        m_bytesOfLink.erase(own);
    return oldest;
}

void IntakeQueue::putBack(IntakeBlock &&block)
{
    const std::lock_guard lock(m_mutex);
    m_bytes += block.bytes();
    m_bytesOfLink[block.link] += block.bytes();
    m_blocks.push_front(std::move(block));
}

std::size_t IntakeQueue::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

} // namespace desk
