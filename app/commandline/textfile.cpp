// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/textfile.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace desk {

Result<std::string> readTextFile(const std::string &name)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(name, ignored))
        return failure(ErrorCode::notFound, name + " cannot be read: it is a folder");
    errno = 0;
    std::ifstream in(name, std::ios::binary);
    if (!in)
        return failure(ErrorCode::notFound,
                       name + " cannot be read: " + std::generic_category().message(errno));
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

} // namespace desk
