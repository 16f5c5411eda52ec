// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/momentfigures.h"
#include "models/itemmodels/topologyoverlay.h"
#include "models/processing/parameterfeed.h"
#include "models/topology/topologyunion.h"
#include "widgets/topology/overlaymarks.h"

#include <QString>

#include <array>

namespace desk {

class TopologyRecord;

// What the lines of the picture are coloured by.
enum class LinkColouring : std::uint8_t { state, snr, latency, utilisation, packetLoss, reliability };

// What the nodes are coloured by. state: the worst of its health and its own series; alarms: how many series
// of it and of its links are outside their limits.
enum class NodeColouring : std::uint8_t { state, health, alarms, queue, utilisation };

// The metric shown; "" for states, and for alarms, which are counted.
std::string_view metricOf(LinkColouring colouring);
std::string_view metricOf(NodeColouring colouring);
// Whether a greater figure is the worse one.
bool greaterIsWorse(LinkColouring colouring);

struct PictureNode
{
    EntityId entity = noEntity;
    NodeType type = NodeType::device;
    Severity state = Severity::none;    // worst of its health and its own series
    Severity severity = Severity::none; // as it is drawn; by health only where nodes are coloured by it
    bool inContact = false;             // something of it or of its links is not stale
    bool maintenance = false;
    double value = 0; // what nodes are coloured by; NaN = unknown, or by a state
    int alarms = 0;   // series of it and of its links that are outside their limits
    QString label;
    std::vector<std::uint32_t> edges; // its active links
};

struct PictureEdge
{
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::array<EntityId, 2> directions{noEntity, noEntity};
    bool active = true;
    bool ended = false; // a pass that is over: not drawn unless an end is selected
    Severity severity = Severity::none;
    double value = 0;       // of the metric shown, the worse direction; NaN = unknown
    double utilisation = 0; // the greater direction; NaN = unknown

    [[nodiscard]] EntityId entity() const
    {
        return directions[0] != noEntity ? directions[0] : directions[1];
    }
};

// The fleet as it is drawn, kept up with the feed: who there is, in what state, and the figures of the
// links. Indices are those of the snapshot. GUI thread.
class FleetPicture
{
public:
    explicit FleetPicture(const ParameterFeed &feed)
        : m_feed(feed)
        , m_then(feed)
    {
    }

    void setColouring(LinkColouring colouring);
    void setColouring(NodeColouring colouring);
    // As of a moment: graph, health and figures of then, severities by the limits of now. Nothing = now.
    // Without a record nothing is known of then.
    void setMoment(std::optional<Timestamp> moment);
    void setRecord(const TopologyRecord *record);
    void setLimits(std::shared_ptr<const LimitSet> limits) { m_then.setLimits(std::move(limits)); }
    [[nodiscard]] bool hasLimits() const { return m_then.hasLimits(); }
    [[nodiscard]] const std::optional<Timestamp> &moment() const { return m_moment; }
    // Where the graph, or the figures, of the moment are not known: from when on they are.
    [[nodiscard]] std::optional<Timestamp> graphKnownFrom() const;
    [[nodiscard]] std::optional<Timestamp> figuresKnownFrom() const;
    // One series as of what is shown; for the picture's tooltips.
    [[nodiscard]] MomentFigure figure(SeriesId id) const;
    // What analyses mark in it; once the graph is there. What of its `before` is gone comes with the next
    // refresh.
    void setOverlay(const OverlayContent &content);
    // Takes over what is new; true when something that can be seen changed. Costs a lookup per series.
    bool refresh();

    [[nodiscard]] const TopologySnapshotPtr &snapshot() const { return m_snapshot; }
    [[nodiscard]] const std::vector<PictureNode> &nodes() const { return m_nodes; }
    [[nodiscard]] const std::vector<PictureEdge> &edges() const { return m_edges; }
    [[nodiscard]] LinkColouring colouring() const { return m_colouring; }
    [[nodiscard]] NodeColouring nodeColouring() const { return m_nodeColouring; }
    [[nodiscard]] const OverlayMarks &marks() const { return m_marks; }
    [[nodiscard]] const OverlayContent &overlay() const { return m_overlay; }
    [[nodiscard]] const ParameterFeed &feed() const { return m_feed; }
    // The other end of a node's link.
    [[nodiscard]] std::uint32_t opposite(std::uint32_t edge, std::uint32_t node) const
    {
        return m_edges[edge].source == node ? m_edges[edge].target : m_edges[edge].source;
    }

private:
    // Where a direction's figures stand, looked up when its number of series changed.
    struct Columns
    {
        std::size_t known = 0;
        SeriesId shown = noSeries;
        SeriesId utilisation = noSeries;
    };
    struct Figures
    {
        Severity severity = Severity::none;
        double value = 0;
        double utilisation = 0;
        bool alive = false;
        int alarms = 0; // series outside their limits
    };

    [[nodiscard]] TopologySnapshotPtr wanted();
    [[nodiscard]] bool isGhost(std::size_t edge) const { return edge >= m_ghosts.edges; }
    [[nodiscard]] Timestamp shownTime() const { return m_moment.value_or(m_feed.time().now()); }
    Figures figuresThen(EntityId entity, const Columns &columns);
    struct NodeFigures
    {
        Severity severity = Severity::none;
        bool alive = false;
        int alarms = 0;
        double value = 0; // what nodes are coloured by
    };
    NodeFigures nodeThen(EntityId entity, bool alive);
    void findColumns(EntityId entity, Columns &columns) const;

    bool takeSnapshot();
    bool refreshNodes(SteadyTime now);
    bool refreshEdges(SteadyTime now);
    Figures figuresOf(EntityId entity, Columns &columns, SteadyTime now);

    const ParameterFeed &m_feed;
    LinkColouring m_colouring = LinkColouring::state;
    NodeColouring m_nodeColouring = NodeColouring::state;
    TopologySnapshotPtr m_snapshot;
    OverlayContent m_overlay;
    OverlayMarks m_marks; // of m_overlay, by the snapshot's indices
    std::vector<PictureNode> m_nodes;
    std::vector<PictureEdge> m_edges;
    std::vector<std::array<Columns, 2>> m_columns; // beside m_edges
    std::vector<bool> m_linkAlive;                 // per node
    std::vector<int> m_linkAlarms;                 // per node
    TopologySnapshotPtr m_base;                    // what m_snapshot was made of
    TopologySnapshotPtr m_baseWith;                // what of was added
    TopologyUnion m_ghosts{nullptr, SIZE_MAX, SIZE_MAX};
    const TopologyRecord *m_record = nullptr;
    std::optional<Timestamp> m_moment;
    mutable MomentFigures m_then; // keeps which limits are whose
};

} // namespace desk
