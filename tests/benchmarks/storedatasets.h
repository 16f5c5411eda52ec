// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/storedata.h"

#include <algorithm>

namespace desk {

// Which sets of samples a comparison of stores is about, and how they come about. A value; any one thread.
struct StoreDataSets
{
    std::filesystem::path shared;  // folder of the real data: spacecraft, cloudwatch, gpu
    std::vector<std::string> only; // names; empty: all
    std::size_t points = 400'000;  // synthetic ones
    std::size_t entities = 10;
    std::string simulated = "1h"; // how long the simulator's data lasts

    // Real data whose folder is not there is passed over, with a word on standard error.
    [[nodiscard]] Result<std::vector<std::unique_ptr<StoreData>>> make() const;

    [[nodiscard]] static bool wants(const std::vector<std::string> &list, const std::string &name)
    {
        return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
    }
};

} // namespace desk
