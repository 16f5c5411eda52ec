// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/violationscore.h"

#include <string>
#include <vector>

namespace desk {

// What predicted limit violations of simulated runs came to, as a table and as JSON: by metric and by what
// the log names as the cause, what could be foreseen apart from the rest. One thread.
class ViolationReport
{
public:
    struct Run
    {
        std::string name;
        std::vector<std::string> notes;
        ViolationScore::Table table;
    };

    void add(Run run) { m_runs.push_back(std::move(run)); }

    // Of all runs: what has a cause in the log that was a minute old, or everything.
    [[nodiscard]] ViolationScore::Counts foreseeable() const;
    [[nodiscard]] ViolationScore::Counts all() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string json() const;

private:
    std::vector<Run> m_runs;
};

} // namespace desk
