// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/ingest/framespage.h"
#include "widgets/ingest/frameview.h"
#include "widgets/ingest/ingestpanel.h"
#include "widgets/ingest/tracepage.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QJsonObject>
#include <QLabel>
#include <QTabWidget>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstIngestPanel final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<TimeConductor> m_conductor;
    std::unique_ptr<FleetSelection> m_selection;
    std::vector<IngestClient> m_clients;
    std::vector<IngestSender> m_links;
    std::unique_ptr<IngestPanel> m_panel;

    IngestClient client() const
    {
        IngestClient client;
        client.address = "127.0.0.1";
        client.program = "board/1.2";
        client.last = m_fixture->time.now();
        client.requests = 10;
        client.points = 20;
        return client;
    }
    PanelTable *senders() const { return m_panel->findChild<PanelTable *>(u"sendersTable"_s); }
    QString cell(int row, int column) const
    {
        return senders()->model()->index(row, column).data().toString();
    }
    void refresh()
    {
        m_fixture->time.advance(1s);
        m_panel->refresh();
    }
    TraceStep ended(const QString &node, const QString &metric) const
    {
        m_panel->askWhy(node, metric);
        auto *page = m_panel->findChild<TracePage *>();
        for (const TraceStep &step : page->steps()) {
            if (step.outcome == TraceStep::Outcome::fault)
                return step;
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_conductor = std::make_unique<TimeConductor>(m_fixture->time);
        m_selection = std::make_unique<FleetSelection>();
        m_clients.clear();
        m_links.clear();
        IngestPanel::Context context{m_fixture->feed,
                                     *m_conductor,
                                     *m_selection,
                                     [this] { return m_clients; },
                                     [this] { return m_links; },
                                     {}};
        m_panel = std::make_unique<IngestPanel>(std::move(context), m_theme);
        m_panel->resize(700, 500);
        m_panel->show();
    }

    void cleanup() { m_panel.reset(); }

    void tellsWhoSendsAndHowOften()
    {
        m_clients = {client()};
        refresh();
        m_clients[0].requests = 30;
        m_clients[0].points = 60;
        m_clients[0].jitterSeconds = 0.012;
        m_clients[0].skewSeconds = -65;
        m_clients[0].last = m_fixture->time.now() + 1s;
        refresh();
        QCOMPARE(cell(0, 0), u"board/1.2"_s);
        QCOMPARE(cell(0, 1), u"20"_s);
        QCOMPARE(cell(0, 2), u"40"_s);
        QCOMPARE(cell(0, 3), u"12 ms"_s);
        QCOMPARE(cell(0, 6), u"−1 m 05 s"_s);
    }

    void tellsTheClockOfADeviceWithItsUnits()
    {
        IngestSender link;
        link.isLink = true;
        m_links.assign(4, link);
        m_links[0].key = u"1"_s;
        m_links[0].skewSeconds = 0.0023;
        m_links[0].drift = 12.34e-6;
        m_links[1].key = u"2"_s;
        m_links[1].isTimedHere = true;
        m_links[2].key = u"3"_s; // its clock is not known yet
        m_links[3].key = u"4"_s; // it counts from its start
        m_links[3].drift = -3.21e-6;
        for (std::size_t i = 0; i < m_links.size(); ++i)
            m_links[i].name = QString::number(i);
        refresh();
        QMap<QString, QStringList> clocks;
        for (int row = 0; row < senders()->model()->rowCount(); ++row)
            clocks[cell(row, 0)] = {cell(row, 6), cell(row, 7)};
        QCOMPARE(clocks[u"0"_s], (QStringList{u"+2.3 ms"_s, u"+12 ppm"_s}));
        QCOMPARE(clocks[u"1"_s], (QStringList{u"arrival"_s, u"—"_s}));
        QCOMPARE(clocks[u"2"_s], (QStringList{u"—"_s, u"—"_s}));
        QCOMPARE(clocks[u"3"_s], (QStringList{u"—"_s, u"−3.2 ppm"_s}));
    }

    void showsTheByteAtWhichInputWasRefused()
    {
        m_clients = {client()};
        RefusedInput refused;
        refused.at = m_fixture->time.now();
        refused.error = Error{ErrorCode::parseError, "value: a number begins with a digit", "value", 109, -1};
        refused.bodySize = 200;
        refused.excerptBegin = 100;
        refused.excerpt = "\"value\": x1";
        m_clients[0].refused = {refused};
        refresh();
        auto *view = m_panel->findChild<FrameView *>();
        QVERIFY(view->isVisible());
        QCOMPARE(view->frame().refusedAt, std::int64_t{9});
        QCOMPARE(view->frame().bytes[9], std::byte{'x'});
        QCOMPARE(m_panel->findChild<QLabel *>(u"frameSentence"_s)->text(),
                 u"value: a number begins with a digit"_s);
        QVERIFY(view->text().contains(u"3a 20 78 31"_s));
        QCoreApplication::processEvents();
        QVERIFY(!view->grab().isNull());
    }

    void namesTheFieldThatIsLookedAt()
    {
        IngestSender link;
        link.key = u"1"_s;
        link.name = u"Board"_s;
        link.isLink = true;
        KeptFrame frame;
        frame.bytes = {std::byte{1}, std::byte{8}, std::byte{102}, std::byte{3}};
        frame.wireLength = 4;
        frame.fields = {{0, BitRange::ofBytes(1, 2), "temperature_c", "2150", "21.5 °C"},
                        {1, {24, 3}, "mode", "0", "idle"}};
        link.newest = {frame};
        m_links = {link};
        refresh();
        auto *view = m_panel->findChild<FrameView *>();
        auto *sentence = m_panel->findChild<QLabel *>(u"frameSentence"_s);
        QCOMPARE(sentence->text(), u"temperature_c = 21.5 °C, mode = idle"_s);
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(sentence->text(), u"temperature_c = 21.5 °C (raw 2150), bytes 1 to 2"_s);
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(sentence->text(), u"mode = idle (raw 0), bits 24 to 26"_s);
        refresh(); // looking at it again does not lose the place
        QCOMPARE(view->focusedField(), 1);
    }

    void saysAtWhichStageAValueGotLost()
    {
        QCOMPARE(ended(u"board"_s, u"temp"_s).stage, u"A sender"_s);
        m_clients = {client()};
        refresh();
        QCOMPARE(ended(u"board"_s, u"temp"_s).stage, u"The node"_s);
        const SeriesId temp = m_fixture->series(m_fixture->entity("Board-7"), "temperature_c");
        m_fixture->publish();
        refresh();
        const TraceStep misspelt = ended(u"board-7"_s, u"temperature_c"_s);
        QCOMPARE(misspelt.stage, u"The node"_s);
        QVERIFY2(misspelt.sentence.contains(u"Board-7"_s), qPrintable(misspelt.sentence));
        QCOMPARE(ended(u"Board-7"_s, u"Temperature_C"_s).stage, u"The metric"_s);
        QCOMPARE(ended(u"Board-7"_s, u"temperature_c"_s).stage, u"A value"_s);
        m_fixture->post(temp, 21.5);
        QCOMPARE(ended(u"Board-7"_s, u"temperature_c"_s).sentence, QString());
        m_conductor->setFixed({m_fixture->time.now() - 2h, m_fixture->time.now() - 1h});
        const TraceStep elsewhere = ended(u"Board-7"_s, u"temperature_c"_s);
        QCOMPARE(elsewhere.stage, u"In the time shown"_s);
    }

    void aRefusalThatNamesTheNodeIsTheCause()
    {
        m_clients = {client()};
        RefusedInput refused;
        refused.error = Error{ErrorCode::outOfRange, "utilization must be 0 to 1", "utilization", -1, -1};
        refused.excerpt = R"({"node_id":"board","metrics":{"utilization":7}})";
        m_clients[0].refused = {refused};
        refresh();
        const TraceStep step = ended(u"board"_s, u"utilization"_s);
        QCOMPARE(step.stage, u"The node"_s);
        QVERIFY2(step.sentence.contains(u"utilization must be 0 to 1"_s), qPrintable(step.sentence));
    }

    void fitsANarrowPanelAndRemembersItsPage()
    {
        m_panel->resize(320, 400);
        m_panel->findChild<QTabWidget *>()->setCurrentIndex(1);
        const QJsonObject state = m_panel->saveState();
        m_panel->findChild<QTabWidget *>()->setCurrentIndex(0);
        m_panel->restoreState(state);
        QCOMPARE(m_panel->findChild<QTabWidget *>()->currentIndex(), 1);
        QVERIFY(m_panel->minimumSizeHint().width() <= 320);
    }
};

DESK_GUI_TEST(TstIngestPanel)
#include "tst_ingestpanel.moc"
