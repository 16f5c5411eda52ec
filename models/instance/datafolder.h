// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <filesystem>
#include <optional>
#include <string>

namespace desk {

// What instance.json says of the program that owns a data folder.
struct InstanceInfo
{
    long pid = 0;
    std::string program;
    std::string http;    // http://127.0.0.1:8000
    std::string workers; // ws://127.0.0.1:8001; empty = none
    Timestamp started{};
};

// A data folder and its one owner: the holder of an flock on instance.json. Released by the destructor and by
// the end of the process, however it comes. Any one thread.
class DataFolder
{
public:
    // Makes the folder (0700) and takes it. alreadyRunning names the owner; permissionDenied the remedy.
    static Result<DataFolder> take(const std::filesystem::path &path, const std::string &program,
                                   Timestamp now);
    ~DataFolder();
    DataFolder(DataFolder &&other) noexcept;
    DataFolder &operator=(DataFolder &&) = delete;

    // Tells other programs where we listen.
    Result<void> announce(const std::string &http, const std::string &workers);
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

    // The running owner of a folder, without taking anything; nothing when nobody holds it.
    static std::optional<InstanceInfo> owner(const std::filesystem::path &path);

    // Our own programs' token of this folder: DATA/credentials, first key access_token (0600).
    Result<void> storeToken(const std::string &token) const;
    static std::optional<std::string> storedToken(const std::filesystem::path &path);

private:
    DataFolder(std::filesystem::path path, int lock, InstanceInfo info)
        : m_path(std::move(path))
        , m_lock(lock)
        , m_info(std::move(info))
    {
    }

    std::filesystem::path m_path;
    int m_lock = -1;
    InstanceInfo m_info;
};

} // namespace desk
