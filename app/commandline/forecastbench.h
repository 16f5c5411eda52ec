// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchreport.h"

#include "models/forecast/forecaster.h"
#include "models/forecast/lstmprocessor.h"
#include "models/forecast/lstmweights.h"
#include "models/forecast/secondmeans.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace desk {

// constellation bench forecast: how long a forecast of many series takes on one core, from ten minutes at one
// sample a second to the numbers of all horizons, with the kernel that this machine chooses and with the one
// that every machine can run; and the memory of a full service. On the main thread.
class ForecastBench
{
public:
    struct Options
    {
        std::size_t series = 1'000;
        std::size_t watched = 10'000; // of the memory
        unsigned runs = 5;            // medians
        std::uint32_t seed = 1;
    };
    explicit ForecastBench(Options options)
        : m_options(options)
    {
    }

    BenchReport run();

private:
    void fill(SecondMeans &means, std::size_t series) const;
    void timeNetwork(const SecondMeans &means, const char *name, LstmProcessor processor, double atMost);
    double millisecondsOf(const SecondMeans &means, const Forecaster &forecaster) const;
    void measureMemory();
    void add(std::string name, double value, std::string unit, double atMost = 0);

    const Options m_options;
    std::vector<LstmWeights> m_networks;
    BenchReport m_report{"forecast", {}};
};

} // namespace desk
