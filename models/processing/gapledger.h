// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/gaplog.h"
#include "models/topology/topologysnapshot.h"

#include <deque>
#include <map>

namespace desk {

// Says of which links and nodes nothing comes, and why, by the fleet graph: a link that was active and is not
// any more is down; a satellite's link to the ground whose satellite stands lower than that station hears any
// is out of contact, which is expected. A node is without points for the same reason when the last of its
// links went. Each is told twice: when it is noticed (from the last point until then, and open from then on)
// and when it ends. One thread, that of the graph's owner.
class GapLedger
{
public:
    // Stations are taken to hear nothing lower than this until they did: degrees above the horizon.
    static constexpr double usualMask = 25;

    explicit GapLedger(GapLog &log)
        : m_log(log)
    {
    }

    // Open ones of the run before: they go on, or end with the first look that finds their link active.
    void restore(const std::vector<SessionGap> &open);
    // Once a second. Costs what the graph changed, and one look at each link to the ground.
    void observe(const TopologySnapshot &fleet);

private:
    struct Link
    {
        bool active = false;
        bool wasActive = false; // ever, while this looked
        // Lower than usual, to the ground: told to the mask once it is known that it was heard there.
        std::deque<std::pair<Timestamp, double>> low = {};
    };
    struct Known // of a subject
    {
        Timestamp begin{}; // of the open row
        std::string cause;
    };
    [[nodiscard]] double elevation(const TopologySnapshot &fleet, const TopologyEdge &edge) const;
    void hear(const TopologySnapshot &fleet);
    void tellMask(const TopologySnapshot &fleet, std::size_t edge, Timestamp until);
    [[nodiscard]] std::string causeOf(const TopologySnapshot &fleet, const TopologyEdge &edge) const;
    void begin(const std::string &subject, Timestamp last, Timestamp noticed, const std::string &cause);
    void end(const std::string &subject, Timestamp at);
    void lookAtNodes(const TopologySnapshot &fleet);
    void look(const TopologySnapshot &fleet);

    GapLog &m_log;
    std::vector<SessionGap> m_found;       // by this look
    std::map<std::string, Known> m_open;   // by subject
    std::map<std::string, double> m_masks; // by station: the lowest that it heard
    std::vector<Link> m_links;             // by edge
    std::vector<char> m_nodeActive;        // by node: has an active link
    std::uint64_t m_structure = 0;
    std::uint64_t m_indexing = 0;
    bool m_hasLooked = false;
};

} // namespace desk
