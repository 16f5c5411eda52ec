// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/token.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/tokenaccess.h"

#include "models/settings/duration.h"
#include "models/telemetry/timeservice.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

struct TokenOptions
{
    ConnectionOptions connection;
    std::vector<std::string> scopes;
    std::string expires;
    std::string name;
    std::vector<std::string> ids;
    bool json = false;
};

// "30 d" from now, or a time.
Result<std::optional<Timestamp>> expiry(const std::string &text)
{
    if (text.empty() || text == "never")
        return std::optional<Timestamp>();
    if (const auto time = parseTimestamp(text))
        return *time;
    const auto duration = parseDuration(text);
    if (!duration)
        return failure(ErrorCode::invalidArgument,
                       "--expires: " + text +
                           " is neither a duration (30 d, 12 h) nor a time (2027-01-31T00:00:00Z)");
    return SystemTimeService().now() + *duration;
}

std::string joined(const Json &scopes)
{
    std::string text;
    for (const Json &scope : scopes)
        text += (text.empty() ? "" : " ") + scope.get<std::string>();
    return text;
}

int create(const TokenOptions &options)
{
    const auto expires = expiry(options.expires);
    if (!expires)
        return complain(expires.error(), exitUsage);
    auto access = TokenAccess::open(options.connection);
    if (!access)
        return complainOfConfiguration(access.error());
    const auto made = access->create(options.name, options.scopes, *expires);
    if (!made)
        return complain(made.error());
    if (options.json) {
        std::cout << made->dump() << '\n';
        return exitOk;
    }
    std::cout << made->value("token", "") << '\n';
    std::cerr << "token " << made->value("id", "") << " for " << access->place() << ", scopes "
              << joined((*made)["scopes"])
              << (made->contains("expires") ? ", expires " + made->value("expires", "") : std::string())
              << "\nIt is shown this once; keep it, for example as CONSTELLATION_API_TOKEN.\n";
    return exitOk;
}

int list(const TokenOptions &options)
{
    auto access = TokenAccess::open(options.connection);
    if (!access)
        return complainOfConfiguration(access.error());
    const auto tokens = access->list();
    if (!tokens)
        return complain(tokens.error());
    if (options.json) {
        std::cout << Json{{"tokens", *tokens}}.dump() << '\n';
        return exitOk;
    }
    std::size_t widest = 4;
    for (const Json &token : *tokens)
        widest = std::max(widest, token.value("name", "").size());
    const auto row = [&](const std::string &id, const std::string &name, const std::string &created,
                         const std::string &expires, const std::string &scopes) {
        std::cout << std::left << std::setw(14) << id << std::setw(static_cast<int>(widest) + 2) << name
                  << std::setw(26) << created << std::setw(26) << expires << scopes << '\n';
    };
    row("ID", "NAME", "CREATED", "EXPIRES", "SCOPES");
    for (const Json &token : *tokens)
        row(token.value("id", ""), token.value("name", ""), token.value("created", ""),
            token.value("expires", "never"), joined(token.value("scopes", Json::array())));
    return exitOk;
}

int revoke(const TokenOptions &options)
{
    auto access = TokenAccess::open(options.connection);
    if (!access)
        return complainOfConfiguration(access.error());
    for (const std::string &id : options.ids) {
        const auto gone = access->revoke(id);
        if (!gone)
            return complain(gone.error());
        if (options.json)
            std::cout << Json{{"revoked", *gone}}.dump() << '\n';
        else
            std::cerr << "token " << *gone << " of " << access->place() << " is revoked\n";
    }
    return exitOk;
}

} // namespace

void addTokenCommand(CLI::App &app, int &exitCode)
{
    auto *token = app.add_subcommand("token", "Local tokens of a server or a data folder");
    auto options = std::make_shared<TokenOptions>();
    options->scopes = {"write"};
    const auto shared = [options](CLI::App &command) {
        addConnectionOptions(command, options->connection);
        command.add_flag("--json", options->json, "Machine-readable output");
    };

    auto *creating = token->add_subcommand("create", "Make a token; it is printed once");
    shared(*creating);
    addOption(*creating, "--scopes", "LIST", options->scopes,
              "What it may do, separated by commas (default: write)")
        ->delimiter(',');
    addOption(*creating, "--expires", "TIME", options->expires,
              "When it ends: 30d, 12h, 2027-01-31T00:00:00Z (default: never)");
    addOption(*creating, "--name", "TEXT", options->name, "What it is for");
    creating->callback([options, &exitCode] { exitCode = create(*options); });

    auto *listing = token->add_subcommand("list", "The tokens there are");
    shared(*listing);
    listing->callback([options, &exitCode] { exitCode = list(*options); });

    auto *revoking = token->add_subcommand("revoke", "End tokens; their next request fails");
    shared(*revoking);
    addOption(*revoking, "ID", "", options->ids, "As list shows it, or the beginning of it")->required();
    revoking->callback([options, &exitCode] { exitCode = revoke(*options); });
}

} // namespace desk
