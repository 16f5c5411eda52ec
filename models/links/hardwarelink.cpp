// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/hardwarelink.h"

namespace desk {

HardwareLink::HardwareLink(LinkDefinition definition, std::uint32_t number, Parts parts)
    : m_definition(std::move(definition))
    , m_number(number)
    , m_parts(parts)
    , m_decoder(m_definition, number, parts.queue, m_counters, parts.time)
    , m_address(transportAddress(m_definition.transport))
{
    m_thread.setObjectName(QStringLiteral("link"));
}

HardwareLink::~HardwareLink()
{
    stop();
}

void HardwareLink::start()
{
    if (m_worker)
        return;
    m_thread.wait(); // of a stop that was requested
    m_state.setState(DataLinkState::connecting);
    m_worker = new QObject;
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_worker, [this] {
        m_transport = makeTransport({m_decoder, *m_counters, m_state, m_parts.time, m_parts.secrets,
                                     m_definition.id, m_parts.delay,
                                     [this](const std::string &address) {
                                         const std::lock_guard lock(m_mutex);
                                         m_address = address;
                                     }},
                                    m_definition);
        m_transport->start();
    });
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

void HardwareLink::requestStop()
{
    if (!m_worker)
        return;
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            m_transport->stop();
            m_transport.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_worker = nullptr;
}

void HardwareLink::stop()
{
    requestStop();
    m_thread.wait();
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
    status.errors =
        figures.refusedFrames + figures.refusedRecords + figures.lostRecords + figures.lostArrivals;
    status.lastFrame = figures.lastArrival;
    const std::lock_guard lock(m_mutex);
    status.address = m_address;
    return status;
}

} // namespace desk
