// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/simulatorrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/orbitfiles.h"
#include "app/commandline/simulatedrecording.h"

#include <cstdio>

namespace desk {
namespace {

// "[point,\npoint]" as a line for each point.
Result<void> printLines(std::string_view array)
{
    std::string lines;
    lines.reserve(array.size());
    array = array.substr(1, array.size() - 2);
    for (std::size_t end = 0; end != std::string_view::npos;) {
        end = array.find(",\n");
        lines.append(array.substr(0, end)) += '\n';
        array.remove_prefix(end == std::string_view::npos ? array.size() : end + 2);
    }
    if (std::fwrite(lines.data(), 1, lines.size(), stdout) != lines.size() || std::fflush(stdout) != 0)
        return failure(ErrorCode::network, "stdout was closed");
    return {};
}

int exitCodeOf(const Error &error)
{
    return error.code == ErrorCode::outOfRange ? exitUsage : exitFailure;
}

} // namespace

Result<void> SimulatorRun::readInput()
{
    auto files = OrbitFiles::read(m_options.elements, m_options.stations);
    if (!files)
        return tl::unexpected(files.error());
    m_options.link.elements = std::move(files->elementText);
    m_options.link.stations = std::move(files->stationText);
    return {};
}

// The clock of the recording begins with the simulated one.
Result<void> SimulatorRun::openSession()
{
    SimulatorLinkOptions &link = m_options.link;
    if (!link.start)
        link.start = std::chrono::floor<std::chrono::seconds>(m_time.now());
    auto session = SimulatedRecording::create(m_options.session, *link.start, m_events,
                                              {{"source", "simulated constellation"},
                                               {"seed", std::to_string(link.seed)},
                                               {"faults", link.faults}});
    if (!session)
        return tl::unexpected(session.error());
    m_session = *std::move(session);
    link.fleetSink = [this](std::string_view json) { return m_session->setFleet(json); };
    link.sink = [this](std::string_view array, std::size_t) {
        return m_session->take(m_link->progress().simulated, array);
    };
    return {};
}

SimulatorRun::SimulatorRun(SimulatorRunOptions options)
    : m_options(std::move(options))
{
}

SimulatorRun::~SimulatorRun() = default;

int SimulatorRun::run()
{
    if (const auto read = readInput(); !read)
        return complain(read.error());
    SimulatorLinkOptions &options = m_options.link;
    std::string where = "stdout";
    if (!m_options.session.empty()) {
        where = m_options.session;
        // What is wrong with the options is said before a file is made.
        if (const auto tried = SimulatorLink::create(options, m_time); !tried)
            return complain(tried.error(), exitCodeOf(tried.error()));
        if (const auto opened = openSession(); !opened)
            return complain(opened.error());
    } else if (m_options.toStdout) {
        options.sink = [](std::string_view array, std::size_t) { return printLines(array); };
    } else {
        const auto server = chooseServer(m_options.connection);
        if (!server)
            return complainOfConfiguration(server.error());
        where = options.url = server->url;
        options.token = server->token;
        options.ca = server->ca;
    }
    options.persistent = false;
    options.events = &m_events;
    options.progress = [this](const SimulatorProgress &progress) { report(progress); };
    const bool endless = !options.duration.has_value();
    auto link = SimulatorLink::create(options, m_time);
    if (!link)
        return complain(link.error(), exitCodeOf(link.error()));
    m_link = *std::move(link);
    const SteadyTime begun = m_time.steadyNow();
    auto ended = m_link->run(m_interruption.token());
    m_line.clear();
    if (m_session) {
        auto finished = m_session->finish();
        ended = ended ? std::move(finished) : std::move(ended);
    }
    const SimulatorProgress progress = m_link->progress();
    m_line.say(counted(progress.sentPoints, "point") + " to " + where + " in " +
               durationWords(m_time.steadyNow() - begun) + ", simulated until " +
               formatTimestamp(progress.simulated) +
               (progress.droppedPoints > 0
                    ? "; " + grouped(progress.droppedPoints) + " were refused or lost in an outage"
                    : std::string()) +
               (progress.waitingPoints > 0 ? "; " + grouped(progress.waitingPoints) + " could not be sent"
                                           : std::string()));
    if (!ended)
        return complain(ended.error());
    const bool all = !m_interruption.isRequested() && progress.waitingPoints == 0;
    return all || endless ? exitOk : exitFailure;
}

void SimulatorRun::report(const SimulatorProgress &progress)
{
    const auto changes = m_events.changesSince(m_eventsSeen);
    m_eventsSeen = changes.change;
    for (const Event &event : changes.events) {
        if (event.code != EventCode::faultInjected)
            continue; // limits that are crossed are in the recording
        m_line.say(formatTimestamp(event.time) + " fault " + event.detail + " " + event.subject);
    }
    const DataLinkStatus status = m_link->status();
    const std::string trouble = status.state == DataLinkState::down ? status.reason : std::string();
    if (trouble != m_trouble)
        m_line.say(trouble.empty() ? "the server is back" : trouble);
    m_trouble = trouble;
    if (m_line.isDue())
        m_line.show(m_options.link.duration ? std::optional(progress.share) : std::nullopt,
                    "simulated " + formatTimestamp(progress.simulated, Fraction::none) + "  " +
                        grouped(progress.sentPoints) + " points");
}

} // namespace desk
