// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/tables/linkspanel.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstLinksPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_links.clear();
        m_asked = 0;
        m_panel = std::make_unique<LinksPanel>(
            [this] {
                ++m_asked;
                return m_links;
            },
            m_time, m_theme);
        m_panel->resize(340, 300);
    }

    void cleanup() { m_panel.reset(); }

    void saysWhatBelongsHere()
    {
        m_panel->show();
        QVERIFY(m_panel->findChild<QLabel *>(u"emptySentence"_s)->isVisible());
    }

    void asksNobodyWhileHidden()
    {
        QCOMPARE(m_asked, 0);
        m_panel->show();
        QVERIFY(m_asked > 0);
    }

    void wordsTheStateAndSaysWhyOneIsDown()
    {
        m_links = {link(1, DataLinkState::up), link(2, DataLinkState::down)};
        m_links[1].reason = "no such device; plug it in";
        m_links[1].errors = 3;
        m_panel->show();
        const QAbstractItemModel &model = *table()->model();
        QCOMPARE(model.index(0, LinkTableModel::stateColumn).data().toString(), u"Up"_s);
        QCOMPARE(model.index(1, LinkTableModel::stateColumn).data().toString(), u"Down"_s);
        QCOMPARE(reason()->text(), u"link 2: no such device; plug it in. Errors: 3"_s);
        QVERIFY(reason()->isVisible());
        m_links[1] = link(2, DataLinkState::up);
        m_panel->hide();
        m_panel->show();
        QVERIFY(!reason()->isVisible());
    }

    void changesTheChosenLink()
    {
        const QAbstractItemModelTester tester(table()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_links = {link(1, DataLinkState::up), link(2, DataLinkState::up), link(3, DataLinkState::disabled)};
        m_links[1].link = "psu";
        m_links[2].link = "board";
        m_panel->offerChanges({});
        m_panel->show();
        QSignalSpy connects(m_panel.get(), &LinksPanel::connectWanted);
        QSignalSpy edits(m_panel.get(), &LinksPanel::editWanted);
        QSignalSpy switches(m_panel.get(), &LinksPanel::switchWanted);
        QSignalSpy removes(m_panel.get(), &LinksPanel::removeWanted);
        for (const char *name : {"linkSwitch", "linkEdit", "linkRemove"})
            QVERIFY2(!action(name)->isEnabled(), name); // none is chosen
        QVERIFY(action("linkConnect")->isEnabled());
        action("linkConnect")->trigger();
        QCOMPARE(connects.size(), 1);

        table()->setCurrentIndex(table()->model()->index(0, 0)); // the server itself
        m_panel->hide();
        m_panel->show();
        QVERIFY(!action("linkRemove")->isEnabled());
        QVERIFY(action("linkRemove")->toolTip().contains(u"link 1 belongs to this program"_s));

        QVERIFY(QTest::qWaitForWindowActive(m_panel.get())); // keys of actions go to no other
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(action("linkSwitch")->text(), u"Disable"_s);
        QTest::keyClick(table(), Qt::Key_F4);
        QCOMPARE(switches.size(), 1);
        QCOMPARE(switches.takeFirst(), (QVariantList{u"psu"_s, false}));
        QTest::keyClick(table(), Qt::Key_F2);
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(edits.size(), 2);
        QCOMPARE(edits[0][0].toString(), u"psu"_s);
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(action("linkSwitch")->text(), u"Enable"_s);
        QTest::keyClick(table(), Qt::Key_F4);
        QCOMPARE(switches.size(), 1);
        QCOMPARE(switches.takeFirst(), (QVariantList{u"board"_s, true}));
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(removes.size(), 1);
        QCOMPARE(removes[0][0].toString(), u"board"_s);

        m_links.pop_back(); // it went
        m_panel->hide();
        m_panel->show();
        QCOMPARE(table()->model()->rowCount(), 2);
    }

    void saysWhyNothingCanBeChanged()
    {
        m_links = {link(1, DataLinkState::up)};
        m_links[0].link = "psu";
        m_panel->offerChanges(u"This is a recording."_s);
        m_panel->show();
        table()->setCurrentIndex(table()->model()->index(0, 0));
        m_panel->hide();
        m_panel->show();
        QSignalSpy removes(m_panel.get(), &LinksPanel::removeWanted);
        for (const char *name : {"linkConnect", "linkSwitch", "linkEdit", "linkRemove"}) {
            QVERIFY2(!action(name)->isEnabled(), name);
            QCOMPARE(action(name)->toolTip(), u"This is a recording."_s);
        }
        QTest::keyClick(table(), Qt::Key_Delete);
        QVERIFY(removes.isEmpty());
    }

    void copiesTheRow()
    {
        m_links = {link(1, DataLinkState::up)};
        m_panel->show();
        table()->showRow(table()->model()->index(0, 0));
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Up\tlink 1\t"_s));
    }

    void restoresWhatItSaved()
    {
        m_panel->show();
        table()->setColumnHidden(LinkTableModel::errorsColumn, false);
        const QJsonObject state = m_panel->saveState();
        table()->setColumnHidden(LinkTableModel::errorsColumn, true);
        m_panel->restoreState(state);
        QVERIFY(!table()->isColumnHidden(LinkTableModel::errorsColumn));
        m_panel->restoreState({{u"table"_s, u"no table"_s}});
    }

private:
    static DataLinkStatus link(std::uint32_t id, DataLinkState state)
    {
        DataLinkStatus status;
        status.id = id;
        status.name = "link " + std::to_string(id);
        status.state = state;
        return status;
    }

    QAction *action(const char *name) const { return m_panel->findChild<QAction *>(QLatin1String(name)); }
    PanelTable *table() const { return m_panel->findChild<PanelTable *>(u"linksTable"_s); }
    QLabel *reason() const { return m_panel->findChild<QLabel *>(u"reason"_s); }

    Theme m_theme;
    SimulatedTimeService m_time{fromNanoseconds(0)};
    std::vector<DataLinkStatus> m_links;
    int m_asked = 0;
    std::unique_ptr<LinksPanel> m_panel;
};

DESK_GUI_TEST(TstLinksPanel)
#include "tst_linkspanel.moc"
