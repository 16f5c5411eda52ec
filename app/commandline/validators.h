// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace desk {

// An option's value must be what a reading function (text -> Result) takes; its error is the one that is
// shown.
template <class Read>
CLI::Validator accepts(Read read, const char *name)
{
    return CLI::Validator(
        [read](std::string &text) {
            const auto value = read(text);
            return value ? std::string() : value.error().message;
        },
        name);
}

} // namespace desk
