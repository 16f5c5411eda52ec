// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/seriesnames.h"
#include "tests/gui/comparisonworld.h"
#include "tests/support/testprogram.h"
#include "widgets/charts/chartheader.h"
#include "widgets/charts/differencearea.h"
#include "widgets/charts/referencepen.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace desk;
using namespace comparisonworld;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(u"Fusion"_s); }

    void theMenuOpensAReferenceAndLaysBeginOverBegin()
    {
        ComparedWorld world;
        world.openFirst();
        MainWindow &window = *world.window;
        auto *compare = window.findChild<QAction *>(u"compareRecording"_s);
        QVERIFY(compare && compare->isEnabled());
        QVERIFY(!compare->shortcut().isEmpty());
        compare->trigger();
        auto *dialog = window.findChild<QFileDialog *>(u"compareDialog"_s);
        QVERIFY(dialog && !dialog->isModal());
        dialog->setDirectory(world.folder.path());
        dialog->selectFile(u"pass-4712.desk"_s);
        auto *box = dialog->findChild<QDialogButtonBox *>();
        QVERIFY(box && box->button(QDialogButtonBox::Open));
        QTRY_VERIFY(box->button(QDialogButtonBox::Open)->isEnabled());
        QTest::mouseClick(box->button(QDialogButtonBox::Open), Qt::LeftButton);
        QTRY_VERIFY(window.comparison().isReady());
        QTRY_COMPARE(window.comparison().offset().count(), beginOverBegin().count());
        QVERIFY(world.find<QWidget>(u"comparisonBar"_s)->isVisible());
        QCOMPARE(world.find<QLineEdit>(u"comparisonOffset"_s)->text(), u"+11:29:59.750"_s);
        QVERIFY(world.find<QLabel>(u"comparisonName"_s)->text().contains(u"pass-4712.desk"_s));
        QVERIFY(window.findChild<QAction *>(u"endComparison"_s)->isEnabled());
    }

    void theReferenceLiesOverTheSeries()
    {
        ComparedWorld world;
        world.openFirst();
        world.compare();
        ChartView &chart = world.chart(0);
        chart.refresh();
        const ChartOverlay::Entry &entry = chart.content().overlay().entries().front();
        QVERIFY(entry.state == ChartOverlay::State::shown);
        // Each second of it, moved onto that of the first pass.
        std::size_t points = 0;
        for (const EnvelopeColumn &column : entry.reference.columns()) {
            for (const auto &[time, value] :
                 {std::pair(column.firstTime, column.first), std::pair(column.lastTime, column.last)}) {
                const std::int64_t since = time - nanoseconds(firstBegin);
                QCOMPARE(since % 1'000'000'000, std::int64_t(0));
                const int at = int(since / 1'000'000'000);
                QVERIFY(Pass({secondBegin, true}).has(at));
                QCOMPARE(value, snr(at) - 2);
            }
            points += column.count;
        }
        QCOMPARE(points, std::size_t(seconds - 59));
        // The hole is a hole.
        QCOMPARE(entry.reference.breaks().size(), std::size_t(1));
        // The read-out at the cursor: both values and the difference.
        world.window->recording()->view().conductor.setCursor(firstBegin + 100s);
        const SeriesId id = world.series("gs-tokyo", "snr_db");
        const QString value = chart.content().valueText(chart.content().traces()[0], snr(100));
        const QString other = chart.content().valueText(chart.content().traces()[0], snr(100) - 2);
        QTRY_COMPARE(chart.header().valueOf(id), value);
        QTRY_COMPARE(chart.header().referenceOf(id), other + u" Δ +2.00"_s);
        // In the hole there is no reference, before and behind it there is.
        world.window->recording()->view().conductor.setCursor(firstBegin + 230s);
        QTRY_COMPARE(chart.header().referenceOf(id), u"—"_s);
    }

    void chartTableAndCsvHaveTheUnitThatTheFileStates()
    {
        ComparedWorld world;
        QVERIFY(
            !(Pass{firstBegin, false, "dBm"}.write(world.first = world.folder.filePath(u"foreign.desk"_s)))
                 .isEmpty());
        world.openFirst();
        const SeriesId snr = world.series("gs-tokyo", "snr_db");
        QCOMPARE(world.chart(0).content().find(snr)->description().unit, u"dBm"_s);
        QCOMPARE(world.chart(1).content().traces().front().description().unit, u"°C"_s);
        ChartView &chart = world.chart(0);
        chart.refresh();
        const QString csv = world.folder.filePath(u"out.csv"_s);
        QVERIFY(chart.saveCsv(csv));
        QTRY_VERIFY(QFile::exists(csv) && QFile(csv).size() > 1000);
        QFile file(csv);
        QVERIFY(file.open(QFile::ReadOnly));
        file.readLine();
        QCOMPARE(file.readLine().split(',')[5], QByteArray("dBm"));
        const SeriesNames names(world.shownFeed().catalogue());
        QCOMPARE(names.unit(snr), u"dBm"_s);
    }

    void aReferenceInAnotherUnitIsRefusedAndTheReasonIsSaid()
    {
        ComparedWorld world;
        QVERIFY(!(Pass{secondBegin, true, "W"}.write(world.second = world.folder.filePath(u"watts.desk"_s)))
                     .isEmpty());
        world.openFirst();
        world.compare();
        ChartView &chart = world.chart(0);
        QTest::mouseClick(world.find<QToolButton>(u"comparisonDifference"_s), Qt::LeftButton);
        chart.refresh();
        const ChartOverlay::Entry &entry = chart.content().overlay().entries().front();
        QVERIFY(entry.state == ChartOverlay::State::otherUnit);
        QVERIFY(!entry.difference.hasSamplesInside());
        QVERIFY(!entry.reference.hasSamplesInside());
        auto *area = chart.findChild<DifferenceArea *>();
        QVERIFY(area && area->isVisible());
        QCOMPARE(area->notice(), u"No difference: snr_db is in dB here, in W in the reference."_s);
        QVERIFY(world.chart(1).content().overlay().entries().front().state == ChartOverlay::State::shown);
    }

    void differencesAreThisMinusTheReference()
    {
        ComparedWorld world;
        world.openFirst();
        world.compare();
        ChartView &chart = world.chart(0);
        QVERIFY(!chart.findChild<DifferenceArea *>());
        QTest::mouseClick(world.find<QToolButton>(u"comparisonDifference"_s), Qt::LeftButton);
        QVERIFY(world.window->comparison().showsDifference());
        chart.refresh();
        auto *area = chart.findChild<DifferenceArea *>();
        QVERIFY(area && area->isVisible() && area->height() > 20);
        const Trace &difference = chart.content().overlay().entries().front().difference;
        QVERIFY(difference.hasSamplesInside());
        QVERIFY(std::abs(difference.low() - 2) < 1e-9 && std::abs(difference.high() - 2) < 1e-9);
        QCOMPARE(difference.breaks().size(), std::size_t(1));
        QCOMPARE(chart.content().overlay().differenceAxes().front().title, u"Δ dB"_s);
        QVERIFY(area->notice().isEmpty());
        // Half a second off, it is interpolated between two samples of the reference.
        world.window->comparison().setOffset(beginOverBegin() + 500ms);
        chart.refresh();
        const auto point = chart.content().overlay().at(world.series("gs-tokyo", "snr_db"),
                                                        {firstBegin + 100s, snr(100), Quality::good});
        QVERIFY(point);
        const double between = (snr(99) + snr(100)) / 2 - 2;
        QVERIFY(std::abs(point->reference - between) < 1e-9);
        QVERIFY(std::abs(point->difference - (snr(100) - between)) < 1e-9);
        // States: equal or different, by their names.
        ChartView &modes = world.chart(3);
        world.window->comparison().setOffset(beginOverBegin());
        modes.refresh();
        const SeriesId mode = world.series("", "mode");
        world.window->recording()->view().conductor.setCursor(firstBegin + 120s);
        QTRY_COMPARE(modes.header().valueOf(mode), u"busy"_s);
        QTRY_COMPARE(modes.header().referenceOf(mode), u"busy Δ equal"_s);
        world.window->recording()->view().conductor.setCursor(firstBegin + 450s);
        QTRY_COMPARE(modes.header().valueOf(mode), u"idle"_s);
        QTRY_COMPARE(modes.header().referenceOf(mode), u"safe Δ different"_s);
        // And off again.
        QTest::mouseClick(world.find<QToolButton>(u"comparisonDifference"_s), Qt::LeftButton);
        QVERIFY(!area->isVisible());
    }

    void anotherReferenceTakesThePlaceOfTheFirst()
    {
        ComparedWorld world;
        world.openFirst();
        world.compare();
        const SeriesId id = world.series("gs-tokyo", "snr_db");
        const QString third = Pass{firstBegin - 24h, false}.write(world.folder.filePath(u"third.desk"_s));
        world.window->compareWith(third);
        QTRY_COMPARE(world.window->comparison().offset().count(), std::chrono::nanoseconds(24h).count());
        const ChartOverlay &overlay = world.chart(0).content().overlay();
        QTRY_VERIFY(overlay.referenceAt(id, firstBegin + 230s)); // the second has a hole there
        QCOMPARE(*overlay.referenceAt(id, firstBegin + 230s), snr(230));
        QTRY_COMPARE(world.chart(2).header().referenceOf(world.series("", "battery_pct")),
                     world.chart(2).header().valueOf(world.series("", "battery_pct")) + u" Δ 0"_s);
    }

    void theReferenceIsPalerAndDashedButVisible()
    {
        Theme theme;
        const auto luminance = [](const QColor &colour) {
            const auto linear = [](double c) {
                return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF())) +
                   0.0722 * linear(double(colour.blueF())) + 0.05;
        };
        for (const auto variant : {ThemeVariant::dark, ThemeVariant::light, ThemeVariant::highContrastDark,
                                   ThemeVariant::highContrastLight}) {
            theme.setVariant(variant);
            const double ground = luminance(theme.color(Token::plot));
            for (int colour = 0; colour < 2 * Theme::seriesColours; ++colour) {
                const QPen pen = referencePen(theme, colour);
                const double light = luminance(pen.color());
                QVERIFY(std::max(light, ground) / std::min(light, ground) >= 2.99);
                QCOMPARE(pen.style(), Qt::CustomDashLine);
                QVERIFY(pen.dashPattern() != theme.seriesPen(colour).dashPattern());
            }
        }
    }

    void whereThereIsNothingItSaysSo()
    {
        ComparedWorld world;
        world.openFirst();
        world.compare();
        QCOMPARE(world.chart(2).header().referenceOf(world.series("", "battery_pct")), u"— (not in it)"_s);
        QVERIFY(!world.chart(2).content().overlay().entries().front().reference.hasSamplesInside());
        world.window->comparison().setShowsDifference(true);
        world.window->comparison().setOffset(50h);
        QTRY_VERIFY(!world.chart(0).content().overlay().isReading());
        world.chart(0).refresh();
        QVERIFY(world.chart(0).findChild<DifferenceArea *>()->notice().contains(u"offset"_s));
        QVERIFY(!world.chart(0).content().overlay().entries().front().reference.hasSamplesInside());
    }

    void twoMomentsAreLaidOverEachOtherByKeyAndByMenu()
    {
        ComparedWorld world;
        world.openFirst();
        world.compare();
        ChartView &chart = world.chart(0);
        chart.refresh();
        Comparison &comparison = world.window->comparison();
        chart.setFocus();
        // Without a cursor it says what is missing.
        world.window->recording()->view().conductor.setCursor(std::nullopt);
        QTest::keyClick(&chart, Qt::Key_T);
        QVERIFY(chart.findChild<PlotArea *>()->notice().contains(u"cursor"_s));
        QVERIFY(!comparison.markOfThis());
        world.moveTo(chart, firstBegin + 300s);
        const Timestamp there = *world.window->recording()->view().conductor.cursor();
        QTest::keyClick(&chart, Qt::Key_T, Qt::ShiftModifier);
        QCOMPARE(comparison.markOfReference(), std::optional(there));
        QCOMPARE(comparison.offset().count(), beginOverBegin().count()); // one mark is none
        world.moveTo(chart, firstBegin + 120s);
        const Timestamp here = *world.window->recording()->view().conductor.cursor();
        QVERIFY(here < there);
        QTest::keyClick(&chart, Qt::Key_T);
        QCOMPARE(comparison.offset().count(), (beginOverBegin() + (here - there)).count());
        QCOMPARE(comparison.markOfReference(), std::optional(here));
        // By the menu of the right button, at the cursor of when it was opened.
        world.moveTo(chart, firstBegin + 150s);
        const Timestamp third = *world.window->recording()->view().conductor.cursor();
        const std::unique_ptr<QMenu> menu(chart.createMenu());
        world.window->recording()->view().conductor.setCursor(std::nullopt); // the mouse left
        const auto *align = menu->findChild<QAction *>(u"markThis"_s);
        QVERIFY(align && align->text().contains(u"pass-4712"_s));
        menu->findChild<QAction *>(u"markThis"_s)->trigger();
        QCOMPARE(comparison.offset().count(), (beginOverBegin() + (third - there)).count());
        // And back.
        auto *button = world.find<QToolButton>(u"comparisonAlign"_s);
        Q_EMIT button->menu()->aboutToShow();
        button->menu()->findChild<QAction *>(u"alignBegins"_s)->trigger();
        QCOMPARE(comparison.offset().count(), beginOverBegin().count());
    }

    void theOffsetIsTyped()
    {
        ComparedWorld world;
        world.openFirst();
        world.compare();
        Comparison &comparison = world.window->comparison();
        auto *edit = world.find<QLineEdit>(u"comparisonOffset"_s);
        const auto type = [edit](const QString &text) {
            edit->setFocus();
            edit->selectAll();
            QTest::keyClicks(edit, text);
            QTest::keyClick(edit, Qt::Key_Return);
        };
        type(u"-00:01:30.250"_s);
        QCOMPARE(comparison.offset().count(), std::chrono::nanoseconds(-90'250ms).count());
        QCOMPARE(edit->text(), u"-00:01:30.250"_s);
        type(u"90.5 s"_s);
        QCOMPARE(edit->text(), u"+00:01:30.500"_s);
        QTest::keyClick(edit, Qt::Key_Up);
        QTest::keyClick(edit, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(edit, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(edit->text(), u"+00:01:31.401"_s);
        type(u"1:75"_s);
        QCOMPARE(comparison.offset().count(), std::chrono::nanoseconds(91'401ms).count());
        const auto *name = world.find<QLabel>(u"comparisonName"_s);
        QVERIFY2(name->text().contains(u"character 3"_s), qPrintable(name->text()));
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(edit->text(), u"+00:01:31.401"_s);
        QVERIFY(name->text().contains(u"pass-4712"_s));
        // It is remembered as long as the recording is open.
        comparison.end();
        world.compare();
        QCOMPARE(comparison.offset().count(), std::chrono::nanoseconds(91'401ms).count());
    }

    void theExportHasBothAndTheDifference()
    {
        ComparedWorld world;
        world.openFirst();
        ChartView &chart = world.chart(0);
        const QString path = world.folder.filePath(u"out.csv"_s);
        const auto lines = [&] {
            QFile::remove(path);
            QFile file(path);
            const auto isWritten = [&] { return file.exists(); };
            return chart.saveCsv(path) && QTest::qWaitFor(isWritten) && file.open(QFile::ReadOnly)
                       ? file.readAll().split('\n')
                       : QList<QByteArray>{{}};
        };
        QCOMPARE(lines().first().trimmed(), QByteArray("generation_time,node,dst,metric,value,unit,quality"));
        world.compare();
        const QList<QByteArray> all = lines();
        QCOMPARE(all.first().trimmed(),
                 QByteArray("generation_time,node,dst,metric,value,unit,quality,recording,aligned_time,"
                            "reference_value,difference"));
        QCOMPARE(all.size(), 1 + seconds + (seconds - 59) + 1);
        // One of this recording, with what the reference has there.
        const QList<QByteArray> row = all[1 + 100].trimmed().split(',');
        QCOMPARE(row.size(), 11);
        QCOMPARE(row[0], QByteArray("2026-11-20T09:01:40.000000000Z"));
        QCOMPARE(row[3], QByteArray("snr_db"));
        QCOMPARE(row[4].toDouble(), snr(100));
        QCOMPARE(row[7], QByteArray());
        QCOMPARE(row[8], row[0]);
        QCOMPARE(row[9].toDouble(), snr(100) - 2);
        QVERIFY(std::abs(row[10].toDouble() - 2) < 1e-9);
        // In the hole there is neither.
        QVERIFY(all[1 + 230].trimmed().endsWith(",,"));
        // One of the reference: when it was, and where it stands now.
        const QList<QByteArray> other = all[1 + seconds + 100].trimmed().split(',');
        QCOMPARE(other[0], QByteArray("2026-11-19T21:31:40.250000000Z"));
        QCOMPARE(other[4].toDouble(), snr(100) - 2);
        QCOMPARE(other[7], QByteArray("pass-4712.desk"));
        QCOMPARE(other[8], QByteArray("2026-11-20T09:01:40.000000000Z"));
        // States by name.
        const QString modes = world.folder.filePath(u"modes.csv"_s);
        QVERIFY(world.chart(3).saveCsv(modes));
        QFile file(modes);
        QTRY_VERIFY(file.exists());
        QVERIFY(file.open(QFile::ReadOnly));
        const QList<QByteArray> states = file.readAll().split('\n');
        QVERIFY2(states[1 + 450].trimmed().endsWith(",safe,different"), states[1 + 450].constData());
        QVERIFY2(states[1 + 120].trimmed().endsWith(",busy,equal"), states[1 + 120].constData());
    }

    void endingLeavesTheChartsAsTheyWere()
    {
        ComparedWorld world;
        world.openFirst();
        ChartView &chart = world.chart(0);
        chart.refresh();
        const int header = chart.findChild<ChartHeader *>()->height();
        world.compare();
        world.window->comparison().setShowsDifference(true);
        chart.refresh();
        QTest::mouseClick(world.find<QToolButton>(u"comparisonEnd"_s), Qt::LeftButton);
        chart.refresh();
        QVERIFY(!world.find<QWidget>(u"comparisonBar"_s)->isVisible());
        QVERIFY(chart.content().overlay().entries().empty());
        QVERIFY(!chart.findChild<DifferenceArea *>()->isVisible());
        QCOMPARE(chart.findChild<ChartHeader *>()->height(), header);
        QVERIFY(!world.window->findChild<QAction *>(u"endComparison"_s)->isEnabled());
        // A recording that is closed while it is compared goes without a trace.
        world.compare();
        world.window->closeRecording();
        QVERIFY(!world.window->comparison().reference());
    }

    void aSecondFileThatIsDroppedAsksWhatItIsFor()
    {
        ComparedWorld world;
        world.openFirst();
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(world.second)});
        const auto drop = [&] {
            QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(world.window.get(), &enter);
            QDropEvent event(QPointF(200, 200), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(world.window.get(), &event);
            return world.window->findChild<QMenu *>(u"dropMenu"_s);
        };
        QMenu *menu = drop();
        QVERIFY(menu && menu->isVisible());
        QCOMPARE(world.window->recording()->name(), u"pass-4711.desk"_s); // not before it is answered
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY(world.window->comparison().isReady());
        QTRY_VERIFY(!world.window->findChild<QMenu *>(u"dropMenu"_s));
        menu = drop();
        menu->findChild<QAction *>(u"dropReplay"_s)->trigger();
        QCOMPARE(world.window->recording()->name(), u"pass-4712.desk"_s);
        QVERIFY(!world.window->comparison().reference());
        menu->close();
    }

    void whatCannotBeComparedIsNamed()
    {
        ComparedWorld world;
        world.openFirst();
        world.window->compareWith(u"/tmp/holiday.jpg"_s);
        QVERIFY(world.window->notice().text().contains(u"holiday.jpg"_s));
        QFile broken(world.folder.filePath(u"broken.desk"_s));
        QVERIFY(broken.open(QFile::WriteOnly));
        broken.write("this is no database");
        broken.close();
        world.window->compareWith(broken.fileName());
        QTRY_VERIFY2(world.window->notice().text().contains(u"broken.desk"_s),
                     qPrintable(world.window->notice().text()));
        QVERIFY(!world.window->comparison().reference());
        QVERIFY(!world.find<QWidget>(u"comparisonBar"_s)->isVisible());
    }

    void aFileOfAnotherFormatIsImportedFirst()
    {
        ComparedWorld world;
        world.openFirst();
        QFile csv(world.folder.filePath(u"bench.csv"_s));
        QVERIFY(csv.open(QFile::WriteOnly));
        csv.write("time,node,temperature_c\n");
        for (int second = 0; second < 60; ++second)
            csv.write(u"2026-11-18T09:00:%1Z,sat-0412,%2\n"_s.arg(second, 2, 10, QChar(u'0'))
                          .arg(20 + second)
                          .toUtf8());
        csv.close();
        world.window->compareWith(csv.fileName());
        QTRY_VERIFY2(world.window->comparison().isReady(), qPrintable(world.window->notice().text()));
        QCOMPARE(world.window->recording()->name(), u"pass-4711.desk"_s);
        const SeriesId id = world.series("", "temperature_c");
        QTRY_COMPARE(world.window->comparison().offset().count(), std::chrono::nanoseconds(48h).count());
        QTRY_VERIFY(world.chart(1).content().overlay().referenceAt(id, firstBegin + 30s));
        QCOMPARE(*world.chart(1).content().overlay().referenceAt(id, firstBegin + 30s), 50.0);
    }

    void liveIsComparedWhereNoRecordingIsOpen()
    {
        ComparedWorld world(true);
        world.chartAll();
        world.conductor.setSpan(10min);
        world.compare();
        QCOMPARE(world.window->comparison().offset().count(), beginOverBegin().count());
        ChartView &chart = world.chart(0);
        chart.refresh();
        const auto point = chart.content().overlay().at(world.series("gs-tokyo", "snr_db"),
                                                        {firstBegin + 100s, snr(100), Quality::good});
        QVERIFY(point);
        QVERIFY(std::abs(point->difference - 2) < 1e-9);
        // A recording has a comparison, and an offset, of its own.
        world.window->openFile(world.first);
        QVERIFY(!world.window->comparison().reference());
        QVERIFY(chart.content().overlay().isActive());
        world.window->comparison().begin(
            std::make_shared<ReferenceRecording>(world.second.toStdString(), u"pass-4712.desk"_s));
        world.window->closeRecording();
        QVERIFY(chart.content().overlay().isActive());
    }

    void manySamplesAreReducedAndTheWindowDoesNotWait()
    {
        ComparedWorld world;
        const QString big = world.folder.filePath(u"big.desk"_s);
        {
            auto builder = *SessionBuilder::open(big.toStdString());
            SeriesDictionary &names = builder->dictionary();
            const EntityId link = *names.entity(*names.node("sat-0412", NodeType::satellite),
                                                *names.node("gs-tokyo", NodeType::groundStation));
            const SeriesId id = *names.seriesByName(link, "snr_db", ValueKind::number, {});
            for (int second = 0; second < seconds; ++second) {
                SampleBatch batch;
                for (int i = 0; i < 1000; ++i) {
                    batch.addSample(id, second == 240 && i == 500 ? 99 : i % 7, Quality::good);
                    batch.endPoint(link, nanoseconds(secondBegin + std::chrono::seconds{second} +
                                                     std::chrono::milliseconds{i}));
                }
                batch.reception = secondBegin + std::chrono::seconds{second};
                QVERIFY(builder->append(std::move(batch)));
            }
            QVERIFY(builder->finish());
        }
        world.openFirst();
        QElapsedTimer timer;
        timer.start();
        world.window->compareWith(big);
        QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
        QTRY_VERIFY(!world.chart(0).content().overlay().entries().empty());
        QTRY_VERIFY(!world.chart(0).content().overlay().isReading());
        ChartView &chart = world.chart(0);
        chart.refresh();
        const ChartOverlay::Entry &entry = chart.content().overlay().entries().front();
        QVERIFY(entry.piece->reduced);
        QVERIFY(entry.reference.columns().size() <= std::size_t(chart.content().grid().columns) + 2);
        QCOMPARE(entry.reference.high(), 99.0); // no extreme is lost
        QVERIFY(entry.reference.breaks().empty());
        world.window->comparison().setShowsDifference(true);
        chart.refresh();
        QVERIFY(chart.findChild<DifferenceArea *>()->notice().contains(u"shorter"_s));
        // Closer, there are samples again.
        world.window->recording()->view().conductor.setSpan(20s);
        chart.refresh();
        QTRY_VERIFY(!chart.content().overlay().entries().front().piece->reduced);
        chart.refresh();
        QVERIFY(chart.content().overlay().entries().front().difference.hasSamplesInside());
    }

    // For people to look at, in the folder that DESK_PICTURES names.
    void pictures()
    {
        const QString folder = qEnvironmentVariable("DESK_PICTURES");
        if (folder.isEmpty())
            QSKIP("DESK_PICTURES names no folder");
        QDir().mkpath(folder);
        struct Shot
        {
            const char *name;
            ThemeVariant theme;
            bool german;
            QSize size;
        };
        for (const Shot &shot :
             {Shot{"dark-en-1600", ThemeVariant::dark, false, {1600, 1000}},
              Shot{"light-de-1600", ThemeVariant::light, true, {1600, 1000}},
              Shot{"contrast-en-1600", ThemeVariant::highContrastDark, false, {1600, 1000}},
              Shot{"dark-de-1024", ThemeVariant::dark, true, {1024, 700}},
              Shot{"light-en-1024", ThemeVariant::light, false, {1024, 700}}}) {
            QTranslator german;
            if (shot.german) {
                QVERIFY(german.load(u":/i18n/desk_de.qm"_s));
                QApplication::installTranslator(&german);
                QLocale::setDefault(QLocale(QLocale::German));
            }
            ComparedWorld world;
            world.theme.setVariant(shot.theme);
            world.theme.applyTo(*qApp);
            MainWindow &window = *world.window;
            window.showAsBefore(shot.size);
            world.openFirst();
            world.compare();
            const auto save = [&](const char *what) {
                QTest::qWait(400);
                window.grab().save(
                    u"%1/%2-%3.png"_s.arg(folder, QLatin1String(what), QLatin1String(shot.name)));
            };
            save("overlay");
            window.comparison().setShowsDifference(true);
            window.recording()->view().conductor.setCursor(firstBegin + 420s);
            save("difference");
            // One chart for all of it.
            for (const char *name : {"topology", "parameters", "inspector"})
                window.sourcePanel(QLatin1String(name))->panel().hide();
            window.comparison().markReference(firstBegin + 200s);
            window.recording()->view().conductor.setCursor(firstBegin + 100s);
            save("wide");
            auto *edit = world.find<QLineEdit>(u"comparisonOffset"_s);
            edit->setText(u"1:75"_s);
            QTest::keyClick(edit, Qt::Key_Return);
            world.chart(0).addSeries(world.series("", "temperature_c"));
            world.chart(0).addSeries(world.series("", "battery_pct"));
            save("many");
            window.close();
            QLocale::setDefault(QLocale::c());
        }
    }
};

DESK_GUI_TEST(TstComparison)
#include "tst_comparison.moc"
