// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/topology/pastfleet.h"
#include "widgets/topology/changespanel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A panel on screen beside a fleet of which something fell and something failed.
struct Desk
{
    Desk()
    {
        start = fleet.time.now();
        fleet.pass(0.5);
        fleet.setActive("sat-0", "sat-1", false);
        down = fleet.time.now();
        fleet.setHealth("sat-4", Health::failed);
        failed = fleet.time.now();
        fleet.pass(0.5);
        panel.resize(640, 300);
        panel.show();
        panel.setSince(start);
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QCoreApplication::processEvents(); // the table takes its place
    }
    [[nodiscard]] QStringList rows() const
    {
        QStringList out;
        for (int row = 0; row < table().model()->rowCount(); ++row)
            out << cell(row, TopologyChangeModel::changeColumn) + u' ' +
                       cell(row, TopologyChangeModel::subjectColumn);
        return out;
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table().model()->index(row, column).data().toString();
    }
    [[nodiscard]] QTableView &table() const { return *panel.findChild<QTableView *>(u"changeTable"_s); }
    [[nodiscard]] QString text(const char *label) const
    {
        return panel.findChild<QLabel *>(QLatin1String(label))->text();
    }
    void click(int row, bool twice = false) const
    {
        const QPoint at = table().visualRect(table().model()->index(row, 1)).center();
        QTest::mouseClick(table().viewport(), Qt::LeftButton, Qt::NoModifier, at);
        if (twice)
            QTest::mouseDClick(table().viewport(), Qt::LeftButton, Qt::NoModifier, at);
    }

    PastFleet fleet;
    TopologyOverlay overlay;
    Timestamp start;
    Timestamp down;
    Timestamp failed;
    ChangesPanel panel{{fleet.feed, fleet.conductor, fleet.selection, fleet.record, overlay}, fleet.theme};
};

} // namespace

class TstChangesPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatChangedIsListedNewestFirst()
    {
        Desk desk;
        const QAbstractItemModelTester tester(desk.table().model());
        QCOMPARE(desk.rows(), (QStringList{u"· health sat-4"_s, u"↓ link down sat-0 – sat-1"_s}));
        QVERIFY(desk.cell(0, TopologyChangeModel::detailColumn).contains(u"nominal → failed"_s));
        QVERIFY(desk.text("head").contains(u"1 × health, 1 × link down"_s));
        desk.fleet.setActive("sat-0", "sat-1", true);
        desk.panel.refresh();
        QCOMPARE(desk.rows().front(), u"↑ link up sat-0 – sat-1"_s);
        desk.fleet.pass(0.5);
        desk.panel.setSince(desk.fleet.time.now() + 1h); // nothing of what is not there yet
        QCOMPARE(desk.rows(), QStringList());
        QVERIFY(desk.text("emptySentence").contains(u"Nothing changed"_s));
    }

    void itLooksByItself()
    {
        Desk desk;
        desk.fleet.setHealth("sat-2", Health::degraded);
        QTRY_COMPARE(desk.rows().size(), 3);
    }

    void spansAreThoseOfTheConductorAndTheCursor()
    {
        Desk desk;
        desk.panel.setSpan(ChangesPanel::Span::cursor);
        QCOMPARE(desk.rows().size(), 0); // there is no cursor
        desk.fleet.conductor.setCursor(desk.failed);
        QTRY_COMPARE(desk.rows(), QStringList{u"· health sat-4"_s});
        desk.panel.setSpan(ChangesPanel::Span::shown);
        QVERIFY(desk.rows().size() >= 2);
        desk.fleet.conductor.setFixed({desk.start, desk.failed - 1ns}); // which is not shorter than a second
        QTRY_COMPARE(desk.rows(), QStringList{u"↓ link down sat-0 – sat-1"_s});
        // A time in the future shows nothing from there.
        desk.fleet.conductor.setFixed({desk.start, desk.failed + 24h});
        QVERIFY(desk.panel.range().end <= desk.fleet.time.now() + 1ns);
    }

    void aClickSelectsAndADoubleClickGoesThere()
    {
        Desk desk;
        desk.click(1);
        QCOMPARE(desk.fleet.selection.selected(), desk.fleet.entity("sat-0", "sat-1"));
        QVERIFY(!desk.fleet.conductor.cursor());
        desk.click(0, true);
        QCOMPARE(desk.fleet.selection.selected(), desk.fleet.entity("sat-4"));
        QCOMPARE(desk.fleet.conductor.cursor(), std::optional(desk.failed));
        QTest::keyClick(&desk.table(), Qt::Key_Down);
        QCOMPARE(desk.fleet.selection.selected(), desk.fleet.entity("sat-0", "sat-1"));
        QTest::keyClick(&desk.table(), Qt::Key_Return);
        QCOMPARE(desk.fleet.conductor.cursor(), std::optional(desk.down));
    }

    void rowsAreFilteredCopiedAndExported()
    {
        Desk desk;
        auto *field = desk.panel.findChild<QLineEdit *>(u"filter"_s);
        QTest::keyClicks(field, u"sat-4"_s);
        QCOMPARE(desk.rows(), QStringList{u"· health sat-4"_s});
        QVERIFY(desk.panel.csv().contains("node_health,\"sat-4\",\"\",,health,\"nominal\",\"failed\"") ||
                desk.panel.csv().contains("health,\"nominal\",\"failed\""));
        QCOMPARE(desk.panel.csv().count("\r\n"), 2);
        desk.click(0);
        QTest::keySequence(&desk.table(), QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"\thealth\tsat-4\t"_s));
        QTest::keyClicks(field, u"nobody"_s);
        QVERIFY(desk.text("emptySentence").contains(u"filter"_s));
        const QTemporaryDir folder;
        QVERIFY(desk.panel.exportCsv(folder.filePath(u"changes.csv"_s)).has_value());
        QVERIFY(!desk.panel.exportCsv(u"/proc/nowhere/changes.csv"_s).has_value());
    }

    void differencesAreMarkedInThePictureUntilAnotherAnalysisIsShown()
    {
        Desk desk;
        auto *button = desk.panel.findChild<QToolButton *>(u"showInPicture"_s);
        button->click();
        const OverlayContent &shown = desk.overlay.content();
        QCOMPARE(shown.owner, u"changes"_s);
        QVERIFY(!shown.title.isEmpty());
        const auto markOf = [&](std::string_view name) {
            const auto &nodes = shown.snapshot->nodes;
            return shown
                .nodes[std::size_t(std::ranges::find(nodes, name, &TopologyNode::name) - nodes.begin())];
        };
        QCOMPARE(markOf("sat-4"), OverlayMark::changed);
        QCOMPARE(markOf("sat-3"), OverlayMark::none);
        QCOMPARE(std::ranges::count(shown.links, OverlayMark::changed), 1);
        // What goes while it is shown is a ghost.
        FleetDefinition fleet;
        fleet.nodes.emplace_back().id = "depot";
        desk.fleet.topology.replace(fleet);
        desk.fleet.publish();
        const Timestamp since = desk.fleet.time.now();
        desk.fleet.topology.replace({});
        desk.fleet.publish();
        desk.panel.setSince(since);
        QCOMPARE(markOf("depot"), OverlayMark::removed);
        // Somebody else's.
        OverlayContent other;
        other.owner = u"route"_s;
        other.nodes.resize(3);
        desk.overlay.show(other);
        QVERIFY(!button->isChecked());
        QCOMPARE(desk.overlay.content().owner, u"route"_s);
        button->click();
        QCOMPARE(desk.overlay.content().owner, u"changes"_s);
        button->click();
        QVERIFY(desk.overlay.content().isEmpty());
    }

    void stateIsKept()
    {
        Desk desk;
        const QJsonObject state = desk.panel.saveState();
        ChangesPanel again(
            {desk.fleet.feed, desk.fleet.conductor, desk.fleet.selection, desk.fleet.record, desk.overlay},
            desk.fleet.theme);
        again.restoreState(state);
        QCOMPARE(again.saveState(), state);
        QCOMPARE(again.range(), desk.panel.range());
        again.restoreState({{u"span"_s, 7}, {u"kinds"_s, u"0000000000"_s}, {u"since"_s, u"soon"_s}});
        QCOMPARE(again.saveState(), state);
    }
};

DESK_GUI_TEST(TstChangesPanel)
#include "tst_changespanel.moc"
