// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/benchfleet.h"

#include "models/datalink/constellationsimulator.h"
#include "models/topology/orbitalplanes.h"

namespace desk {

Result<BenchFleet> BenchFleet::read(const std::string &elements, const std::string &stations)
{
    auto files = OrbitFiles::read(elements, stations);
    if (!files)
        return tl::unexpected(files.error());
    ConstellationOptions options;
    options.elements = files->elements;
    options.stations = files->stations;
    options.start = toTimestamp(medianEpoch(files->elements));
    const Timestamp time = options.start;
    const auto simulator = ConstellationSimulator::create(std::move(options));
    if (!simulator)
        return tl::unexpected(simulator.error());
    return BenchFleet{*std::move(files), simulator->fleet(), simulator->satellites(), time};
}

} // namespace desk
