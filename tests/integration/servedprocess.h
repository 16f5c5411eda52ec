// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace desk {

// A `constellation serve` of the build folder on a given data folder, as a process of its own so that it can
// be killed. One thread.
class ServedProcess
{
public:
    ~ServedProcess(); // kills what still runs

    // Without tokens, on any free port. before: a command to start it under, such as strace. False when it
    // did not become ready within 30 s.
    bool start(const std::string &dataFolder, const std::vector<std::string> &options,
               const std::vector<std::string> &before = {});
    void signal(int number) const;
    // Its exit code, or 128 + the signal that ended it.
    int wait();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] long pid() const { return m_pid; }
    [[nodiscard]] std::chrono::milliseconds readyAfter() const { return m_readyAfter; }

private:
    int m_pid = -1;
    std::uint16_t m_port = 0;
    std::chrono::milliseconds m_readyAfter{};
};

} // namespace desk
