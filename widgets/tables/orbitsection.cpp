// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/orbitsection.h"

#include "models/itemmodels/entitynode.h"
#include "models/itemmodels/valueformatter.h"
#include "models/network/contactsides.h"
#include "models/network/fleetcontacts.h"
#include "models/topology/fleetorbit.h"
#include "models/topology/geodesy.h"
#include "models/topology/sunlight.h"
#include "widgets/tables/factlist.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

enum Fact : int {
    epochFact,
    ageFact,
    periodFact,
    inclinationFact,
    heightFact,
    planeFact,
    shellFact,
    placeFact,
    nowHeightFact,
    lightFact
};
constexpr double secondsInDay = 86'400;

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

} // namespace

OrbitSection::OrbitSection(const ParameterFeed &feed, const Theme &theme)
    : InspectorSection(theme, u"orbitSection"_s)
    , m_feed(feed)
{
    m_list = new FactList(theme);
    m_list->setObjectName(u"orbitFacts"_s);
    m_note = new QLabel;
    m_note->setObjectName(u"orbitNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    add(m_list);
    add(m_note);
    connect(&m_planes, &PlaneSearch::finished, this, &InspectorSection::refresh);
    retranslate();
}

void OrbitSection::retranslate()
{
    setTitle(tr("Orbit"));
}

// A satellite without an orbit is told so; of others nothing is expected.
bool OrbitSection::concerns() const
{
    const TopologyNode *node = nodeOf(m_feed, entity());
    return node && (node->orbit || node->type == NodeType::satellite);
}

void OrbitSection::readElements(const TopologyNode *node)
{
    const auto json = node ? node->orbit : nullptr;
    if (json == m_json)
        return;
    m_json = json;
    m_facts.reset();
    m_orbit.reset();
    const auto elements =
        json ? parseFleetOrbit(*json) : Result<ElementSet>(failure(ErrorCode::notFound, "no orbit"));
    if (!elements)
        return;
    m_facts = orbitFacts(*elements);
    if (auto orbit = Orbit::fromElements(*elements))
        m_orbit = *std::move(orbit);
}

void OrbitSection::look()
{
    const TopologyNode *node = nodeOf(m_feed, entity());
    readElements(node);
    const Timestamp now = m_feed.time().now();
    if (m_orbit) {
        m_mark = motionMark(*m_feed.topology());
        m_planes.look(m_feed.topology(), m_mark);
    }
    m_list->setVisible(m_facts.has_value());
    if (!m_facts) {
        m_note->setText(m_json ? tr("The orbit in the definition of the fleet cannot be read.")
                               : tr("No orbit is known: the definition of the fleet holds no elements."));
        m_note->show();
        return;
    }
    m_list->setFact(epochFact, tr("Epoch"), ValueFormatter::fullTime(m_facts->epoch).left(19) + u'Z',
                    ValueFormatter::fullTime(m_facts->epoch));
    m_list->setFact(periodFact, tr("Period"), tr("%1 min").arg(number(m_facts->periodMinutes, 2)));
    m_list->setFact(inclinationFact, tr("Inclination"), number(m_facts->inclinationDegrees, 2) + u'°');
    m_list->setFact(heightFact, tr("Perigee, apogee"),
                    tr("%1 km, %2 km").arg(number(m_facts->perigeeKm, 1), number(m_facts->apogeeKm, 1)),
                    tr("Mean heights over the equator's radius"));
    sayPlane();
    sayAge(now);
    sayPlace(now);
}

// Nothing until the planes of the fleet are found.
void OrbitSection::sayPlane()
{
    const TopologySnapshotPtr &fleet = m_feed.topology();
    const TopologyNode *node = nodeOf(m_feed, entity());
    const FleetPlanesPtr planes = fleet ? m_planes.planes(m_mark) : nullptr;
    const auto index = node ? std::size_t(node - fleet->nodes.data()) : 0;
    QString plane;
    QString shell;
    if (planes && node && index < planes->members.size() && planes->members[index].shell >= 0) {
        const FleetPlanes::Membership &member = planes->members[index];
        const FleetPlanes::Shell &of = planes->shells[std::size_t(member.shell)];
        shell = tr("%1°, %2 km").arg(number(of.inclinationDegrees, 1), number(of.altitudeKm, 0));
        plane = member.plane < 0
                    ? tr("none of its shell")
                    : tr("%1 of %2").arg(planes->planes[std::size_t(member.plane)].number).arg(of.planes);
    }
    m_list->setFact(planeFact, tr("Plane"), plane);
    m_list->setFact(shellFact, tr("Shell"), shell, tr("Mean inclination and height of the satellites in it"));
}

void OrbitSection::sayAge(Timestamp now)
{
    const OrbitAge age{0, m_facts->epoch, 0};
    const double days = age.days(now);
    const QString text = ValueFormatter::age(days * secondsInDay);
    const bool isAhead = now < m_facts->epoch; // in a replay
    m_list->setFact(ageFact, tr("Elements"), isAhead ? tr("%1 ahead").arg(text) : tr("%1 old").arg(text));
    const bool isFar = days > oldElementsDays;
    m_note->setVisible(isFar || !m_orbit);
    if (!m_orbit)
        m_note->setText(tr("SGP4 does not take these elements."));
    else if (isAhead)
        m_note->setText(
            tr("▲ The elements are more than 7 days newer than this time: places and contacts are rough."));
    else
        m_note->setText(tr("▲ The elements are older than 7 days: places and contacts are rough."));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme().color(Token::caution));
    m_note->setPalette(colours);
}

void OrbitSection::sayPlace(Timestamp now)
{
    const auto state =
        m_orbit ? m_orbit->stateAt(now) : Result<StateVector>(failure(ErrorCode::notFound, "no orbit"));
    if (!state) {
        m_list->setFact(placeFact, tr("Now over"), ValueFormatter::unknown());
        m_list->setFact(nowHeightFact, tr("Height now"), ValueFormatter::unknown());
        m_list->setFact(lightFact, tr("Light"), ValueFormatter::unknown());
        return;
    }
    const GeodeticPosition place = geodeticFromEarthFixed(
        earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(now))));
    const QString how = tr("Computed from the elements (SGP4)");
    m_list->setFact(placeFact, tr("Now over"), coordinatesText(place.latitude, place.longitude), how);
    m_list->setFact(nowHeightFact, tr("Height now"), tr("%1 km").arg(number(place.altitudeKm, 1)), how);
    m_list->setFact(lightFact, tr("Light"),
                    inEclipse(state->positionKm, sunDirection(now)) ? tr("in the Earth's shadow")
                                                                    : tr("in sunlight"));
}

} // namespace desk
