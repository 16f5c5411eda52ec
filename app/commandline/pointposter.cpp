// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/pointposter.h"

#include "app/commandline/figures.h"

#include "models/datalink/pointline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

constexpr auto firstPause = 250ms;
constexpr auto longestPause = 10'000ms;
constexpr auto reportEvery = 100ms;
constexpr std::size_t fullBody = 8'000'000; // the server takes 10 MB

// Is the answer "not now" rather than "not this"?
bool isTransient(int status)
{
    return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501);
}

constexpr std::array<const char *, 3> routes{"/api/v1/telemetry/batch?partial=true",
                                             "/api/v1/telemetry/ingest?partial=true&precision=ns",
                                             "/api/v2/write?precision=ns"};

} // namespace

PointPoster::PointPoster(Options options, ServerChoice server, const TimeService &time,
                         Interruption &interruption, Progress progress)
    : m_options(options)
    , m_server(std::move(server))
    , m_time(time)
    , m_interruption(interruption)
    , m_progress(std::move(progress))
    , m_client(m_server.client())
    , m_pace(options.rate)
{
    std::random_device device;
    m_random.seed((std::uint64_t{device()} << 32) | device());
    m_run = "post-" + std::to_string(m_random());
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
            return failure(ErrorCode::network, "interrupted");
        compose();
        if (auto delivered = deliver(m_run + "-" + std::to_string(++m_totals.requests)); !delivered)
            return delivered;
        if (m_options.delay > 0ms && !sleep(m_options.delay, {}))
            return failure(ErrorCode::network, "interrupted");
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
    std::size_t points = 0;
    for (const auto &[point, file] : m_batch) {
        time += spacing;
        const Timestamp stamp = m_plan.stamp() == Stamp::now ? time : m_plan.timeOf(point);
        if (json) {
            m_body += points == 0 ? "" : ",\n";
            appendPointJson(m_body, point, stamp);
        } else {
            appendPointLine(m_body, point, stamp);
        }
        ++points;
        if (m_body.size() >= fullBody)
            break;
    }
    if (json)
        m_body += ']';
    m_sending = points;
}

Result<void> PointPoster::deliver(const std::string &key)
{
    const SteadyTime begun = m_time.steadyNow();
    m_pause = firstPause;
    while (true) {
        const auto response = post(key);
        if (m_interruption.isRequested() && !(response && response->isSuccess()))
            return failure(ErrorCode::network, "interrupted");
        const auto failed = requestFailure(response, m_server);
        m_answered = m_answered || response.has_value();
        if (!failed) {
            settle(response->body);
            return {};
        }
        if (response && isOfTheBatch(response->status)) {
            refuse(*failed, response->body);
            return {};
        }
        const bool later = response
                               ? isTransient(response->status)
                               : failed->code == ErrorCode::network || failed->code == ErrorCode::timeout;
        if (!later)
            return tl::unexpected(*failed);
        if (auto waited = waitOut(*failed, response ? response->retryAfter : std::nullopt, begun); !waited)
            return waited;
        ++m_totals.retries;
    }
}

Result<HttpResponse> PointPoster::post(const std::string &key)
{
    const std::array header{HttpHeader{"Idempotency-Key", key}};
    return m_client.send("POST", routes[static_cast<std::size_t>(m_options.form)], m_body, header, [this] {
        report({});
        return m_interruption.isRequested();
    });
}

// Is it about the points, not about who sends them? A server that has no such route takes none of them.
bool PointPoster::isOfTheBatch(int status) const
{
    return status == 400 || status == 413 || status == 422 ||
           (m_options.form != Form::json && (status == 404 || status == 405));
}

// The route for foreign clients keeps the good lines and says how many are not: "… dropped=3".
void PointPoster::refuse(const Error &why, const std::string &answer)
{
    constexpr std::string_view dropped = "dropped=";
    std::size_t refused = m_sending;
    if (const auto at = answer.find(dropped);
        m_options.form == Form::foreignLines && at != std::string::npos) {
        std::size_t said = 0;
        const char *from = answer.data() + at + dropped.size();
        if (std::from_chars(from, answer.data() + answer.size(), said).ec == std::errc())
            refused = std::min(said, m_sending);
    }
    const auto &[point, file] = m_batch.front();
    m_totals.rejected.add(*file, point.line, why.message, refused);
    m_totals.accepted += m_sending - refused;
    finish();
}

// Counts what the server says it took, and finds the rows of what it did not.
void PointPoster::settle(const std::string &answer)
{
    const Json json = Json::parse(answer, nullptr, false);
    const bool known = json.is_object() && json.contains("count") && json["count"].is_number_unsigned();
    m_totals.accepted += known ? json["count"].get<std::uint64_t>() : m_sending;
    if (known && json.contains("rejected") && json["rejected"].is_array()) {
        for (const Json &rejection : json["rejected"]) {
            // Lines count from 1.
            const auto number = rejection.value("index", std::size_t{0});
            const std::size_t index = m_options.form == Form::json || number == 0 ? number : number - 1;
            const auto &[point, file] = m_batch[std::min(index, m_sending - 1)];
            m_totals.rejected.add(*file, point.line, rejection.value("message", std::string("refused")));
        }
    }
    finish();
}

void PointPoster::finish()
{
    const auto &[point, file] = m_batch[m_sending - 1];
    m_reached = *file + ":" + std::to_string(point.line);
    m_totals.sent += m_sending;
    m_batch.erase(m_batch.begin(), m_batch.begin() + static_cast<std::ptrdiff_t>(m_sending));
    report({});
}

Result<void> PointPoster::waitOut(const Error &error, std::optional<std::chrono::seconds> asked,
                                  SteadyTime since)
{
    const auto spent = m_time.steadyNow() - since;
    const auto patience = m_answered ? m_options.giveUp : std::min(m_options.firstContact, m_options.giveUp);
    if (spent >= patience) {
        if (!m_answered)
            return tl::unexpected(error);
        return failure(error.code, "gave up after " + durationWords(spent) + ": " + error.message);
    }
    // Between half and all of the pause, so that many clients do not come back at once.
    std::uniform_real_distribution<double> share(0.5, 1);
    auto pause = std::chrono::duration_cast<std::chrono::nanoseconds>(m_pause * share(m_random));
    if (asked)
        pause = std::max<std::chrono::nanoseconds>(pause, *asked);
    m_pause = std::min(2 * m_pause, longestPause);
    if (!sleep(pause, error.message))
        return failure(ErrorCode::network, "interrupted");
    return {};
}

bool PointPoster::sleep(std::chrono::nanoseconds time, const std::string &trouble)
{
    const SteadyTime until = m_time.steadyNow() + std::chrono::duration_cast<SteadyTime::duration>(time);
    while (m_time.steadyNow() < until) {
        report(trouble);
        if (!m_interruption.wait(std::min<std::chrono::nanoseconds>(until - m_time.steadyNow(), reportEvery)))
            return false;
    }
    return !m_interruption.isRequested();
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
