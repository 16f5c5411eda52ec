// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/pointposter.h"

#include "app/commandline/figures.h"

#include "models/datalink/pointline.h"

#include <algorithm>
#include <array>
#include <random>
#include <thread>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto reportEvery = 100ms;
constexpr std::size_t fullBody = 8'000'000; // the server takes 10 MB

constexpr std::array<const char *, 3> routes{"/api/v1/telemetry/batch?partial=true",
                                             "/api/v1/telemetry/ingest?partial=true&precision=ns",
                                             "/api/v2/write?precision=ns"};

std::uint64_t newSeed()
{
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

tl::unexpected<Error> interrupted()
{
    return failure(ErrorCode::network, "interrupted");
}

} // namespace

std::string PointPoster::newRun()
{
    return "post-" + std::to_string(newSeed());
}

PointPoster::PointPoster(Options options, ServerChoice server, const TimeService &time,
                         Interruption &interruption, Progress progress)
    : m_options(std::move(options))
    , m_server(std::move(server))
    , m_time(time)
    , m_interruption(interruption)
    , m_progress(std::move(progress))
    , m_client(m_server.client())
    , m_pace(m_options.rate)
    , m_run(m_options.run.empty() ? newRun() : m_options.run)
    , m_attempts(m_options.attempts, newSeed())
{
}

Result<void> PointPoster::add(FilePoint point, const std::string &file)
{
    m_batch.push_back({std::move(point), &*m_files.insert(file).first});
    return m_batch.size() >= m_options.batchPoints ? flush() : Result<void>{};
}

Result<void> PointPoster::flush()
{
    while (!m_batch.empty()) {
        const SteadyTime due = m_pace.due(m_batch.size(), m_time.steadyNow());
        if (!sleep(due - m_time.steadyNow(), {}))
            return interrupted();
        compose();
        if (auto delivered = deliver(); !delivered)
            return delivered;
        if (m_options.delay > 0ms && !sleep(m_options.delay, {}))
            return interrupted();
    }
    return {};
}

// The body of the batch. Points that are stamped with the present lie at their intervals before it, or,
// without a rate, a microsecond apart: two values of one series need two times. A body that is full ends
// before the batch.
void PointPoster::compose()
{
    const auto spacing = std::max<std::chrono::nanoseconds>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(m_pace.spacing()), 1us);
    Timestamp time = m_time.now() - spacing * static_cast<std::int64_t>(m_batch.size());
    const bool json = m_options.form == Form::json;
    m_body = json ? "[" : "";
    m_times.clear();
    std::size_t points = 0;
    for (const auto &[point, file] : m_batch) {
        time += spacing;
        const Timestamp stamp = m_plan.stamp() == Stamp::now ? time : m_plan.timeOf(point);
        const std::size_t before = m_body.size();
        if (json) {
            m_body += points == 0 ? "" : ",\n";
            appendPointJson(m_body, point, stamp);
        } else {
            appendPointLine(m_body, point, stamp);
        }
        if (points > 0 && m_body.size() > fullBody) { // with the others it would be refused
            m_body.resize(before);
            break;
        }
        m_times.push_back(stamp);
        ++points;
    }
    if (json)
        m_body += ']';
    m_sending = points;
}

// The key says which points of the run these are, so that another run that goes on there has the same.
Result<void> PointPoster::deliver()
{
    const std::string key =
        m_run + "-" + std::to_string(m_options.sentBefore + m_totals.sent) + "-" + std::to_string(m_sending);
    ++m_totals.requests;
    m_attempts.begin(m_time.steadyNow());
    while (true) {
        const auto wait = m_attempts.due() - m_time.steadyNow();
        if (!m_options.waits && wait > 0ns && m_attempts.state() == CircuitBreaker::State::open)
            return giveUp(m_fault);
        if (!sleep(wait, m_fault))
            return interrupted();
        m_totals.retries += m_attempts.tried() > 0 ? 1 : 0;
        m_attempts.attempt(m_time.steadyNow());
        const auto response = post(key);
        if (isEnded() && !(response && response->isSuccess()))
            return interrupted();
        const auto failed = requestFailure(response, m_server);
        if (!failed || (response && isAboutThePoints(m_options.form, response->status))) {
            m_attempts.answered();
            m_fault.clear();
            return finish(failed ? readPostRefusal(m_options.form, m_sending, *failed, response->body)
                                 : readPostAnswer(m_options.form, m_sending, response->body));
        }
        const bool later = response
                               ? isPostedLater(response->status)
                               : failed->code == ErrorCode::network || failed->code == ErrorCode::timeout;
        if (!later)
            return tl::unexpected(*failed);
        const auto next = m_attempts.failed(m_time.steadyNow(), response.has_value(),
                                            response ? response->retryAfter.value_or(0s) : 0s);
        m_fault = failed->message;
        if (m_attempts.state() == CircuitBreaker::State::open)
            m_fault.insert(0, "circuit open: ");
        if (next == PostAttempts::Next::bury)
            return giveUp("tried " + counted(m_attempts.tried(), "time") + ": " + failed->message);
        if (next == PostAttempts::Next::giveUp)
            return failure(failed->code, m_attempts.wasAnswered()
                                             ? "gave up after " +
                                                   durationWords(m_attempts.spent(m_time.steadyNow())) +
                                                   ": " + failed->message
                                             : failed->message);
    }
}

Result<HttpResponse> PointPoster::post(const std::string &key)
{
    const std::array header{HttpHeader{"Idempotency-Key", key}};
    return m_client.send("POST", routes[static_cast<std::size_t>(m_options.form)], m_body, header, [this] {
        report(m_fault);
        return isEnded();
    });
}

Result<void> PointPoster::giveUp(const std::string &reason)
{
    PostedBatch batch;
    batch.points = m_sending;
    batch.isAnswered = false;
    batch.reason = reason;
    batch.again =
        std::max(1s, std::chrono::ceil<std::chrono::seconds>(m_attempts.due() - m_time.steadyNow()));
    m_totals.givenUp += m_sending;
    return finish(std::move(batch));
}

// Counts what became of the batch, and finds the rows of what was refused.
Result<void> PointPoster::finish(PostedBatch batch)
{
    m_totals.accepted += batch.accepted;
    for (const PostedBatch::Refusal &refusal : batch.refused) {
        const auto &[point, file] = m_batch[refusal.index];
        m_totals.rejected.add(*file, point.line, refusal.reason,
                              std::min(refusal.points, batch.points - batch.accepted));
    }
    if (m_options.deadLetters) {
        if (auto buried = bury(batch); !buried)
            return buried;
        batch.isBuried = true;
    }
    m_reached = placeOf(m_sending - 1);
    m_totals.sent += m_sending;
    m_batch.erase(m_batch.begin(), m_batch.begin() + static_cast<std::ptrdiff_t>(m_sending));
    report(m_fault);
    return m_settled ? m_settled(batch) : Result<void>{};
}

Result<void> PointPoster::bury(const PostedBatch &batch)
{
    DeadLetterFile &letters = *m_options.deadLetters;
    const Timestamp now = m_time.now();
    const auto add = [&](std::size_t index, const std::string &reason) {
        letters.add(m_batch[index].point, m_times[index], placeOf(index), reason, now);
    };
    for (std::size_t i = 0; !batch.isAnswered && i < batch.points; ++i)
        add(i, batch.reason);
    for (const PostedBatch::Refusal &refusal : batch.refused) {
        for (std::size_t i = 0; i < refusal.points && refusal.index + i < batch.points; ++i)
            add(refusal.index + i, refusal.reason);
    }
    return letters.keep();
}

std::string PointPoster::placeOf(std::size_t index) const
{
    const auto &[point, file] = m_batch[index];
    return *file + ":" + std::to_string(point.line);
}

// An interruption is one once the time to drain is over.
bool PointPoster::isEnded()
{
    if (!m_interruption.isRequested())
        return false;
    const SteadyTime now = m_time.steadyNow();
    m_interrupted = m_interrupted.value_or(now);
    return now - *m_interrupted >= m_options.drain;
}

bool PointPoster::sleep(std::chrono::nanoseconds time, const std::string &trouble)
{
    const SteadyTime until = m_time.steadyNow() + std::chrono::duration_cast<SteadyTime::duration>(time);
    while (!isEnded() && m_time.steadyNow() < until) {
        report(trouble);
        const auto part = std::min<std::chrono::nanoseconds>(until - m_time.steadyNow(), reportEvery);
        if (!m_interruption.wait(part) && !isEnded())
            std::this_thread::sleep_for(part); // it drains
    }
    return !isEnded();
}

void PointPoster::report(const std::string &trouble)
{
    const SteadyTime now = m_time.steadyNow();
    if (trouble.empty() == m_trouble.empty() && now - m_reported < reportEvery)
        return;
    m_reported = now;
    m_trouble = trouble;
    m_progress(trouble);
}

} // namespace desk
