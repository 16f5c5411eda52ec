// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/constellationselection.h"
#include "models/topology/degree.h"

#include "models/topology/orbitalplanes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace desk {

namespace {

constexpr double twoPi = 2 * std::numbers::pi;
constexpr double impossible = std::numeric_limits<double>::infinity();
constexpr std::size_t nodeSteps = 1440; // candidate nodes, a quarter of a degree apart
constexpr std::size_t mostShells = 12;  // the most populated bands are enough

double difference(double a, double b)
{
    return std::remainder(a - b, twoPi);
}

struct Candidate
{
    std::size_t index;
    double node;
    double latitudeArgument;
};

// A choice of satellites and how far it is from even spacing: the sum of squares of gap - even gap.
struct Choice
{
    double cost = impossible;
    std::vector<std::size_t> satellites;
};

// The `count` of the candidates (sorted by argument of latitude) that are spaced most evenly round the
// circle: dynamic programming over the number taken and the last one taken, for each possible first one.
Choice mostEven(const std::vector<Candidate> &candidates, std::size_t count)
{
    Choice best;
    const std::size_t n = candidates.size();
    const auto gapCost = [&](std::size_t from, std::size_t to) {
        double gap = candidates[to].latitudeArgument - candidates[from].latitudeArgument;
        if (to <= from)
            gap += twoPi;
        const double off = gap - twoPi / static_cast<double>(count);
        return off * off;
    };
    struct Step
    {
        double cost = impossible;
        std::size_t previous = 0;
    };
    std::vector<std::vector<Step>> steps(count, std::vector<Step>(n));
    for (std::size_t first = 0; first + count <= n; ++first) {
        for (auto &row : steps)
            std::fill(row.begin(), row.end(), Step{});
        steps[0][first].cost = 0;
        for (std::size_t taken = 1; taken < count; ++taken) {
            for (std::size_t last = first + taken; last < n; ++last) {
                for (std::size_t previous = first + taken - 1; previous < last; ++previous) {
                    const double cost = steps[taken - 1][previous].cost + gapCost(previous, last);
                    if (cost < steps[taken][last].cost)
                        steps[taken][last] = {cost, previous};
                }
            }
        }
        for (std::size_t last = first + count - 1; last < n; ++last) {
            const double cost = steps[count - 1][last].cost + gapCost(last, first);
            if (cost >= best.cost)
                continue;
            best.cost = cost;
            best.satellites.assign(count, 0);
            std::size_t at = last;
            for (std::size_t taken = count; taken-- > 0; at = steps[taken][at].previous)
                best.satellites[taken] = candidates[at].index;
        }
    }
    return best;
}

class BandSelector
{
public:
    BandSelector(std::vector<Candidate> band, const SelectionOptions &options)
        : m_band(std::move(band))
        , m_options(options)
    {
        std::sort(m_band.begin(), m_band.end(), [](const Candidate &a, const Candidate &b) {
            return a.latitudeArgument < b.latitudeArgument;
        });
        m_choices.reserve(nodeSteps);
        for (std::size_t step = 0; step < nodeSteps; ++step)
            m_choices.push_back(bestPlane(twoPi * static_cast<double>(step) / nodeSteps));
    }

    // The best set of evenly spaced planes, or an infinite cost.
    Choice best() const
    {
        Choice result;
        const std::size_t spacing = nodeSteps / m_options.planes;
        for (std::size_t first = 0; first < spacing; ++first) {
            Choice sum{0, {}};
            for (std::size_t plane = 0; plane < m_options.planes && sum.cost < result.cost; ++plane) {
                const Neighbour near = nearby(first + plane * nodeSteps / m_options.planes);
                sum.cost += near.cost;
                if (near.choice)
                    sum.satellites.insert(sum.satellites.end(), near.choice->satellites.begin(),
                                          near.choice->satellites.end());
            }
            if (sum.cost < result.cost)
                result = std::move(sum);
        }
        return result;
    }

private:
    struct Neighbour
    {
        double cost = impossible;
        const Choice *choice = nullptr;
    };

    Choice bestPlane(double node) const
    {
        std::vector<Candidate> near;
        for (const Candidate &candidate : m_band) {
            if (std::abs(difference(candidate.node, node)) <= m_options.nodeWindowDegrees / 2 * degree)
                near.push_back(candidate);
        }
        return mostEven(near, m_options.perPlane);
    }

    // The best plane within the slack of an even place; a node off its place costs as if each of the
    // plane's satellites were that far off.
    Neighbour nearby(std::size_t step) const
    {
        const auto slack = static_cast<int>(m_options.nodeSlackDegrees * nodeSteps / 360);
        Neighbour best;
        for (int k = -slack; k <= slack; ++k) {
            const std::size_t node =
                (step + static_cast<std::size_t>(k + static_cast<int>(nodeSteps))) % nodeSteps;
            const double off = twoPi * k / nodeSteps;
            const double cost =
                m_choices[node].cost + 4 * off * off * static_cast<double>(m_options.perPlane);
            if (cost < best.cost)
                best = {cost, &m_choices[node]};
        }
        return best;
    }

    std::vector<Candidate> m_band;
    SelectionOptions m_options;
    std::vector<Choice> m_choices; // one per candidate node
};

} // namespace

Result<std::vector<std::size_t>> selectConstellation(std::span<const ElementSet> fleet,
                                                     const SelectionOptions &options)
{
    if (options.planes == 0 || options.planes > 360 || options.perPlane == 0)
        return failure(ErrorCode::invalidArgument,
                       "planes must be 1 to 360, satellites per plane at least 1");
    PlaneOptions bands;
    bands.inclinationToleranceDegrees = options.inclinationToleranceDegrees;
    bands.altitudeToleranceKm = options.altitudeToleranceKm;
    const PlaneGrouping grouping = groupIntoPlanes(fleet, medianEpoch(fleet), bands);

    Choice best;
    for (std::size_t shell = 0; shell < std::min(grouping.shells.size(), mostShells); ++shell) {
        std::vector<Candidate> band;
        for (std::size_t i = 0; i < fleet.size(); ++i) {
            const PlaneMember &member = grouping.members[i];
            const double inclination = fleet[i].inclination / degree;
            if (member.shell == static_cast<int>(shell) && inclination >= options.leastInclinationDegrees &&
                inclination <= options.mostInclinationDegrees)
                band.push_back({i, member.rightAscension, member.argumentOfLatitude});
        }
        Choice choice = BandSelector{std::move(band), options}.best();
        if (choice.cost < best.cost)
            best = std::move(choice);
    }
    if (best.satellites.empty())
        return failure(ErrorCode::notFound, "no band of the catalogue holds " +
                                                std::to_string(options.planes) + " planes of " +
                                                std::to_string(options.perPlane) + " satellites");
    return best.satellites;
}

} // namespace desk
