// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartviewtest.h"

#include "models/itemmodels/entitymime.h"
#include "models/itemmodels/seriesmime.h"
#include "tests/support/testprogram.h"
#include "widgets/charts/csvexport.h"
#include "widgets/charts/valueaxes.h"

#include <QApplication>
#include <QBuffer>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;

class TstChartViewInput : public ChartViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(qEnvironmentVariable("QT_QPA_PLATFORM") == u"offscreen"_s); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void droppedSeriesAreAdded();
    void hostilePayloadsAreIgnored();
    void cursorReadsTheExactSample();
    void heldChartStandsStill();
    void dataAheadOfNowAreShownAndSaidSo();
    void oldDataAreShownAndSaidSo();
    void limitLinesAreDrawnInTheirColour();
    void wheelChangesTheSharedSpan();
    void aDroppedNodeBringsItsMainParameters();
    void keysZoomHoldAndMove();
    void csvHasWhatIsVisibleAndNothingElse();
    void csvGuardsFormulas();
    void pictureAndCsvAreSaved();
    void unwritableFileIsSaid();
    void menuRemovesASeries();
    void emptyChartTeaches();

private:
    bool drop(const QByteArray &payload, const char *type = seriesMimeType);
    QByteArray csv() const;
};

bool TstChartViewInput::drop(const QByteArray &payload, const char *type)
{
    QMimeData mime;
    mime.setData(QString::fromLatin1(type), payload);
    QDragEnterEvent enter(QPoint(300, 150), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(m_view.get(), &enter);
    QDropEvent event(QPointF(300, 150), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    event.ignore();
    QApplication::sendEvent(m_view.get(), &event);
    return enter.isAccepted() && event.isAccepted();
}

void TstChartViewInput::aDroppedNodeBringsItsMainParameters()
{
    for (const char *metric : {"lat", "a", "b", "c", "d", "e"})
        m_world->post(m_world->series("sat-1", metric), 1, 5);
    m_world->series("sat-1", "silent"); // nothing to see of it
    m_world->feed.drain();
    QVERIFY(drop("sat-1\n", entityMimeType));
    QCOMPARE(m_view->content().traces().size(), std::size_t(4));
    QVERIFY(m_view->content().find(m_world->series("sat-1", "d")));
    QVERIFY(!m_view->content().find(m_world->series("sat-1", "lat")));
    QVERIFY(!drop("sat-77\n", entityMimeType));
    QVERIFY(!drop("sat-1\tsat-2\n", entityMimeType)); // no such link
}

void TstChartViewInput::droppedSeriesAreAdded()
{
    const SeriesId a = m_world->series("sat-1", "snr_db");
    const SeriesId b = m_world->series("sat-2", "latency_ms");
    QSignalSpy changed(m_view.get(), &ChartView::seriesChanged);
    QVERIFY(drop(encodeSeries(std::array{a, b})));
    QCOMPARE(m_view->content().traces().size(), std::size_t(2));
    QCOMPARE(changed.count(), 2);
    QVERIFY(m_view->content().find(b));
    QVERIFY(m_view->accessibleName().contains(u"sat-2 latency_ms"_s));
}

void TstChartViewInput::hostilePayloadsAreIgnored()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    QByteArray flood;
    for (int i = 0; i < 100'000; ++i)
        flood += "77777777\n";
    for (const QByteArray &payload :
         {QByteArray(), QByteArray("\n\n\n"), QByteArray("4294967295"),
          QByteArray("-1\n+0\n0x0\n1e0\n 0\n0 "), QByteArray("99999999999999999999999"),
          QByteArray("\xff\xfe\x00\x01", 4), QByteArray("12345678"), QByteArray("=cmd|'/c calc'!A0"), flood})
        QVERIFY2(!drop(payload), payload.left(40).constData());
    QVERIFY(m_view->content().isEmpty());
    QVERIFY(
        drop("x\n" + QByteArray::number(index(id)) + "\r\n" + QByteArray::number(index(id)) + "\nnonsense"));
    QCOMPARE(m_view->content().traces().size(), std::size_t(1));
    QCOMPARE(decodeSeries(flood).size(), std::size_t(1));
    QByteArray many;
    for (int i = 0; i < 1000; ++i)
        many += QByteArray::number(i) + '\n';
    QCOMPARE(decodeSeries(many).size(), maxDraggedSeries);
}

void TstChartViewInput::cursorReadsTheExactSample()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 200, [](int) { return 9.0; });
    m_world->postLine(id, 100, 0, [](int ago) { return ago == 42 ? 17.25 : 10.0; });
    m_view->addSeries(id);
    plotImage();
    QCOMPARE(header()->valueOf(id), u"10.00"_s);
    const auto at = m_world->clock.now() - std::chrono::milliseconds{42'300};
    QTest::mouseMove(m_view.get(), plot()->pos() + QPoint(int(plot()->xAt(at)), 40));
    QVERIFY(m_time->cursor().has_value());
    QCOMPARE(header()->valueOf(id), u"17.25"_s);
    QVERIFY(header()->cursorText().startsWith(u"14:02:2"_s));
    QVERIFY(header()->cursorText().endsWith(u'Z'));
    QTest::mouseMove(m_view.get(), QPoint(5, 5)); // over the legend
    QVERIFY(!m_time->cursor().has_value());
    QCOMPARE(header()->valueOf(id), u"10.00"_s);
    m_time->setCursor(m_world->clock.now() - std::chrono::seconds{150}); // in the hole
    QCOMPARE(header()->valueOf(id), u"—"_s);
    m_time->setCursor(m_world->clock.now() - std::chrono::seconds{3000}); // not on this chart
    QCOMPARE(header()->valueOf(id), u"10.00"_s);
    QVERIFY(header()->cursorText().isEmpty());
}

void TstChartViewInput::heldChartStandsStill()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int) { return 10.0; });
    m_view->addSeries(id);
    plotImage();
    m_time->setPaused(true);
    const QImage held = plotImage();
    const quint64 painted = plot()->picturesPainted();
    m_world->clock.advance(std::chrono::seconds{5});
    m_world->postLine(id, 4, 0, [](int) { return 10.5; });
    QCOMPARE(plotImage(), held);
    QCOMPARE(plot()->picturesPainted(), painted); // its series changed, the picture did not
    QCOMPARE(header()->valueOf(id), u"10.00"_s);
    m_time->setPaused(false);
    QVERIFY(plotImage() != held);
}

void TstChartViewInput::dataAheadOfNowAreShownAndSaidSo()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    const double ahead = 5 * 86'400 + 21 * 3600;
    for (int i = 0; i < 200; ++i)
        m_world->post(id, -ahead + 199 - i, 10 + i % 3);
    m_world->feed.drain();
    m_view->addSeries(id);
    const QImage image = plotImage();
    QCOMPARE(plot()->notice(), u"newest sample is 5 d 21 h ahead of now"_s);
    QCOMPARE(m_view->content().window(), ChartContent::Window::newestAhead);
    QVERIFY(isColour(image, pixelOf(id, -ahead + 50, 11), m_world->theme.seriesPen(0).color()));
    m_world->post(id, 1, 10); // one that is due brings the shared window back
    m_world->feed.drain();
    plotImage();
    QCOMPARE(plot()->notice(), QString());
    QCOMPARE(m_view->content().window(), ChartContent::Window::shared);
}

void TstChartViewInput::oldDataAreShownAndSaidSo()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 8100, 7800, [](int ago) { return double(ago % 5); });
    m_view->addSeries(id);
    m_time->setSpan(std::chrono::minutes{15});
    plotImage();
    QCOMPARE(plot()->notice(), u"no samples in the last 15 min – newest is 2 h 10 m old"_s);
    QCOMPARE(m_view->content().window(), ChartContent::Window::newestBehind);
    m_time->setSpan(std::chrono::hours{3});
    plotImage();
    QCOMPARE(plot()->notice(), QString());
    // A window the user chose stays, empty as it is.
    m_time->setSpan(std::chrono::minutes{15});
    m_time->setPaused(true);
    m_time->pan(std::chrono::minutes{-20});
    plotImage();
    QCOMPARE(m_view->content().window(), ChartContent::Window::shared);
    QVERIFY(plot()->notice().contains(u"2026-11-21T11:53:07.000Z"_s));
}

void TstChartViewInput::limitLinesAreDrawnInTheirColour()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int ago) { return ago % 2 ? 2.0 : 18.0; });
    m_view->setLimitLines([](SeriesId) {
        return std::vector<LimitLine>{{6, Severity::warning, LimitSide::low},
                                      {500, Severity::critical, LimitSide::high}};
    });
    m_time->setSpan(std::chrono::hours{2}); // the data at the right only
    m_view->addSeries(id);
    const QImage image = plotImage();
    int marked = 0;
    const int y = pixelOf(id, 3600, 6).y();
    for (int x = 40; x < image.width() / 2; ++x)
        marked += isColour(image, {x, y}, m_world->theme.color(Severity::warning));
    QVERIFY(marked > image.width() / 4);
    for (const ChartAxis &axis : m_view->content().axes())
        QVERIFY(axis.scale.max() < 100); // a far limit does not squeeze the data
}

void TstChartViewInput::wheelChangesTheSharedSpan()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int) { return 10.0; });
    m_view->addSeries(id);
    plotImage();
    const auto turn = [this](int delta) {
        const QPointF at = plot()->geometry().center();
        QWheelEvent wheel(at, m_view->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.get(), &wheel);
    };
    turn(120);
    QCOMPARE(m_world->conductor.span(), std::chrono::seconds{240});
    turn(-60);
    turn(-60);
    QCOMPARE(m_world->conductor.span(), std::chrono::seconds{300});
    // Held, the time below the pointer stays there.
    m_time->setPaused(true);
    plotImage();
    const Timestamp before = plot()->timeAt(plot()->width() / 2);
    turn(240);
    plotImage();
    const Timestamp after = plot()->timeAt(plot()->width() / 2);
    QVERIFY(std::chrono::abs(after - before) < std::chrono::seconds{5});
    for (int i = 0; i < 60; ++i)
        turn(120);
    QCOMPARE(m_world->conductor.span(), std::chrono::seconds{1});
    for (int i = 0; i < 100; ++i)
        turn(-120);
    QCOMPARE(m_world->conductor.span(), std::chrono::seconds{86'400});
}

void TstChartViewInput::keysZoomHoldAndMove()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int ago) { return double(ago); });
    m_view->addSeries(id);
    plotImage();
    sendKey(Qt::Key_Plus);
    QCOMPARE(m_time->span(), std::chrono::seconds{240});
    sendKey(Qt::Key_Minus);
    QCOMPARE(m_time->span(), std::chrono::seconds{300});
    sendKey(Qt::Key_Left);
    QVERIFY(!m_time->isPanned()); // live ends at now
    sendKey(Qt::Key_Space);
    QVERIFY(m_world->conductor.isPaused());
    sendKey(Qt::Key_Left);
    QVERIFY(m_time->isPanned());
    QCOMPARE(m_time->bounds().end, m_world->clock.now() - std::chrono::seconds{30});
    plotImage();
    sendKey(Qt::Key_Left, Qt::ShiftModifier);
    const double newest = header()->valueOf(id).toDouble();
    QVERIFY2(newest > 20 && newest <= 30, qPrintable(header()->valueOf(id)));
    sendKey(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(header()->valueOf(id).toDouble(), newest + 1);
    sendKey(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(header()->valueOf(id).toDouble(), newest);
    sendKey(Qt::Key_Escape);
    QVERIFY(!m_time->cursor());
    sendKey(Qt::Key_Home);
    QVERIFY(!m_time->isPanned());
    QCOMPARE(m_time->span(), SharedTimeAxis::defaultSpan);
    sendKey(Qt::Key_Right);
    sendKey(Qt::Key_Space);
    QVERIFY(!m_world->conductor.isPaused() && !m_time->isPanned());
    m_time->setSpan(std::chrono::seconds{60});
    QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, plot()->geometry().center());
    QCOMPARE(m_time->span(), SharedTimeAxis::defaultSpan);
}

QByteArray TstChartViewInput::csv() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    CsvExport all(m_view->content(), buffer);
    all.start();
    return all.outcome() == CsvExport::Outcome::written ? buffer.data() : QByteArray("failed");
}

void TstChartViewInput::csvHasWhatIsVisibleAndNothingElse()
{
    const SeriesId a = m_world->series("sat-1", "snr_db", "gs-1");
    const SeriesId b = m_world->series("sat-1", "DCGM_FI_DEV_GPU_UTIL");
    m_world->series("sat-9", "snr_db");
    for (int ago = 400; ago >= 0; ago -= 100)
        m_world->post(a, ago, -ago / 3.0, ago == 100 ? Quality::invalid | Quality::simulated : Quality::good);
    m_world->post(b, 0.25, 55);
    m_world->feed.drain();
    m_view->addSeries(a);
    m_view->addSeries(b);
    plotImage();
    const QList<QByteArray> lines = csv().split('\n');
    QCOMPARE(lines.size(), qsizetype(1 + 4 + 1 + 1)); // header, 300 s … 0 s of a, b, end; not 400 s ago
    QCOMPARE(lines.at(0), QByteArray("generation_time,node,dst,metric,value,unit,quality\r"));
    QCOMPARE(lines.at(1), QByteArray("2026-11-21T13:58:07.000000000Z,sat-1,gs-1,snr_db,-100,dB,good\r"));
    QCOMPARE(
        lines.at(3),
        QByteArray(
            "2026-11-21T14:01:27.000000000Z,sat-1,gs-1,snr_db,-33.333333333333336,dB,invalid|simulated\r"));
    QCOMPARE(lines.at(5),
             QByteArray("2026-11-21T14:03:06.750000000Z,sat-1,,DCGM_FI_DEV_GPU_UTIL,55,%,good\r"));
    QVERIFY(lines.at(6).isEmpty());
}

void TstChartViewInput::csvGuardsFormulas()
{
    const SeriesId id = m_world->series("=HYPERLINK(\"http://x\",\"a\")", "@mode", {}, ValueKind::text);
    for (const char *text : {"+1+2", "two, \"quoted\"", "-plain\nbreak"})
        QVERIFY(m_world->dictionary.textCode(id, text).has_value());
    m_world->dictionary.publish();
    m_world->post(id, 3, 0);
    m_world->post(id, 2, 1);
    m_world->post(id, 1, 2);
    m_world->feed.drain();
    m_view->addSeries(id);
    plotImage();
    const QByteArray text = csv();
    QVERIFY(text.contains(R"x("'=HYPERLINK(""http://x"",""a"")",,'@mode,'+1+2,,good)x"));
    QVERIFY(text.contains(R"(,"two, ""quoted""",)"));
    QVERIFY(text.contains("\"'-plain\nbreak\""));
}

void TstChartViewInput::pictureAndCsvAreSaved()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->postLine(id, 290, 0, [](int) { return 10.0; });
    m_view->addSeries(id);
    plotImage();
    QTemporaryDir folder;
    QVERIFY(m_view->savePicture(folder.filePath(u"a.png"_s)));
    QCOMPARE(QImage(folder.filePath(u"a.png"_s)).size(), m_view->size() * m_view->devicePixelRatio());
    QVERIFY(m_view->saveCsv(folder.filePath(u"a.csv"_s)));
    QFile file(folder.filePath(u"a.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), csv());
}

void TstChartViewInput::unwritableFileIsSaid()
{
    m_view->addSeries(m_world->series("sat-1", "snr_db"));
    QVERIFY(!m_view->saveCsv(u"/nonexistent-folder/a.csv"_s));
    QVERIFY(plot()->notice().contains(u"/nonexistent-folder/a.csv"_s));
}

void TstChartViewInput::menuRemovesASeries()
{
    const SeriesId a = m_world->series("sat-1", "snr_db");
    const SeriesId b = m_world->series("sat-2", "snr_db");
    m_view->addSeries(a);
    m_view->addSeries(b);
    const std::unique_ptr<QMenu> menu(m_view->createMenu());
    QMenu *remove = menu->findChild<QMenu *>();
    QCOMPARE(remove->actions().size(), qsizetype(2));
    remove->actions().front()->trigger();
    QVERIFY(!m_view->content().find(a));
    QVERIFY(m_view->content().find(b));
    QCOMPARE(m_view->content().traces().front().description().colour, 1); // colours stay with their series
}

void TstChartViewInput::emptyChartTeaches()
{
    m_view->setOffer(u"Chart sat-1"_s);
    auto *offer = m_view->findChild<QWidget *>(u"chartOffer"_s);
    QVERIFY(offer->isVisible());
    QVERIFY(!plot()->isVisible());
    QVERIFY(!m_view->accessibleName().isEmpty());
    m_view->addSeries(m_world->series("sat-1", "snr_db"));
    QVERIFY(!offer->isVisible());
    plotImage();
    QVERIFY(!plot()->notice().isEmpty()); // nothing came yet, and it says so
    m_view->clear();
    QVERIFY(offer->isVisible());
}

DESK_GUI_TEST(TstChartViewInput)
#include "tst_chartviewinput.moc"
