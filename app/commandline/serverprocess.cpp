// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/serverprocess.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr auto readyWithin = 20s;
constexpr auto endWithin = 6s;

tl::unexpected<Error> notStarted(const std::string &what)
{
    return failure(ErrorCode::internal, "the server to be measured could not be started: " + what);
}

// Ours without what would configure it.
std::vector<std::string> environment(const std::filesystem::path &folder)
{
    std::vector<std::string> variables;
    for (char **each = environ; *each; ++each) {
        const std::string_view variable(*each);
        if (!variable.starts_with("CONSTELLATION_"))
            variables.emplace_back(variable);
    }
    variables.push_back("CONSTELLATION_CONFIG_DIR=" + (folder / "config").string());
    return variables;
}

std::vector<char *> pointers(std::vector<std::string> &texts)
{
    std::vector<char *> list;
    list.reserve(texts.size() + 1);
    for (std::string &text : texts)
        list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

} // namespace

Result<ServerProcess> ServerProcess::start(const Options &options)
{
    ServerProcess server;
    std::string folder = (std::filesystem::temp_directory_path() / "constellation-bench-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return notStarted(folder + ": " + std::strerror(errno));
    server.m_folder = folder;
    if (auto configured = server.configure(); !configured)
        return tl::unexpected(configured.error());
    if (auto spawned = server.spawn(options); !spawned)
        return tl::unexpected(spawned.error());
    return server;
}

ServerProcess::ServerProcess(ServerProcess &&other) noexcept
    : m_folder(std::exchange(other.m_folder, {}))
    , m_pid(std::exchange(other.m_pid, -1))
    , m_url(std::move(other.m_url))
    , m_token(std::move(other.m_token))
{
}

ServerProcess::~ServerProcess()
{
    if (m_pid > 0) {
        const auto child = static_cast<pid_t>(m_pid);
        ::kill(child, SIGTERM);
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

Result<void> ServerProcess::configure() const
{
    std::error_code error;
    std::filesystem::create_directories(m_folder / "config", error);
    const auto space = std::filesystem::space(m_folder, error);
    constexpr std::uint64_t least = 4ULL << 30U;
    std::ofstream file(m_folder / "config" / "config.toml");
    file << "[journal]\nmax_bytes = " << (error ? least : std::max<std::uint64_t>(least, space.available / 2))
         << '\n';
    return file.flush() ? Result<void>{} : Result<void>(notStarted("its folder cannot be written"));
}

Result<void> ServerProcess::spawn(const Options &options)
{
    std::array<int, 2> output{};
    if (::pipe2(output.data(), O_CLOEXEC) != 0)
        return notStarted(std::strerror(errno));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    // It waits for signals itself, whatever we block.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);

    std::error_code error;
    const std::string program =
        (options.program.empty() ? std::filesystem::read_symlink("/proc/self/exe", error) : options.program)
            .string();
    std::vector<std::string> arguments{program,    "serve",      "--data", (m_folder / "data").string(),
                                       "--listen", "127.0.0.1:0"};
    if (options.ack != Options{}.ack) {
        arguments.emplace_back("--ack");
        arguments.push_back(options.ack);
    }
    if (!options.record)
        arguments.emplace_back("--no-record");
    std::vector<std::string> variables = environment(m_folder);
    pid_t child = -1;
    const int code = ::posix_spawn(&child, program.c_str(), &actions, &attributes, pointers(arguments).data(),
                                   pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    ::close(output[1]);
    auto ready = code == 0 ? Result<void>{} : notStarted(program + ": " + std::strerror(code));
    if (ready) {
        m_pid = child;
        ready = awaitReady(output[0]);
    }
    ::close(output[0]);
    return ready;
}

// Its first line says where it listens.
Result<void> ServerProcess::awaitReady(int output)
{
    std::string line;
    const auto until = std::chrono::steady_clock::now() + readyWithin;
    while (line.find('\n') == std::string::npos) {
        pollfd waiting{output, POLLIN, 0};
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= 0ms || ::poll(&waiting, 1, static_cast<int>(left.count())) == 0)
            return notStarted("it was not ready in time");
        std::array<char, 1024> bytes{};
        const ssize_t got = ::read(output, bytes.data(), bytes.size());
        if (got <= 0)
            return notStarted("it ended at once");
        line.append(bytes.data(), static_cast<std::size_t>(got));
    }
    const auto ready = nlohmann::json::parse(line.substr(0, line.find('\n')), nullptr, false);
    if (!ready.is_object() || !ready.contains("http"))
        return notStarted("it said " + line.substr(0, line.find('\n')));
    m_url = ready.value("http", "");
    m_token = ready.value("token", "");
    return {};
}

ProcessUsage ProcessUsage::of(long pid)
{
    ProcessUsage usage;
    const std::string folder = "/proc/" + std::to_string(pid);
    std::ifstream stat(folder + "/stat");
    std::string text;
    std::getline(stat, text);
    // After the name in parentheses come the state and numbers; user and system time are the 12th and 13th of
    // them.
    const std::size_t name = text.rfind(')');
    std::istringstream fields(name == std::string::npos ? std::string() : text.substr(name + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    usage.seconds = (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    std::ifstream(folder + "/statm") >> size >> resident;
    usage.bytes = resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return usage;
}

} // namespace desk
