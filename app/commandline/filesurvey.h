// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/pointsource.h"
#include "app/commandline/rowcomplaints.h"

#include "models/datalink/stampplan.h"

#include <set>

namespace desk {

// What is in the files before anything is sent: of a file all of it, of a pipe its beginning. Plain value.
struct FileSurvey
{
    std::uint64_t points = 0;
    bool isWhole = true; // false: pipes hold more
    FileTimes times;
    RowComplaints skipped;
    std::uint64_t filtered = 0;
    std::set<std::string> nodes; // up to a bound
    std::set<std::string> metrics;
    std::vector<FilePoint> first; // a few of them

    // whole: reads a source to its end and rewinds it, if it is a file; else the first thousand points at
    // most, which are given back to it. Says the format on stderr. Errors: of the file.
    Result<void> add(PointSource &source, bool whole, const std::stop_token &stop);
    // "8,505 points of 1 node (P-1) with 1 metric (value)".
    [[nodiscard]] std::string contents() const;

private:
    void add(const FilePoint &point);
};

} // namespace desk
