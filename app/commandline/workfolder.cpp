// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/workfolder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace desk {

Result<WorkFolder> WorkFolder::create()
{
    const char *chosen = std::getenv("TMPDIR");
    std::string path = std::string(chosen ? chosen : "/var/tmp") + "/constellation-bench-XXXXXX";
    if (!::mkdtemp(path.data()))
        return failure(ErrorCode::storageUnavailable, path + ": " + std::strerror(errno));
    return WorkFolder(path);
}

WorkFolder::~WorkFolder()
{
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
}

} // namespace desk
