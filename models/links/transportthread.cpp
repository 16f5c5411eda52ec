// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/transportthread.h"

namespace desk {

TransportThread::TransportThread(const LinkDefinition &definition)
    : m_definition(definition)
    , m_address(transportAddress(definition.transport))
{
    m_thread.setObjectName(QStringLiteral("link"));
}

TransportThread::~TransportThread()
{
    stop();
}

void TransportThread::start(TransportParts parts)
{
    if (m_worker)
        return;
    m_thread.wait(); // of a stop that was requested
    parts.state.setState(DataLinkState::connecting);
    parts.onAddress = [this](const std::string &address) {
        const std::lock_guard lock(m_mutex);
        m_address = address;
    };
    m_worker = new QObject;
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_worker, [this, parts] {
        m_transport = makeTransport(parts, m_definition);
        m_transport->start();
    });
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

void TransportThread::requestStop()
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

void TransportThread::stop()
{
    requestStop();
    m_thread.wait();
}

std::string TransportThread::address() const
{
    const std::lock_guard lock(m_mutex);
    return m_address;
}

} // namespace desk
