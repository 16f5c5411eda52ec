// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/processfigures.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace desk {
namespace {

// Seconds since 1970 at which the machine started.
double bootSeconds()
{
    std::ifstream stat("/proc/stat");
    for (std::string line; std::getline(stat, line);) {
        if (line.starts_with("btime "))
            return std::stod(line.substr(6));
    }
    return 0;
}

} // namespace

ProcessFigures ProcessFigures::now()
{
    ProcessFigures figures;
    const auto tick = static_cast<double>(::sysconf(_SC_CLK_TCK));
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    // The name, in parentheses, may hold anything; fields are counted from behind it, the state being the
    // third.
    const std::size_t name = line.rfind(')');
    if (name != std::string::npos) {
        std::istringstream text(line.substr(name + 2));
        std::string field;
        double user = 0;
        for (int number = 3; text >> field; ++number) {
            if (number == 14)
                user = std::stod(field);
            else if (number == 15)
                figures.cpuSeconds = (user + std::stod(field)) / tick;
            else if (number == 20)
                figures.threads = std::stoull(field);
            else if (number == 22)
                figures.startSeconds = std::stod(field) / tick;
            else if (number == 23)
                figures.virtualBytes = std::stoull(field);
            else if (number == 24)
                figures.residentBytes =
                    std::stoull(field) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
        }
        static const double boot = bootSeconds();
        figures.startSeconds += boot;
    }
    std::error_code error;
    for (std::filesystem::directory_iterator each("/proc/self/fd", error), end; !error && each != end;
         each.increment(error))
        ++figures.openDescriptors;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        figures.maxDescriptors = limit.rlim_cur;
    return figures;
}

} // namespace desk
