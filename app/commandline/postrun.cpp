// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/postsummary.h"

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;
using Kind = PointSource::Item::Kind;

// A paced batch holds what is due in so long: often enough to be seen moving on this machine, seldom enough
// for the usual limit of 100 requests a minute elsewhere.
double batchSeconds(const ServerChoice &server)
{
    const bool local = server.url.find("://127.") != std::string::npos ||
                       server.url.find("://localhost") != std::string::npos ||
                       server.url.find("://[::1]") != std::string::npos;
    return local ? 0.25 : 1;
}

std::string day(Timestamp time)
{
    return formatTimestamp(time, Fraction::none);
}

const DeadLetterFile *lettersOf(const std::optional<DeadLetterFile> &letters)
{
    return letters ? &*letters : nullptr;
}

} // namespace

PostRun::PostRun(PostRunOptions options)
    : m_options(std::move(options))
    , m_progress(m_line, 0)
{
}

int PostRun::run()
{
    if (const auto opened = open(); !opened)
        return complain(opened.error());
    if (m_interruption.isRequested())
        return complain("interrupted before anything was posted");
    if (m_survey.points == 0 && m_survey.isWhole)
        return complain("there are no points to post" +
                        (m_survey.filtered > 0
                             ? " (" + grouped(m_survey.filtered) + " left out by --node or --metric)"
                             : std::string()) +
                        (m_survey.skipped.count() > 0
                             ? "; no row could be read:\n" +
                                   m_survey.skipped.text().substr(0, m_survey.skipped.text().size() - 1)
                             : std::string()));
    if (const auto prepared = prepare(); !prepared)
        return complain(prepared.error());
    plan(true);
    return m_options.dryRun ? dryRun() : post();
}

// The files beside: where an earlier run ended, and what cannot be delivered.
Result<void> PostRun::prepare()
{
    if (m_options.dryRun)
        return {};
    if (!m_options.resume.empty()) {
        const Timestamp now = std::chrono::floor<std::chrono::milliseconds>(m_time.now());
        auto resume = PostResume::open(m_options.resume, m_options.files, m_options.readingWords,
                                       PointPoster::newRun(), now);
        if (!resume)
            return tl::unexpected(resume.error());
        m_resume = *std::move(resume);
        if (m_resume->isResumed())
            m_line.say("going on after " + counted(m_resume->sentOfRound(), "point") + " (" +
                       m_resume->path() + ")");
    }
    if (!m_options.deadLetters.empty()) {
        auto letters = DeadLetterFile::open(m_options.deadLetters);
        if (!letters)
            return tl::unexpected(letters.error());
        m_letters.emplace(*std::move(letters));
    }
    return {};
}

Result<void> PostRun::open()
{
    for (const std::string &file : m_options.files) {
        PointFileOptions reading = m_options.reading;
        reading.endedLines = !m_options.resume.empty(); // what is written on may be read too early
        auto source = PointSource::open(file, std::move(reading));
        if (!source)
            return tl::unexpected(source.error());
        m_sources.push_back(*std::move(source));
    }
    for (PointSource &source : m_sources) {
        const bool whole = m_options.dryRun || source.isFile();
        if (auto surveyed = m_survey.add(source, whole, m_interruption.token()); !surveyed)
            return surveyed;
    }
    return {};
}

// Decides about the times and says so where they are not as in the file.
void PostRun::plan(bool first)
{
    m_plan = m_resume ? m_resume->plan(m_options.stamp, m_survey.times)
                      : StampPlan::decide(m_options.stamp, m_survey.times,
                                          std::chrono::floor<std::chrono::milliseconds>(m_time.now()));
    if (!first || (m_resume && m_resume->isResumed()))
        return;
    if (m_plan.stamp() == Stamp::shift && m_survey.times.newest && !m_options.stamp)
        m_line.say(
            "the newest time is " + day(*m_survey.times.newest) +
            ", more than an hour from now: the times are moved to start now (--stamp file keeps them)");
    constexpr auto noticeable = 5s;
    if (m_plan.ahead() > noticeable)
        m_line.say("the last row lies " + durationWords(m_plan.ahead()) +
                   " after now; --stamp now --rate N posts N rows a second with the time of sending");
}

int PostRun::dryRun()
{
    std::string text;
    for (const FilePoint &point : m_survey.first) {
        appendPointJson(text, point, m_plan.stamp() == Stamp::now ? m_time.now() : m_plan.timeOf(point));
        text += '\n';
    }
    std::cout << text << std::flush;
    const std::size_t batch = m_options.posting.batchPoints;
    std::string range = "the time of sending";
    if (m_plan.stamp() != Stamp::now && m_survey.times.newest)
        range = day(*m_survey.times.first + m_plan.shift()) + " to " +
                day(*m_survey.times.newest + m_plan.shift());
    else if (m_plan.stamp() != Stamp::now)
        range = "now and " + durationWords(m_survey.times.longest) + " on";
    m_line.say(m_survey.contents() + ", times " + range + "; " +
               counted((m_survey.points + batch - 1) / batch, "request") + ", none sent (--dry-run)");
    if (m_survey.skipped.count() > 0)
        m_line.say(counted(m_survey.skipped.count(), "row") + " would be skipped:\n" +
                   m_survey.skipped.text());
    return exitOk;
}

int PostRun::post()
{
    const auto server = chooseServer(m_options.connection);
    if (!server)
        return complainOfConfiguration(server.error());
    PointPoster::Options options = m_options.posting;
    if (options.rate > 0) {
        const double due = std::max(1.0, std::floor(options.rate * batchSeconds(*server)));
        if (due < static_cast<double>(options.batchPoints))
            options.batchPoints = static_cast<std::size_t>(due);
    }
    options.deadLetters = m_letters ? &*m_letters : nullptr;
    options.run = m_resume ? m_resume->run() : std::string();
    options.sentBefore = m_resume ? m_resume->sent() : 0;
    const std::uint64_t before = m_resume ? m_resume->sentOfRound() : 0;
    const PointPoster *progressOf = nullptr;
    PointPoster poster(options, *server, m_time, m_interruption, [&](const std::string &trouble) {
        m_progress.update(before + (progressOf ? progressOf->totals().sent : 0), trouble);
    });
    progressOf = &poster;
    if (m_resume)
        poster.setSettled(
            [this](const PostedBatch &batch) { return m_resume->advance(m_source, batch.points); });
    if (m_survey.isWhole && !m_options.loop)
        m_progress.setTotal(m_survey.points);
    const SteadyTime begun = m_time.steadyNow();
    Result<void> ended;
    do {
        if (m_rounds > 0)
            ended = nextRound();
        poster.setPlan(m_plan);
        if (ended)
            ended = postRound(poster);
        ++m_rounds;
    } while (ended && m_options.loop && !m_interruption.isRequested());
    m_seconds = std::chrono::duration<double>(m_time.steadyNow() - begun).count();
    m_line.clear();
    return sumUp(poster, ended, server->url);
}

Result<void> PostRun::nextRound()
{
    if (m_resume) {
        const Timestamp now = std::chrono::floor<std::chrono::milliseconds>(m_time.now());
        if (auto begun = m_resume->nextRound(now); !begun)
            return begun;
    }
    plan(false);
    for (PointSource &source : m_sources) {
        if (auto back = source.rewind(); !back)
            return back;
    }
    return {};
}

Result<void> PostRun::postRound(PointPoster &poster)
{
    for (m_source = 0; m_source < m_sources.size(); ++m_source) {
        if (auto posted = postSource(poster, m_source); !posted)
            return posted;
        if (!m_resume) // batches may hold rows of several files
            continue;
        if (auto flushed = poster.flush(); !flushed)
            return flushed;
    }
    return poster.flush();
}

Result<void> PostRun::postSource(PointPoster &poster, std::size_t number)
{
    PointSource &source = m_sources[number];
    std::uint64_t behind = m_resume ? m_resume->sentOf(number) : 0;
    while (!m_interruption.isRequested()) {
        auto item = source.next(m_interruption.token());
        if (!item)
            return tl::unexpected(item.error());
        if (item->kind == Kind::end && behind > 0 && !m_interruption.isRequested())
            return failure(ErrorCode::outOfRange, source.name() + " has " + counted(behind, "point") +
                                                      " less than were sent; delete " + m_resume->path() +
                                                      " to begin anew");
        if (item->kind == Kind::end) {
            if (source.reader().heldBack() && m_rounds == 0)
                m_line.say("the last line of " + source.name() +
                           " has no end yet and waits for another run; to send it now end it");
            break;
        }
        if (behind > 0) {
            behind -= item->kind == Kind::point ? 1 : 0;
            continue;
        }
        if (item->kind == Kind::skipped && m_rounds == 0)
            m_skipped.add(source.name(), item->error.index, item->error.message);
        const auto taken = item->kind == Kind::point   ? poster.add(std::move(item->point), source.name())
                           : item->kind == Kind::pause ? poster.flush()
                                                       : Result<void>{};
        if (!taken)
            return taken;
    }
    return {};
}

int PostRun::sumUp(const PointPoster &poster, const Result<void> &ended, const std::string &url)
{
    const auto &totals = poster.totals();
    const bool interrupted = m_interruption.isRequested();
    const bool endless = m_options.loop && interrupted; // the usual end
    m_line.say(deliveryWords(poster, url, m_seconds, m_skipped.count()));
    if (m_skipped.count() > 0)
        std::cerr << "skipped:\n" << m_skipped.text();
    if (totals.rejected.count() > 0)
        std::cerr << "rejected by the server:\n" << totals.rejected.text();
    if (const std::string letters = deadLetterWords(lettersOf(m_letters)); !letters.empty())
        m_line.say(letters);
    if (m_options.json)
        printJson(poster, ended, url);
    if (endless)
        return exitOk;
    if (!ended || interrupted) {
        const std::string of = m_survey.isWhole ? " of " + grouped(m_survey.points) : std::string();
        const std::string far =
            grouped(totals.sent) + of + " points were sent" +
            (poster.reached().empty() ? std::string() : ", the last from " + poster.reached());
        return complain((interrupted ? "interrupted" : ended.error().message) + "; " + far);
    }
    if (totals.sent == 0 && m_resume && m_resume->isResumed()) {
        m_line.say("nothing new: all points were sent before; to begin anew delete " + m_resume->path());
        return exitOk;
    }
    const bool whole = totals.rejected.count() == 0 && totals.givenUp == 0;
    return whole && totals.accepted > 0 ? exitOk : exitFailure;
}

void PostRun::printJson(const PointPoster &poster, const Result<void> &ended, const std::string &url) const
{
    Json json{{"url", url}, {"files", m_options.files}};
    addDelivery(json, poster, lettersOf(m_letters), m_seconds);
    json["rows"] = {{"skipped", m_skipped.count()}, {"filtered", m_survey.filtered}};
    json["skipped"] = complaintsJson(m_skipped);
    if (m_resume)
        json["resume"] = {{"file", m_resume->path()},
                          {"before", m_resume->sent() - poster.totals().sent},
                          {"sent", m_resume->sent()}};
    if (!ended)
        json["error"] = ended.error().message;
    std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

} // namespace desk
