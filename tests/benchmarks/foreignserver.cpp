// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/foreignserver.h"

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <netinet/in.h>
#include <pwd.h>
#include <spawn.h>
#include <sstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr auto readyWithin = 30s;
constexpr auto endWithin = 20s;

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

std::uint16_t freePort()
{
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(made, reinterpret_cast<const sockaddr *>(&address), size);
    ::getsockname(made, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(made);
    return ntohs(address.sin_port);
}

bool accepts(std::uint16_t port)
{
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool good = ::connect(made, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(made);
    return good;
}

std::map<long, long> parents()
{
    std::map<long, long> result;
    std::error_code error;
    for (const auto &each : std::filesystem::directory_iterator("/proc", error)) {
        const long pid = std::strtol(each.path().filename().c_str(), nullptr, 10);
        std::ifstream stat(each.path() / "stat");
        std::string line;
        if (pid <= 0 || !std::getline(stat, line) || line.rfind(')') == std::string::npos)
            continue;
        std::istringstream rest(line.substr(line.rfind(')') + 2));
        std::string state;
        long parent = 0;
        rest >> state >> parent;
        result[pid] = parent;
    }
    return result;
}

} // namespace

ForeignServer::ForeignServer(ForeignServer &&other) noexcept
    : m_folder(std::exchange(other.m_folder, {}))
    , m_pid(std::exchange(other.m_pid, -1))
    , m_port(other.m_port)
{
}

ForeignServer::~ForeignServer()
{
    if (m_pid > 0) {
        const auto child = static_cast<pid_t>(m_pid);
        ::kill(child, SIGINT); // PostgreSQL: without waiting for clients; the others: as SIGTERM
        const auto until = std::chrono::steady_clock::now() + endWithin;
        while (::waitpid(child, nullptr, WNOHANG) == 0) {
            if (std::chrono::steady_clock::now() > until)
                ::kill(child, SIGKILL);
            std::this_thread::sleep_for(20ms);
        }
    }
    std::error_code ignored;
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

std::vector<std::string> ForeignServer::filled(const std::vector<std::string> &command,
                                               const std::string &user) const
{
    std::vector<std::string> words;
    if (!user.empty() && ::geteuid() == 0)
        words = {"/usr/bin/setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--"};
    for (std::string word : command) {
        for (const auto &[name, value] :
             {std::pair<std::string, std::string>{"{folder}", (m_folder / "data").string()},
              {"{port}", std::to_string(m_port)}}) {
            if (const std::size_t at = word.find(name); at != std::string::npos)
                word.replace(at, name.size(), value);
        }
        words.push_back(std::move(word));
    }
    return words;
}

// What it says goes to a file in its folder.
Result<long> ForeignServer::spawn(const std::vector<std::string> &command) const
{
    std::vector<std::string> words = command;
    std::vector<char *> arguments;
    for (std::string &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, (m_folder / "log").c_str(),
                                     O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    pid_t child = -1;
    const int code = ::posix_spawn(&child, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0)
        return failure(ErrorCode::notFound, words[0] + ": " + std::strerror(code));
    return child;
}

Result<void> ForeignServer::awaitPort(const std::string &name) const
{
    const auto until = std::chrono::steady_clock::now() + readyWithin;
    while (!accepts(m_port)) {
        if (std::chrono::steady_clock::now() > until ||
            ::waitpid(static_cast<pid_t>(m_pid), nullptr, WNOHANG) != 0) {
            std::ifstream log(m_folder / "log");
            std::stringstream text;
            text << log.rdbuf();
            return failure(ErrorCode::internal, name + " does not start: " + text.str());
        }
        std::this_thread::sleep_for(20ms);
    }
    return {};
}

Result<ForeignServer> ForeignServer::start(const Options &options)
{
    ForeignServer server;
    std::string folder = (std::filesystem::temp_directory_path() / "constellation-compare-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return failure(ErrorCode::internal, folder + ": " + std::strerror(errno));
    server.m_folder = folder;
    server.m_port = freePort();
    std::filesystem::create_directory(server.m_folder / "data");
    if (!options.user.empty() && ::geteuid() == 0) {
        const passwd *user = ::getpwnam(options.user.c_str());
        if (!user || ::chmod(folder.c_str(), 0755) != 0 ||
            ::chown((server.m_folder / "data").c_str(), user->pw_uid, user->pw_gid) != 0)
            return failure(ErrorCode::notFound, "there is no user " + options.user + " to run it");
    }
    if (!options.prepare.empty()) {
        const auto child = server.spawn(server.filled(options.prepare, options.user));
        int status = 0;
        if (!child || ::waitpid(static_cast<pid_t>(*child), &status, 0) < 0 || status != 0)
            return failure(ErrorCode::internal, options.name + " could not be prepared");
    }
    const auto child = server.spawn(server.filled(options.command, options.user));
    if (!child)
        return tl::unexpected(child.error());
    server.m_pid = *child;
    if (auto ready = server.awaitPort(options.name); !ready) {
        return tl::unexpected(ready.error());
    }
    return server;
}

ProcessUsage ForeignServer::usage() const
{
    const std::map<long, long> parentOf = parents();
    ProcessUsage sum;
    for (const auto &[pid, unused] : parentOf) {
        long ancestor = pid;
        while (ancestor > 1 && ancestor != m_pid) {
            const auto parent = parentOf.find(ancestor);
            ancestor = parent == parentOf.end() ? 0 : parent->second;
        }
        if (ancestor != m_pid)
            continue;
        const ProcessUsage each = ProcessUsage::of(pid);
        sum.seconds += each.seconds;
        sum.bytes += each.bytes;
    }
    return sum;
}

} // namespace desk
