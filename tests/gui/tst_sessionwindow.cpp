// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/gapwatcher.h"
#include "app/mainwindow.h"
#include "app/recordingview.h"
#include "app/sourcepanel.h"
#include "tests/integration/livehour.h"
#include "tests/support/testprogram.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

// constellation-desk --session FILE, on a few minutes of the faulted demo.
class TstSessionWindow : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<LiveHour> m_live;

private Q_SLOTS:
    void initTestCase();
    void showsTheRecordingAsItWasAtTheHead();

private:
    void checkPast(MainWindow &window, SeriesId series, Timestamp head);
};

void TstSessionWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_live = std::make_unique<LiveHour>(m_folder.path().toStdString(), 48);
    m_live->run(12min);
    m_live->finish();
    QVERIFY2(m_live->error.empty(), m_live->error.c_str());
}

// On a chart stands all that had come, and nothing else.
void TstSessionWindow::checkPast(MainWindow &window, SeriesId series, Timestamp head)
{
    auto *charts = qobject_cast<ChartsPanel *>(window.sourcePanel(QStringLiteral("charts"))->replay());
    QVERIFY(charts);
    QVERIFY(charts->addSeries(series));
    const ChartContent &content = charts->activeChart()->content();
    const auto inside = [&] {
        std::vector<EnvelopeColumn> out;
        const Trace *const trace = content.find(series);
        for (const EnvelopeColumn &column : trace ? trace->columns() : std::vector<EnvelopeColumn>()) {
            if (column.column >= 0 && column.column < content.grid().columns)
                out.push_back(column);
        }
        return out;
    };
    QTRY_VERIFY(!inside().empty() && !content.isAwaiting());
    std::size_t count = 0;
    EnvelopeColumn all;
    const SampleBatch &points = m_live->shown.points;
    for (std::size_t p = 0; p < points.points(); ++p) {
        if (m_live->shown.reception[p] > nanoseconds(head) ||
            !content.grid().range().contains(fromNanoseconds(points.generation[p])))
            continue;
        for (std::uint32_t i = points.pointBegin(p); i < points.pointEnd[p]; ++i) {
            if (points.series[i] != series)
                continue;
            all.min = count == 0 ? points.value[i] : std::min(all.min, points.value[i]);
            all.max = count == 0 ? points.value[i] : std::max(all.max, points.value[i]);
            all.lastTime = std::max(all.lastTime, points.generation[p]);
            ++count;
        }
    }
    QVERIFY(count > 300);
    EnvelopeColumn seen = inside().front();
    const auto drawn = [&] {
        std::uint32_t sum = 0;
        seen = inside().front();
        for (const EnvelopeColumn &column : inside()) {
            sum += column.count;
            seen.unite(column);
        }
        return sum;
    };
    QTRY_VERIFY(drawn() >= count); // repeats count too; a picture of another width may come first
    QCOMPARE(seen.min, all.min);
    QCOMPARE(seen.max, all.max);
    QCOMPARE(seen.lastTime, all.lastTime);
}

void TstSessionWindow::showsTheRecordingAsItWasAtTheHead()
{
    DeskOptions options;
    options.session = m_folder.filePath(QStringLiteral("session.desk"));
    options.noServer = true; // as --session alone means
    options.size = QSize(1600, 1000);
    Application application(options);
    const auto started = application.start();
    QVERIFY2(started, started ? "" : started.error().message.c_str());
    QVERIFY(!application.ownsInstance()); // no server, no data folder
    RecordingView *const recording = application.window()->recording();
    QVERIFY(recording);
    ParameterFeed &feed = recording->view().feed;
    ReplayControl &control = recording->control();
    const ReplaySpan span = control.state().session;
    // The first sample stands there, and nothing from after it.
    QTRY_COMPARE(recording->time().now(), span.begin);
    QTRY_VERIFY(feed.statistics().points > 0);
    const std::size_t atBegin = feed.topology() ? feed.topology()->edges.size() : 0;

    const Timestamp to = span.begin + 10min;
    control.seek(to);
    QTRY_COMPARE(recording->time().now(), to);
    std::size_t newest = 0;
    while (newest + 1 < m_live->shown.reception.size() &&
           m_live->shown.reception[newest + 1] <= nanoseconds(to))
        ++newest;
    const SampleBatch &points = m_live->shown.points;
    const SeriesId series = points.series[points.pointBegin(newest)];
    QTRY_VERIFY(feed.lastValues().find(series));
    QTRY_COMPARE(feed.lastValues().find(series)->value, points.value[points.pointBegin(newest)]);
    checkPast(*application.window(), series, to);
    QTRY_VERIFY(feed.topology()->edges.size() > atBegin);
    QVERIFY(LastValueCache::freshness(feed.lastValues().find(series), feed.time().steadyNow()) ==
            Freshness::fresh);
    // Ages stand still: it is paused.
    QTest::qWait(100);
    QCOMPARE(recording->time().now(), to);

    control.play();
    QTRY_VERIFY(recording->time().now() > to + 2s);
    control.pause();
    QTest::qWait(200);
    const QString picture = qEnvironmentVariable("DESK_PICTURES");
    if (!picture.isEmpty())
        QVERIFY(application.window()->grab().save(picture + QStringLiteral("/session.png")));

    // Gaps are those that the live window was told of.
    GapRecord live;
    for (const SessionGap &gap : m_live->shown.gaps)
        GapWatcher::note(live, gap);
    QVERIFY(live.gaps().size() > 5);
    QTRY_VERIFY(recording->view().gaps.gaps() == live.gaps());

    // Back to the beginning: what came later is gone.
    control.toBegin();
    QTRY_COMPARE(recording->time().now(), span.begin);
    QTRY_VERIFY(!feed.lastValues().find(series) ||
                feed.lastValues().find(series)->reception <= nanoseconds(span.begin));
    QVERIFY(recording->view().source);
    QCOMPARE(recording->view().source->counters().displayDropped, std::uint64_t(0));
}

DESK_GUI_TEST(TstSessionWindow)

#include "tst_sessionwindow.moc"
