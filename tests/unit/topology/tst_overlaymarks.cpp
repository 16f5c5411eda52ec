// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/overlaymarks.h"

#include "tests/support/testprogram.h"
#include "tests/unit/topology/shownfleet.h"

#include <QSignalSpy>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

TopologySnapshotPtr fleetOf(const std::vector<std::string> &names)
{
    auto fleet = std::make_shared<TopologySnapshot>();
    for (const std::string &name : names) {
        fleet->nodes.emplace_back();
        fleet->nodes.back().name = name;
    }
    for (std::uint32_t i = 0; i + 1 < names.size(); ++i) {
        fleet->edges.emplace_back();
        fleet->edges.back().source = i;
        fleet->edges.back().target = i + 1;
    }
    return fleet;
}

} // namespace

class TstOverlayMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameVersionKeepsIndices();
    void otherVersionIsFoundByName();
    void whatIsGoneIsLeftOut();
    void ownerTakesAwayOnlyHisOwn();
    void routeChangesThePicture();
};

void TstOverlayMarks::sameVersionKeepsIndices()
{
    OverlayContent content;
    content.snapshot = fleetOf({"a", "b", "c"});
    content.nodes = {OverlayMark::route, OverlayMark::none, OverlayMark::weak};
    content.links = {OverlayMark::none, OverlayMark::cut};
    content.nodeWeights = {0, 0.5F, 1};
    const OverlayMarks marks = marksFor(content, *content.snapshot);
    QCOMPARE(marks.nodes, content.nodes);
    QCOMPARE(marks.links, content.links);
    QCOMPARE(marks.nodeWeights, content.nodeWeights);
    QVERIFY(marks.linkWeights.empty());
}

void TstOverlayMarks::otherVersionIsFoundByName()
{
    OverlayContent content;
    content.snapshot = fleetOf({"a", "b", "c"});
    content.nodes = {OverlayMark::route, OverlayMark::none, OverlayMark::weak};
    content.links = {OverlayMark::none, OverlayMark::cut};
    const OverlayMarks marks = marksFor(content, *fleetOf({"new", "x", "b", "c", "a"}));
    QCOMPARE(marks.nodes, (std::vector{OverlayMark::none, OverlayMark::none, OverlayMark::none,
                                       OverlayMark::weak, OverlayMark::route}));
    QCOMPARE(marks.links,
             (std::vector{OverlayMark::none, OverlayMark::none, OverlayMark::cut, OverlayMark::none}));
}

void TstOverlayMarks::whatIsGoneIsLeftOut()
{
    OverlayContent content;
    content.snapshot = fleetOf({"a", "b", "c"});
    content.nodes = {OverlayMark::route, OverlayMark::cut, OverlayMark::weak};
    content.links = {OverlayMark::route, OverlayMark::cut};
    const OverlayMarks marks = marksFor(content, *fleetOf({"a"}));
    QCOMPARE(marks.nodes, std::vector{OverlayMark::route});
    QVERIFY(marks.links.empty());
    QVERIFY(marksFor(OverlayContent(), *content.snapshot).isEmpty());
}

void TstOverlayMarks::ownerTakesAwayOnlyHisOwn()
{
    TopologyOverlay overlay;
    const QSignalSpy changed(&overlay, &TopologyOverlay::changed);
    OverlayContent content;
    content.owner = u"network"_s;
    content.snapshot = fleetOf({"a", "b"});
    content.nodes = {OverlayMark::route, OverlayMark::route};
    overlay.show(content);
    QCOMPARE(changed.size(), 1);
    overlay.clear(u"changes"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(overlay.content().nodes.size(), std::size_t(2));
    overlay.clear(u"network"_s);
    QCOMPARE(changed.size(), 2);
    QVERIFY(overlay.content().isEmpty());
}

void TstOverlayMarks::routeChangesThePicture()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    TopologyOverlay overlay;
    shown.view.setOverlay(&overlay);
    const QImage before = shown.view.image().copy();
    OverlayContent content;
    content.owner = u"network"_s;
    content.title = u"Route"_s;
    content.snapshot = fleet.topology.latest();
    content.nodes.assign(content.snapshot->nodes.size(), OverlayMark::none);
    content.nodes[0] = content.nodes[1] = OverlayMark::route;
    content.links.assign(content.snapshot->edges.size(), OverlayMark::none);
    content.links[0] = OverlayMark::route;
    overlay.show(content);
    const QImage with = shown.view.image().copy();
    QVERIFY(with != before);
    // The link of the route is the accent's colour in its middle.
    const QPoint middle = shown.between("sat-0", "sat-1");
    QCOMPARE(with.pixelColor(middle).name(), fleet.theme.color(Token::accent).name());
    overlay.clear(u"network"_s);
    QCOMPARE(shown.view.image(), before);
    // A new version of the fleet keeps the marks.
    overlay.show(content);
    fleet.pass();
    shown.view.refresh();
    QCOMPARE(shown.view.image().pixelColor(middle).name(), fleet.theme.color(Token::accent).name());
}

DESK_GUI_TEST(TstOverlayMarks)
#include "tst_overlaymarks.moc"
