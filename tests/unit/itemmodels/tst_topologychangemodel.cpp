// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/topologychangefilter.h"
#include "models/itemmodels/topologychangeoverlay.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Kind = TopologyChange::Kind;

namespace {

const Timestamp noon = *parseTimestamp("2026-11-21T12:00:00Z");

TopologyChange change(int second, Kind kind, const char *node, const char *target = "")
{
    TopologyChange made;
    made.time = noon + second * 1s;
    made.kind = kind;
    made.node = node;
    made.target = target;
    return made;
}

QStringList rows(const QAbstractItemModel &model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out << model.index(row, TopologyChangeModel::timeColumn).data().toString().mid(6, 2) + u' ' +
                   model.index(row, TopologyChangeModel::subjectColumn).data().toString();
    return out;
}

} // namespace

class TstTopologyChangeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNewComesAtTheTopAndWhatIsGoneGoesFromTheBottom()
    {
        TopologyChangeModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setChanges({change(2, Kind::linkDown, "a", "b"), change(1, Kind::nodeAdded, "c")});
        QCOMPARE(rows(model), (QStringList{u"02 a – b"_s, u"01 c"_s}));
        model.setChanges({change(4, Kind::linkUp, "a", "b"), change(3, Kind::nodeHealth, "c"),
                          change(2, Kind::linkDown, "a", "b")});
        QCOMPARE(rows(model), (QStringList{u"04 a – b"_s, u"03 c"_s, u"02 a – b"_s}));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(model.counts()[std::size_t(Kind::linkUp)], std::size_t{1});
        QCOMPARE(model.counts()[std::size_t(Kind::nodeAdded)], std::size_t{0});
        const QPersistentModelIndex last(model.index(2, 0)); // it keeps its row's selection
        model.setChanges({change(5, Kind::linkDown, "x", "y"), change(4, Kind::linkUp, "a", "b"),
                          change(3, Kind::nodeHealth, "c"), change(2, Kind::linkDown, "a", "b")});
        QCOMPARE(last.row(), 3);
        QCOMPARE(reset.count(), 0);
        model.setChanges({change(9, Kind::nodeAdded, "n")}); // another time altogether
        QCOMPARE(rows(model), QStringList{u"09 n"_s});
        model.setChanges({change(9, Kind::nodeAdded, "n"), change(1, Kind::nodeAdded, "old")});
        QCOMPARE(rows(model).size(), 2);
        model.setChanges({});
        QCOMPARE(model.rowCount(), 0);
        model.setChanges({});
    }

    void kindsAndWordsAreFiltered()
    {
        TopologyChangeModel model;
        TopologyChangeFilter filter(model);
        const QAbstractItemModelTester tester(&filter);
        model.setWording(
            [](const TopologyChange &c) { return c.kind == Kind::linkDown ? u"down"_s : u"other"_s; },
            [](const TopologyChange &) { return u"silent"_s; });
        model.setChanges({change(3, Kind::linkDown, "sat-1", "gs-1"), change(2, Kind::nodeHealth, "sat-1"),
                          change(1, Kind::linkDown, "sat-2", "gs-1")});
        filter.setText(u"SAT-1 silent"_s);
        QCOMPARE(rows(filter), (QStringList{u"03 sat-1 – gs-1"_s, u"02 sat-1"_s}));
        filter.setText(u"down gs"_s);
        QCOMPARE(filter.rowCount(), 2);
        QCOMPARE(filter.changeAt(1).node, std::string("sat-2"));
        filter.setText({});
        TopologyChangeFilter::Kinds kinds;
        filter.setKinds(kinds.set(std::size_t(Kind::nodeHealth)));
        QCOMPARE(rows(filter), QStringList{u"02 sat-1"_s});
        filter.setKinds({});
        QCOMPARE(filter.rowCount(), 0);
        model.setChanges({});
    }

    void marksAreOfWhatCameWentAndChanged()
    {
        const auto graph = [](const std::vector<std::string> &nodes) {
            auto made = std::make_shared<TopologySnapshot>();
            for (const std::string &name : nodes)
                made->nodes.emplace_back().name = name;
            return made;
        };
        const auto link = [](TopologySnapshot &in, std::uint32_t a, std::uint32_t b, bool active = true) {
            in.edges.emplace_back().source = a;
            in.edges.back().target = b;
            in.edges.back().active = active;
        };
        auto before = graph({"a", "b", "c"});
        link(*before, 0, 1);
        link(*before, 1, 2);
        auto now = graph({"a", "b", "d"});
        now->nodes[0].health = Health::failed;
        link(*now, 0, 1, false);
        link(*now, 1, 2); // to d
        const OverlayContent content = changeOverlay(before, now, differenceOf(*before, *now).changes);
        using enum OverlayMark;
        QVERIFY((content.nodes == std::vector{changed, none, added, removed}));
        QVERIFY((content.links == std::vector{changed, added, removed}));
        QCOMPARE(content.before, TopologySnapshotPtr(before));
        QCOMPARE(content.snapshot->nodes[3].name, std::string("c"));
        QVERIFY(!content.snapshot->edges[2].active);
        const OverlayContent same = changeOverlay(now, now, {});
        QVERIFY((same.nodes == std::vector{none, none, none}));
    }
};

DESK_TEST(TstTopologyChangeModel)
#include "tst_topologychangemodel.moc"
