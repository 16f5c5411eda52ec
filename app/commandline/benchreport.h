// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace desk {

// What a benchmark measured. Plain value.
struct BenchReport
{
    enum class Must : unsigned char { nothing, atLeast, atMost };
    struct Entry
    {
        std::string name;
        double value = 0;
        std::string unit;
        Must must = Must::nothing;
        double bound = 0;

        [[nodiscard]] bool holds() const;
    };

    std::string benchmark;
    std::vector<Entry> results;

    [[nodiscard]] bool holds() const; // all of them
    // {"benchmark","version","machine","results":[{"name","value","unit","must"?,"holds"?}]}
    [[nodiscard]] std::string json() const;
    [[nodiscard]] std::string table() const;
    // Processor, its threads, kernel.
    [[nodiscard]] static std::string machine();
};

// Of at least one value.
double median(std::vector<double> values);

} // namespace desk
