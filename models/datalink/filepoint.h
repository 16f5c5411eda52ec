// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace desk {

// One value as a file gives it; texts are few (health).
struct FileValue
{
    std::string metric;
    std::variant<double, std::int64_t, bool, std::string> value;

    bool operator==(const FileValue &) const = default;
};

// One telemetry point as read from a file of any format, before it is posted or recorded. Plain value.
struct FilePoint
{
    std::int64_t line = 0; // where it begins, from 1
    std::optional<Timestamp> time;
    std::chrono::nanoseconds elapsed{}; // since the beginning of the file, where it has no time of day
    std::string node;
    std::string nodeType; // the API's word; may be empty where the file is the API's own format
    std::string dst;      // of a link; empty = the node itself
    std::vector<std::pair<std::string, std::string>> labels; // of all values; only line protocol has them
    std::vector<FileValue> values;
    std::string more; // members of the API's format that are no metric, "name":value,… as they came

    bool operator==(const FilePoint &) const = default;
};

// Appends the point as an object of the Constellation API, with that generation time. Pure.
void appendPointJson(std::string &out, const FilePoint &point, Timestamp time);

} // namespace desk
