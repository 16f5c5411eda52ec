// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TopologyView that shows other moments than now.
#include "widgets/topology/topologyview.h"

#include <algorithm>

namespace desk {

namespace {
constexpr std::chrono::milliseconds scrubInterval{100};
}

void TopologyView::setRecord(const TopologyRecord *record)
{
    m_picture.setRecord(record);
}

void TopologyView::setLimits(std::shared_ptr<const LimitSet> limits)
{
    m_picture.setLimits(std::move(limits));
    if (m_picture.moment() && isVisible())
        refresh();
}

// A cursor that is dragged asks more often than it is worth painting: the first at once, then the last of
// those that came.
void TopologyView::setMoment(std::optional<Timestamp> moment)
{
    if (moment == m_picture.moment())
        return;
    const bool fromNow = !m_picture.moment() || !moment;
    m_picture.setMoment(moment);
    if (isGeographic(m_layout.kind()))
        m_map.setMoment(moment);
    if (fromNow && m_autoFit)
        fitCamera(); // the band takes some of the room
    if (!isVisible() || (m_scrub.isActive() && !fromNow))
        return;
    const auto since = std::chrono::nanoseconds(m_sinceScrub.isValid() ? m_sinceScrub.nsecsElapsed() : 0);
    const bool isDue = fromNow || !m_sinceScrub.isValid() || since >= scrubInterval;
    m_scrub.start(isDue ? std::chrono::milliseconds{0}
                        : std::chrono::ceil<std::chrono::milliseconds>(scrubInterval - since));
}

// Of a graph of before whose nodes are the first of today's, the places are those of today: the picture
// stands still while time passes through it.
TopologySnapshotPtr TopologyView::laidOut() const
{
    const TopologySnapshotPtr &shown = m_picture.snapshot();
    const TopologySnapshotPtr &today = m_feed.topology();
    const bool isSame = shown && today && m_picture.moment() && shown->indexing == today->indexing &&
                        shown->nodes.size() <= today->nodes.size();
    return isSame && !isGeographic(m_layout.kind()) ? today : shown;
}

// A node that stays keeps what it has: it may be on its way.
void TopologyView::adoptPlaces(bool afresh)
{
    const auto &places = m_layout.places();
    if (afresh)
        m_shown.clear();
    const std::size_t known = std::min(m_shown.size(), places.size());
    m_shown.resize(places.size());
    std::copy(places.begin() + std::ptrdiff_t(known), places.end(), m_shown.begin() + std::ptrdiff_t(known));
}

} // namespace desk
