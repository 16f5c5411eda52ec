// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/simulatorrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"

#include "models/datalink/demodata.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace desk {
namespace {

Result<std::string> readFile(const std::string &name)
{
    std::ifstream in(name, std::ios::binary);
    std::error_code error;
    if (!in || std::filesystem::is_directory(name, error))
        return failure(ErrorCode::notFound, name + " cannot be read");
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

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

template <class Parsed>
Result<void> named(const std::string &file, const Result<Parsed> &parsed)
{
    if (parsed)
        return {};
    Error error = parsed.error();
    if (!file.empty())
        error.message.insert(0, file + ": ");
    return tl::unexpected(error);
}

} // namespace

Result<void> SimulatorRun::readInput()
{
    SimulatorLinkOptions &link = m_options.link;
    for (const auto &[file, text, demo] : {std::tuple{&m_options.elements, &link.elements, demoElements()},
                                           std::tuple{&m_options.stations, &link.stations, demoStations()}}) {
        auto content = file->empty() ? std::string(demo) : readFile(*file);
        if (!content)
            return tl::unexpected(content.error());
        *text = *std::move(content);
    }
    if (auto good = named(m_options.elements, parseElements(link.elements)); !good)
        return good;
    return named(m_options.stations, readStations(link.stations));
}

int SimulatorRun::run()
{
    if (const auto read = readInput(); !read)
        return complain(read.error());
    SimulatorLinkOptions &options = m_options.link;
    std::string where = "stdout";
    if (m_options.toStdout) {
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
        return complain(link.error(), link.error().code == ErrorCode::outOfRange ? exitUsage : exitFailure);
    m_link = *std::move(link);
    const SteadyTime begun = m_time.steadyNow();
    const auto ended = m_link->run(m_interruption.token());
    m_line.clear();
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
    for (const Event &event : changes.events)
        m_line.say(formatTimestamp(event.time) + " fault " + event.detail + " " + event.subject);
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
