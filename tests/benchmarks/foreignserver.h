// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include "app/commandline/serverprocess.h"

#include <filesystem>
#include <vector>

namespace desk {

// Another project's server on a loopback port and in a temporary folder, ended and removed with this object.
// One thread.
class ForeignServer
{
public:
    struct Options
    {
        std::string name;
        // {folder} and {port} stand for what is chosen here.
        std::vector<std::string> prepare; // run to its end first; may be empty
        std::vector<std::string> command;
        std::string user; // who runs it when we are root; empty = we
    };

    // Ends when it accepts connections. Errors: not there, or it does not start.
    static Result<ForeignServer> start(const Options &options);
    ~ForeignServer();
    ForeignServer(ForeignServer &&other) noexcept;
    ForeignServer &operator=(ForeignServer &&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    // Of its data, removed with this object.
    [[nodiscard]] std::filesystem::path folder() const { return m_folder / "data"; }
    // Of the server and all its children.
    [[nodiscard]] ProcessUsage usage() const;

private:
    ForeignServer() = default;
    [[nodiscard]] std::vector<std::string> filled(const std::vector<std::string> &command,
                                                  const std::string &user) const;
    Result<long> spawn(const std::vector<std::string> &command) const;
    Result<void> awaitPort(const std::string &name) const;

    std::filesystem::path m_folder;
    long m_pid = -1;
    std::uint16_t m_port = 0;
};

} // namespace desk
