// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/telemetrysource.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace desk;

// A fleet that was only defined, at the real server: its nodes can be selected before they send anything.
class TstDefinedFleet : public InstanceTest
{
    Q_OBJECT

    [[nodiscard]] bool everyNodeIsAnEntity() const
    {
        const TopologySnapshotPtr fleet = m_instance->topology();
        const DictionaryChanges names = m_instance->dictionary().changesSince({});
        return fleet->nodes.size() == 2 && std::ranges::all_of(fleet->nodes, [&](const TopologyNode &node) {
                   return node.entity != noEntity && index(node.entity) < names.entities.size() &&
                          names.entities[index(node.entity)].node == node.id &&
                          names.nodes[index(node.id)].name == node.name &&
                          names.nodes[index(node.id)].type == node.type;
               });
    }

private Q_SLOTS:
    void itsNodesAreEntitiesAtOnceAndAfterARestart()
    {
        start();
        const HttpResponse put =
            send("PUT", "/api/v1/topology/",
                 "{\"nodes\":[{\"id\":\"sat-1\",\"type\":\"satellite\"},"
                 "{\"id\":\"gs-1\",\"type\":\"ground_station\",\"lat\":10,\"lon\":20}],\"edges\":[]}");
        QVERIFY2(put.status / 100 == 2, put.body.c_str());
        QTRY_VERIFY(everyNodeIsAnEntity());
        start(); // what was there is stopped first
        QTRY_VERIFY(everyNodeIsAnEntity());
    }
};

DESK_TEST(TstDefinedFleet)
#include "tst_definedfleet.moc"
