// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/nodecontactssection.h"

#include "models/itemmodels/contactwords.h"
#include "models/itemmodels/entitynode.h"
#include "models/itemmodels/valueformatter.h"
#include "models/network/contactsides.h"
#include "widgets/tables/factlist.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostShown = 4;
// How far is looked ahead. Over a station something of a large fleet rises each minute.
constexpr std::chrono::hours aheadOfSatellite{24};
constexpr std::chrono::hours aheadOfStation{6};
constexpr std::chrono::minutes aheadOfLargeFleet{30};
constexpr std::size_t largeFleet = 500;
constexpr std::chrono::seconds leastPause{30};

} // namespace

NodeContactsSection::NodeContactsSection(const ParameterFeed &feed, const Theme &theme)
    : InspectorSection(theme, u"contactsSection"_s)
    , m_feed(feed)
{
    m_list = new FactList(theme);
    m_list->setObjectName(u"nextContacts"_s);
    m_note = new QLabel;
    m_note->setObjectName(u"contactsNote"_s);
    m_note->setProperty("dim", true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    m_all = new QToolButton;
    m_all->setObjectName(u"allContacts"_s);
    m_all->setFocusPolicy(Qt::TabFocus);
    add(m_list);
    add(m_note);
    body().addWidget(m_all, 0, Qt::AlignRight);
    connect(m_all, &QToolButton::clicked, this, [this] { Q_EMIT allWanted(entity()); });
    connect(&m_search, &ContactSearch::finished, this, [this](const FleetContactsPtr &contacts) {
        m_contacts = contacts;
        refresh();
    });
    retranslate();
}

void NodeContactsSection::retranslate()
{
    setTitle(tr("Next contacts"));
    m_all->setText(tr("All contacts …"));
    m_all->setToolTip(tr("Show the contacts of this node in the panel Contacts"));
}

bool NodeContactsSection::concerns() const
{
    const TopologyNode *node = nodeOf(m_feed, entity());
    return node && (node->orbit || node->type == NodeType::satellite || isGround(node->type));
}

void NodeContactsSection::begin()
{
    m_search.cancel();
    m_contacts.reset();
    m_list->clearFrom(0);
    search(m_feed.time().now());
}

void NodeContactsSection::search(Timestamp now)
{
    const TopologyNode *node = nodeOf(m_feed, entity());
    if (!node)
        return;
    const TopologySnapshotPtr &fleet = m_feed.topology();
    const ContactSides sides = contactSidesOf(*fleet, m_feed.catalogue().entity(entity()).node);
    m_mark = motionMark(*fleet);
    m_ofStation = sides.ofStation;
    m_obstacle = obstacleText(sides.obstacle, QString::fromStdString(node->name));
    std::chrono::minutes ahead = sides.ofStation ? aheadOfStation : aheadOfSatellite;
    if (sides.satellites.size() > largeFleet)
        ahead = aheadOfLargeFleet;
    m_searched = {now, now + ahead};
    if (sides.obstacle != ContactSides::Obstacle::none) { // what was found no longer holds
        m_search.cancel();
        m_contacts.reset();
        return;
    }
    FleetContactQuery query{fleet, sides.satellites, sides.stations, {}};
    query.query.range = m_searched;
    m_search.request(std::move(query));
}

bool NodeContactsSection::isOutdated(Timestamp now) const
{
    if (motionMark(*m_feed.topology()) != m_mark || now < m_searched.start)
        return true;
    if (!m_contacts || m_search.isRunning() || now - m_searched.start < leastPause)
        return false;
    return now - m_searched.start > (m_searched.end - m_searched.start) / 4 ||
           std::ranges::any_of(m_contacts->contacts,
                               [now](const Contact &one) { return one.set && *one.set <= now; });
}

void NodeContactsSection::look()
{
    const Timestamp now = m_feed.time().now();
    if (!nodeOf(m_feed, entity()))
        return;
    if (isOutdated(now))
        search(now);
    int row = 0;
    if (m_contacts) {
        for (const Contact &one : m_contacts->contacts) {
            const ContactPhase phase = phaseOf(one, now);
            if (phase.kind == ContactPhase::Kind::over || row == mostShown)
                continue;
            const auto &other = m_contacts->fleet->nodes[m_ofStation ? one.satellite : one.station];
            m_list->setFact(row++, QString::fromStdString(other.name),
                            phaseText(phase) + u" · "_s + QLocale().toString(one.highest.elevation, 'f', 0) +
                                u'°',
                            contactText(*m_contacts, one));
        }
    }
    m_list->clearFrom(row);
    m_list->setVisible(row > 0);
    QString note = m_obstacle;
    if (note.isEmpty() && !m_contacts)
        note = tr("Looking for contacts …");
    else if (note.isEmpty() && row == 0)
        note = tr("No contact above %1 within %2.")
                   .arg(QLocale().toString(m_contacts->query.minElevationDegrees, 'f', 0) + u'°',
                        ValueFormatter::span(std::chrono::duration_cast<std::chrono::seconds>(
                            m_searched.end - m_searched.start)));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_all->setVisible(m_obstacle.isEmpty());
}

} // namespace desk
