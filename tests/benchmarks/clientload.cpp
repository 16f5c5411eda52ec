// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/clientload.h"

#include "models/telemetry/timeservice.h"

#include <sstream>

namespace desk {
namespace {

constexpr std::size_t rotated = 4;

// telemetry,node_id=N,node_type=T a=1,b=2 TIME
ClientLoad::Point pointOf(const std::string &line)
{
    ClientLoad::Point point;
    const std::size_t fieldsAt = line.find(' ');
    const std::size_t timeAt = line.rfind(' ');
    const std::string tags = line.substr(0, fieldsAt);
    const std::size_t node = tags.find("node_id=") + 8;
    const std::size_t type = tags.find(",node_type=");
    point.node = tags.substr(node, type - node);
    point.nodeType = tags.substr(type + 11);
    std::istringstream fields(line.substr(fieldsAt + 1, timeAt - fieldsAt - 1));
    for (std::string field; std::getline(fields, field, ',');) {
        const std::size_t at = field.find('=');
        point.fields.emplace_back(field.substr(0, at), field.substr(at + 1));
    }
    point.nanoseconds = line.substr(timeAt + 1);
    return point;
}

} // namespace

std::vector<std::vector<ClientLoad::Point>> ClientLoad::batches(const BenchLoadOptions &options,
                                                                std::size_t share, std::size_t shares)
{
    BenchLoadOptions lines = options;
    lines.format = BenchFormat::lineProtocol;
    BenchLoad load(lines, "localhost", "", share, shares);
    const SystemTimeService time;
    std::vector<std::vector<Point>> batches(rotated);
    for (auto &batch : batches) {
        const std::string request(load.next(time.now()));
        std::istringstream body(request.substr(request.find("\r\n\r\n") + 4));
        for (std::string line; std::getline(body, line);)
            batch.push_back(pointOf(line));
    }
    return batches;
}

} // namespace desk
