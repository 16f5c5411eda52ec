// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/intakerun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/postsummary.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto longestDrain = 4s;
constexpr auto lookEvery = 100ms; // for an interruption

} // namespace

IntakeRun::IntakeRun(IntakeRunOptions options)
    : m_options(std::move(options))
    , m_progress(m_line, 0)
{
}

int IntakeRun::run()
{
    const auto server = chooseServer(m_options.connection);
    if (!server)
        return complainOfConfiguration(server.error());
    if (!m_options.deadLetters.empty()) {
        auto letters = DeadLetterFile::open(m_options.deadLetters);
        if (!letters)
            return complain(letters.error());
        m_letters.emplace(*std::move(letters));
    }
    PointPoster::Options options = m_options.posting;
    options.deadLetters = m_letters ? &*m_letters : nullptr;
    options.waits = false;
    options.drain = longestDrain;
    const PointPoster *progressOf = nullptr;
    PointPoster poster(options, *server, m_time, m_interruption, [&](const std::string &trouble) {
        m_progress.update(progressOf ? progressOf->totals().sent : 0, trouble);
    });
    progressOf = &poster;
    poster.setPlan(StampPlan::decide(Stamp::file, {}, m_time.now()));
    m_options.intake.mostPoints = options.batchPoints;
    PostIntake intake(m_options.intake, m_time);
    poster.setSettled([&intake](const PostedBatch &batch) {
        intake.settle(batch);
        return Result<void>{};
    });
    if (const auto started = intake.start(); !started)
        return complain(started.error());
    const std::string at = m_options.intake.address + ":" + std::to_string(intake.port());
    m_line.say("taking points at http://" + at + " for " + server->url);
    const SteadyTime begun = m_time.steadyNow();
    const auto ended = relay(poster, intake);
    m_seconds = std::chrono::duration<double>(m_time.steadyNow() - begun).count();
    intake.stop();
    m_line.clear();
    return sumUp(poster, intake, ended, server->url);
}

Result<void> IntakeRun::relay(PointPoster &poster, PostIntake &intake)
{
    static const std::string place = "intake";
    while (true) {
        const bool isOver = m_interruption.isRequested();
        if (isOver)
            intake.close();
        auto points = intake.take(isOver ? 0ms : lookEvery);
        if (points.empty() && isOver)
            return {};
        if (points.empty())
            m_progress.update(poster.totals().sent, {});
        for (FilePoint &point : points) {
            if (auto added = poster.add(std::move(point), place); !added)
                return added;
        }
        if (auto flushed = poster.flush(); !flushed)
            return flushed;
    }
}

int IntakeRun::sumUp(const PointPoster &poster, const PostIntake &intake, const Result<void> &ended,
                     const std::string &url)
{
    const auto taken = intake.counters();
    const auto *letters = m_letters ? &*m_letters : nullptr;
    m_line.say(counted(taken.requests, "request") + " taken, " + grouped(taken.refused) + " refused, " +
               grouped(taken.full) + " sent away because the queue was full");
    m_line.say(deliveryWords(poster, url, m_seconds, 0));
    if (poster.totals().rejected.count() > 0)
        std::cerr << "rejected by the server:\n" << poster.totals().rejected.text();
    if (const std::string words = deadLetterWords(letters); !words.empty())
        m_line.say(words);
    if (m_options.json) {
        nlohmann::ordered_json json{{"url", url}};
        addDelivery(json, poster, letters, m_seconds);
        json["intake"] = {{"requests", taken.requests}, {"refused", taken.refused}, {"full", taken.full}};
        if (!ended)
            json["error"] = ended.error().message;
        std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
    }
    return ended ? exitOk : complain(ended.error().message + "; whoever waited was told to try again");
}

} // namespace desk
