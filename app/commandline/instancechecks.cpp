// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/instancechecks.h"

#include "app/commandline/certificatecheck.h"
#include "app/commandline/figures.h"
#include "app/commandline/portcheck.h"

#include "models/instance/trustedcertificates.h"
#include "models/settings/configuration.h"
#include "models/settings/folders.h"
#include "models/telemetry/timeservice.h"

#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace desk {
namespace {

using Level = Finding::Level;
using Path = std::filesystem::path;

Finding checkConfiguration(const Result<Configuration> &configuration)
{
    const Path file = configFolder() / "config.toml";
    std::error_code error;
    if (!configuration)
        return {"configuration", Level::failure, configuration.error().message,
                "mend the setting; no program of ours starts with it"};
    return {"configuration", Level::ok,
            std::filesystem::exists(file, error) ? file.string()
                                                 : "defaults (there is no " + file.string() + ")"};
}

// The folder, or of a folder that is to be made the one that it would be made in.
Path existingPart(Path folder)
{
    std::error_code error;
    while (!std::filesystem::exists(folder, error) && folder.has_parent_path() &&
           folder != folder.parent_path())
        folder = folder.parent_path();
    return folder.empty() ? Path(".") : folder;
}

Finding checkFolder(const Path &folder)
{
    std::error_code error;
    const bool exists = std::filesystem::exists(folder, error);
    const Path part = existingPart(folder);
    Finding finding{"data folder", Level::ok, folder.string() + (exists ? "" : " (will be made)")};
    if (!std::filesystem::is_directory(part, error)) {
        finding.level = Level::failure;
        finding.message = part.string() + " is not a folder";
        finding.remedy = "choose another folder with --data";
    } else if (::access(part.c_str(), W_OK | X_OK) != 0) {
        finding.level = Level::failure;
        finding.message = part.string() + " cannot be written: " + std::strerror(errno);
        finding.remedy = "mend its permissions, or choose another folder with --data";
    }
    return finding;
}

Finding checkDisk(const Path &folder)
{
    constexpr std::uint64_t scarce = 5'000'000'000; // the journal alone may take 4 GB
    constexpr std::uint64_t full = 100'000'000;
    struct statvfs disk
    {
    };
    if (::statvfs(existingPart(folder).c_str(), &disk) != 0)
        return {"disk", Level::warning, folder.string() + ": " + std::strerror(errno)};
    const std::uint64_t free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
    Finding finding{"disk", Level::ok, sizeWords(free) + " free for " + folder.string()};
    if (free < scarce) {
        finding.level = free < full ? Level::failure : Level::warning;
        finding.remedy = "make room, choose another disk with --data, or lower journal.max_bytes";
    }
    return finding;
}

// Files with secrets are their owner's alone.
void checkSecrets(Findings &findings, const Path &data)
{
    std::string good;
    for (const Path &file : {data / "credentials", data / "tokens.json", configFolder() / "credentials",
                             homeFolder() / ".constellation" / "credentials"}) {
        struct stat about
        {
        };
        if (::stat(file.c_str(), &about) != 0)
            continue;
        constexpr mode_t others = 077;
        if ((about.st_mode & others) != 0)
            findings.push_back({"credentials", Level::warning, file.string() + " can be read by others",
                                "chmod 600 '" + file.string() + "'"});
        else if (::access(file.c_str(), R_OK) != 0)
            findings.push_back({"credentials", Level::failure, file.string() + ": " + std::strerror(errno),
                                "make it readable for you"});
        else
            good += (good.empty() ? "" : ", ") + file.string();
    }
    if (!good.empty())
        findings.push_back({"credentials", Level::ok, good + ": only yours"});
}

Finding checkRunning(const Path &data, const Configuration &configuration,
                     const std::optional<InstanceInfo> &owner)
{
    if (!owner)
        return {"instance", Level::ok, "none runs on " + data.string()};
    const std::string who = owner->program + " (pid " + std::to_string(owner->pid) + ")";
    if (owner->http.empty())
        return {"instance", Level::ok, who + " holds the data folder, without a server"};
    HttpClientOptions options;
    options.baseUrl = owner->http;
    options.timeout = std::chrono::seconds(3);
    if (std::error_code error; std::filesystem::exists(certificateOf(configuration, data), error))
        options.caFile = certificateOf(configuration, data).string();
    const auto health = HttpClient(options).send("GET", "/health");
    if (!health || !health->isSuccess())
        return {"instance", Level::failure,
                who + " owns the data folder, but does not answer: " +
                    (health ? "status " + std::to_string(health->status) : health.error().message),
                "end it (kill " + std::to_string(owner->pid) + ") and start it again"};
    return {"instance", Level::ok, who + " answers at " + owner->http};
}

Finding checkPort(const Configuration &configuration, const std::optional<InstanceInfo> &owner)
{
    const std::string address = configuration.listenAddress + ":" + std::to_string(configuration.listenPort);
    const PortState state = portState(configuration.listenAddress, configuration.listenPort);
    const std::string check = "port " + std::to_string(configuration.listenPort);
    if (state.isFree)
        return {check, Level::ok, address + " is free"};
    if (!state.isTaken)
        return {check, Level::failure, address + " cannot be used: " + state.reason,
                "choose another address with --listen or server.listen"};
    if (owner && (owner->http == "http://" + address || owner->http == "https://" + address))
        return {check, Level::ok, address + " is our instance"};
    const auto holder = portHolder(configuration.listenPort);
    const std::string who = holder ? " by " + *holder : " by a program of another user";
    if (configuration.listenGiven)
        return {check, Level::failure, address + " is taken" + who,
                "end that program, or set another server.listen"};
    return {check, Level::warning, address + " is taken" + who,
            "the server takes the next free port and says which; --listen chooses one"};
}

Finding checkIpv6()
{
    const PortState state = portState("::1", 0);
    if (state.isFree)
        return {"::1", Level::ok, "the IPv6 loopback address is there"};
    return {"::1", Level::warning, "no IPv6 loopback: " + state.reason,
            "use 127.0.0.1 rather than localhost where a client tries ::1 first"};
}

} // namespace

Findings checkInstance(const ConnectionOptions &options)
{
    Findings findings;
    const auto loaded = Configuration::load();
    findings.push_back(checkConfiguration(loaded));
    Configuration configuration = loaded.value_or(Configuration{});
    if (!options.data.empty())
        configuration.dataFolder = options.data;
    if (configuration.dataFolder.empty())
        configuration.dataFolder = defaultDataFolder();
    const Path &data = configuration.dataFolder;
    findings.push_back(checkFolder(data));
    findings.push_back(checkDisk(data));
    checkSecrets(findings, data);
    checkCertificate(findings, configuration, data, SystemTimeService().now());
    const auto owner = DataFolder::owner(data);
    findings.push_back(checkRunning(data, configuration, owner));
    findings.push_back(checkPort(configuration, owner));
    findings.push_back(checkIpv6());
    return findings;
}

} // namespace desk
