// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/exitcode.h"

#include <iostream>

namespace desk {

int complain(const Error &error, int code)
{
    return complain(error.message, code);
}

int complain(std::string_view message, int code)
{
    std::cerr << "constellation: " << message << '\n';
    return code;
}

int complainOfConfiguration(const Error &error)
{
    return complain(error, error.code == ErrorCode::notFound ? exitFailure : exitConfigurationRefused);
}

} // namespace desk
