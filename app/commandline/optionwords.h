// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace desk {

// How options look in --help: "--batch N", not the type and the check.
template <class Target>
CLI::Option *addOption(CLI::App &command, const char *name, const std::string &word, Target &target,
                       const char *help)
{
    return command.add_option(name, target, help)->type_name(word);
}

// A number in a range; the help shows only the option's own words.
template <class Number>
CLI::Validator within(Number least, Number most)
{
    CLI::Validator range = CLI::Range(least, most);
    range.description("");
    return range;
}

// An option's value must be what a reading function (text -> Result) takes; its error is the one that is
// shown.
template <class Read>
CLI::Validator accepts(Read read)
{
    return CLI::Validator(
        [read](std::string &text) {
            const auto value = read(text);
            return value ? std::string() : value.error().message;
        },
        "");
}

} // namespace desk
