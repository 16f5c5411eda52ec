// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchreport.h"

#include "app/commandline/figures.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>
#include <sys/utsname.h>
#include <thread>

namespace desk {
namespace {

std::string figure(double value)
{
    if (std::abs(value) >= 1000)
        return grouped(static_cast<std::uint64_t>(std::llround(value)));
    return decimal(value, std::abs(value) >= 100 ? 0 : std::abs(value) >= 1 || value == 0 ? 2 : 3);
}

} // namespace

bool BenchReport::Entry::holds() const
{
    return must == Must::nothing || (must == Must::atLeast ? value >= bound : value <= bound);
}

bool BenchReport::holds() const
{
    return std::all_of(results.begin(), results.end(), [](const Entry &entry) { return entry.holds(); });
}

std::string BenchReport::json() const
{
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    for (const Entry &entry : results) {
        Json item{{"name", entry.name}, {"value", entry.value}, {"unit", entry.unit}};
        if (entry.must != Must::nothing) {
            item["must"] = entry.bound;
            item["holds"] = entry.holds();
        }
        list.push_back(std::move(item));
    }
    return Json{
               {"benchmark", benchmark}, {"version", DESK_VERSION}, {"machine", machine()}, {"results", list}}
               .dump() +
           "\n";
}

std::string BenchReport::table() const
{
    std::size_t widest = 0;
    for (const Entry &entry : results)
        widest = std::max(widest, entry.name.size());
    std::ostringstream out;
    out << benchmark << " on " << machine() << '\n';
    for (const Entry &entry : results) {
        out << "  " << std::left << std::setw(static_cast<int>(widest) + 2) << entry.name << std::right
            << std::setw(12) << figure(entry.value) << ' ' << entry.unit;
        if (entry.must != Must::nothing)
            out << (entry.must == Must::atLeast ? "   at least " : "   at most ") << figure(entry.bound)
                << ": " << (entry.holds() ? "holds" : "DOES NOT HOLD");
        out << '\n';
    }
    return out.str();
}

std::string BenchReport::machine()
{
    std::string processor = "unknown processor";
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        const auto colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) {
            processor = line.substr(colon + 2);
            break;
        }
    }
    utsname system{};
    ::uname(&system);
    return processor + ", " + std::to_string(std::thread::hardware_concurrency()) + " threads, " +
           system.sysname + " " + system.release;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

} // namespace desk
