// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/planesearch.h"
#include "models/processing/parameterfeed.h"
#include "models/topology/orbit.h"
#include "models/topology/orbitfacts.h"
#include "widgets/tables/inspectorsection.h"

class QLabel;

namespace desk {

class FactList;

// The orbit of a satellite by its elements, and where it is now. GUI thread.
class OrbitSection final : public InspectorSection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrbitSection)

public:
    OrbitSection(const ParameterFeed &feed, const Theme &theme);

private:
    [[nodiscard]] bool concerns() const override;
    void look() override;
    void retranslate() override;
    void readElements(const TopologyNode *node);
    void sayPlane();
    void sayAge(Timestamp now);
    void sayPlace(Timestamp now);

    const ParameterFeed &m_feed;
    PlaneSearch m_planes;
    std::uint64_t m_mark = 0;                  // of the fleet whose planes are wanted
    std::shared_ptr<const std::string> m_json; // what m_facts and m_orbit were read from
    std::optional<OrbitFacts> m_facts;
    std::optional<Orbit> m_orbit;
    FactList *m_list = nullptr;
    QLabel *m_note = nullptr;
};

} // namespace desk
