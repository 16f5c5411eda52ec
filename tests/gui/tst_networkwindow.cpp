// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/deskwindows.h"
#include "tests/support/testprogram.h"
#include "widgets/network/networkpanel.h"
#include "widgets/network/routewatch.h"
#include "widgets/network/whatifpage.h"

using namespace deskwindows;

// The analysis of the network as a panel of the window.
class TstNetworkWindow final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;

    SourcePanel &panel() const { return *m_desk->main().sourcePanel(u"network"_s); }
    NetworkPanel &live() const { return *static_cast<NetworkPanel *>(panel().live()); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(*m_folder);
        m_desk->workspace->open({1200, 800});
        QVERIFY(QTest::qWaitForWindowExposed(&m_desk->main()));
    }
    void cleanup() { m_desk.reset(); }

    void isHiddenUntilAQuestionBringsItUp()
    {
        QVERIFY(!panel().panel().isVisible());
        m_desk->world.selection.askNetwork(NetworkQuestion::switchOff, u"sat-0412"_s);
        QVERIFY(panel().panel().isVisible());
        QCOMPARE(live().page(), NetworkPanel::Page::whatIf);
        QCOMPARE(live().whatIf().items().size(), std::size_t(1));
    }

    void copiesDoNotAnswerAndShareWhatIsCharted()
    {
        SourcePanel *second = m_desk->main().addCopy(u"network"_s, false);
        QVERIFY(second);
        auto *copy = static_cast<NetworkPanel *>(second->live());
        m_desk->world.selection.askNetwork(NetworkQuestion::switchOff, u"sat-0412"_s);
        QCOMPARE(live().whatIf().items().size(), std::size_t(1));
        QVERIFY(copy->whatIf().items().empty());
        QCOMPARE(&copy->watch(), &live().watch());
    }

    void isReachedByTheViewMenu()
    {
        m_desk->action("panel-network")->trigger();
        QVERIFY(panel().panel().isVisible());
    }

    void aSourceThatTakesNothingSaysSo()
    {
        QVERIFY(!live().watch().isPossible());
        QVERIFY(live().watch().refusal().contains(u"no server"_s));
    }

    void stateIsKeptWithTheWindow()
    {
        live().showPage(NetworkPanel::Page::betweenness);
        const QJsonObject state = m_desk->main().layoutState();
        live().showPage(NetworkPanel::Page::route);
        m_desk->main().restoreLayout(state);
        QCOMPARE(live().page(), NetworkPanel::Page::betweenness);
    }

    void aRecordingHasAPageOfItsOwnThatRecordsNothing()
    {
        MainWindow::Parts parts{m_desk->world.feed,
                                m_desk->world.conductor,
                                m_desk->world.selection,
                                m_desk->world.live.log,
                                m_desk->world.theme,
                                m_desk->world.settings,
                                &m_desk->world.live,
                                [] { return std::vector<DataLinkStatus>(); },
                                [](const QString &) {},
                                u"en"_s,
                                [this](const std::filesystem::path &file) {
                                    return openSessionFile(file, m_desk->world.configuration,
                                                           m_desk->world.steady);
                                }};
        MainWindow window(std::move(parts));
        window.openFile(m_desk->world.sessionPath());
        QTRY_VERIFY(window.recording());
        SourcePanel &other = *window.sourcePanel(u"network"_s);
        // A question from the recording is answered there, and one from the live side there, whatever is
        // shown.
        window.recording()->view().selection.askNetwork(NetworkQuestion::switchOff, u"sat-1"_s);
        auto *replay = static_cast<NetworkPanel *>(other.replay());
        QVERIFY(replay);
        QVERIFY(other.isReplay());
        QCOMPARE(replay->whatIf().items().size(), std::size_t(1));
        auto *beside = static_cast<NetworkPanel *>(other.live());
        QVERIFY(beside->whatIf().items().empty());
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        m_desk->world.selection.askNetwork(NetworkQuestion::switchOff, u"sat-2"_s);
        QVERIFY(live().whatIf().items().empty()); // in the other window
        QVERIFY(!other.isReplay());
        QCOMPARE(beside->whatIf().items().size(), std::size_t(1));
        QCOMPARE(replay->whatIf().items().size(), std::size_t(1));
        QVERIFY(!replay->watch().isPossible());
        QCOMPARE(replay->watch().refusal(), u"A recording takes no new series."_s);
        window.closeRecording();
    }
};

DESK_GUI_TEST(TstNetworkWindow)
#include "tst_networkwindow.moc"
