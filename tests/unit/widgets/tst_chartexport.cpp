// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartviewtest.h"
#include "tests/unit/widgets/fakehistory.h"

#include "models/itemmodels/valueformatter.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSvgRenderer>
#include <QTemporaryDir>

#include <random>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Exports of what is visible, and the exact sample at the cursor, also where the past is not at hand.
class TstChartExport : public ChartViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_history = std::make_unique<FakeHistory>();
        m_id = m_world->series("sat-1", "snr_db");
        m_world->clock.advance(100s); // what is posted came while the feed ran
        m_world->postLine(m_id, 100, 0, [](int) { return 10.0; });
    }
    void cleanup()
    {
        m_world->feed.setHistory(nullptr);
        tearDown();
        m_history.reset();
    }

    void theCursorReadsTheExactSampleOfThePast();
    void anOlderAnswerIsNotShown();
    void exportedExtremesAreTheDrawnOnes();
    void manyInMemoryAreWrittenInPieces();
    void progressIsShownAndCancelLeavesNothing();
    void aSeriesThatGoesEndsTheExport();
    void damageIsSaid();
    void visibleDataAreCopied();
    void picturesAreVectors();

private:
    // A sample each 20 ms, more than are ever held.
    void makePast()
    {
        std::mt19937 random(3);
        std::uniform_int_distribution<int> place(0, 49'999);
        auto &samples = m_history->samples[m_id];
        for (int k = 50'000; k > 0; --k)
            samples.push_back({ago(100 + k * 0.02), 5.0 + k % 3, Quality::good});
        for (int spike = 0; spike < 20; ++spike)
            samples[std::size_t(place(random))].value = (spike % 2 ? -1 : 1) * (100.0 + spike);
        m_world->feed.setHistory(m_history.get());
        m_view->addSeries(m_id);
        m_time->setSpan(1200s);
        m_view->refresh();
        m_history->answerAll();
        m_view->refresh();
    }
    [[nodiscard]] Timestamp ago(double seconds) const
    {
        return m_world->clock.now() - std::chrono::nanoseconds{std::llround(seconds * 1e9)};
    }
    [[nodiscard]] static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QWidget *bar() const { return m_view->findChild<QWidget *>(u"exportBar"_s); }

    std::unique_ptr<FakeHistory> m_history;
    SeriesId m_id{};
};

void TstChartExport::theCursorReadsTheExactSampleOfThePast()
{
    makePast();
    auto &samples = m_history->samples[m_id];
    samples[20'000].value = 77.25;
    samples[20'000].quality = Quality::uncertain;
    const Timestamp at = samples[20'000].generation + 3ms;
    m_time->setCursor(at - 1s);
    m_time->setCursor(at);
    QVERIFY(header()->readout().contains(u"reading…"_s));
    QCOMPARE(header()->valueOf(m_id), u"—"_s); // no number of a column
    m_history->answerAll();
    QCOMPARE(header()->valueOf(m_id), u"77.25"_s);
    const QString all = header()->readout();
    QVERIFY2(all.contains(u"uncertain"_s), qPrintable(all));
    QVERIFY2(all.contains(ValueFormatter::fullTime(samples[20'000].generation)), qPrintable(all));
    QVERIFY(all.contains(u"received"_s));
    // In memory it is known at once, where nothing older can be missing; when it came, the recording tells.
    m_time->setCursor(ago(50));
    QCOMPARE(header()->valueOf(m_id), u"10.00"_s);
    m_history->samples[m_id].push_back({ago(50), 10, Quality::good});
    m_time->setCursor(ago(50) + 1ms);
    m_history->answerAll();
    QVERIFY(header()->readout().contains(u"received 2026-11-21T14:03:58.5"_s));
    sendKey(Qt::Key_I);
}

void TstChartExport::anOlderAnswerIsNotShown()
{
    makePast();
    m_time->setCursor(m_history->samples[m_id][10'000].generation);
    m_history->samples[m_id][10'000].value = 33;
    m_time->setCursor(ago(500.01));
    QVERIFY(m_history->answer()); // the first question's
    QCOMPARE(header()->valueOf(m_id), u"—"_s);
    m_history->answerAll();
    QVERIFY(header()->valueOf(m_id) != u"—"_s && header()->valueOf(m_id) != u"33.00"_s);
}

void TstChartExport::exportedExtremesAreTheDrawnOnes()
{
    makePast();
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.csv"_s);
    QVERIFY(m_view->saveCsv(path));
    QVERIFY(!QFile::exists(path)); // not before it is complete
    QVERIFY(bar() && bar()->isVisible());
    m_history->answerAll();
    const QList<QByteArray> lines = contentOf(path).split('\n');
    const Trace &trace = m_view->content().traces().front();
    double low = 1e9;
    double high = -1e9;
    QByteArray before;
    std::size_t rows = 0;
    for (const QByteArray &line : lines.mid(1)) {
        const QList<QByteArray> fields = line.split(',');
        if (fields.size() < 7)
            continue;
        ++rows;
        QVERIFY(before < fields.at(0)); // ascending, none twice
        before = fields.at(0);
        low = std::min(low, fields.at(4).toDouble());
        high = std::max(high, fields.at(4).toDouble());
    }
    QCOMPARE(rows, m_history->samples[m_id].size() + 101);
    QCOMPARE(low, trace.low());
    QCOMPARE(high, trace.high());
    QVERIFY(high >= 100 && low <= -100);
    QTRY_VERIFY(!bar());
}

// The window goes on meanwhile; and what the chart shows later is not in it.
void TstChartExport::manyInMemoryAreWrittenInPieces()
{
    auto batch = std::make_shared<SampleBatch>();
    for (int i = 0; i < 50'000; ++i) {
        batch->addSample(m_id, i, Quality::good);
        batch->endPoint(m_world->dictionary.definition(m_id).entity, nanoseconds(m_world->clock.now()) + i);
    }
    batch->reception = m_world->clock.now();
    m_world->queue.push(batch);
    do
        m_world->feed.drain(); // large batches are taken in slices
    while (m_world->feed.statistics().pendingBatches > 0);
    m_world->clock.advance(1s);
    m_view->addSeries(m_id);
    m_view->refresh();
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"all.csv"_s);
    QVERIFY(m_view->saveCsv(path));
    QVERIFY(bar() && bar()->isVisible());
    QVERIFY(!QFile::exists(path));
    QTRY_VERIFY(QFile::exists(path));
    QCOMPARE(contentOf(path).count('\n'), 1 + 100 + 50'000); // the last of the line has the time of the first
}

void TstChartExport::progressIsShownAndCancelLeavesNothing()
{
    makePast();
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.csv"_s);
    QVERIFY(m_view->saveCsv(path));
    for (int i = 0; i < 20; ++i)
        QVERIFY(m_history->answer());
    const int value = bar()->findChild<QProgressBar *>()->value();
    QVERIFY2(value > 20 && value < 60, qPrintable(QString::number(value)));
    bar()->findChild<QPushButton *>(u"exportCancel"_s)->click();
    QVERIFY(plot()->notice().contains(u"cancelled"_s));
    QTRY_VERIFY(!bar());
    m_history->answerAll();
    QVERIFY(!QFile::exists(path));
    QVERIFY(m_view->saveCsv(path)); // and again
    m_history->answerAll();
    QVERIFY(QFile::exists(path));
}

void TstChartExport::aSeriesThatGoesEndsTheExport()
{
    makePast();
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.csv"_s);
    QVERIFY(m_view->saveCsv(path));
    QVERIFY(m_history->answer());
    m_view->removeSeries(m_id);
    m_history->answerAll();
    QVERIFY(plot()->notice().contains(u"changed"_s));
    QVERIFY(!QFile::exists(path));
}

void TstChartExport::damageIsSaid()
{
    makePast();
    m_history->isDamaged = true;
    QTemporaryDir folder;
    QVERIFY(m_view->saveCsv(folder.filePath(u"a.csv"_s)));
    m_history->answerAll();
    QVERIFY(plot()->notice().contains(u"may be missing"_s));
}

void TstChartExport::visibleDataAreCopied()
{
    m_view->addSeries(m_id);
    m_view->refresh();
    const std::unique_ptr<QMenu> menu(m_view->createMenu());
    menu->findChild<QAction *>(u"copyCsv"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), qsizetype(1 + 101));
}

void TstChartExport::picturesAreVectors()
{
    m_view->addSeries(m_id);
    m_view->refresh();
    QTemporaryDir folder;
    const QString svg = folder.filePath(u"a.svg"_s);
    QVERIFY(m_view->savePicture(svg));
    const QByteArray drawn = contentOf(svg);
    QVERIFY(drawn.contains("<polyline") || drawn.contains("<path"));
    QVERIFY(drawn.contains("snr_db"));
    QVERIFY2(!drawn.contains("<image"), "the plot is a picture of pixels");
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox(), m_view->rect());
    const QString pdf = folder.filePath(u"a.pdf"_s);
    QVERIFY(m_view->savePicture(pdf));
    QVERIFY(contentOf(pdf).startsWith("%PDF-"));
    QVERIFY(contentOf(pdf).size() > 3000);
    QVERIFY(!m_view->savePicture(u"/nonexistent-folder/a.svg"_s));
    QVERIFY(plot()->notice().contains(u"/nonexistent-folder/a.svg"_s));
}

DESK_GUI_TEST(TstChartExport)
#include "tst_chartexport.moc"
