// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <coroutine>

namespace desk {

// One flow's waiting room: co_await until(time-out) ends at the next wake() or when the time is over, always
// on the thread of this object and never inside the call of wake(). At most one flow waits, and it has to
// have ended before the object goes. (Awaiting a signal with a time-out would resume a second time, into a
// frame that is gone, when the signal was emitted twice or just before the time was over.)
class Wakeup final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Wakeup)

public:
    explicit Wakeup(QObject *parent = nullptr);

    struct Wait
    {
        Wakeup &owner;
        std::chrono::milliseconds timeout;

        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> flow) noexcept { owner.suspend(flow, timeout); }
        void await_resume() const noexcept {}
    };
    [[nodiscard]] Wait until(std::chrono::milliseconds timeout) { return {*this, timeout}; }

    // A wake() that nobody waits for ends the next wait at once. This thread.
    void wake();

private:
    void suspend(std::coroutine_handle<> flow, std::chrono::milliseconds timeout);
    void resume();

    QTimer m_timer;
    std::coroutine_handle<> m_flow;
    bool m_woken = false;
};

} // namespace desk
