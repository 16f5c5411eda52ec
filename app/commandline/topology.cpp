// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/topology.h"

#include "app/commandline/connection.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/textfile.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

namespace desk {
namespace {

struct TopologyOptions
{
    ConnectionOptions connection;
    std::string file;
};

constexpr const char *topologyPath = "/api/v1/topology/";

std::string counts(const std::string &json)
{
    const auto fleet = nlohmann::json::parse(json, nullptr, false);
    const auto size = [&](const char *member) {
        if (!fleet.is_object() || !fleet.contains(member))
            return std::string("?");
        const auto &list = fleet[member];
        return list.is_number() ? list.dump() : std::to_string(list.size());
    };
    return size("nodes") + " nodes, " + size("edges") + " edges";
}

// Whole or not at all: written beside the file, then renamed.
Result<void> writeFile(const std::string &name, const std::string &text)
{
    const std::string fresh = name + ".new";
    {
        std::ofstream out(fresh, std::ios::binary);
        out << text;
        if (!out.flush())
            return failure(ErrorCode::permissionDenied, "cannot write " + fresh);
    }
    std::error_code error;
    std::filesystem::rename(fresh, name, error);
    if (error)
        return failure(ErrorCode::permissionDenied, "cannot write " + name + ": " + error.message());
    return {};
}

int pull(const TopologyOptions &options)
{
    Interruption interruption;
    const auto server = chooseServer(options.connection);
    if (!server)
        return complainOfConfiguration(server.error());
    HttpClient client(server->client());
    const auto response =
        client.send("GET", topologyPath, {}, {}, [&] { return interruption.isRequested(); });
    if (const auto failed = requestFailure(response, *server))
        return complain(*failed);
    const std::string text = response->body + "\n";
    if (options.file.empty() || options.file == "-") {
        std::cout << text;
        return std::cout.flush() ? exitOk : complain("cannot write to stdout");
    }
    if (const auto written = writeFile(options.file, text); !written)
        return complain(written.error());
    std::cerr << options.file << ": " << counts(response->body) << " from " << server->url << '\n';
    return exitOk;
}

Result<std::string> readAll(const std::string &name)
{
    if (name != "-")
        return readTextFile(name);
    std::stringstream text;
    text << std::cin.rdbuf();
    return text.str();
}

int push(const TopologyOptions &options)
{
    const auto fleet = readAll(options.file);
    if (!fleet)
        return complain(fleet.error());
    Interruption interruption;
    const auto server = chooseServer(options.connection);
    if (!server)
        return complainOfConfiguration(server.error());
    HttpClient client(server->client());
    const auto response =
        client.send("PUT", topologyPath, *fleet, {}, [&] { return interruption.isRequested(); });
    if (const auto failed = requestFailure(response, *server))
        return complain(options.file + ": " + failed->message);
    std::cerr << options.file << ": " << counts(response->body) << " to " << server->url << '\n';
    return exitOk;
}

} // namespace

void addTopologyCommand(CLI::App &app, int &exitCode)
{
    auto *topology = app.add_subcommand("topology", "The fleet graph of a server");
    auto options = std::make_shared<TopologyOptions>();

    auto *pulling = topology->add_subcommand("pull", "Print the fleet graph as JSON");
    addConnectionOptions(*pulling, options->connection);
    addOption(*pulling, "--out", "FILE", options->file, "Into this file instead");
    pulling->callback([options, &exitCode] { exitCode = pull(*options); });

    auto *pushing = topology->add_subcommand("push", "Replace the fleet's definition by that of a file");
    addConnectionOptions(*pushing, options->connection);
    addOption(*pushing, "FILE", "", options->file, "JSON as pull prints it; - = stdin")->required();
    pushing->callback([options, &exitCode] { exitCode = push(*options); });
}

} // namespace desk
