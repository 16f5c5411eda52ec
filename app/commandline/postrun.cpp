// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"

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

Json complaints(const RowComplaints &rows)
{
    Json list = Json::array();
    for (const auto &[file, line, reason] : rows.first())
        list.push_back({{"file", file}, {"line", line}, {"reason", reason}});
    return list;
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
    plan(true);
    return m_options.dryRun ? dryRun() : post();
}

Result<void> PostRun::open()
{
    for (const std::string &file : m_options.files) {
        auto source = PointSource::open(file, m_options.reading);
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
    const Timestamp now = std::chrono::floor<std::chrono::milliseconds>(m_time.now());
    m_plan = StampPlan::decide(m_options.stamp, m_survey.times, now);
    if (!first)
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
    const PointPoster *progressOf = nullptr;
    PointPoster poster(options, *server, m_time, m_interruption, [&](const std::string &trouble) {
        m_progress.update(progressOf ? progressOf->totals().sent : 0, trouble);
    });
    progressOf = &poster;
    if (m_survey.isWhole && !m_options.loop)
        m_progress.setTotal(m_survey.points);
    const SteadyTime begun = m_time.steadyNow();
    Result<void> ended;
    do {
        if (m_rounds > 0)
            plan(false);
        poster.setPlan(m_plan);
        ended = postRound(poster);
        ++m_rounds;
    } while (ended && m_options.loop && !m_interruption.isRequested());
    m_seconds = std::chrono::duration<double>(m_time.steadyNow() - begun).count();
    m_line.clear();
    return sumUp(poster, ended, server->url);
}

Result<void> PostRun::postRound(PointPoster &poster)
{
    for (PointSource &source : m_sources) {
        if (m_rounds > 0) {
            if (auto back = source.rewind(); !back)
                return back;
        }
        while (!m_interruption.isRequested()) {
            auto item = source.next(m_interruption.token());
            if (!item)
                return tl::unexpected(item.error());
            if (item->kind == Kind::end)
                break;
            if (item->kind == Kind::skipped && m_rounds == 0)
                m_skipped.add(source.name(), item->error.index, item->error.message);
            const auto taken = item->kind == Kind::point   ? poster.add(std::move(item->point), source.name())
                               : item->kind == Kind::pause ? poster.flush()
                                                           : Result<void>{};
            if (!taken)
                return taken;
        }
    }
    return poster.flush();
}

int PostRun::sumUp(const PointPoster &poster, const Result<void> &ended, const std::string &url)
{
    const auto &totals = poster.totals();
    const bool interrupted = m_interruption.isRequested();
    const bool endless = m_options.loop && interrupted; // the usual end
    const double rate = m_seconds > 0 ? static_cast<double>(totals.accepted) / m_seconds : 0;
    m_line.say(counted(totals.accepted, "point") + " accepted by " + url + " in " + decimal(m_seconds, 1) +
               " s (" + grouped(static_cast<std::uint64_t>(std::llround(rate))) + "/s), " +
               grouped(totals.rejected.count()) + " rejected, " + counted(m_skipped.count(), "row") +
               " skipped" + (totals.retries > 0 ? ", " + counted(totals.retries, "retry") : std::string()));
    if (m_skipped.count() > 0)
        std::cerr << "skipped:\n" << m_skipped.text();
    if (totals.rejected.count() > 0)
        std::cerr << "rejected by the server:\n" << totals.rejected.text();
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
    return totals.rejected.count() > 0 || totals.accepted == 0 ? exitFailure : exitOk;
}

void PostRun::printJson(const PointPoster &poster, const Result<void> &ended, const std::string &url) const
{
    const auto &totals = poster.totals();
    Json json{{"url", url},
              {"files", m_options.files},
              {"points",
               {{"sent", totals.sent}, {"accepted", totals.accepted}, {"rejected", totals.rejected.count()}}},
              {"rows", {{"skipped", m_skipped.count()}, {"filtered", m_survey.filtered}}},
              {"requests", totals.requests},
              {"retries", totals.retries},
              {"seconds", m_seconds},
              {"rejected", complaints(totals.rejected)},
              {"skipped", complaints(m_skipped)}};
    if (!ended)
        json["error"] = ended.error().message;
    std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

} // namespace desk
