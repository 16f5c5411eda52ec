// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/serve.h"

#include "app/commandline/exitcode.h"
#include "models/instance/instance.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <langinfo.h>

#include <array>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>

namespace desk {
namespace {

struct ServeOptions
{
    std::string data;
    std::string listen;
    std::string workers;
    std::string ack;
    bool noAuth = false;
    bool noRecord = false;
};

constexpr int configurationRefused = 78;

int serveExitCode(const Error &error)
{
    switch (error.code) {
    case ErrorCode::addressInUse:
    case ErrorCode::alreadyRunning:
    case ErrorCode::invalidArgument:
    case ErrorCode::parseError:
    case ErrorCode::permissionDenied:
    case ErrorCode::unsupported:
        return configurationRefused;
    default:
        return exitFailure;
    }
}

Result<Configuration> configurationFor(const ServeOptions &options)
{
    auto configuration = Configuration::load();
    if (!configuration)
        return configuration;
    if (!options.data.empty())
        configuration->dataFolder = options.data;
    if (options.noRecord)
        configuration->record = false;
    if (options.noAuth)
        configuration->requireToken = false;
    if (!options.ack.empty()) {
        if (auto set = configuration->setAck(options.ack); !set)
            return tl::unexpected(set.error());
    }
    if (!options.listen.empty()) {
        if (auto set = configuration->setListen(options.listen); !set)
            return tl::unexpected(set.error());
    }
    if (!options.workers.empty()) {
        if (auto set = configuration->setWorkers(options.workers); !set)
            return tl::unexpected(set.error());
    }
    return configuration;
}

// Threads of links run event loops of Qt, which ask for an application object; this thread runs none. Qt
// warns where the locale has no UTF-8 and takes on its way of writing numbers, which files of ours must not
// follow.
std::unique_ptr<QCoreApplication> makeEventLoops()
{
    std::setlocale(LC_ALL, "");
    if (std::string_view(nl_langinfo(CODESET)) != "UTF-8")
        ::setenv("LC_ALL", "C.UTF-8", 1);
    static int count = 1;
    static std::array<char, 14> name{"constellation"};
    static std::array<char *, 2> arguments{name.data(), nullptr};
    auto application = std::make_unique<QCoreApplication>(count, arguments.data());
    std::setlocale(LC_ALL, "C");
    return application;
}

int serve(const ServeOptions &options)
{
    // Blocked before any thread exists, so that only sigwait() below sees them.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const auto configuration = configurationFor(options);
    if (!configuration) {
        std::cerr << "constellation: " << configuration.error().message << '\n';
        return configurationRefused;
    }
    const std::unique_ptr<QCoreApplication> eventLoops = makeEventLoops();
    const SystemTimeService time;
    Instance instance({*configuration, "constellation serve", false}, time);
    const auto ready = instance.start();
    if (!ready) {
        std::cerr << "constellation: " << ready.error().message << '\n';
        return serveExitCode(ready.error());
    }
    nlohmann::ordered_json line{
        {"event", "ready"}, {"http", ready->http}, {"workers", nullptr}, {"data", ready->data}};
    if (!ready->workers.empty())
        line["workers"] = ready->workers;
    if (!ready->fingerprint.empty())
        line["fingerprint"] = ready->fingerprint;
    if (!ready->newToken.empty())
        line["token"] = ready->newToken;
    std::cout << line.dump() << std::endl; // flushed: whoever started us waits for it
    if (ready->wantedPort != 0 && ready->port != ready->wantedPort)
        std::cerr << "constellation: port " << ready->wantedPort << " is taken, using " << ready->port
                  << '\n';
    int signal = 0;
    sigwait(&ending, &signal);
    instance.stop();
    if (instance.unrecorded() > 0)
        std::cerr
            << "constellation: " << instance.unrecorded()
            << " points are not in the session file yet; they stay in the journal and are recorded at the "
               "next start\n";
    return 0;
}

} // namespace

void addServeCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("serve", "Run the embedded server without a window");
    auto options = std::make_shared<ServeOptions>();
    command->add_option("--data", options->data, "Data folder (default: $XDG_DATA_HOME/constellation)");
    command->add_option("--listen", options->listen,
                        "Address and port, 127.0.0.1:8000; port 0 takes any free one");
    command->add_option("--workers", options->workers,
                        "Where workers that own devices connect, 127.0.0.1:8001; off = nowhere");
    command
        ->add_option("--ack", options->ack,
                     "What an acknowledgement means: memory, os (default; a killed server loses nothing) or "
                     "disk (a power loss neither)")
        ->check(CLI::IsMember({"memory", "os", "disk"}));
    command->add_flag("--no-auth", options->noAuth, "No token needed on the loopback interface");
    command->add_flag("--no-record", options->noRecord,
                      "Keep no session file: history reaches as far back as the journal");
    command->callback([options, &exitCode] { exitCode = serve(*options); });
}

} // namespace desk
