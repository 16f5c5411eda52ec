// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/portcheck.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <set>
#include <sstream>
#include <sys/socket.h>
#include <unistd.h>

namespace desk {
namespace {

constexpr const char *listening = "0A"; // the state in /proc/net/tcp

// Inodes of the sockets that listen at the port.
std::set<std::string> inodes(std::uint16_t port)
{
    std::set<std::string> found;
    for (const char *table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        std::ifstream in(table);
        std::string line;
        std::getline(in, line); // the headings
        while (std::getline(in, line)) {
            std::istringstream fields(line);
            std::string number, local, remote, state, queues, timer, retransmits, user, timeout, inode;
            fields >> number >> local >> remote >> state >> queues >> timer >> retransmits >> user >>
                timeout >> inode;
            const auto colon = local.find(':');
            if (state == listening && colon != std::string::npos &&
                std::strtoul(local.c_str() + colon + 1, nullptr, 16) == port)
                found.insert("socket:[" + inode + "]");
        }
    }
    return found;
}

bool holds(const std::filesystem::path &process, const std::set<std::string> &sockets)
{
    std::error_code error;
    for (auto file = std::filesystem::directory_iterator(process / "fd", error);
         !error && file != std::filesystem::directory_iterator(); file.increment(error)) {
        std::error_code gone;
        if (sockets.count(std::filesystem::read_symlink(file->path(), gone).string()) > 0)
            return true;
    }
    return false;
}

} // namespace

PortState portState(const std::string &address, std::uint16_t port)
{
    sockaddr_storage storage{};
    socklen_t size = 0;
    auto *const v4 = reinterpret_cast<sockaddr_in *>(&storage);
    auto *const v6 = reinterpret_cast<sockaddr_in6 *>(&storage);
    if (::inet_pton(AF_INET, address.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        size = sizeof *v4;
    } else if (::inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        size = sizeof *v6;
    } else {
        return {false, false, address + " is not a numeric address"};
    }
    const int socket = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    PortState state;
    // As the server does it: connections that are just ending do not count. Listening tells more than
    // binding.
    if (socket >= 0)
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    state.isFree = socket >= 0 && ::bind(socket, reinterpret_cast<sockaddr *>(&storage), size) == 0 &&
                   ::listen(socket, 1) == 0;
    if (!state.isFree) {
        state.isTaken = errno == EADDRINUSE;
        state.reason = std::strerror(errno);
    }
    if (socket >= 0)
        ::close(socket);
    return state;
}

std::optional<std::string> portHolder(std::uint16_t port)
{
    const auto sockets = inodes(port);
    std::error_code error;
    for (auto process = std::filesystem::directory_iterator("/proc", error);
         !error && process != std::filesystem::directory_iterator(); process.increment(error)) {
        const std::string pid = process->path().filename().string();
        if (pid.find_first_not_of("0123456789") != std::string::npos || !holds(process->path(), sockets))
            continue;
        std::string name;
        std::ifstream comm(process->path() / "comm");
        std::getline(comm, name);
        return name.append(" (pid ").append(pid).append(")");
    }
    return std::nullopt;
}

} // namespace desk
