// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/wakeup.h"

#include <utility>

namespace desk {

Wakeup::Wakeup(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Wakeup::resume);
}

void Wakeup::suspend(std::coroutine_handle<> flow, std::chrono::milliseconds timeout)
{
    Q_ASSERT(!m_flow);
    m_flow = flow;
    m_timer.start(m_woken ? std::chrono::milliseconds{0} : timeout);
}

void Wakeup::wake()
{
    m_woken = true;
    if (m_flow)
        m_timer.start(0); // by the event loop: whoever wakes may be inside a call of the socket
}

void Wakeup::resume()
{
    m_woken = false;
    if (m_flow)
        std::exchange(m_flow, {}).resume();
}

} // namespace desk
