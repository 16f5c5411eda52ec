// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionfolder.h"

#include <string>
#include <string_view>
#include <sys/stat.h>

namespace desk {

namespace {

std::vector<std::filesystem::path> filesThatBegin(const std::filesystem::path &folder, std::string_view begin)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(begin) && name.ends_with(".desk"))
            files.push_back(entry.path());
    }
    return files;
}

} // namespace

std::vector<std::filesystem::path> finishedSessions(const std::filesystem::path &folder)
{
    return filesThatBegin(folder, "session-");
}

std::vector<std::filesystem::path> allSessions(const std::filesystem::path &folder)
{
    return filesThatBegin(folder, "session");
}

std::uint64_t sessionIdentity(const std::filesystem::path &file)
{
    struct stat found
    {
    };
    return ::stat(file.c_str(), &found) == 0 ? static_cast<std::uint64_t>(found.st_ino) : 0;
}

bool isFinishedSession(const std::filesystem::path &file)
{
    return file.filename().string().starts_with("session-");
}

std::filesystem::path nameOfFinished(const std::filesystem::path &folder, Timestamp begin)
{
    std::string stamp = formatTimestamp(begin, Fraction::milli);
    std::erase_if(stamp, [](char c) { return c == ':' || c == '-' || c == '.'; });
    std::filesystem::path path = folder / ("session-" + stamp + ".desk");
    std::error_code error;
    for (int other = 2; std::filesystem::exists(path, error); ++other)
        path = folder / ("session-" + stamp + "-" + std::to_string(other) + ".desk");
    return path;
}

void renameSession(const std::filesystem::path &from, const std::filesystem::path &to)
{
    std::error_code ignored; // what is not there needs no new name
    for (const char *ending : {"-wal", "-shm", ""})
        std::filesystem::rename(from.string() + ending, to.string() + ending, ignored);
}

bool removeSession(const std::filesystem::path &file)
{
    std::error_code error;
    for (const char *ending : {"-wal", "-shm"})
        std::filesystem::remove(file.string() + ending, error);
    return std::filesystem::remove(file, error);
}

std::uint64_t sessionBytes(const std::filesystem::path &file)
{
    std::uint64_t bytes = 0;
    for (const char *ending : {"", "-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file.string() + ending, error);
        bytes += error ? 0 : size;
    }
    return bytes;
}

} // namespace desk
