// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/verify.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/progressline.h"
#include "app/commandline/verifyreport.h"
#include "models/archive/folderverifier.h"
#include "models/archive/sessionsalvage.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>

namespace desk {
namespace {

struct VerifyOptions
{
    std::string path;
    std::string repairTo;
    bool json = false;
};

// A share of the work on the terminal; false once somebody asked to end.
class Progress
{
public:
    WorkProgress of(const std::string &what)
    {
        return [this, what](double share) {
            if (m_line.isDue())
                m_line.show(share, what);
            return !m_interruption.isRequested();
        };
    }
    void clear() { m_line.clear(); }

private:
    Interruption m_interruption;
    ProgressLine m_line;
};

void print(const VerifyOptions &options, const SessionReport &report, const SessionReport *repaired)
{
    if (options.json) {
        nlohmann::ordered_json json = reportToJson(report);
        json = {{"path", options.path}, {"report", std::move(json)}};
        if (repaired) {
            nlohmann::ordered_json made = reportToJson(*repaired);
            made.erase("whole");
            made["file"] = options.repairTo;
            json["repaired"] = std::move(made);
        }
        std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
        return;
    }
    std::cout << options.path << ": " << (report.isWhole() ? "whole" : "damaged") << '\n';
    writeReport(report, std::cout);
    if (repaired) {
        std::cout << options.repairTo << ": made of what could be read\n";
        writeReport(*repaired, std::cout);
    }
    std::cout.flush();
}

int verify(const VerifyOptions &options)
{
    std::error_code error;
    const std::filesystem::path path(options.path);
    const bool isFolder = std::filesystem::is_directory(path, error);
    if (!std::filesystem::exists(path, error))
        return complain(options.path + " does not exist");
    Progress progress;
    const WorkProgress checking = progress.of("checking " + options.path);
    auto report = isFolder ? verifyFolder(path, checking) : verifySession(path, checking);
    progress.clear();
    // A damaged header hides what the file is; its rows may be there all the same.
    if (!report && (options.repairTo.empty() || report.error().code != ErrorCode::unsupported))
        return complain(report.error());
    SessionReport found;
    if (report)
        found = *std::move(report);
    else
        found.structure.push_back(report.error().message);
    if (options.repairTo.empty()) {
        print(options, found, nullptr);
        return found.isWhole() ? exitOk : exitFailure;
    }
    const auto repaired = salvageSession(isFolder ? path / "session.desk" : path,
                                         isFolder ? path / "journal" : std::filesystem::path(),
                                         options.repairTo, progress.of("making " + options.repairTo));
    progress.clear();
    if (!repaired) {
        print(options, found, nullptr);
        return complain(repaired.error());
    }
    print(options, found, &*repaired);
    return found.isWhole() ? exitOk : exitFailure;
}

} // namespace

void addVerifyCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("verify", "Check every row of a recording, and say what was lost");
    auto options = std::make_shared<VerifyOptions>();
    addOption(*command, "SESSION", "", options->path, "A session file, or a data folder")->required();
    addOption(*command, "--repair-to", "FILE", options->repairTo,
              "Make a new session file of everything that can be read");
    command->add_flag("--json", options->json, "Machine-readable output");
    command->footer(
        "Exit code 0 when all is whole, 1 when something is damaged or lost. Nothing of what is checked is "
        "changed; repairing needs space for it twice.");
    command->callback([options, &exitCode] { exitCode = verify(*options); });
}

} // namespace desk
