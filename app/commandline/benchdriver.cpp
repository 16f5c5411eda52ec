// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchdriver.h"

#include "models/telemetry/timeservice.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr auto answersWithin = 5s;   // after the end of an open loop
constexpr auto stallAfter = 15s;     // a server that answers nobody at all
constexpr auto refusedPause = 10ms;  // an overloaded server is not to be hammered
constexpr auto longestSleep = 100ms; // so that stop is seen

} // namespace

BenchDriver::BenchDriver(std::vector<BenchConnection> connections, double requestsPerSecond)
    : m_connections(std::move(connections))
    , m_interval(requestsPerSecond > 0 ? static_cast<std::int64_t>(1e9 / requestsPerSecond) : 0)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
}

BenchDriver::~BenchDriver()
{
    ::close(m_epoll);
}

// Told of each change once: nothing has to be asked for again between requests.
Result<void> BenchDriver::watch(std::size_t index)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u64 = index;
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_connections[index].socket(), &event) != 0)
        return failure(ErrorCode::internal, "epoll refuses a socket");
    return {};
}

Result<void> BenchDriver::send(std::size_t index, Clock::time_point due)
{
    static const SystemTimeService time;
    return m_connections[index].begin(time.now(), due);
}

Result<void> BenchDriver::sendDue(Clock::time_point now)
{
    while (!m_idle.empty() && m_due <= now && m_due < m_end) {
        // In turn: the server closes a connection that stays idle for a minute.
        const std::size_t index = m_idle.front();
        m_idle.pop_front();
        if (auto sent = send(index, m_due); !sent)
            return sent;
        m_due += m_interval;
    }
    return {};
}

Result<void> BenchDriver::onReady(std::size_t index)
{
    BenchConnection &connection = m_connections[index];
    auto answer = connection.proceed();
    if (!answer)
        return tl::unexpected(answer.error());
    if (!*answer)
        return {};
    const auto now = Clock::now();
    const bool open = m_interval.count() > 0;
    const bool good = (*answer)->status >= 200 && (*answer)->status < 300;
    if (good) {
        ++m_results.acknowledged;
        if (isMeasured(open ? connection.begun() : now)) {
            ++m_results.requests;
            m_results.latency.record(now - connection.begun());
        }
    } else if (m_results.refused++ == 0) {
        m_results.refusal = std::string((*answer)->text);
    }
    if ((*answer)->close) {
        if (auto again = connection.connect(); !again)
            return again;
        if (auto watched = watch(index); !watched)
            return watched;
    }
    if (!good)
        ::usleep(static_cast<useconds_t>(std::chrono::microseconds(refusedPause).count()));
    if (!open)
        return now < m_end ? send(index, now) : Result<void>{};
    m_idle.push_back(index);
    return sendDue(now);
}

Result<void> BenchDriver::awaken(Clock::time_point until)
{
    std::array<epoll_event, 256> events{};
    const auto wait = std::clamp<std::chrono::nanoseconds>(until - Clock::now(), 0ns, longestSleep);
    const timespec limit{0, static_cast<long>(wait.count())};
    const int ready =
        ::epoll_pwait2(m_epoll, events.data(), static_cast<int>(events.size()), &limit, nullptr);
    if (ready < 0 && errno != EINTR)
        return failure(ErrorCode::internal, "epoll does not wait");
    for (int i = 0; i < ready; ++i) {
        if (auto done = onReady(events[static_cast<std::size_t>(i)].data.u64); !done)
            return done;
    }
    return {};
}

void BenchDriver::countUnanswered(Clock::time_point now)
{
    for (const BenchConnection &connection : m_connections) {
        if (connection.isIdle() || !isMeasured(connection.begun()))
            continue;
        ++m_results.unanswered;
        m_results.latency.record(now - connection.begun());
    }
    for (; m_due < m_end; m_due += m_interval) { // never sent for want of a free connection
        if (!isMeasured(m_due))
            continue;
        ++m_results.unanswered;
        m_results.latency.record(now - m_due);
    }
}

Result<void> BenchDriver::run(Clock::time_point begin, Clock::time_point end, const std::atomic<bool> &stop)
{
    ::prctl(PR_SET_TIMERSLACK, 1000); // sleeps end when they are meant to, within a microsecond
    m_begin = begin;
    m_end = end;
    const bool open = m_interval.count() > 0;
    m_due = Clock::now();
    for (std::size_t i = 0; i < m_connections.size(); ++i) {
        if (auto watched = watch(i); !watched)
            return watched;
        m_idle.push_back(i);
        if (auto sent = open ? Result<void>{} : send(i, m_due); !sent)
            return sent;
    }
    const auto wanted = [&] { return m_results.acknowledged + m_results.refused; };
    std::uint64_t answered = 0;
    auto moved = Clock::now();
    while (!stop.load(std::memory_order_relaxed)) {
        const auto now = Clock::now();
        if (answered != wanted() || (open && m_idle.size() == m_connections.size())) {
            answered = wanted();
            moved = now;
        }
        if (now - moved > stallAfter)
            return failure(ErrorCode::network, "the server answers nobody any more");
        if (now >= m_end && (!open || (m_due >= m_end && m_idle.size() == m_connections.size()) ||
                             now >= m_end + answersWithin))
            break;
        if (auto sent = open ? sendDue(now) : Result<void>{}; !sent)
            return sent;
        const bool waiting = open && !m_idle.empty() && m_due < m_end;
        if (auto done = awaken(waiting ? m_due : now < m_end ? m_end : now + longestSleep); !done)
            return done;
    }
    if (open && !stop)
        countUnanswered(Clock::now());
    return {};
}

} // namespace desk
