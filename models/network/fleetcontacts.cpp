// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/fleetcontacts.h"

#include "models/network/fleetmotion.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {
namespace {

constexpr std::size_t together = 16; // satellites a call: some milliseconds

constexpr double errorAtEpochKm = 1;
constexpr double errorADayKm = 3;

Timestamp riseOf(const Contact &contact)
{
    return contact.rise.value_or(Timestamp::min());
}

OrbitAge ageOfOrbit(std::uint32_t node, const Orbit &orbit)
{
    const double motion = 2 * std::numbers::pi / (orbit.periodMinutes() * 60);
    return {node, orbit.epoch(), std::cbrt(sgp4::gravitationalParameter * motion)};
}

// Keeps the earliest; from what moment on some are missing then.
void keepEarliest(std::vector<Contact> &contacts, std::size_t most, Timestamp &completeUntil)
{
    const auto last = contacts.begin() + std::ptrdiff_t(most);
    std::ranges::nth_element(contacts, last, {}, riseOf);
    completeUntil = std::min(completeUntil, riseOf(*last));
    contacts.erase(last, contacts.end());
}

} // namespace

double OrbitAge::days(Timestamp at) const
{
    return std::abs(std::chrono::duration<double, std::ratio<86'400>>(at - epoch).count());
}

double OrbitAge::errorSeconds(Timestamp at) const
{
    return speedKmPerS > 0 ? (errorAtEpochKm + errorADayKm * days(at)) / speedKmPerS : 0;
}

const OrbitAge *FleetContacts::ageOf(std::uint32_t satellite) const
{
    const auto it = std::ranges::lower_bound(ages, satellite, {}, &OrbitAge::satellite);
    return it != ages.end() && it->satellite == satellite ? &*it : nullptr;
}

FleetContactsPtr findFleetContacts(const FleetContactQuery &query, const std::stop_token &stop,
                                   const std::function<void(std::size_t)> &progress)
{
    auto result = std::make_shared<FleetContacts>();
    result->fleet = query.fleet;
    result->query = query.query;
    result->completeUntil = query.query.range.end;
    std::vector<GeodeticPosition> places;
    std::vector<std::uint32_t> stations;
    for (const std::uint32_t station : query.stations) {
        if (const auto place = placeOf(query.fleet->nodes[station])) {
            places.push_back(*place);
            stations.push_back(station);
        }
    }
    std::vector<Orbit> orbits;
    std::vector<std::uint32_t> nodes;
    for (std::size_t begin = 0; begin < query.satellites.size(); begin += together) {
        const std::size_t end = std::min(begin + together, query.satellites.size());
        orbits.clear();
        nodes.clear();
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t node = query.satellites[i];
            if (auto orbit = motionOf(query.fleet->nodes[node]).orbit) {
                result->ages.push_back(ageOfOrbit(node, *orbit));
                orbits.push_back(*orbit);
                nodes.push_back(node);
            } else {
                ++result->refused;
            }
        }
        for (Contact contact : findContacts(orbits, places, query.query, stop)) {
            contact.satellite = nodes[contact.satellite];
            contact.station = stations[contact.station];
            result->contacts.push_back(contact);
        }
        if (stop.stop_requested())
            return nullptr;
        if (result->contacts.size() > 2 * query.mostContacts)
            keepEarliest(result->contacts, query.mostContacts, result->completeUntil);
        if (progress)
            progress(end);
    }
    if (result->contacts.size() > query.mostContacts)
        keepEarliest(result->contacts, query.mostContacts, result->completeUntil);
    if (result->completeUntil < query.query.range.end)
        std::erase_if(result->contacts,
                      [&](const Contact &contact) { return riseOf(contact) >= result->completeUntil; });
    std::ranges::stable_sort(result->contacts, {}, riseOf);
    std::ranges::sort(result->ages, {}, &OrbitAge::satellite);
    return result;
}

} // namespace desk
