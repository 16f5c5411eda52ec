// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/hardwarelink.h"

namespace desk {

HardwareLink::HardwareLink(LinkDefinition definition, std::uint32_t number, Parts parts)
    : m_definition(std::move(definition))
    , m_number(number)
    , m_parts(parts)
    , m_decoder(m_definition, number, parts.queue, m_counters, parts.time)
{
}

void HardwareLink::start()
{
    m_transport.start(
        {m_decoder, *m_counters, m_state, m_parts.time, m_parts.secrets, m_definition.id, m_parts.delay});
}

DataLinkStatus HardwareLink::status() const
{
    DataLinkStatus status;
    m_state.fill(status);
    const LinkCounts figures = m_counters->read();
    constexpr std::chrono::seconds quiet{10};
    if (status.state == DataLinkState::up && m_parts.time.steadyNow() - figures.lastArrival > quiet)
        status.state = DataLinkState::idle;
    status.id = m_number;
    status.name = m_definition.name;
    status.frames = figures.frames;
    status.points = figures.acceptedRecords;
    status.bytes = figures.bytes;
    status.errors = figures.refusedFrames + figures.refusedRecords + figures.refusedFields +
                    figures.lostRecords + figures.lostArrivals;
    status.lastFrame = figures.lastArrival;
    status.address = m_transport.address();
    return status;
}

} // namespace desk
