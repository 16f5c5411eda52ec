// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/interruption.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace desk {
namespace {

sigset_t endingSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

} // namespace

Interruption::Interruption()
{
    const sigset_t set = endingSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    m_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
    m_end = ::eventfd(0, EFD_CLOEXEC);
    m_watcher = std::thread([this] { watch(); });
}

Interruption::~Interruption()
{
    const std::uint64_t one = 1;
    static_cast<void>(::write(m_end, &one, sizeof one));
    m_watcher.join();
    ::close(m_signals);
    ::close(m_end);
    const sigset_t set = endingSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

bool Interruption::wait(std::chrono::nanoseconds time)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, m_source.get_token(), time, [] { return false; });
    return !isRequested();
}

void Interruption::watch()
{
    std::array<pollfd, 2> waiting{{{m_signals, POLLIN, 0}, {m_end, POLLIN, 0}}};
    while (::poll(waiting.data(), waiting.size(), -1) >= 0 || errno == EINTR) {
        if (waiting[1].revents != 0)
            return;
        signalfd_siginfo info{};
        if (waiting[0].revents == 0 || ::read(m_signals, &info, sizeof info) != sizeof info)
            continue;
        constexpr int signalled = 128; // the shells' exit codes for signals
        if (isRequested())
            ::_exit(signalled + static_cast<int>(info.ssi_signo));
        m_source.request_stop();
    }
}

} // namespace desk
