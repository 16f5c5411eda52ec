// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/linktablemodel.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace desk;
using namespace Qt::StringLiterals;
using LinksModel = LinkTableModel;

class TstLinkTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_links = {};
        m_time = std::make_unique<SimulatedTimeService>(fromNanoseconds(0));
        m_time->advance(std::chrono::hours{1});
        m_model = std::make_unique<LinksModel>([this] { return m_links; }, *m_time);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void isEmptyWithoutLinks()
    {
        m_model->setActive(true);
        QCOMPARE(m_model->rowCount(), 0);
    }

    void addsAndRemovesLinksInPlace()
    {
        m_links = {link(1), link(2), link(3)};
        m_model->poll();
        QCOMPARE(names(), (QStringList{u"link 1"_s, u"link 2"_s, u"link 3"_s}));
        m_links = {link(4), link(3), link(1)};
        m_model->poll();
        QCOMPARE(names(), (QStringList{u"link 1"_s, u"link 3"_s, u"link 4"_s}));
        m_links = {};
        m_model->poll();
        QCOMPARE(names(), QStringList{});
        m_links = {link(1)};
        m_model->poll();
        QCOMPARE(names(), QStringList{u"link 1"_s});
    }

    void anIdThatComesTwiceHasOneRow()
    {
        m_links = {link(1), link(1)};
        m_model->poll();
        QCOMPARE(m_model->rowCount(), 1);
        m_model->poll();
        QCOMPARE(m_model->rowCount(), 1);
    }

    void ratesAreTheGrowthOverTwoSeconds()
    {
        m_links = {link(1)};
        m_model->poll();
        QCOMPARE(shown(LinksModel::pointsColumn), u"—"_s);
        QVERIFY(!m_model->index(0, LinksModel::pointsColumn).data(ValueRole).isValid());
        // 100 frames of 10 points a second, then silence.
        for (int i = 0; i < 8; ++i)
            pass(500, 50, 500, 51'200);
        QCOMPARE(shown(LinksModel::framesColumn), u"100"_s);
        QCOMPARE(shown(LinksModel::pointsColumn), u"1\u2009000"_s);
        QCOMPARE(shown(LinksModel::bytesColumn), u"100 KiB/s"_s);
        pass(1000, 0, 0, 0);
        QCOMPARE(m_model->index(0, LinksModel::framesColumn).data(ValueRole).toDouble(), 50.0);
        pass(1000, 0, 0, 0);
        QCOMPARE(shown(LinksModel::framesColumn), u"0"_s);
    }

    void aRestartedCounterOrALongBreakStartsAnew()
    {
        m_links = {link(1)};
        m_model->poll();
        pass(500, 50, 500, 1);
        QCOMPARE(shown(LinksModel::framesColumn), u"100"_s);
        m_links[0].frames = 3;
        m_time->advance(std::chrono::milliseconds{500});
        m_model->poll();
        QCOMPARE(shown(LinksModel::framesColumn), u"—"_s);
        pass(500, 5, 5, 5);
        QCOMPARE(shown(LinksModel::framesColumn), u"10"_s);
        pass(8 * 3600 * 1000, 1, 1, 1); // the machine slept
        QCOMPARE(shown(LinksModel::framesColumn), u"—"_s);
    }

    void pollingTwiceAtTheSameInstantKeepsTheRates()
    {
        m_links = {link(1)};
        m_model->poll();
        pass(1000, 7, 7, 7);
        m_model->poll();
        QCOMPARE(shown(LinksModel::framesColumn), u"7.0"_s);
    }

    void wordsTheStateAndItsMeaning()
    {
        m_links = {link(1)};
        m_links[0].state = DataLinkState::down;
        m_links[0].reason = "port 8000 is taken";
        m_model->setStateWording(
            [](const DataLinkState &s) { return s == DataLinkState::down ? u"DOWN"_s : u"?"_s; });
        m_model->poll();
        QCOMPARE(shown(LinksModel::stateColumn), u"DOWN"_s);
        QCOMPARE(shown(LinksModel::reasonColumn), u"port 8000 is taken"_s);
        QCOMPARE(m_model->index(0, 0).data(SeverityRole).toUInt(), quint32(Severity::warning));
        QCOMPARE(severityOf(DataLinkState::outOfContact), Severity::none); // expected, no fault
        QCOMPARE(severityOf(DataLinkState::up), Severity::nominal);
    }

    void ageIsADashUntilTheFirstFrame()
    {
        m_links = {link(1)};
        m_model->poll();
        QCOMPARE(shown(LinksModel::ageColumn), u"—"_s);
        m_links[0].lastFrame = m_time->steadyNow();
        m_time->advance(std::chrono::milliseconds{200});
        m_model->poll();
        QCOMPARE(shown(LinksModel::ageColumn), u"0.2 s"_s);
    }

    void extremeFiguresStayReadable()
    {
        m_links = {link(1)};
        m_model->poll();
        pass(500, std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max(),
             std::numeric_limits<std::uint64_t>::max());
        for (int column = 0; column < LinksModel::columnTotal; ++column)
            QVERIFY(m_model->index(0, column).data().toString().size() < 40);
    }

private:
    static DataLinkStatus link(std::uint32_t id)
    {
        DataLinkStatus status;
        status.id = id;
        status.name = "link " + std::to_string(id);
        status.state = DataLinkState::up;
        return status;
    }

    void pass(int ms, std::uint64_t frames, std::uint64_t points, std::uint64_t bytes)
    {
        m_time->advance(std::chrono::milliseconds{ms});
        m_links[0].frames += frames;
        m_links[0].points += points;
        m_links[0].bytes += bytes;
        m_model->poll();
    }

    QString shown(int column) const { return m_model->index(0, column).data().toString(); }

    QStringList names() const
    {
        QStringList out;
        for (int row = 0; row < m_model->rowCount(); ++row)
            out += m_model->index(row, LinksModel::nameColumn).data().toString();
        return out;
    }

    std::vector<DataLinkStatus> m_links;
    std::unique_ptr<SimulatedTimeService> m_time;
    std::unique_ptr<LinksModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

DESK_TEST(TstLinkTableModel)
#include "tst_linktablemodel.moc"
