// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/countedload.h"

#include "models/broker/journal.h"
#include "models/telemetry/timeservice.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;

int connectTo(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval limit{20, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

// A whole answer with its Content-Length, or what came before the connection ended: empty.
std::string ask(int socket, std::string_view request)
{
    while (!request.empty()) {
        const ssize_t sent = ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return {};
        request.remove_prefix(static_cast<std::size_t>(sent));
    }
    std::string answer;
    while (true) {
        std::array<char, 16384> bytes{};
        const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (got <= 0)
            return {};
        answer.append(bytes.data(), static_cast<std::size_t>(got));
        const auto end = answer.find("\r\n\r\n");
        const auto length = answer.find("Content-Length: ");
        if (end != std::string::npos && length < end &&
            answer.size() >= end + 4 + std::strtoul(answer.c_str() + length + 16, nullptr, 10))
            return answer;
    }
}

} // namespace

// Three values that follow from the number.
std::array<double, 3> CountedLoad::valuesOf(std::uint64_t number)
{
    const auto n = static_cast<double>(number);
    return {n, n * -0.5, n * 4 + 1};
}

std::string CountedLoad::bodyFrom(std::size_t producer, std::uint64_t first) const
{
    std::string body = "[";
    body.reserve(batchPoints * 136);
    std::array<char, 200> text{};
    for (std::uint64_t n = first; n < first + batchPoints; ++n) {
        const auto value = valuesOf(n);
        const std::string time = formatTimestamp(m_base + std::chrono::microseconds(n), Fraction::nano);
        const int size =
            std::snprintf(text.data(), text.size(),
                          "%s{\"timestamp\":\"%s\",\"node_id\":\"p%zu\",\"node_type\":\"device\","
                          "\"n\":%.0f,\"half\":%.1f,\"four\":%.0f}",
                          n == first ? "" : ",", time.c_str(), producer, value[0], value[1], value[2]);
        body.append(text.data(), static_cast<std::size_t>(size));
    }
    return body + "]";
}

std::string httpExchange(std::uint16_t port, const std::string &request)
{
    const int socket = connectTo(port);
    if (socket < 0)
        return {};
    std::string answer = ask(socket, request);
    ::close(socket);
    return answer;
}

CountedLoad::CountedLoad(std::size_t producers, std::string headers, std::uint64_t pointsPerSecond)
    : m_base(SystemTimeService().now())
    , m_headers(std::move(headers))
    , m_rate(pointsPerSecond)
{
    for (std::size_t i = 0; i < producers; ++i)
        m_producers.push_back(std::make_unique<Producer>());
}

CountedLoad::~CountedLoad()
{
    stop();
}

void CountedLoad::start(std::uint16_t port)
{
    m_stop = false;
    for (std::size_t i = 0; i < m_producers.size(); ++i)
        m_threads.emplace_back([this, i, port] { post(i, port); });
}

void CountedLoad::stop()
{
    m_stop = true;
    m_threads.clear(); // joins
}

void CountedLoad::post(std::size_t index, std::uint16_t port)
{
    Producer &own = *m_producers[index];
    const int socket = connectTo(port);
    const auto begun = Clock::now();
    std::uint64_t batches = 0;
    while (!m_stop && socket >= 0) {
        // What was not acknowledged may be in the journal or not: it is sent again, as any producer would.
        const std::uint64_t first = own.acknowledged;
        const std::string body = bodyFrom(index, first);
        own.sent = first + batchPoints;
        const std::string answer =
            ask(socket, "POST /api/v1/telemetry/batch HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                            "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + m_headers +
                            "\r\n" + body);
        if (answer.starts_with("HTTP/1.1 200 ")) {
            own.acknowledged.store(first + batchPoints);
        } else if (answer.empty()) {
            break;
        } else {
            ++m_refused;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        ++batches;
        if (m_rate > 0)
            std::this_thread::sleep_until(
                begun + std::chrono::duration<double>(double(batches * batchPoints * m_producers.size()) /
                                                      double(m_rate)));
    }
    if (socket >= 0)
        ::close(socket);
}

std::vector<std::uint64_t> CountedLoad::acknowledged() const
{
    std::vector<std::uint64_t> numbers;
    for (const auto &each : m_producers)
        numbers.push_back(each->acknowledged);
    return numbers;
}

std::uint64_t CountedLoad::acknowledgedPoints() const
{
    std::uint64_t points = 0;
    for (const auto &each : m_producers)
        points += each->acknowledged;
    return points;
}

std::string CountedLoad::check(const std::filesystem::path &journal,
                               const std::vector<std::uint64_t> &acknowledged) const
{
    SeriesDictionary names({1000, 1000, 100});
    std::vector<std::uint64_t> next(m_producers.size(), 0); // number each producer goes on with
    std::string wrong;
    Journal::Recovery recovery;
    const auto opened = Journal::open(
        {journal}, names,
        [&](SampleBatch &&batch) {
            if (!wrong.empty())
                return;
            const std::string node = names.entityName(batch.entity[0]);
            if (!node.starts_with('p') || node == "probe")
                return; // somebody else's
            const std::size_t producer = std::strtoul(node.c_str() + 1, nullptr, 10);
            if (batch.points() != batchPoints || producer >= next.size()) {
                wrong = "a batch of " + std::to_string(batch.points()) + " points about " + node;
                return;
            }
            const auto first = static_cast<std::uint64_t>(batch.value[0]);
            if (first > next[producer] || first % batchPoints != 0)
                wrong =
                    node + " jumps from " + std::to_string(next[producer]) + " to " + std::to_string(first);
            for (std::size_t p = 0; p < batch.points() && wrong.empty(); ++p) {
                const auto values = valuesOf(first + p);
                if (names.entityName(batch.entity[p]) != node ||
                    batch.pointEnd[p] - batch.pointBegin(p) != 3 ||
                    !std::equal(values.begin(), values.end(), batch.value.begin() + batch.pointBegin(p)))
                    wrong = node + " has not the number " + std::to_string(first + p);
            }
            next[producer] = std::max(next[producer], first + batchPoints);
        },
        recovery);
    if (!opened)
        return opened.error().message;
    for (const JournalDamage &damage : recovery.damages)
        wrong += (wrong.empty() ? "" : "; ") + damage.file + ": " + damage.reason;
    for (std::size_t i = 0; i < next.size() && wrong.empty(); ++i) {
        if (next[i] < acknowledged[i])
            wrong = "p" + std::to_string(i) + " was acknowledged up to " + std::to_string(acknowledged[i]) +
                    ", the journal ends at " + std::to_string(next[i]);
        else if (next[i] > m_producers[i]->sent)
            wrong = "p" + std::to_string(i) + " has more than was sent";
    }
    return wrong;
}

} // namespace desk
