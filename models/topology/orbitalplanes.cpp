// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/orbitalplanes.h"
#include "models/topology/degree.h"

#include "models/topology/sgp4constants.h"

#include <algorithm>
#include <numeric>

namespace desk {

namespace {

using sgp4::twoPi;

double wrapped(double angle)
{
    const double rest = std::fmod(angle, twoPi);
    return rest < 0 ? rest + twoPi : rest;
}

double semiMajorAxisKm(const ElementSet &elements)
{
    const double perSecond = elements.meanMotion / 60;
    return std::cbrt(sgp4::gravitationalParameter / (perSecond * perSecond));
}

// Greedy search for shells over the satellites sorted by height.
class ShellFinder
{
public:
    ShellFinder(std::span<const ElementSet> fleet, const PlaneOptions &options)
        : m_inclinationTolerance(options.inclinationToleranceDegrees * degree)
        , m_altitudeTolerance(options.altitudeToleranceKm)
    {
        m_items.reserve(fleet.size());
        for (std::size_t i = 0; i < fleet.size(); ++i)
            m_items.push_back({meanAltitudeKm(fleet[i]), fleet[i].inclination, i});
        std::stable_sort(m_items.begin(), m_items.end(),
                         [](const Item &a, const Item &b) { return a.altitudeKm < b.altitudeKm; });
        for (std::size_t i = 0; i < m_items.size(); ++i)
            forNeighbours(i, [&](std::size_t) { ++m_items[i].neighbours; });
    }

    // The satellites of the next shell, or none.
    std::vector<std::size_t> next()
    {
        std::vector<std::size_t> shell;
        const auto centre =
            std::max_element(m_items.begin(), m_items.end(),
                             [](const Item &a, const Item &b) { return a.neighbours < b.neighbours; });
        if (centre == m_items.end() || centre->taken)
            return shell;
        std::vector<std::size_t> positions;
        forNeighbours(static_cast<std::size_t>(centre - m_items.begin()),
                      [&](std::size_t i) { positions.push_back(i); });
        for (const std::size_t i : positions) {
            m_items[i].taken = true;
            m_items[i].neighbours = 0;
            shell.push_back(m_items[i].index);
        }
        for (const std::size_t i : positions)
            forNeighbours(i, [&](std::size_t other) { --m_items[other].neighbours; });
        return shell;
    }

private:
    struct Item
    {
        double altitudeKm;
        double inclination;
        std::size_t index;
        std::size_t neighbours = 0; // within the tolerances and in no shell yet, itself included
        bool taken = false;
    };

    // Every satellite within the tolerances of one that is in no shell yet.
    template <class Function>
    void forNeighbours(std::size_t position, Function function)
    {
        const Item &centre = m_items[position];
        const auto visit = [&](std::size_t i) {
            if (!m_items[i].taken &&
                std::abs(m_items[i].inclination - centre.inclination) <= m_inclinationTolerance)
                function(i);
        };
        for (std::size_t i = position;
             i-- > 0 && centre.altitudeKm - m_items[i].altitudeKm <= m_altitudeTolerance;)
            visit(i);
        for (std::size_t i = position;
             i < m_items.size() && m_items[i].altitudeKm - centre.altitudeKm <= m_altitudeTolerance; ++i)
            visit(i);
    }

    double m_inclinationTolerance;
    double m_altitudeTolerance;
    std::vector<Item> m_items;
};

// Cuts the circle of nodes wherever a gap is wide; without a wide gap all are one plane.
std::vector<std::vector<std::size_t>> chainNodes(std::vector<std::size_t> satellites,
                                                 const std::vector<PlaneMember> &members, double gap)
{
    std::stable_sort(satellites.begin(), satellites.end(), [&](std::size_t a, std::size_t b) {
        return members[a].rightAscension < members[b].rightAscension;
    });
    const std::size_t count = satellites.size();
    const auto gapBefore = [&](std::size_t i) {
        const std::size_t previous = satellites[(i + count - 1) % count];
        return wrapped(members[satellites[i]].rightAscension - members[previous].rightAscension);
    };
    std::size_t start = 0;
    while (start < count && gapBefore(start) <= gap)
        ++start;
    start %= count;
    std::vector<std::vector<std::size_t>> chains;
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t i = (start + k) % count;
        if (k == 0 || gapBefore(i) > gap)
            chains.emplace_back();
        chains.back().push_back(satellites[i]);
    }
    return chains;
}

double meanNode(const std::vector<std::size_t> &satellites, const std::vector<PlaneMember> &members)
{
    double x = 0;
    double y = 0;
    for (const std::size_t i : satellites) {
        x += std::cos(members[i].rightAscension);
        y += std::sin(members[i].rightAscension);
    }
    return wrapped(std::atan2(y, x));
}

void addPlanes(PlaneGrouping &grouping, const std::vector<std::size_t> &satellites, int shell,
               const PlaneOptions &options)
{
    std::vector<OrbitalPlane> planes;
    for (auto &chain : chainNodes(satellites, grouping.members, options.nodeGapDegrees * degree)) {
        if (chain.size() < options.leastMembers)
            continue;
        std::stable_sort(chain.begin(), chain.end(), [&](std::size_t a, std::size_t b) {
            return grouping.members[a].argumentOfLatitude < grouping.members[b].argumentOfLatitude;
        });
        const double node = meanNode(chain, grouping.members);
        planes.push_back({shell, node, std::move(chain)});
    }
    std::stable_sort(planes.begin(), planes.end(), [](const OrbitalPlane &a, const OrbitalPlane &b) {
        return a.rightAscension < b.rightAscension;
    });
    for (OrbitalPlane &plane : planes) {
        const int index = static_cast<int>(grouping.planes.size());
        for (const std::size_t i : plane.members)
            grouping.members[i].plane = index;
        grouping.shells.back().planes.push_back(index);
        grouping.planes.push_back(std::move(plane));
    }
}

} // namespace

double meanAltitudeKm(const ElementSet &elements)
{
    return semiMajorAxisKm(elements) - sgp4::earthRadiusKm;
}

JulianDate medianEpoch(std::span<const ElementSet> fleet)
{
    if (fleet.empty())
        return {};
    std::vector<JulianDate> epochs;
    epochs.reserve(fleet.size());
    for (const ElementSet &elements : fleet)
        epochs.push_back(elements.epoch);
    const auto middle = epochs.begin() + static_cast<std::ptrdiff_t>(epochs.size() / 2);
    std::nth_element(epochs.begin(), middle, epochs.end(), [](const JulianDate &a, const JulianDate &b) {
        return a.day != b.day ? a.day < b.day : a.fraction < b.fraction;
    });
    return *middle;
}

PlaneMember secularPosition(const ElementSet &elements, const JulianDate &epoch)
{
    const double minutes = minutesBetween(elements.epoch, epoch);
    const double n = elements.meanMotion;
    const double cosI = std::cos(elements.inclination);
    const double semiParameter =
        semiMajorAxisKm(elements) / sgp4::earthRadiusKm * (1 - sgp4::squared(elements.eccentricity));
    const double rate = 1.5 * sgp4::j2 * n / sgp4::squared(semiParameter);
    // Kozai's mean motion holds the zonal drift of the mean anomaly already.
    const double perigeeRate = rate * (2 - 2.5 * (1 - cosI * cosI));
    const double travelled = minutes * (n + perigeeRate + minutes * elements.meanMotionDot);
    PlaneMember member;
    member.rightAscension = wrapped(elements.rightAscension - rate * cosI * minutes);
    member.argumentOfLatitude = wrapped(elements.argumentOfPerigee + elements.meanAnomaly + travelled);
    return member;
}

PlaneGrouping groupIntoPlanes(std::span<const ElementSet> fleet, const JulianDate &epoch,
                              const PlaneOptions &options)
{
    PlaneGrouping grouping;
    grouping.epoch = epoch;
    grouping.members.reserve(fleet.size());
    for (const ElementSet &elements : fleet)
        grouping.members.push_back(secularPosition(elements, epoch));

    ShellFinder finder{fleet, options};
    for (auto satellites = finder.next(); !satellites.empty(); satellites = finder.next()) {
        const int index = static_cast<int>(grouping.shells.size());
        OrbitalShell &shell = grouping.shells.emplace_back();
        for (const std::size_t i : satellites) {
            grouping.members[i].shell = index;
            shell.inclination += fleet[i].inclination / static_cast<double>(satellites.size());
            shell.altitudeKm += meanAltitudeKm(fleet[i]) / static_cast<double>(satellites.size());
        }
        addPlanes(grouping, satellites, index, options);
    }
    return grouping;
}

} // namespace desk
