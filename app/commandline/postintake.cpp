// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postintake.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::string_view recordPath = "/telemetry";
constexpr std::string_view pointPath = "/api/v1/telemetry";
constexpr std::string_view batchPath = "/api/v1/telemetry/batch";
constexpr std::size_t maxBody = 10'000'000;

ServerResponse ended(const IntakeRequest &request)
{
    return intakeLater(request.isRecord, std::chrono::seconds(1), "not delivered: the streamer ended");
}

} // namespace

PostIntake::PostIntake(Options options, const TimeService &time)
    : m_options(std::move(options))
    , m_time(time)
    , m_server({.maxBody = maxBody},
               {[this](const HttpRequest &request, std::string_view header, std::size_t &) {
                    return accept(request, header);
                },
                [this](const HttpRequest &request) { return answer(request); },
                {},
                {}},
               time)
{
}

PostIntake::~PostIntake()
{
    stop();
}

Result<void> PostIntake::start()
{
    const std::string &address = m_options.address;
    if (address != "localhost" && address != "::1" && !address.starts_with("127."))
        return failure(ErrorCode::unsupported,
                       "--intake has no tokens and no TLS, so that it listens on this machine only: use "
                       "127.0.0.1 and forward the port, for example by ssh; or let producers post to "
                       "`constellation serve`");
    const auto port = m_server.listen(address, m_options.port);
    if (!port)
        return tl::unexpected(port.error());
    m_port = *port;
    m_guard.emplace(RequestGuardOptions{
        {"localhost", "127.0.0.1", "[::1]", address}, m_port, std::vector<std::string>{}, "http"});
    m_thread = std::thread([this] { m_server.run(); });
    return {};
}

std::optional<ServerResponse> PostIntake::accept(const HttpRequest &request, std::string_view header) const
{
    return m_guard->check(request, header);
}

ServerResponse PostIntake::answer(const HttpRequest &request)
{
    const bool isRecord = request.path == recordPath;
    const bool isHealth = request.path == "/health";
    if (!isRecord && !isHealth && request.path != pointPath && request.path != batchPath)
        return errorResponse(404, "NOT_FOUND",
                             "no such path; POST /api/v1/telemetry/batch, /api/v1/telemetry or /telemetry");
    const bool reads = request.method == HttpMethod::get || request.method == HttpMethod::head;
    if (isHealth ? !reads : request.method != HttpMethod::post) {
        ServerResponse response = intakeRefusal(isRecord, 405, "Method not allowed");
        response.headers.emplace_back("Allow", isHealth ? "GET, HEAD" : "POST");
        return response;
    }
    return isHealth ? health() : takeIn(request, isRecord);
}

ServerResponse PostIntake::takeIn(const HttpRequest &request, bool isRecord)
{
    const Timestamp now = m_time.now();
    auto key = idempotencyKey(request);
    if (!key)
        return refuse(isRecord, 422, key.error());
    if (auto before = key->empty() ? std::nullopt : m_answers.find(*key, now)) {
        ServerResponse response;
        response.body = *std::move(before);
        response.headers.emplace_back("Idempotency-Replayed", "true");
        return response;
    }
    if (!key->empty() && m_keysWaiting.count(*key) > 0)
        return intakeLater(isRecord, std::chrono::seconds(1), "the same request is being delivered");
    const std::string_view body(request.body.data(), request.body.size());
    auto read = isRecord ? readIntakeRecord(body) : readIntakePoints(body, now);
    if (!read)
        return refuse(isRecord, isRecord || read.error().message == "Invalid JSON" ? 400 : 422, read.error());
    if (read->points.size() > m_options.mostPoints)
        return refuse(isRecord, 413,
                      {ErrorCode::tooLarge,
                       "a request may hold " + std::to_string(m_options.mostPoints) + " points",
                       {}});
    if (auto full = admit(isRecord, read->points.size(), body.size()))
        return *std::move(full);
    const auto waiting = std::make_shared<IntakeRequest>();
    waiting->isRecord = isRecord;
    waiting->total = read->points.size();
    waiting->bytes = body.size();
    waiting->key = *std::move(key);
    for (const auto &[element, error] : read->refused)
        waiting->refused.emplace(element, error.message);
    for (const FilePoint &point : read->points)
        waiting->elements.push_back(static_cast<std::size_t>(point.line - 1));
    waiting->points = std::move(read->points);
    if (!waiting->key.empty())
        m_keysWaiting.insert(waiting->key);
    ServerResponse response;
    response.hold = [this, waiting](std::function<void()> ready) {
        waiting->ready = std::move(ready);
        enqueue(waiting);
    };
    response.amend = [waiting](ServerResponse &sent) { sent = std::move(waiting->answer); };
    return response;
}

ServerResponse PostIntake::refuse(bool isRecord, int status, const Error &why)
{
    const std::lock_guard lock(m_mutex);
    ++m_counters.refused;
    return intakeRefusal(isRecord, status, why.message);
}

// Counts the points in, unless there is no room.
std::optional<ServerResponse> PostIntake::admit(bool isRecord, std::size_t points, std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return intakeLater(isRecord, std::chrono::seconds(1), "the streamer is ending");
    if (m_waiting >= m_options.mostWaiting || m_waitingBytes >= m_options.mostBytes) {
        ++m_counters.full;
        return intakeLater(isRecord, std::chrono::seconds(1),
                           "the queue is full: " + std::to_string(m_waiting) + " points wait for the server");
    }
    m_waiting += points;
    m_waitingBytes += bytes;
    ++m_counters.requests;
    return std::nullopt;
}

void PostIntake::enqueue(const Request &request)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopped) {
            m_queue.push_back(request);
            m_wake.notify_one();
            return;
        }
    }
    request->answer = ended(*request);
    reply({request});
}

ServerResponse PostIntake::health() const
{
    const std::lock_guard lock(m_mutex);
    return intakeAnswer(200, {{"status", m_closed ? "ending" : "ok"},
                              {"waiting", m_waiting},
                              {"requests", m_counters.requests},
                              {"refused", m_counters.refused},
                              {"full", m_counters.full}});
}

std::vector<FilePoint> PostIntake::take(std::chrono::milliseconds wait)
{
    std::vector<FilePoint> points;
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, wait, [this] { return !m_queue.empty(); });
    while (!m_queue.empty() && points.size() + m_queue.front()->total <= m_options.mostPoints) {
        Request request = std::move(m_queue.front());
        m_queue.pop_front();
        points.insert(points.end(), std::make_move_iterator(request->points.begin()),
                      std::make_move_iterator(request->points.end()));
        request->points.clear();
        m_taken.push_back(std::move(request));
    }
    return points;
}

void PostIntake::settle(const PostedBatch &batch)
{
    std::vector<Request> done;
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t at = 0; at < batch.points && !m_taken.empty();) {
            IntakeRequest &first = *m_taken.front();
            const std::size_t count = std::min(batch.points - at, first.total - first.settled);
            first.settle(batch, at, count);
            at += count;
            if (first.settled < first.total)
                break;
            m_waiting -= first.total;
            m_waitingBytes -= first.bytes;
            done.push_back(std::move(m_taken.front()));
            m_taken.pop_front();
        }
    }
    for (const Request &request : done)
        request->answer = request->conclude();
    reply(std::move(done));
}

void PostIntake::reply(std::vector<Request> done)
{
    m_server.post([this, done = std::move(done)] {
        const Timestamp now = m_time.now();
        for (const Request &request : done) {
            if (!request->key.empty()) {
                m_keysWaiting.erase(request->key);
                if (request->answer.status < 300)
                    m_answers.put(request->key, request->answer.body, now);
            }
            if (const auto ready = std::exchange(request->ready, nullptr))
                ready();
        }
    });
}

void PostIntake::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
}

void PostIntake::stop()
{
    if (!m_thread.joinable())
        return;
    close();
    std::vector<Request> rest;
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        rest.assign(m_taken.begin(), m_taken.end());
        rest.insert(rest.end(), m_queue.begin(), m_queue.end());
        m_taken.clear();
        m_queue.clear();
        m_waiting = 0;
        m_waitingBytes = 0;
    }
    for (const Request &request : rest)
        request->answer = ended(*request);
    reply(std::move(rest));
    m_server.stop();
    m_thread.join();
}

PostIntake::Counters PostIntake::counters() const
{
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

} // namespace desk
