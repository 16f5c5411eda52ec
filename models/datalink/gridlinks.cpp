// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/gridlinks.h"
#include "models/topology/degree.h"

#include "models/topology/geodesy.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr std::size_t candidatesEachSide = 2;

Vector3 cross(const Vector3 &a, const Vector3 &b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

// -180 to 180.
double angleBetween(double a, double b)
{
    return std::remainder(a - b, 360);
}

GridLink linkOf(std::uint32_t a, std::uint32_t b)
{
    return a < b ? GridLink{a, b} : GridLink{b, a};
}

struct Candidate
{
    double cost;
    GridLink link;

    auto operator<=>(const Candidate &) const = default; // NOLINT(modernize-use-nullptr): false alarm of 14
};

} // namespace

double argumentOfLatitude(const StateVector &state)
{
    const Vector3 normal = cross(state.positionKm, state.velocityKmPerS);
    const Vector3 node{-normal.y, normal.x, 0};
    const Vector3 ahead = cross(normal, node);
    const double u =
        std::atan2(dot(state.positionKm, ahead) / length(normal), dot(state.positionKm, node)) / degree;
    return u < 0 ? u + 360 : u;
}

GridLinks::GridLinks(PlaneGrouping grouping, GridOptions options)
    : m_grouping(std::move(grouping))
    , m_options(options)
{
}

bool GridLinks::isLinked(const GridLink &link) const
{
    return std::binary_search(m_links.begin(), m_links.end(), link);
}

bool GridLinks::isNextTo(int plane, int next) const
{
    const auto node = [this](int p) {
        return m_grouping.planes[static_cast<std::size_t>(p)].rightAscension / degree;
    };
    const double gap = node(next) - node(plane);
    return plane != next && std::fmod(gap + 360, 360) <= m_options.widestPlaneGapDegrees;
}

void GridLinks::joinAlong(const std::vector<std::uint32_t> &ring)
{
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (ring.size() > 2 || i + 1 < ring.size())
            m_pairs.push_back(linkOf(ring[i], ring[(i + 1) % ring.size()]));
    }
}

void GridLinks::joinAcross(const std::vector<std::uint32_t> &plane, const std::vector<std::uint32_t> &next,
                           std::span<const StateVector> states)
{
    const auto argument = [this](std::uint32_t satellite) { return m_latitudeArguments[satellite]; };
    std::vector<Candidate> candidates;
    const std::size_t count = next.size();
    const std::size_t reach = std::min(2 * candidatesEachSide, count);
    for (const std::uint32_t a : plane) {
        const auto after = std::lower_bound(next.begin(), next.end(), argument(a),
                                            [&](std::uint32_t b, double u) { return argument(b) < u; });
        const auto place = static_cast<std::size_t>(after - next.begin());
        for (std::size_t k = 0; k < reach; ++k) {
            const std::uint32_t b = next[(place + count + k - reach / 2) % count];
            const GridLink link = linkOf(a, b);
            const bool held = isLinked(link);
            if (!hasLineOfSight(states[a].positionKm, states[b].positionKm,
                                held ? m_options.grazingHeightKm : m_options.acquireHeightKm))
                continue;
            const double apart = std::abs(angleBetween(argument(a), argument(b)));
            candidates.push_back({held ? apart - m_options.keepDegrees : apart, link});
        }
    }
    std::sort(candidates.begin(), candidates.end());
    std::unordered_set<std::uint32_t> taken;
    for (const Candidate &candidate : candidates) {
        if (taken.contains(candidate.link.a) || taken.contains(candidate.link.b))
            continue;
        taken.insert(candidate.link.a);
        taken.insert(candidate.link.b);
        m_pairs.push_back(candidate.link);
    }
}

void GridLinks::assign(std::span<const StateVector> states)
{
    m_latitudeArguments.resize(states.size());
    for (std::size_t i = 0; i < states.size(); ++i)
        m_latitudeArguments[i] = argumentOfLatitude(states[i]);
    std::vector<std::vector<std::uint32_t>> rings;
    for (const OrbitalPlane &plane : m_grouping.planes) {
        std::vector<std::uint32_t> &ring = rings.emplace_back(plane.members.begin(), plane.members.end());
        std::stable_sort(ring.begin(), ring.end(), [this](std::uint32_t a, std::uint32_t b) {
            return m_latitudeArguments[a] < m_latitudeArguments[b];
        });
    }
    m_pairs.clear();
    for (const auto &ring : rings)
        joinAlong(ring);
    for (const OrbitalShell &shell : m_grouping.shells) {
        const std::size_t count = shell.planes.size();
        for (std::size_t i = 0; i < count; ++i) {
            const int plane = shell.planes[i];
            const int next = shell.planes[(i + 1) % count];
            if (isNextTo(plane, next))
                joinAcross(rings[static_cast<std::size_t>(plane)], rings[static_cast<std::size_t>(next)],
                           states);
        }
    }
    std::sort(m_pairs.begin(), m_pairs.end());
    m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end()), m_pairs.end());
}

bool GridLinks::update(Timestamp time, std::span<const StateVector> states)
{
    if (m_assigned == Timestamp::min() || time - m_assigned >= m_options.reassignEvery) {
        assign(states);
        m_assigned = time;
    }
    std::vector<GridLink> links;
    links.reserve(m_pairs.size());
    for (const GridLink &pair : m_pairs) {
        const double height = isLinked(pair) ? m_options.grazingHeightKm : m_options.acquireHeightKm;
        if (hasLineOfSight(states[pair.a].positionKm, states[pair.b].positionKm, height))
            links.push_back(pair);
    }
    if (links == m_links)
        return false;
    m_links = std::move(links);
    return true;
}

} // namespace desk
