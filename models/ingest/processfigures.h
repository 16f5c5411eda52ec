// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace desk {

// What this process uses, as Prometheus names it (process_…). Plain value; zeros where the system does not
// say. Source: /proc/self of Linux (proc(5)). Any thread; a call reads a few small files and counts
// descriptors, about 50 microseconds.
struct ProcessFigures
{
    double cpuSeconds = 0; // user and system
    std::uint64_t residentBytes = 0;
    std::uint64_t virtualBytes = 0;
    std::uint64_t openDescriptors = 0;
    std::uint64_t maxDescriptors = 0;
    std::uint64_t threads = 0;
    double startSeconds = 0; // since 1970

    static ProcessFigures now();
};

} // namespace desk
