// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchload.h"
#include "app/commandline/benchreport.h"

namespace desk {

// One situation a server is measured in, and what it must reach there. Plain value.
struct BenchScenario
{
    std::string name; // empty: the results' names stand alone
    BenchLoadOptions load;
    std::size_t connections = 4;
    double rate = 0; // points a second; 0 = closed loop
    std::string ack = "os";
    std::size_t subscribers = 0;
    std::size_t slowReaders = 0; // besides those, at a byte a second; measured without them, too
    bool record = false;         // our own server keeps a session file
    double seconds = 10;
    unsigned runs = 1;

    // The rows of the table of demands: closed, single, line protocol, open, open with ack disk, one
    // subscriber, a hundred, recorded, and memory (sixty times as long, once).
    static std::vector<BenchScenario> all(double seconds, unsigned runs);

    // Puts the demands of that table on the results of a measurement in such a situation; others demand only
    // that nothing is refused.
    void demand(std::vector<BenchReport::Entry> &results) const;
    // The settings as results.
    [[nodiscard]] std::vector<BenchReport::Entry> settings() const;
};

} // namespace desk
