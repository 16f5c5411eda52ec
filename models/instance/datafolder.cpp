// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/datafolder.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

std::optional<InstanceInfo> readInfo(const std::filesystem::path &file)
{
    std::ifstream in(file);
    const Json json = Json::parse(in, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    InstanceInfo info;
    try {
        info.pid = json.value("pid", 0L);
        info.program = json.value("program", std::string());
        info.http = json.value("http", std::string());
        if (const auto workers = json.find("workers"); workers != json.end() && workers->is_string())
            info.workers = workers->get<std::string>();
        info.started = parseTimestamp(json.value("started", std::string())).value_or(Timestamp{});
    } catch (const Json::exception &) {
        return std::nullopt;
    }
    return info;
}

Result<void> writeFile(int file, const std::string &text, const std::filesystem::path &path)
{
    if (::ftruncate(file, 0) != 0 ||
        ::pwrite(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        return failure(ErrorCode::storageUnavailable,
                       "cannot write " + path.string() + ": " + std::strerror(errno));
    return {};
}

} // namespace

Result<DataFolder> DataFolder::take(const std::filesystem::path &path, const std::string &program,
                                    Timestamp now)
{
    const auto denied = [&](const std::string &why) {
        return failure(ErrorCode::permissionDenied,
                       "the data folder " + path.string() + " cannot be used: " + why +
                           "; choose another with --data or mend its permissions");
    };
    std::error_code error;
    const bool made = std::filesystem::create_directories(path, error);
    if (error)
        return denied(error.message());
    if (made)
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
    const std::filesystem::path file = path / "instance.json";
    const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return denied(std::strerror(errno));
    // A reader of instance.json holds a shared lock for an instant; only a lasting one is an owner.
    int tries = 0;
    while (::flock(lock, LOCK_EX | LOCK_NB) != 0 && ++tries < 10)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (tries == 10) {
        ::close(lock);
        const auto owner = readInfo(file).value_or(InstanceInfo{});
        return failure(ErrorCode::alreadyRunning, "the data folder " + path.string() + " is in use by " +
                                                      owner.program + " (pid " + std::to_string(owner.pid) +
                                                      ") at " + owner.http +
                                                      "; stop it, or choose another folder with --data");
    }
    DataFolder folder(path, lock, {::getpid(), program, {}, {}, now});
    if (auto written = folder.announce({}, {}); !written)
        return tl::unexpected(written.error());
    return folder;
}

DataFolder::DataFolder(DataFolder &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_lock(std::exchange(other.m_lock, -1))
    , m_info(std::move(other.m_info))
{
}

DataFolder::~DataFolder()
{
    if (m_lock < 0)
        return;
    static_cast<void>(::ftruncate(m_lock, 0)); // nobody is announced once the lock is gone
    ::close(m_lock);
}

Result<void> DataFolder::announce(const std::string &http, const std::string &workers)
{
    m_info.http = http;
    m_info.workers = workers;
    const Json json{{"pid", m_info.pid},
                    {"program", m_info.program},
                    {"http", http},
                    {"workers", workers.empty() ? Json(nullptr) : Json(workers)},
                    {"started", formatTimestamp(m_info.started)}};
    return writeFile(m_lock, json.dump() + "\n", m_path / "instance.json");
}

std::optional<InstanceInfo> DataFolder::owner(const std::filesystem::path &path)
{
    const std::filesystem::path file = path / "instance.json";
    const int lock = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (lock < 0)
        return std::nullopt;
    const bool held = ::flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(lock);
    return held ? readInfo(file) : std::nullopt;
}

Result<void> DataFolder::storeToken(const std::string &token) const
{
    const std::filesystem::path path = m_path / "credentials";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return failure(ErrorCode::permissionDenied,
                       "cannot write " + path.string() + ": " + std::strerror(errno));
    auto written = writeFile(file, "access_token: " + token + "\n", path);
    ::close(file);
    return written;
}

std::optional<std::string> DataFolder::storedToken(const std::filesystem::path &path)
{
    std::ifstream in(path / "credentials");
    std::string line;
    while (std::getline(in, line)) {
        static constexpr std::string_view key = "access_token:";
        if (!line.starts_with(key))
            continue;
        const auto from = line.find_first_not_of(" \t\"", key.size());
        const auto to = line.find_last_not_of(" \t\r\"");
        if (from != std::string::npos && to >= from)
            return line.substr(from, to - from + 1);
    }
    return std::nullopt;
}

} // namespace desk
