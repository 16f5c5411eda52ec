// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ContactsPanel that decides what is looked for, and when again.
#include "widgets/contacts/contactspanel.h"
#include "widgets/contacts/contactstrip.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLocale>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

// A search comes again this long after the one before, however often satellites set, and takes no more than a
// fifth of a processor.
constexpr std::chrono::seconds leastPause{60};
constexpr qint64 pauseOfSearches = 5;
constexpr int staleShare = 4; // or when this part of the range is over

// The plane that more than half of some satellites are in now; numbers of planes change when others come.
int planeOf(std::vector<NodeId> satellites, const std::vector<std::vector<NodeId>> &planes)
{
    std::ranges::sort(satellites);
    for (std::size_t i = 0; i < planes.size(); ++i) {
        const auto same = std::ranges::count_if(
            planes[i], [&](NodeId node) { return std::ranges::binary_search(satellites, node); });
        if (std::size_t(same) * 2 > satellites.size())
            return int(i);
    }
    return FleetPlanes::none;
}

} // namespace

void ContactsPanel::showContactsOf(EntityId entity)
{
    m_scope->setCurrentIndex(0);
    m_subject = entity;
    m_seen = m_selection.selected();
    renew(true);
}

void ContactsPanel::follow()
{
    m_seen = m_selection.selected();
    if (m_hold->isChecked())
        return;
    m_subject = m_seen;
    if (!isFleet())
        renew(true);
}

TimeRange ContactsPanel::wantedRange(Timestamp now) const
{
    static constexpr std::array<std::chrono::hours, 3> ahead{std::chrono::hours(1), std::chrono::hours(6),
                                                             std::chrono::hours(24)};
    if (range() == Range::conductor)
        return m_conductor.bounds();
    return {now, now + ahead[std::size_t(range())]};
}

// afresh: what is shown is an answer to another question, and goes.
void ContactsPanel::renew(bool afresh)
{
    const TopologySnapshotPtr fleet = m_feed.topology();
    m_stopped = false;
    m_sides = {};
    if (!fleet) {
        m_sides.obstacle = ContactSides::Obstacle::unknownNode;
    } else if (isFleet()) {
        m_sides = contactSidesOfAll(*fleet);
    } else if (desk::index(m_subject) < m_feed.catalogue().entityCount()) {
        const EntityDefinition &subject = m_feed.catalogue().entity(m_subject);
        m_sides = contactSidesOf(*fleet, subject.node, subject.dst);
    } else {
        m_sides.obstacle = ContactSides::Obstacle::unknownNode;
    }
    m_asked = {wantedRange(m_feed.time().now()), fleet ? motionMark(*fleet) : 0, false};
    const bool possible = m_sides.obstacle == ContactSides::Obstacle::none && isVisible();
    m_waits = !findPlanes() && possible;
    const bool isOther = !m_waits && m_asked.isOfPlane != m_answered.isOfPlane;
    if (afresh || !possible || isOther) {
        m_chosen.reset();
        m_model.setContacts(nullptr);
    }
    if (!possible) {
        m_search.cancel();
        m_answered = m_asked;
    } else if (m_waits) {
        m_search.cancel();
    } else {
        FleetContactQuery query{fleet, m_sides.satellites, m_sides.stations, {}};
        if (range() == Range::conductor && !m_conductor.isPaused()) // it moves on
            m_asked.range.end += (m_asked.range.end - m_asked.range.start) / 10;
        query.query.range = m_asked.range;
        query.query.minElevationDegrees = m_elevation->value();
        m_sinceRequest.start();
        m_search.request(std::move(query));
    }
    showSubject();
    showResult();
}

// Wanted by the state of an earlier session, or chosen.
int ContactsPanel::plane() const
{
    return m_wantedPlane >= 0 ? m_wantedPlane : m_plane->currentData().toInt();
}

// Planes are offered where there are several satellites; the chosen one narrows them down. False: it is not
// known yet which these are.
bool ContactsPanel::findPlanes()
{
    const TopologySnapshotPtr &fleet = m_feed.topology();
    if (!fleet || m_sides.satellites.size() < 2 || !isVisible())
        return true;
    m_planes.look(fleet, m_asked.mark);
    const FleetPlanesPtr planes = m_planes.planes(m_asked.mark);
    if (!planes)
        return plane() == FleetPlanes::none;
    offerPlanes(*fleet, planes);
    if (plane() != FleetPlanes::none) {
        m_asked.isOfPlane = true;
        m_sides.satellites = planes->planes[std::size_t(plane())].nodes;
        std::ranges::sort(m_sides.satellites);
    }
    return true;
}

void ContactsPanel::takePlanes()
{
    const TopologySnapshotPtr &fleet = m_feed.topology();
    if (m_waits)
        renew(false);
    else if (const FleetPlanesPtr planes = fleet ? m_planes.planes(motionMark(*fleet)) : nullptr)
        offerPlanes(*fleet, planes);
}

// planes: those of the fleet.
void ContactsPanel::offerPlanes(const TopologySnapshot &fleet, const FleetPlanesPtr &planes)
{
    if (planes == m_offered && m_wantedPlane == FleetPlanes::none)
        return;
    std::vector<std::vector<NodeId>> nodes;
    for (const FleetPlanes::Plane &one : planes->planes) {
        nodes.emplace_back();
        for (const std::uint32_t node : one.nodes)
            nodes.back().push_back(fleet.nodes[node].id);
    }
    const int before = plane();
    const int kept = m_wantedPlane != FleetPlanes::none || before == FleetPlanes::none
                         ? before
                         : planeOf(m_offeredNodes[std::size_t(before)], nodes);
    m_wantedPlane = FleetPlanes::none;
    m_offered = planes;
    m_offeredNodes = std::move(nodes);
    while (m_plane->count() > 1)
        m_plane->removeItem(1);
    for (std::size_t i = 0; i < planes->planes.size(); ++i) {
        const FleetPlanes::Plane &plane = planes->planes[i];
        const FleetPlanes::Shell &shell = planes->shells[std::size_t(plane.shell)];
        m_plane->addItem(tr("Plane %1 of %2 (%3°, %4 km): %5 satellites")
                             .arg(plane.number)
                             .arg(shell.planes)
                             .arg(QLocale().toString(shell.inclinationDegrees, 'f', 1),
                                  QLocale().toString(shell.altitudeKm, 'f', 0))
                             .arg(plane.nodes.size()),
                         int(i));
    }
    m_plane->setCurrentIndex(std::max(0, m_plane->findData(kept)));
    m_plane->setToolTip(m_plane->currentIndex() > 0 ? m_plane->currentText()
                                                    : tr("All satellites, or those of one orbital plane"));
}

void ContactsPanel::take(const FleetContactsPtr &contacts)
{
    m_lastSearchMs = m_sinceRequest.elapsed();
    m_answered = m_asked;
    m_firstSet.reset();
    for (const Contact &one : contacts->contacts) {
        if (one.set && *one.set > m_answered.range.start && (!m_firstSet || *one.set < *m_firstSet))
            m_firstSet = one.set;
    }
    m_model.setNow(m_feed.time().now());
    m_model.setContacts(contacts);
    showResult();
}

void ContactsPanel::stop()
{
    m_search.cancel();
    m_stopped = true;
    showPage();
}

bool ContactsPanel::isOutdated(Timestamp now) const
{
    const TopologySnapshotPtr &fleet = m_feed.topology();
    if (fleet && motionMark(*fleet) != m_answered.mark)
        return true;
    if (m_sides.obstacle != ContactSides::Obstacle::none)
        return false;
    const TimeRange wanted = wantedRange(now);
    const TimeRange &searched = m_answered.range;
    if (range() == Range::conductor)
        return wanted.end > searched.end || wanted.start < searched.start;
    const auto since = now - searched.start;
    const bool passed = m_firstSet && now >= *m_firstSet && since >= leastPause;
    return now < searched.start || passed || since > (searched.end - searched.start) / staleShare;
}

void ContactsPanel::tick()
{
    findHeld();
    const Timestamp now = m_feed.time().now();
    m_model.setNow(now);
    m_strip->setNow(now, m_conductor.home() == TimeMode::replay);
    if (range() == Range::conductor && m_model.contacts() && m_strip->isFitted())
        m_strip->setExtent(m_conductor.bounds()); // it moves
    const bool rested =
        !m_sinceRequest.isValid() || m_sinceRequest.elapsed() > pauseOfSearches * m_lastSearchMs;
    if (!m_stopped && !isSearching() && rested && isOutdated(now) && (isFleet() || m_subject != noEntity))
        renew(false);
    showReadout();
}

} // namespace desk
