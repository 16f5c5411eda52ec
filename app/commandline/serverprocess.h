// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <filesystem>

namespace desk {

// A `constellation serve` of our own on an empty data folder and any free port. Its configuration is the
// defaults, but that the journal may take half of the free disk: a measurement must not end at its limit.
// Ended, and its folder removed, with this object. One thread.
class ServerProcess
{
public:
    struct Options
    {
        std::string ack = "os";
        bool record = false;           // keep a session file
        std::filesystem::path program; // empty = this one
    };
    static Result<ServerProcess> start(const Options &options);
    ~ServerProcess();
    ServerProcess(ServerProcess &&other) noexcept;
    ServerProcess &operator=(ServerProcess &&) = delete;

    [[nodiscard]] const std::string &url() const { return m_url; }
    [[nodiscard]] const std::string &token() const { return m_token; }
    [[nodiscard]] long pid() const { return m_pid; }

private:
    ServerProcess() = default;
    Result<void> spawn(const Options &options);
    Result<void> configure() const;
    Result<void> awaitReady(int output);

    std::filesystem::path m_folder;
    long m_pid = -1;
    std::string m_url;
    std::string m_token;
};

// What a process used so far: user and system time in seconds, and resident memory in bytes. Zeros where it
// is not there.
struct ProcessUsage
{
    double seconds = 0;
    std::uint64_t bytes = 0;

    static ProcessUsage of(long pid);
};

} // namespace desk
