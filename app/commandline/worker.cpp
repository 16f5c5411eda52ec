// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/worker.h"

#include "app/commandline/connection.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"
#include "models/ownership/serialdevice.h"
#include "models/ownership/sqlitefolder.h"
#include "models/ownership/worker.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <iostream>

namespace desk {
namespace {

struct WorkerOptions
{
    std::string path;
    std::string serial;
    unsigned baud = 115'200;
    std::string sqlite;
    std::string controller;
    std::string token;
    std::string guid;
    std::string data;
};

constexpr unsigned serialThreads = 8; // one writes; the others wait for what comes
constexpr const char *usualController = "ws://127.0.0.1:8001";

// --controller, else CONSTELLATION_CONTROLLER, else the instance of the data folder, else the usual one.
Result<std::string> controllerOf(const WorkerOptions &options)
{
    if (!options.controller.empty())
        return options.controller;
    if (const char *from = std::getenv("CONSTELLATION_CONTROLLER"); from && *from != '\0')
        return std::string(from);
    ConnectionOptions connection;
    connection.data = options.data;
    const auto folder = chooseDataFolder(connection);
    if (!folder)
        return tl::unexpected(folder.error());
    const auto owner = DataFolder::owner(*folder);
    return owner && !owner->workers.empty() ? owner->workers : std::string(usualController);
}

std::string tokenOf(const WorkerOptions &options)
{
    const char *from = std::getenv("CONSTELLATION_API_TOKEN");
    return !options.token.empty() || !from ? options.token : std::string(from);
}

bool liesAtOrBelow(std::string_view path, const std::string &own)
{
    return path.starts_with(own) && (path.size() == own.size() || path[own.size()] == '/');
}

struct Served
{
    Worker::Handler handler;            // what is served lives in it
    std::function<void()> stop = [] {}; // what waits for the device waits no more
};

Result<Served> open(const WorkerOptions &options, unsigned &threads)
{
    Served served;
    if (!options.serial.empty()) {
        SerialDevice::Options serial;
        serial.device = options.serial;
        serial.baud = options.baud;
        auto device = SerialDevice::open(std::move(serial));
        if (!device)
            return tl::unexpected(device.error());
        threads = serialThreads;
        const std::shared_ptr<SerialDevice> shared = *std::move(device);
        served.stop = [shared] { shared->stop(); };
        served.handler = [shared, own = options.path](const WorkerMessage &request) {
            return request.path() == own ? shared->answer(request)
                                         : replyError(404, "NotFound", "there is nothing below " + own);
        };
    } else {
        auto folder = SqliteFolder::open(options.sqlite, options.path, {});
        if (!folder)
            return tl::unexpected(folder.error());
        served.handler = [files = *std::move(folder)](const WorkerMessage &request) {
            return files.answer(request);
        };
    }
    served.handler = [own = options.path, handler = served.handler](const WorkerMessage &request) {
        return liesAtOrBelow(request.path(), own) ? handler(request)
                                                  : replyError(404, "NotFound", "this worker owns " + own);
    };
    return served;
}

int work(const WorkerOptions &options)
{
    Interruption interruption;
    const auto controller = controllerOf(options);
    if (!controller)
        return complain(controller.error());
    Worker::Options own;
    own.controller = *controller;
    own.token = tokenOf(options);
    own.paths = {options.path};
    if (!options.guid.empty())
        own.guid = *Guid::parse(options.guid);
    const auto served = open(options, own.threads);
    if (!served)
        return complain(served.error());
    own.onState = [&, told = std::string()](Worker::State state, const std::string &reason) mutable {
        if (state == Worker::State::connected) {
            const nlohmann::ordered_json line{{"event", "ready"},
                                              {"guid", own.guid.text()},
                                              {"controller", own.controller},
                                              {"path", options.path}};
            std::cout << line.dump() << std::endl;
            told.clear();
        } else if (state == Worker::State::lost && std::exchange(told, reason) != reason) {
            std::cerr << "constellation: " + own.controller + ": " +
                             (reason.empty() ? "the connection ended" : reason) + "; trying again\n";
        }
    };
    auto worker = Worker::make(own, served->handler);
    if (!worker)
        return complain(worker.error());
    (*worker)->start();
    while (interruption.wait(std::chrono::hours(1))) {
    }
    served->stop();
    (*worker)->stop();
    return exitOk;
}

} // namespace

void addWorkerCommand(CLI::App &app, int &exitCode)
{
    auto *command =
        app.add_subcommand("worker", "Own a device for a controller, which gives it HTTP requests");
    command->footer(
        "Serial line: GET PATH [?since=BYTE] [&wait=MS] gives what came, POST PATH writes its body, and "
        "with\n"
        "?wait=MS [&until=TEXT] answers with what came after it. SQLite: GET PATH lists the files,\n"
        "GET PATH/FILE?sql=SELECT...[&p=VALUE...] reads, POST PATH/FILE {\"sql\",\"parameters\"} reads or "
        "writes.\n"
        "A lost connection is made anew. Each time it stands a line is printed on stdout.");
    auto options = std::make_shared<WorkerOptions>();
    addOption(*command, "--path", "/devices/x", options->path, "The path that it owns, and all below it")
        ->required()
        ->check(CLI::Validator(
            [](const std::string &path) {
                return path.size() > 1 && path.starts_with('/') && !path.ends_with('/') &&
                               path.find_first_of("?#, ") == std::string::npos
                           ? std::string()
                           : "--path must begin with / and not end with it, without ?, #, commas and spaces";
            },
            ""));
    auto *serial = addOption(*command, "--serial", "PORT", options->serial, "A serial device, /dev/ttyUSB0");
    auto *sqlite = addOption(*command, "--sqlite", "DIR", options->sqlite, "A folder of SQLite files");
    serial->excludes(sqlite);
    addOption(*command, "--baud", "N", options->baud, "Rate of the serial line; 8N1")
        ->needs(serial)
        ->capture_default_str();
    addOption(*command, "--controller", "URL", options->controller,
              "Where it connects (default: the instance of the data folder, else ws://127.0.0.1:8001)");
    addOption(*command, "--token", "T", options->token,
              "Token for a controller that wants one (default: CONSTELLATION_API_TOKEN)");
    addOption(*command, "--guid", "GUID", options->guid, "Its id (default: a new one at each start)")
        ->check(CLI::Validator(
            [](const std::string &text) {
                return Guid::parse(text) ? std::string()
                                         : "--guid must be a GUID, 8-4-4-4-12 hexadecimal digits";
            },
            ""));
    addOption(*command, "--data", "DIR", options->data, "Data folder of the instance it connects to");
    command->callback([options, serial, sqlite, &exitCode] {
        if (serial->count() + sqlite->count() != 1)
            throw CLI::RequiredError("one of --serial and --sqlite");
        exitCode = work(*options);
    });
}

} // namespace desk
