// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/contacts.h"
#include "models/topology/degree.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr double earthRotation = 7.292115e-5; // rad/s
constexpr std::chrono::nanoseconds step = 1min;
constexpr double stepS = 60;
constexpr std::chrono::nanoseconds margin = 30min; // searched around the range for rises and sets
constexpr double precisionS = 5e-4;

// Earth-fixed, km and km/s.
struct Moving
{
    Vector3 position;
    Vector3 velocity;
};

struct Site
{
    Vector3 position;
    Vector3 up;
    double radius = 0;
    Horizon horizon;

    explicit Site(const GeodeticPosition &place)
        : position(earthFixedFromGeodetic(place))
        , up{std::cos(place.latitude * degree) * std::cos(place.longitude * degree),
             std::cos(place.latitude * degree) * std::sin(place.longitude * degree),
             std::sin(place.latitude * degree)}
        , radius(length(position))
        , horizon(place)
    {
    }
    // Sine of the elevation, and how fast it changes a second.
    [[nodiscard]] double sine(const Moving &satellite) const
    {
        const Vector3 line = satellite.position - position;
        return dot(line, up) / length(line);
    }
    [[nodiscard]] double sineRate(const Moving &satellite) const
    {
        const Vector3 line = satellite.position - position;
        const double range = length(line);
        return dot(satellite.velocity, up) / range -
               dot(line, up) * dot(line, satellite.velocity) / (range * range * range);
    }
};

// One orbit over the searched time; places on the grid are computed once.
class Track
{
public:
    Track(const Orbit &orbit, Timestamp begin, std::size_t steps)
        : m_orbit(orbit)
        , m_begin(begin)
        , m_grid(steps + 1)
        , m_known(steps + 1, 0)
    {
    }

    // A place between two of the grid that are known: the cubic curve through positions and velocities, which
    // stays within a few metres (h^4 r omega^4 / 384: 0.4 m in low orbit, 3 m at the perigee of a transfer).
    [[nodiscard]] Moving between(std::size_t index, double seconds) const
    {
        const Moving &a = m_grid[index];
        const Moving &b = m_grid[index + 1];
        const double u = seconds / stepS - static_cast<double>(index);
        const double w = 1 - u;
        const Vector3 chord = b.position - a.position;
        Moving moving;
        moving.position = a.position + (u * u * (3 - 2 * u)) * chord + (stepS * u * w * w) * a.velocity -
                          (stepS * u * u * w) * b.velocity;
        moving.velocity =
            (6 * u * w / stepS) * chord + (w * (1 - 3 * u)) * a.velocity + (u * (3 * u - 2)) * b.velocity;
        return moving;
    }
    // Null where there is no orbit.
    const Moving *onGrid(std::size_t index)
    {
        if (m_known[index] == 0) {
            const auto moving = compute(timeOf(stepS * static_cast<double>(index)));
            m_known[index] = moving ? 1 : 2;
            if (moving) {
                m_grid[index] = *moving;
                bound(*moving);
            }
        }
        return m_known[index] == 1 ? &m_grid[index] : nullptr;
    }
    [[nodiscard]] Timestamp timeOf(double seconds) const
    {
        return m_begin + std::chrono::nanoseconds{std::llround(seconds * 1e9)};
    }
    [[nodiscard]] std::size_t steps() const { return m_grid.size() - 1; }
    // Of the angle at the Earth's centre, rad/s; and the furthest that it comes out. With a margin for what
    // perturbs the orbit.
    [[nodiscard]] double fastest() const { return m_fastest; }
    [[nodiscard]] double furthestKm() const { return m_furthestKm; }

private:
    [[nodiscard]] std::optional<Moving> compute(Timestamp time) const
    {
        const auto state = m_orbit.stateAt(time);
        if (!state)
            return std::nullopt;
        const double angle = greenwichSiderealTime(toJulianDate(time));
        Moving moving{earthFixedFromTeme(state->positionKm, angle),
                      earthFixedFromTeme(state->velocityKmPerS, angle)};
        moving.velocity.x += earthRotation * moving.position.y;
        moving.velocity.y -= earthRotation * moving.position.x;
        return moving;
    }
    void bound(const Moving &moving)
    {
        const double r = length(moving.position);
        Vector3 velocity = moving.velocity; // in the frame that does not turn
        velocity.x -= earthRotation * moving.position.y;
        velocity.y += earthRotation * moving.position.x;
        const double v2 = dot(velocity, velocity);
        const double radial = dot(moving.position, velocity) / r;
        const double momentum2 = r * r * (v2 - radial * radial);
        const double axis = 1 / (2 / r - v2 / sgp4::gravitationalParameter);
        const double eccentricity =
            std::sqrt(std::max(0.0, 1 - momentum2 / (sgp4::gravitationalParameter * axis)));
        const double perigee = std::max(axis * (1 - eccentricity) - 50, 6300.0);
        m_furthestKm = std::max(m_furthestKm, axis * (1 + eccentricity) + 100);
        m_fastest =
            std::max(m_fastest, 1.05 * std::sqrt(momentum2) / (perigee * perigee) + 2 * earthRotation);
    }

    const Orbit &m_orbit;
    Timestamp m_begin;
    std::vector<Moving> m_grid;
    std::vector<std::uint8_t> m_known; // 1: in the grid, 2: no orbit
    double m_fastest = 0;
    double m_furthestKm = 0;
};

// Where a function of other signs (or 0) at both ends crosses zero: regula falsi after Illinois, halving now
// and then so that both ends come near.
template <class Function>
double crossing(double a, double b, double fa, double fb, const Function &f)
{
    int kept = 0; // which end stayed the last time
    for (int i = 1; i < 60 && b - a > precisionS; ++i) {
        const bool halve = i % 3 == 0;
        double c = halve ? (a + b) / 2 : b - fb * (b - a) / (fb - fa);
        if (!(c > a && c < b))
            c = (a + b) / 2;
        const double fc = f(c);
        if (std::abs(fc) < 1e-12)
            return c;
        if ((fc < 0) == (fb < 0)) {
            b = c;
            fb = fc;
            fa = kept == -1 ? fa / 2 : fa;
            kept = -1;
        } else {
            a = c;
            fa = fc;
            fb = kept == 1 ? fb / 2 : fb;
            kept = 1;
        }
    }
    return (a + b) / 2;
}

// One satellite over one station.
class PassSearch
{
public:
    PassSearch(Track &track, const Site &site, double minElevationDegrees)
        : m_track(track)
        , m_site(site)
        , m_least(std::sin(minElevationDegrees * degree))
        , m_elevation(minElevationDegrees * degree)
    {
    }

    void run(std::vector<Contact> &found)
    {
        for (std::size_t i = 0; i < m_track.steps();) {
            const std::size_t leap = stepsOutOfSight(i);
            if (leap > 0) {
                end(found);
                i = std::min(i + leap, m_track.steps());
                continue;
            }
            minute(i, found);
            ++i;
        }
        end(found);
    }

private:
    // How many steps the satellite is surely below the least elevation.
    std::size_t stepsOutOfSight(std::size_t index)
    {
        const Moving *moving = m_track.onGrid(index);
        if (moving == nullptr)
            return 1;
        const double cosine =
            dot(moving->position, m_site.position) / (length(moving->position) * m_site.radius);
        const double angle = std::acos(std::clamp(cosine, -1.0, 1.0));
        const double ratio = m_site.radius * std::cos(m_elevation) / m_track.furthestKm();
        // 0.3 degrees: the plumb line does not point at the centre of the Earth.
        const double visible = std::acos(std::min(ratio, 1.0)) - m_elevation + 0.3 * degree;
        const double steps = (angle - visible) / (m_track.fastest() * stepS);
        return steps >= 1 ? static_cast<std::size_t>(steps) : 0;
    }

    void minute(std::size_t index, std::vector<Contact> &found)
    {
        const Moving *a = m_track.onGrid(index);
        const Moving *b = m_track.onGrid(index + 1);
        if (a == nullptr || b == nullptr) {
            end(found);
            return;
        }
        m_minute = index;
        const double from = stepS * static_cast<double>(index);
        const double to = from + stepS;
        const double rateA = m_site.sineRate(*a);
        const double rateB = m_site.sineRate(*b);
        if ((rateA < 0) == (rateB < 0)) {
            stretch(from, m_site.sine(*a), to, m_site.sine(*b), found);
            return;
        }
        // An extreme lies between; on either side of it the elevation only grows or only falls.
        const double turn = crossing(from, to, rateA, rateB, [&](double seconds) {
            return m_site.sineRate(m_track.between(index, seconds));
        });
        const double sine = m_site.sine(m_track.between(index, turn));
        stretch(from, m_site.sine(*a), turn, sine, found);
        stretch(turn, sine, to, m_site.sine(*b), found);
    }

    void stretch(double from, double sineFrom, double to, double sineTo, std::vector<Contact> &found)
    {
        const bool upBefore = sineFrom >= m_least;
        const bool upAfter = sineTo >= m_least;
        if (!upBefore && !upAfter)
            return;
        if (upBefore && !m_open)
            open(from, sineFrom, false);
        if (upBefore != upAfter) {
            const double at =
                crossing(from, to, sineFrom - m_least, sineTo - m_least, [this](double seconds) {
                    return m_site.sine(m_track.between(m_minute, seconds)) - m_least;
                });
            if (upAfter) {
                open(at, m_least, true);
            } else {
                m_contact.set = m_track.timeOf(at);
                m_contact.setLook = look(at);
                end(found);
                return;
            }
        }
        higher(to, sineTo);
    }

    void open(double seconds, double sine, bool rises)
    {
        m_open = true;
        m_contact = {};
        if (rises) {
            m_contact.rise = m_track.timeOf(seconds);
            m_contact.riseLook = look(seconds);
        }
        m_highest = -2;
        higher(seconds, sine);
    }
    void higher(double seconds, double sine)
    {
        if (sine <= m_highest)
            return;
        m_highest = sine;
        m_highestAt = seconds;
    }
    void end(std::vector<Contact> &found)
    {
        if (!std::exchange(m_open, false))
            return;
        m_contact.culmination = m_track.timeOf(m_highestAt);
        m_contact.highest = look(m_highestAt);
        found.push_back(m_contact);
    }
    // Of a moment within the minutes that were looked at.
    [[nodiscard]] LookAngles look(double seconds) const
    {
        const auto before = static_cast<std::size_t>(std::max(std::ceil(seconds / stepS) - 1, 0.0));
        const std::size_t index =
            std::max(before, seconds < stepS * static_cast<double>(m_minute) ? 0 : m_minute);
        return m_site.horizon.lookAngles(m_track.between(index, seconds).position);
    }

    Track &m_track;
    const Site &m_site;
    double m_least;
    double m_elevation;
    std::size_t m_minute = 0; // that is looked at
    bool m_open = false;
    Contact m_contact;
    double m_highest = 0;
    double m_highestAt = 0;
};

} // namespace

std::vector<Contact> findContacts(std::span<const Orbit> satellites,
                                  std::span<const GeodeticPosition> stations, const ContactQuery &query,
                                  const std::stop_token &stop)
{
    std::vector<Contact> contacts;
    if (!(query.range.start < query.range.end))
        return contacts;
    const Timestamp begin = query.range.start - margin;
    const auto steps = static_cast<std::size_t>((query.range.end + margin - begin + step - 1ns) / step);
    std::vector<Site> sites(stations.begin(), stations.end());
    std::vector<Contact> found;
    for (std::uint32_t satellite = 0; satellite < satellites.size(); ++satellite) {
        if (stop.stop_requested())
            return {};
        Track track(satellites[satellite], begin, steps);
        for (std::uint32_t station = 0; station < sites.size(); ++station) {
            found.clear();
            PassSearch(track, sites[station], query.minElevationDegrees).run(found);
            for (Contact &contact : found) {
                if ((contact.set && *contact.set <= query.range.start) ||
                    (contact.rise && *contact.rise >= query.range.end))
                    continue;
                contact.satellite = satellite;
                contact.station = station;
                contacts.push_back(contact);
            }
        }
    }
    std::ranges::stable_sort(contacts, {},
                             [](const Contact &contact) { return contact.rise.value_or(Timestamp::min()); });
    return contacts;
}

} // namespace desk
