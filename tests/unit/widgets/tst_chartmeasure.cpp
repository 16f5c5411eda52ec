// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartviewtest.h"
#include "tests/unit/widgets/fakehistory.h"

#include "tests/support/testprogram.h"
#include "widgets/charts/chartmeasure.h"
#include "widgets/charts/measuredialog.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableWidget>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Measuring between two cursors, in memory and in the past.
class TstChartMeasure : public ChartViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_id = m_world->series("sat-1", "snr_db");
        m_world->postLine(m_id, 290, 0, [](int ago) { return 10.0 + ago % 11; });
        m_view->addSeries(m_id);
        m_view->refresh();
    }
    void cleanup() { tearDown(); }

    void keysSetThemAndTheTableTellsAll();
    void theyAreDragged();
    void withoutACursorItIsSaid();
    void thePastIsReadInFull();
    void whatIsDamagedIsSaid();
    void newSamplesWithinAreCounted();
    void laterSamplesChangeNothing();
    void lateSamplesAreCounted();
    void holesAreTold();
    void statesAreKnownFromBeforeTheSpan();
    void aFinishedRowIsReadAgainAfterALeap();
    void theKeyOfTheTableGoesThere();
    void keysStepThroughDenseHistory();
    void keysNeverStepTheOtherWay();
    void zoomsToWhatIsMeasured();
    void theTableIsCopied();
    void aLeapOfTheReplayReadsAnew();

private:
    [[nodiscard]] Timestamp ago(double seconds) const
    {
        return m_world->clock.now() - std::chrono::nanoseconds{std::llround(seconds * 1e9)};
    }
    [[nodiscard]] QTableWidget *table() const { return m_view->findChild<QTableWidget *>(u"measureTable"_s); }
    [[nodiscard]] QString cell(int column) const { return table()->item(0, column)->text(); }
    [[nodiscard]] SpanStatistics::Figures figures() const
    {
        const auto &rows = m_view->measure().measurement().rows();
        return rows.empty() ? SpanStatistics::Figures() : rows.front().figures;
    }

    SeriesId m_id{};
};

void TstChartMeasure::keysSetThemAndTheTableTellsAll()
{
    m_time->setCursor(ago(100));
    sendKey(Qt::Key_A);
    QVERIFY(!table()); // there is nothing to tell yet
    m_time->setCursor(ago(50));
    sendKey(Qt::Key_B);
    QVERIFY(table() && table()->isVisible());
    QTRY_COMPARE(figures().count, std::uint64_t(51));
    double integral = 0;
    for (int k = 100; k > 50; --k)
        integral += (10.0 + k % 11 + 10.0 + (k - 1) % 11) / 2;
    QVERIFY(std::abs(figures().integral - integral) < 1e-9);
    QTRY_COMPARE(cell(10), u"exact"_s);
    QCOMPARE(cell(0), u"sat-1 snr_db [dB]"_s);
    QCOMPARE(cell(1).toDouble(), (50 % 11) - (100 % 11) + 0.0);
    QCOMPARE(cell(3).toDouble(), QLocale().toString(integral / 50, 'g', 7).toDouble());
    QCOMPARE(cell(4), u"10.00"_s);
    QCOMPARE(cell(5), u"20.00"_s);
    QCOMPARE(cell(9), u"51"_s);
    QCOMPARE(cell(8), u"50 s of 50 s"_s);
    QVERIFY(m_view->findChild<QLabel *>(u"measureSpan"_s)->text().contains(u"Δt = 50.000 s"_s));
    const QImage image = plotImage();
    QVERIFY(isColour(image, {int(plot()->xAt(ago(100))), 5}, m_world->theme.color(Token::accent)));
    sendKey(Qt::Key_Delete);
    QVERIFY(!m_time->measure(MeasureCursor::a) && !table()->isVisible());
}

void TstChartMeasure::theyAreDragged()
{
    m_time->setMeasure(MeasureCursor::a, ago(200));
    m_time->setMeasure(MeasureCursor::b, ago(100));
    m_view->measure().showTable();
    QTRY_COMPARE(figures().count, std::uint64_t(101));
    const QPoint from = plot()->pos() + QPoint(int(plot()->xAt(ago(100))), 30);
    const QPoint to = plot()->pos() + QPoint(int(plot()->xAt(ago(20))), 60);
    QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, m_view->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(m_view.get(), &move);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, to);
    QVERIFY(std::chrono::abs(*m_time->measure(MeasureCursor::b) - ago(20)) < 2s);
    QTRY_VERIFY(figures().count >= 179 && figures().count <= 182);
    QVERIFY(!m_time->isPaused()); // nothing else was dragged
}

void TstChartMeasure::withoutACursorItIsSaid()
{
    sendKey(Qt::Key_A);
    QVERIFY(plot()->notice().contains(u"cursor"_s));
    sendKey(Qt::Key_Z);
    QVERIFY(plot()->notice().contains(u"A and B"_s));
}

void TstChartMeasure::thePastIsReadInFull()
{
    FakeHistory history;
    double integral = 0;
    for (int k = 20'000; k > 290; --k) { // every tenth of a second a spike that no column tells alone
        for (const int tenth : {0, 5})
            history.samples[m_id].push_back({ago(k - tenth / 10.0), tenth ? 500.0 + k : 1.0, Quality::good});
    }
    m_world->feed.setHistory(&history);
    m_time->setMeasure(MeasureCursor::a, ago(10'000));
    m_time->setMeasure(MeasureCursor::b, ago(1000));
    m_view->measure().showTable();
    QCOMPARE(cell(10), u"reading… 0 %"_s);
    QCOMPARE(cell(3), u"…"_s); // no number before it is known
    while (history.answer() && m_view->measure().measurement().rows().front().isReading)
        QVERIFY(!cell(10).contains(u"exact"_s) || !m_view->measure().measurement().rows().front().isReading);
    QCOMPARE(cell(10), u"exact"_s);
    std::vector<Sample> inside;
    for (const Sample &sample : history.samples[m_id]) {
        if (sample.generation >= ago(10'000) && sample.generation <= ago(1000))
            inside.push_back(sample);
    }
    for (std::size_t i = 1; i < inside.size(); ++i) {
        const double dt =
            std::chrono::duration<double>(inside[i].generation - inside[i - 1].generation).count();
        integral += dt * (inside[i].value + inside[i - 1].value) / 2;
    }
    QCOMPARE(figures().count, std::uint64_t(inside.size()));
    QCOMPARE(figures().max, 500.0 + 10'000);
    QVERIFY(std::abs(figures().integral - integral) < 1e-6 * integral);
    // Past and memory together.
    m_time->setMeasure(MeasureCursor::a, ago(400));
    m_time->setMeasure(MeasureCursor::b, ago(0));
    QTRY_VERIFY(m_view->measure().measurement().rows().front().isReading);
    history.answerAll();
    QCOMPARE(figures().count, std::uint64_t(2 * 110 + 1 + 290));
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

void TstChartMeasure::whatIsDamagedIsSaid()
{
    FakeHistory history;
    history.isDamaged = true;
    history.samples[m_id].push_back({ago(5000), 1, Quality::good});
    history.samples[m_id].push_back({ago(4000), 1, Quality::invalid});
    m_world->feed.setHistory(&history);
    m_time->setMeasure(MeasureCursor::a, ago(6000));
    m_time->setMeasure(MeasureCursor::b, ago(1000));
    m_view->measure().showTable();
    history.answerAll();
    QVERIFY(cell(10).contains(u"incomplete"_s));
    QVERIFY(cell(10).contains(u"1 invalid"_s));
    QVERIFY(!cell(10).contains(u"exact"_s));
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

void TstChartMeasure::newSamplesWithinAreCounted()
{
    m_time->setMeasure(MeasureCursor::a, ago(10));
    m_time->setMeasure(MeasureCursor::b, ago(-60));
    m_view->measure().showTable();
    QTRY_COMPARE(figures().count, std::uint64_t(11));
    m_world->clock.advance(1s);
    m_world->post(m_id, 0, 77);
    m_world->feed.drain();
    QTRY_COMPARE(figures().count, std::uint64_t(12));
    QCOMPARE(figures().max, 77.0);
}

// The past is not read again and again while data come; not even when that of another series is.
void TstChartMeasure::laterSamplesChangeNothing()
{
    FakeHistory history;
    const SeriesId other = m_world->series("sat-2", "snr_db");
    m_world->postLine(other, 290, 0, [](int) { return 1.0; });
    m_view->addSeries(other);
    history.samples[m_id].push_back({ago(5000), 1, Quality::good});
    history.samples[m_id].push_back({ago(4999), 2, Quality::good});
    m_world->feed.setHistory(&history);
    m_time->setMeasure(MeasureCursor::a, ago(6000));
    m_time->setMeasure(MeasureCursor::b, ago(100.5)); // no sample there
    m_view->measure().showTable();
    history.answerAll();
    QCOMPARE(figures().count, std::uint64_t(192));
    const auto &rows = m_view->measure().measurement().rows();
    QCOMPARE(rows.back().figures.count, std::uint64_t(190));
    const std::size_t reads = history.reads;
    for (int i = 0; i < 3; ++i) {
        m_world->post(m_id, -i, 77);
        m_world->feed.drain();
    }
    m_world->post(other, 150.5, 5);
    m_world->feed.drain();
    QTRY_VERIFY((history.answerAll(), rows.back().figures.count == 191));
    QCOMPARE(history.reads, reads + 1);
    QCOMPARE(figures().count, std::uint64_t(192));
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

// And until they are known, what was known stays.
void TstChartMeasure::lateSamplesAreCounted()
{
    FakeHistory history;
    history.samples[m_id].push_back({ago(5000), 1, Quality::good});
    m_world->feed.setHistory(&history);
    m_time->setMeasure(MeasureCursor::a, ago(6000));
    m_time->setMeasure(MeasureCursor::b, ago(100.5));
    m_view->measure().showTable();
    history.answerAll();
    QCOMPARE(figures().count, std::uint64_t(191));
    m_world->post(m_id, 150.5, 77);
    m_world->feed.drain();
    const std::size_t reads = history.reads;
    QTRY_VERIFY(history.reads > reads);
    QVERIFY(!m_view->measure().measurement().rows().front().isReading);
    QCOMPARE(figures().count, std::uint64_t(191));
    history.answerAll();
    QCOMPARE(figures().count, std::uint64_t(192));
    QCOMPARE(figures().max, 77.0);
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

void TstChartMeasure::holesAreTold()
{
    FakeHistory history;
    for (int k = 5000; k >= 4900; --k)
        history.samples[m_id].push_back({ago(k), 2, Quality::good});
    for (int k = 1300; k >= 1200; --k)
        history.samples[m_id].push_back({ago(k), 2, Quality::good});
    m_world->feed.setHistory(&history);
    m_time->setMeasure(MeasureCursor::a, ago(5000));
    m_time->setMeasure(MeasureCursor::b, ago(1200));
    m_view->measure().showTable();
    history.answerAll();
    QCOMPARE(figures().integral, 400.0);
    QCOMPARE(cell(8), QLocale().toString(200) + u" s of " + QLocale().toString(3800) + u" s");
    QCOMPARE(cell(10), u"known in part"_s);
    // One sample has no integral.
    m_time->setMeasure(MeasureCursor::a, ago(4900.5));
    m_time->setMeasure(MeasureCursor::b, ago(4899.5));
    QTRY_VERIFY(m_view->measure().measurement().rows().front().isReading);
    history.answerAll();
    QCOMPARE(figures().count, std::uint64_t(1));
    QCOMPARE(cell(7), u"—"_s);
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

void TstChartMeasure::statesAreKnownFromBeforeTheSpan()
{
    FakeHistory history;
    m_view->removeSeries(m_id);
    const SeriesId state = m_world->series("sat-1", "locked", {}, ValueKind::boolean);
    for (int k = 6000; k >= 1000; k -= 60)
        history.samples[state].push_back({ago(k), k > 3000 ? 1.0 : 0.0, Quality::good});
    m_world->feed.setHistory(&history);
    m_view->addSeries(state);
    m_time->setMeasure(MeasureCursor::a, ago(3610));
    m_time->setMeasure(MeasureCursor::b, ago(2990));
    m_view->measure().showTable();
    history.answerAll();
    QCOMPARE(figures().count, std::uint64_t(11)); // from ago 3600 to 3000
    QCOMPARE(figures().covered, 620.0);
    QCOMPARE(figures().integral, 610.0);
    QCOMPARE(cell(10), u"exact"_s);
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

void TstChartMeasure::aFinishedRowIsReadAgainAfterALeap()
{
    FakeHistory history;
    history.samples[m_id].push_back({ago(5000), 1, Quality::good});
    m_world->feed.setHistory(&history);
    m_time->setMeasure(MeasureCursor::a, ago(6000));
    m_time->setMeasure(MeasureCursor::b, ago(1000));
    m_view->measure().showTable();
    history.answerAll();
    QCOMPARE(figures().count, std::uint64_t(1));
    history.samples[m_id].push_back({ago(4000), 1, Quality::good});
    history.restart();
    m_world->queue.restart({});
    m_world->feed.drain();
    QTRY_VERIFY((history.answer(), figures().count == 2));
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

void TstChartMeasure::theKeyOfTheTableGoesThere()
{
    m_view->activateWindow();
    sendKey(Qt::Key_M);
    QVERIFY(table() && table()->isVisible());
    m_view->activateWindow();
    QTRY_VERIFY(m_view->isActiveWindow() && !table()->isActiveWindow());
    sendKey(Qt::Key_M); // once more: it has the keyboard
    QTRY_VERIFY(table()->isActiveWindow());
}

// With more samples than are at hand it goes by what is seen of them.
void TstChartMeasure::keysStepThroughDenseHistory()
{
    FakeHistory history;
    for (int k = 35'000; k > 1500; --k)
        history.samples[m_id].push_back({ago(k / 5.0), double(k % 13), Quality::good});
    m_world->feed.setHistory(&history);
    m_time->setSpan(7200s);
    m_view->refresh();
    history.answerAll();
    m_view->refresh();
    m_time->setCursor(ago(5000));
    Timestamp before = ago(5000);
    for (int i = 0; i < 20; ++i) {
        sendKey(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(*m_time->cursor() < before && before - *m_time->cursor() < 60s);
        before = *m_time->cursor();
    }
    for (int i = 0; i < 20; ++i) {
        sendKey(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(*m_time->cursor() > before && *m_time->cursor() - before < 60s);
        before = *m_time->cursor();
    }
    m_world->clock.advance(400s); // what comes from now on is known to be all
    m_world->postLine(m_id, 290, 0, [](int k) { return double(k); });
    m_view->refresh();
    history.answerAll();
    m_view->refresh();
    m_time->setCursor(ago(100)); // in memory it is each sample
    sendKey(Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(*m_time->cursor() == ago(101));
    sendKey(Qt::Key_A);
    QVERIFY(m_time->measure(MeasureCursor::a) == ago(101));
    m_world->feed.setHistory(nullptr);
}

void TstChartMeasure::keysNeverStepTheOtherWay()
{
    m_time->setCursor(ago(295));
    sendKey(Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(m_time->cursor() == ago(295));
    sendKey(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(m_time->cursor() == ago(290));
    m_time->setCursor(std::nullopt);
    sendKey(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(m_time->cursor() == ago(290));
    sendKey(Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(m_time->cursor() == ago(290));
}

void TstChartMeasure::zoomsToWhatIsMeasured()
{
    m_time->setMeasure(MeasureCursor::b, ago(200)); // either order
    m_time->setMeasure(MeasureCursor::a, ago(100));
    sendKey(Qt::Key_Z);
    QVERIFY(m_time->bounds().start == ago(200));
    QVERIFY(m_time->bounds().end == ago(100));
    sendKey(Qt::Key_Backspace);
    QCOMPARE(m_time->span(), 300s);
}

void TstChartMeasure::theTableIsCopied()
{
    m_time->setCursor(ago(100));
    const std::unique_ptr<QMenu> menu(m_view->createMenu());
    menu->findChild<QAction *>(u"measureA"_s)->trigger();
    m_time->setMeasure(MeasureCursor::b, ago(50));
    menu->findChild<QAction *>(u"measureTableAction"_s)->trigger();
    QTRY_COMPARE(figures().count, std::uint64_t(51));
    m_view->findChild<QPushButton *>(u"measureCopy"_s)->click();
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QVERIFY(lines.at(1).startsWith(u"Series\tΔV"_s));
    QCOMPARE(lines.at(2).split(u'\t').at(9), u"51"_s);
}

void TstChartMeasure::aLeapOfTheReplayReadsAnew()
{
    FakeHistory history;
    history.samples[m_id].push_back({ago(5000), 1, Quality::good});
    m_world->feed.setHistory(&history);
    m_time->setMeasure(MeasureCursor::a, ago(6000));
    m_time->setMeasure(MeasureCursor::b, ago(1000));
    m_view->measure().showTable();
    QVERIFY(m_view->measure().measurement().rows().front().isReading);
    history.restart();
    QVERIFY(m_view->measure().measurement().rows().front().isReading);
    QTRY_VERIFY((history.answer(), !m_view->measure().measurement().rows().front().isReading));
    QCOMPARE(figures().count, std::uint64_t(1));
    m_view->measure().measurement().setWanted(false);
    m_world->feed.setHistory(nullptr);
}

DESK_GUI_TEST(TstChartMeasure)
#include "tst_chartmeasure.moc"
