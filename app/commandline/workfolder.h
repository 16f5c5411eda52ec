// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <filesystem>
#include <utility>

namespace desk {

// A folder in TMPDIR or /var/tmp that goes with this object: not in /tmp, which may be memory. Any one
// thread.
class WorkFolder
{
public:
    static Result<WorkFolder> create();
    WorkFolder(WorkFolder &&other) noexcept
        : m_path(std::exchange(other.m_path, {}))
    {
    }
    WorkFolder &operator=(WorkFolder &&) = delete;
    ~WorkFolder();
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    explicit WorkFolder(std::filesystem::path path)
        : m_path(std::move(path))
    {
    }
    std::filesystem::path m_path;
};

} // namespace desk
