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
    m_mark = fleet ? motionMark(*fleet) : 0;
    const bool possible = m_sides.obstacle == ContactSides::Obstacle::none && isVisible();
    findPlanes();
    if (afresh || !possible) {
        m_chosen.reset();
        m_model.setContacts(nullptr);
    }
    m_searched = wantedRange(m_feed.time().now());
    if (!possible) {
        m_search.cancel();
    } else {
        FleetContactQuery query{fleet, m_sides.satellites, m_sides.stations, {}};
        query.query.range = m_searched;
        if (range() == Range::conductor && !m_conductor.isPaused()) // it moves on
            query.query.range.end += (m_searched.end - m_searched.start) / 10;
        m_searched.end = query.query.range.end;
        query.query.minElevationDegrees = m_elevation->value();
        m_sinceRequest.start();
        m_search.request(std::move(query));
    }
    showSubject();
    showResult();
}

// Planes are offered where there are several satellites; the chosen one narrows them down.
void ContactsPanel::findPlanes()
{
    const TopologySnapshotPtr &fleet = m_feed.topology();
    if (!fleet || m_sides.satellites.size() < 2 || !isVisible())
        return;
    m_planes.look(fleet, m_mark);
    const FleetPlanesPtr planes = m_planes.planes(m_mark);
    const int plane = m_plane->currentData().toInt();
    if (!planes || plane < 0 || std::size_t(plane) >= planes->planes.size())
        return;
    m_sides.satellites = planes->planes[std::size_t(plane)].nodes;
    std::ranges::sort(m_sides.satellites);
}

void ContactsPanel::offerPlanes()
{
    const FleetPlanesPtr planes = m_planes.planes(m_mark);
    if (!planes)
        return;
    const int before = m_wantedPlane >= 0 ? m_wantedPlane : m_plane->currentData().toInt();
    m_wantedPlane = FleetPlanes::none;
    const bool narrowed = m_plane->currentIndex() > 0;
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
    m_plane->setCurrentIndex(std::max(0, m_plane->findData(before)));
    m_plane->setToolTip(m_plane->currentIndex() > 0 ? m_plane->currentText()
                                                    : tr("All satellites, or those of one orbital plane"));
    if (m_plane->currentIndex() > 0 && !narrowed)
        renew(true);
}

void ContactsPanel::take(const FleetContactsPtr &contacts)
{
    m_lastSearchMs = m_sinceRequest.elapsed();
    m_firstSet.reset();
    for (const Contact &one : contacts->contacts) {
        if (one.set && *one.set > m_searched.start && (!m_firstSet || *one.set < *m_firstSet))
            m_firstSet = one.set;
    }
    m_model.setNow(m_feed.time().now());
    m_model.setContacts(contacts);
    showResult();
}

void ContactsPanel::stop()
{
    m_search.cancel();
    m_stopped = !m_model.contacts();
    showPage();
}

bool ContactsPanel::isOutdated(Timestamp now) const
{
    const TopologySnapshotPtr &fleet = m_feed.topology();
    if (fleet && motionMark(*fleet) != m_mark)
        return true;
    if (m_sides.obstacle != ContactSides::Obstacle::none)
        return false;
    const TimeRange wanted = wantedRange(now);
    if (range() == Range::conductor)
        return wanted.end > m_searched.end || wanted.start < m_searched.start;
    const auto since = now - m_searched.start;
    const bool passed = m_firstSet && now >= *m_firstSet && since >= leastPause;
    return now < m_searched.start || passed || since > (m_searched.end - m_searched.start) / staleShare;
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
    if (!m_stopped && !m_search.isRunning() && rested && isOutdated(now) &&
        (isFleet() || m_subject != noEntity))
        renew(false);
    showReadout();
}

} // namespace desk
