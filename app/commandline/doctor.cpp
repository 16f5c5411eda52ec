// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/doctor.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/instancechecks.h"
#include "app/commandline/machinechecks.h"
#include "app/commandline/optionwords.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>

namespace desk {
namespace {

struct DoctorOptions
{
    ConnectionOptions connection;
    bool json = false;
};

std::string levelWord(Finding::Level level)
{
    return level == Finding::Level::ok ? "OK" : level == Finding::Level::warning ? "WARN" : "FAIL";
}

std::size_t countOf(const Findings &findings, Finding::Level level)
{
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [level](const Finding &finding) { return finding.level == level; }));
}

void printJson(const Findings &findings)
{
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    for (const Finding &finding : findings) {
        Json item{
            {"check", finding.check}, {"result", levelWord(finding.level)}, {"message", finding.message}};
        if (!finding.remedy.empty())
            item["remedy"] = finding.remedy;
        list.push_back(std::move(item));
    }
    const Json json{{"version", DESK_VERSION},
                    {"checks", list},
                    {"ok", countOf(findings, Finding::Level::ok)},
                    {"warnings", countOf(findings, Finding::Level::warning)},
                    {"failures", countOf(findings, Finding::Level::failure)}};
    std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

void printText(const Findings &findings)
{
    std::size_t widest = 0;
    for (const Finding &finding : findings)
        widest = std::max(widest, finding.check.size());
    for (const Finding &finding : findings) {
        std::cout << std::left << std::setw(6) << levelWord(finding.level)
                  << std::setw(static_cast<int>(widest) + 2) << finding.check << finding.message << '\n';
        if (!finding.remedy.empty())
            std::cout << std::string(widest + 8, ' ') << "-> " << finding.remedy << '\n';
    }
    std::cout << countOf(findings, Finding::Level::ok) << " ok, "
              << countOf(findings, Finding::Level::warning) << " to look at, "
              << countOf(findings, Finding::Level::failure) << " to mend" << std::endl;
}

int diagnose(const DoctorOptions &options)
{
    Findings findings = checkInstance(options.connection);
    for (Finding &finding : checkMachine())
        findings.push_back(std::move(finding));
    options.json ? printJson(findings) : printText(findings);
    return countOf(findings, Finding::Level::failure) > 0 ? exitFailure : exitOk;
}

} // namespace

void addDoctorCommand(CLI::App &app, int &exitCode)
{
    auto *command =
        app.add_subcommand("doctor", "Look for what stands in the way, and say what to do about it");
    auto options = std::make_shared<DoctorOptions>();
    addOption(*command, "--data", "DIR", options->connection.data, "Data folder to look at");
    command->add_flag("--json", options->json, "Machine-readable output");
    command->footer("Exit code 1 when something has to be mended.");
    command->callback([options, &exitCode] { exitCode = diagnose(*options); });
}

} // namespace desk
