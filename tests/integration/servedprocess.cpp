// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/servedprocess.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{30};

std::string firstLine(int pipe)
{
    std::string line;
    const auto until = Clock::now() + patience;
    while (line.find('\n') == std::string::npos && Clock::now() < until) {
        pollfd waiting{pipe, POLLIN, 0};
        if (::poll(&waiting, 1, 1000) <= 0)
            continue;
        std::array<char, 1024> bytes{};
        const ssize_t got = ::read(pipe, bytes.data(), bytes.size());
        if (got <= 0)
            return {};
        line.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return line;
}

} // namespace

ServedProcess::~ServedProcess()
{
    if (m_pid > 0) {
        signal(SIGKILL);
        wait();
    }
}

bool ServedProcess::start(const std::string &dataFolder, const std::vector<std::string> &options,
                          const std::vector<std::string> &before)
{
    std::vector<std::string> words = before;
    for (const char *word : {DESK_BIN_DIR "/constellation", "serve", "--no-auth", "--listen", "127.0.0.1:0",
                             "--data", dataFolder.c_str()})
        words.emplace_back(word);
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char *> arguments;
    for (std::string &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> output{};
    if (::pipe2(output.data(), O_CLOEXEC) != 0)
        return false;
    ::setenv("CONSTELLATION_CONFIG_DIR", dataFolder.c_str(), 1); // no configuration of the machine's
    const auto begun = Clock::now();
    m_pid = ::fork();
    if (m_pid == 0) {
        ::dup2(output[1], STDOUT_FILENO);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(output[1]);
    const std::string line = firstLine(output[0]);
    ::close(output[0]);
    m_readyAfter = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
    static constexpr std::string_view address = "http://127.0.0.1:";
    const auto at = line.find(address);
    if (at == std::string::npos)
        return false;
    m_port = static_cast<std::uint16_t>(std::strtoul(line.c_str() + at + address.size(), nullptr, 10));
    return m_port != 0;
}

void ServedProcess::signal(int number) const
{
    if (m_pid > 0)
        ::kill(m_pid, number);
}

int ServedProcess::wait()
{
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace desk
