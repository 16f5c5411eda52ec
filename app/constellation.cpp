// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/bench.h"
#include "app/commandline/contacts.h"
#include "app/commandline/doctor.h"
#include "app/commandline/exchange.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/post.h"
#include "app/commandline/predict.h"
#include "app/commandline/query.h"
#include "app/commandline/replay.h"
#include "app/commandline/route.h"
#include "app/commandline/scoreforecasts.h"
#include "app/commandline/serve.h"
#include "app/commandline/simulate.h"
#include "app/commandline/token.h"
#include "app/commandline/topology.h"
#include "app/commandline/verify.h"
#include "app/commandline/worker.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace desk {
namespace {

// The innermost command that was named; the program itself where none was.
const CLI::App &named(const CLI::App &app)
{
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? app : named(*chosen.front());
}

std::string fullName(const CLI::App &command)
{
    const CLI::App *parent = command.get_parent();
    return (parent ? fullName(*parent) + " " : "") + command.get_name();
}

std::string commandNames(const CLI::App &command)
{
    std::string names;
    for (const CLI::App *inner : command.get_subcommands([](const CLI::App *) { return true; }))
        names += (names.empty() ? "" : ", ") + inner->get_name();
    return names;
}

// --version everywhere; a command of commands needs one of them.
void complete(CLI::App &command)
{
    command.set_version_flag("--version", "constellation " DESK_VERSION);
    const auto inner = command.get_subcommands([](const CLI::App *) { return true; });
    for (CLI::App *each : inner)
        complete(*each);
    if (!inner.empty())
        command.require_subcommand(0, 1);
}

int usageError(const CLI::App &app, const std::string &message)
{
    const std::string name = fullName(named(app));
    std::cerr << "constellation: " << message << "\nTry '" << name << " --help' for more information.\n";
    return exitUsage;
}

// CLI11 says of words it does not know only that it did not expect them.
std::string wordsFor(const CLI::App &app, const CLI::ParseError &error)
{
    const CLI::App &command = named(app);
    const auto unknown = app.remaining(true);
    if (dynamic_cast<const CLI::ExtrasError *>(&error) == nullptr || unknown.empty())
        return error.what();
    const std::string &word = unknown.front();
    if (word.starts_with('-') && word.size() > 1)
        return "unknown option " + word;
    const std::string commands = commandNames(command);
    return commands.empty() ? "unexpected argument " + word
                            : "unknown command " + word + "; the commands are " + commands;
}

int run(int argc, char **argv)
{
    CLI::App app("Ingest server and tools of Constellation Desk, without a window", "constellation");
    int exitCode = exitOk;
    addServeCommand(app, exitCode);
    addPostCommand(app, exitCode);
    addSimulateCommand(app, exitCode);
    addTopologyCommand(app, exitCode);
    addContactsCommand(app, exitCode);
    addPredictCommand(app, exitCode);
    addQueryCommand(app, exitCode);
    addRouteCommand(app, exitCode);
    addTokenCommand(app, exitCode);
    addExportCommand(app, exitCode);
    addImportCommand(app, exitCode);
    addForecastScoreCommand(app, exitCode);
    addBenchCommand(app, exitCode);
    addVerifyCommand(app, exitCode);
    addReplayCommand(app, exitCode);
    addDoctorCommand(app, exitCode);
    addWorkerCommand(app, exitCode);
    complete(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
            return app.exit(error); // --help and --version, on stdout
        return usageError(app, wordsFor(app, error));
    }
    const CLI::App &command = named(app);
    if (const std::string commands = commandNames(command); !commands.empty())
        return usageError(app, "a command is missing: " + commands);
    return exitCode;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    try {
        return desk::run(argc, argv);
    } catch (const std::exception &error) {
        return desk::complain(error.what());
    }
}
