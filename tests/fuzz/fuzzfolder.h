// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>
#include <unistd.h>

namespace desk {

// A folder for the files of one input, in memory where the system has such a place: /dev/shm, else
// XDG_RUNTIME_DIR, else the folder for temporary files. Goes with the process. One thread.
class FuzzFolder
{
public:
    explicit FuzzFolder(const std::string &name)
        : m_path(place() / ("desk-fuzz-" + name + "-" + std::to_string(::getpid())))
    {
    }
    ~FuzzFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    FuzzFolder(const FuzzFolder &) = delete;
    FuzzFolder &operator=(const FuzzFolder &) = delete;

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

    // Empty again, for the next input.
    void clear() const
    {
        std::filesystem::remove_all(m_path);
        std::filesystem::create_directories(m_path);
    }

    void write(const std::filesystem::path &name, std::span<const std::uint8_t> bytes) const
    {
        std::FILE *file = std::fopen((m_path / name).c_str(), "wb");
        if (!file || std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size() ||
            std::fclose(file) != 0)
            std::abort();
    }

private:
    static std::filesystem::path place()
    {
        const char *own = std::getenv("XDG_RUNTIME_DIR");
        for (const char *folder : {"/dev/shm", own}) {
            if (folder && ::access(folder, W_OK | X_OK) == 0)
                return folder;
        }
        return std::filesystem::temp_directory_path();
    }

    const std::filesystem::path m_path;
};

} // namespace desk
