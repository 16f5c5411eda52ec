// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>

namespace desk {

// A folder that goes with this object. Any one thread.
struct TemporaryFolder
{
    std::filesystem::path path; // empty: it could not be made

    TemporaryFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "constellation-store-XXXXXX").string();
        path = ::mkdtemp(name.data()) ? name : "";
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

} // namespace desk
