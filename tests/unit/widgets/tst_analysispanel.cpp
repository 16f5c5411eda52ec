// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/seriesmime.h"
#include "tests/support/testprogram.h"
#include "tests/unit/widgets/chartfixture.h"
#include "tests/unit/widgets/fakehistory.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/analysis/analysisplot.h"
#include "widgets/analysis/colourmap.h"
#include "widgets/analysis/figuretable.h"
#include "widgets/analysis/serieschooser.h"
#include "widgets/theme/elidedlabel.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <random>

using namespace desk;
using namespace Qt::StringLiterals;

class TstAnalysisPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void emptyPanelTeaches();
    void droppedParametersMakeAnXyPlot();
    void chooserFindsAParameterByItsName();
    void invalidSamplesAreCountedOnScreen();
    void recordedPastBelongsToIt();
    void followsTheTime();
    void hiddenItDoesNothing();
    void histogramHasAllSamples();
    void statesHaveNoSpectrum();
    void spectrumFindsTheSine();
    void spectrogramHasTimesAndFrequencies();
    void keysMoveCursorAndView();
    void boxZoomsAndIsUndone();
    void csvIsWhatThePlotWasMadeOf();
    void tableAndSvgShowTheSame();
    void stateComesBackByName();
    void malformedStateIsLeftOut();
    void cancelGivesUp();
    void scalesHaveTicksWhateverTheExtent_data();
    void scalesHaveTicksWhateverTheExtent();
    void colourMapIsEvenAndStandsOut();
    void looks_data();
    void looks();

private:
    [[nodiscard]] QString text(const QString &name) const
    {
        return m_panel->findChild<ElidedLabel *>(name)->text();
    }
    [[nodiscard]] const PlotFigure &figure() { return *m_panel->plot().figure(); }
    [[nodiscard]] bool isDone() { return m_panel->plot().figure() && !m_panel->isBusy(); }
    void drop(const std::vector<SeriesId> &series);
    // Two parameters that hang together, one sample a second for ten minutes.
    void twoParameters();

    std::unique_ptr<ChartFixture> m_world;
    std::unique_ptr<AnalysisPanel> m_panel;
    SeriesId m_x = noSeries;
    SeriesId m_y = noSeries;
};

void TstAnalysisPanel::init()
{
    m_world = std::make_unique<ChartFixture>();
    m_panel = std::make_unique<AnalysisPanel>(m_world->feed, m_world->conductor, m_world->theme);
    m_panel->resize(800, 520);
    m_panel->show();
}

void TstAnalysisPanel::cleanup()
{
    m_panel.reset();
    m_world.reset();
}

void TstAnalysisPanel::drop(const std::vector<SeriesId> &series)
{
    QMimeData mime;
    mime.setData(QString::fromLatin1(seriesMimeType), encodeSeries(series));
    const QPoint middle = m_panel->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_panel.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_panel.get(), &dropped);
}

void TstAnalysisPanel::twoParameters()
{
    m_x = m_world->series("sat-0412", "elevation_deg", "gs-tokyo");
    m_y = m_world->series("sat-0412", "snr_db", "gs-tokyo");
    std::mt19937 random(5);
    std::normal_distribution<double> noise(0, 0.5);
    m_world->postLine(m_x, 600, 1, [](int ago) { return 10 + 70 * std::sin(3.1 * (600 - ago) / 600.0); });
    m_world->postLine(m_y, 600, 1, [&](int ago) {
        return 2 + 14 * std::sin(3.1 * (600 - ago) / 600.0) + std::sin(2 * 3.14159265 * ago / 20) +
               noise(random);
    });
}

void TstAnalysisPanel::emptyPanelTeaches()
{
    const auto *sentence = m_panel->findChild<QLabel *>(u"analysisEmptyText"_s);
    QVERIFY(sentence->isVisible());
    QVERIFY(sentence->text().contains(u"Drag two parameters"_s));
    m_panel->setKind(AnalysisKind::histogram);
    QVERIFY(sentence->text().contains(u"One parameter over"_s));
}

void TstAnalysisPanel::droppedParametersMakeAnXyPlot()
{
    twoParameters();
    drop({m_x, m_y});
    QTRY_VERIFY(isDone());
    QCOMPARE(figure().itemCount(), std::size_t(600));
    QVERIFY2(text(u"analysisFigures"_s).contains(u"600 pairs"_s), qPrintable(text(u"analysisFigures"_s)));
    QVERIFY(m_panel->plot().accessibleName().contains(u"elevation_deg"_s));
    // One more takes the place of the last.
    const SeriesId other = m_world->series("sat-0412", "latency_ms", "gs-tokyo");
    drop({other});
    QCOMPARE(m_panel->parameter(0), m_x);
    QCOMPARE(m_panel->parameter(1), other);
    m_panel->swapParameters();
    QCOMPARE(m_panel->parameter(0), other);
}

void TstAnalysisPanel::chooserFindsAParameterByItsName()
{
    twoParameters();
    QTest::mouseClick(m_panel->findChild<QPushButton *>(u"analysisChoose"_s), Qt::LeftButton);
    auto *chooser = m_panel->findChild<SeriesChooser *>();
    QVERIFY(chooser);
    auto *words = chooser->findChild<QLineEdit *>();
    QTest::keyClicks(words, u"0412 snr"_s);
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(m_panel->parameter(0), m_y);
}

void TstAnalysisPanel::invalidSamplesAreCountedOnScreen()
{
    twoParameters();
    m_world->post(m_y, 0.5, 1e9, Quality::invalid);
    m_world->feed.drain();
    m_panel->setParameter(0, m_x);
    m_panel->setParameter(1, m_y);
    QTRY_VERIFY(isDone());
    QCOMPARE(figure().itemCount(), std::size_t(600));
    QVERIFY2(text(u"analysisNotes"_s).contains(u"1 invalid left out"_s),
             qPrintable(text(u"analysisNotes"_s)));
    QVERIFY(figure().yAxis().high < 100);
}

void TstAnalysisPanel::recordedPastBelongsToIt()
{
    FakeHistory history;
    m_world->feed.setHistory(&history);
    twoParameters();
    for (int ago = 800; ago > 600; --ago)
        history.samples[m_y].push_back({m_world->clock.now() - std::chrono::seconds{ago}, 7, Quality::good});
    m_panel->setKind(AnalysisKind::histogram);
    m_panel->setParameter(0, m_y);
    QVERIFY(m_panel->isBusy());
    history.answerAll();
    QTRY_VERIFY(isDone());
    QVERIFY2(text(u"analysisFigures"_s).startsWith(u"n 800"_s), qPrintable(text(u"analysisFigures"_s)));
    m_panel->hide();
    m_world->feed.setHistory(nullptr);
}

void TstAnalysisPanel::followsTheTime()
{
    twoParameters();
    m_panel->setKind(AnalysisKind::histogram);
    m_panel->setParameter(0, m_x);
    QTRY_VERIFY(isDone());
    QVERIFY(text(u"analysisFigures"_s).startsWith(u"n 600"_s));
    m_world->conductor.setSpan(std::chrono::seconds{100});
    QTRY_VERIFY2(text(u"analysisFigures"_s).startsWith(u"n 100"_s), qPrintable(text(u"analysisFigures"_s)));
    m_world->clock.advance(std::chrono::seconds{40});
    QTRY_VERIFY2(text(u"analysisFigures"_s).startsWith(u"n 60 "_s), qPrintable(text(u"analysisFigures"_s)));
    m_world->post(m_x, 0, 12);
    m_world->feed.drain();
    QTRY_VERIFY2(text(u"analysisFigures"_s).startsWith(u"n 61 "_s), qPrintable(text(u"analysisFigures"_s)));
}

void TstAnalysisPanel::hiddenItDoesNothing()
{
    twoParameters();
    m_panel->hide();
    QSignalSpy figures(m_panel.get(), &AnalysisPanel::figureChanged);
    m_panel->setParameter(0, m_x);
    m_panel->setParameter(1, m_y);
    m_panel->refresh();
    m_world->conductor.setSpan(std::chrono::seconds{100});
    QVERIFY(!m_panel->isBusy());
    QVERIFY(figures.isEmpty());
    m_panel->show();
    QTRY_COMPARE(figures.size(), 1);
}

void TstAnalysisPanel::histogramHasAllSamples()
{
    twoParameters();
    m_panel->setKind(AnalysisKind::histogram);
    m_panel->setParameter(0, m_y);
    QTRY_VERIFY(isDone());
    std::uint64_t count = 0;
    double share = 0;
    for (std::size_t i = 0; i < figure().itemCount(); ++i) {
        count += figure().row(i).at(2).toULongLong();
        share += figure().row(i).at(3).toDouble();
    }
    QCOMPARE(count, std::uint64_t(600));
    QVERIFY(std::abs(share - 100) < 1e-9);
    QVERIFY(text(u"analysisFigures"_s).contains(u"median"_s));
    QVERIFY(text(u"analysisNotes"_s).contains(u"Freedman"_s));
    AnalysisSettings settings = m_panel->settings();
    settings.bins = 10;
    m_panel->setSettings(settings);
    QTRY_VERIFY(isDone());
    QCOMPARE(figure().itemCount(), std::size_t(10));
}

void TstAnalysisPanel::statesHaveNoSpectrum()
{
    const SeriesId state = m_world->series("sat-0412", "linked", {}, ValueKind::boolean);
    m_world->postLine(state, 100, 1, [](int ago) { return double(ago > 30); });
    m_panel->setKind(AnalysisKind::spectrum);
    m_panel->setParameter(0, state);
    QCOMPARE(m_panel->parameter(0), noSeries);
    QVERIFY(text(u"analysisNotes"_s).contains(u"needs numbers"_s));
    m_panel->setKind(AnalysisKind::histogram);
    m_panel->setParameter(0, state);
    QTRY_VERIFY(isDone());
    QCOMPARE(figure().row(1), (QStringList{u"true"_s, u"1"_s, u"70"_s, u"70"_s}));
    m_panel->setKind(AnalysisKind::spectrum); // what it shows is taken away
    QCOMPARE(m_panel->parameter(0), noSeries);
}

void TstAnalysisPanel::spectrumFindsTheSine()
{
    const SeriesId id = m_world->series("sat-0412", "rate_dps");
    m_world->postLine(id, 800, 1, [](int ago) { return 5 + 2 * std::sin(2 * 3.14159265358979 * ago / 20); });
    m_panel->setKind(AnalysisKind::spectrum);
    m_panel->setParameter(0, id);
    QTRY_VERIFY(isDone());
    const QString figures = text(u"analysisFigures"_s);
    QVERIFY2(figures.contains(u"peak 50.00 mHz, period 20.00 s, amplitude 2   "_s), qPrintable(figures));
    QVERIFY(text(u"analysisNotes"_s).contains(u"Welch, Hann window"_s));
    QVERIFY(figure().xAxis().scale().title(u"Frequency"_s, u"Hz"_s, true).contains(u"Hz"_s));
}

void TstAnalysisPanel::spectrogramHasTimesAndFrequencies()
{
    const SeriesId id = m_world->series("sat-0412", "rate_dps");
    m_world->postLine(id, 800, 1,
                      [](int ago) { return std::sin(2 * 3.14159265358979 * ago / (ago > 400 ? 20 : 5)); });
    m_panel->setKind(AnalysisKind::spectrogram);
    m_panel->setParameter(0, id);
    QTRY_VERIFY(isDone());
    QCOMPARE(figure().xAxis().form, PlotScale::Form::time);
    QCOMPARE(figure().yAxis().high, 0.5);
    QVERIFY(figure().colourBar().unit.contains(u"dB"_s));
    const auto item = figure().itemAt(m_panel->plot().mapping().plot.center(), m_panel->plot().mapping());
    QVERIFY(item);
    QVERIFY2(figure().itemText(*item).contains(u"dB"_s), qPrintable(figure().itemText(*item)));
}

void TstAnalysisPanel::keysMoveCursorAndView()
{
    twoParameters();
    drop({m_x, m_y});
    QTRY_VERIFY(isDone());
    AnalysisPlot &plot = m_panel->plot();
    QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(plot.cursor(), std::optional<std::size_t>(1));
    QVERIFY2(text(u"analysisCursor"_s).contains(u"13:53:08.000Z"_s), qPrintable(text(u"analysisCursor"_s)));
    QVERIFY(plot.accessibleDescription().contains(u"13:53:08.000Z"_s));
    const double wide = plot.mapping().x.high() - plot.mapping().x.low();
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(plot.isZoomed());
    QVERIFY(std::abs((plot.mapping().x.high() - plot.mapping().x.low()) * 1.25 - wide) < 1e-9);
    const double before = plot.mapping().x.low();
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(plot.mapping().x.low() > before);
    QTest::keyClick(&plot, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(plot.mapping().x.low(), before);
    QTest::keyClick(&plot, Qt::Key_Home);
    QVERIFY(!plot.isZoomed());
    QTest::keyClick(&plot, Qt::Key_Escape);
    QVERIFY(!plot.cursor());
}

void TstAnalysisPanel::boxZoomsAndIsUndone()
{
    twoParameters();
    drop({m_x, m_y});
    QTRY_VERIFY(isDone());
    AnalysisPlot &plot = m_panel->plot();
    const QRectF area = plot.mapping().plot;
    const double middle = plot.mapping().x.valueAt(0.5);
    QTest::mousePress(&plot, Qt::LeftButton, {}, area.center().toPoint());
    QTest::mouseMove(&plot, (area.bottomRight() - QPointF(5, 5)).toPoint());
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, (area.bottomRight() - QPointF(5, 5)).toPoint());
    QVERIFY(plot.isZoomed());
    QVERIFY(std::abs(plot.mapping().x.low() - middle) < 0.01 * std::abs(middle) + 0.2);
    QVERIFY(plot.undoZoom());
    QVERIFY(!plot.isZoomed());
    QVERIFY(plot.redoZoom());
    QVERIFY(plot.isZoomed());
}

void TstAnalysisPanel::csvIsWhatThePlotWasMadeOf()
{
    twoParameters();
    drop({m_x, m_y});
    QTRY_VERIFY(isDone());
    QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QSignalSpy exported(m_panel.get(), &AnalysisPanel::exported);
    m_panel->saveCsv(path);
    QTRY_COMPARE(exported.size(), 1);
    QVERIFY(exported.first().first().toBool());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), qsizetype(601));
    QVERIFY2(lines[0].startsWith(u"generation_time,sat-0412 → gs-tokyo · elevation_deg (°)"_s) ||
                 lines[0].startsWith(u"generation_time,sat-0412"_s),
             qPrintable(lines[0]));
    std::vector<Sample> samples;
    m_world->feed.store().series(m_x)->samples(m_world->conductor.bounds(), samples);
    for (std::size_t i = 0; i < samples.size(); ++i)
        QCOMPARE(lines[qsizetype(i) + 1].section(u',', 1, 1).toDouble(), samples[i].value);
    m_panel->copyCsv();
    QTRY_COMPARE(exported.size(), 2);
    QVERIFY(QApplication::clipboard()->text().contains(lines[5]));
    m_panel->saveCsv(u"/nowhere/at/all.csv"_s);
    QTRY_COMPARE(exported.size(), 3);
    QVERIFY(!exported.last().first().toBool());
    QVERIFY(text(u"analysisNotes"_s).contains(u"/nowhere/at/all.csv"_s));
}

void TstAnalysisPanel::tableAndSvgShowTheSame()
{
    twoParameters();
    m_panel->setKind(AnalysisKind::histogram);
    m_panel->setParameter(0, m_y);
    QTRY_VERIFY(isDone());
    FigureTable table(m_panel->plot().figure(), u"Histogram"_s, nullptr);
    table.setAttribute(Qt::WA_DeleteOnClose, false);
    const QAbstractItemModel *model = table.findChild<QTableView *>()->model();
    QCOMPARE(model->rowCount(), int(figure().itemCount()));
    QCOMPARE(model->index(2, 2).data().toString(), figure().row(2).at(2));
    QTemporaryDir folder;
    const QString path = folder.filePath(u"out.svg"_s);
    QVERIFY(m_panel->savePicture(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("snr_db"));
}

void TstAnalysisPanel::stateComesBackByName()
{
    twoParameters();
    m_panel->setKind(AnalysisKind::scatter);
    m_panel->setParameter(0, m_x);
    m_panel->setParameter(1, m_y);
    AnalysisSettings settings = m_panel->settings();
    settings.bins = 50;
    settings.density = true;
    m_panel->setSettings(settings);
    const QJsonObject state = m_panel->saveState();
    AnalysisPanel other(m_world->feed, m_world->conductor, m_world->theme);
    other.restoreState(state);
    QCOMPARE(other.settings(), settings);
    QCOMPARE(other.parameter(0), m_x);
    QCOMPARE(other.parameter(1), m_y);
    QCOMPARE(other.saveState(), state);

    // Before anything was received nothing is forgotten, and it comes as soon as it is known.
    ChartFixture empty;
    AnalysisPanel waiting(empty.feed, empty.conductor, empty.theme);
    waiting.restoreState(state);
    QCOMPARE(waiting.saveState(), state);
    waiting.show();
    const SeriesId id = empty.series("sat-0412", "elevation_deg", "gs-tokyo");
    QCOMPARE(waiting.parameter(0), id);
}

void TstAnalysisPanel::malformedStateIsLeftOut()
{
    const QJsonArray parameters{1, QJsonObject{{u"node"_s, 7}, {u"metric"_s, true}}, u"x"_s};
    m_panel->restoreState(
        {{u"kind"_s, u"nothing"_s}, {u"bins"_s, -5}, {u"segment"_s, 1e300}, {u"parameters"_s, parameters}});
    QCOMPARE(m_panel->kind(), AnalysisKind::xy);
    QCOMPARE(m_panel->settings().bins, 0);
    QCOMPARE(m_panel->parameter(0), noSeries);
}

void TstAnalysisPanel::cancelGivesUp()
{
    twoParameters();
    m_panel->setParameter(0, m_x);
    m_panel->setParameter(1, m_y);
    m_panel->cancel();
    QSignalSpy figures(m_panel.get(), &AnalysisPanel::figureChanged);
    QTRY_VERIFY(!m_panel->isBusy());
    QVERIFY(m_panel->findChild<QLabel *>(u"analysisEmptyText"_s)->text().contains(u"F5"_s));
    QTest::keyClick(&m_panel->plot(), Qt::Key_F5);
    QTRY_VERIFY(isDone());
    QCOMPARE(figures.size(), 1);
}

void TstAnalysisPanel::scalesHaveTicksWhateverTheExtent_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QString>("title");
    QTest::newRow("usual") << 3.0 << 42.0 << u"f (Hz)"_s;
    QTest::newRow("one value") << 7.0 << 7.0 << u"f (Hz)"_s;
    QTest::newRow("zero") << 0.0 << 0.0 << u"f (Hz)"_s;
    QTest::newRow("hardly two values") << 5.0 << std::nextafter(5.0, 6.0) << u"f (Hz)"_s;
    QTest::newRow("milli") << 0.0 << 0.004 << u"f (mHz)"_s;
    QTest::newRow("mega") << 2e6 << 3e6 << u"f (MHz)"_s;
    QTest::newRow("negative") << -3e9 << -1e9 << u"f (GHz)"_s;
}

void TstAnalysisPanel::scalesHaveTicksWhateverTheExtent()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(QString, title);
    const PlotScale scale(low, high, PlotScale::Form::linear, false);
    QVERIFY(scale.low() <= low && scale.high() >= high && scale.low() < scale.high());
    const auto ticks = scale.ticks(500, 60);
    QVERIFY2(ticks.size() >= 2 && ticks.size() <= 9, qPrintable(QString::number(ticks.size())));
    for (std::size_t i = 1; i < ticks.size(); ++i)
        QVERIFY(ticks[i].label != ticks[i - 1].label);
    QCOMPARE(scale.title(u"f"_s, u"Hz"_s, true), title);
}

void TstAnalysisPanel::colourMapIsEvenAndStandsOut()
{
    // CIE L* of the steps: brighter each time, and by the same amount within a third.
    const auto lightness = [](QRgb rgb) {
        const auto linear = [](int part) {
            const double c = part / 255.0;
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        const double y =
            0.2126 * linear(qRed(rgb)) + 0.7152 * linear(qGreen(rgb)) + 0.0722 * linear(qBlue(rgb));
        return 116 * std::cbrt(y) - 16;
    };
    constexpr int steps = 16;
    const double whole = lightness(viridis(1)) - lightness(viridis(0));
    for (int i = 0; i < steps; ++i) {
        const double step = lightness(viridis((i + 1.0) / steps)) - lightness(viridis(double(i) / steps));
        QVERIFY2(std::abs(step - whole / steps) < whole / steps / 3, qPrintable(QString::number(step)));
    }
    for (const auto variant : {ThemeVariant::dark, ThemeVariant::light, ThemeVariant::highContrastDark,
                               ThemeVariant::highContrastLight}) {
        m_world->theme.setVariant(variant);
        const QColor ground = m_world->theme.color(Token::plot);
        for (double share = 0; share <= 1; share += 0.05) {
            const QColor dot = QColor::fromRgb(viridisOn(m_world->theme.isDark(), share));
            QVERIFY2(Theme::contrast(dot, ground) >= 3,
                     qPrintable(u"%1 at %2"_s.arg(Theme::contrast(dot, ground)).arg(share)));
        }
    }
}

void TstAnalysisPanel::looks_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<ThemeVariant>("variant");
    for (const QString &kind : {u"xy"_s, u"scatter"_s, u"histogram"_s, u"spectrum"_s, u"spectrogram"_s}) {
        QTest::addRow("%s dark", qPrintable(kind)) << kind << ThemeVariant::dark;
        QTest::addRow("%s light", qPrintable(kind)) << kind << ThemeVariant::light;
        QTest::addRow("%s high contrast", qPrintable(kind)) << kind << ThemeVariant::highContrastDark;
    }
}

// Something is drawn in each theme; with DESK_PICTURES set to a folder, the pictures are kept for looking at.
void TstAnalysisPanel::looks()
{
    QFETCH(QString, state);
    QFETCH(ThemeVariant, variant);
    twoParameters();
    m_world->theme.setVariant(variant);
    m_world->theme.applyTo(*qApp);
    QJsonArray parameters;
    for (const QString &metric :
         {state.startsWith(u"sp"_s) || state == u"histogram"_s ? u"snr_db"_s : u"elevation_deg"_s,
          u"snr_db"_s})
        parameters.append(
            QJsonObject{{u"node"_s, u"sat-0412"_s}, {u"dst"_s, u"gs-tokyo"_s}, {u"metric"_s, metric}});
    m_panel->restoreState({{u"kind"_s, state}, {u"parameters"_s, parameters}});
    QTRY_VERIFY(isDone());
    const QRectF plot = m_panel->plot().mapping().plot;
    QTest::mouseMove(&m_panel->plot(), (plot.center() + QPointF(30, -20)).toPoint());
    const QImage picture = m_panel->grab().toImage();
    const QRgb ground = m_world->theme.color(Token::plot).rgb();
    const QRect inside = plot.toRect().translated(m_panel->plot().mapTo(m_panel.get(), QPoint()));
    int drawn = 0;
    for (int y = inside.top(); y < inside.bottom(); y += 2) {
        for (int x = inside.left(); x < inside.right(); x += 2)
            drawn += Theme::contrast(QColor(picture.pixel(x, y)), QColor(ground)) > 2 ? 1 : 0;
    }
    QVERIFY2(drawn > 100, qPrintable(QString::number(drawn)));
    if (const QString folder = qEnvironmentVariable("DESK_PICTURES"); !folder.isEmpty())
        picture.save(folder + u"/analysis-"_s +
                     QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-') + u".png"_s);
}

DESK_GUI_TEST(TstAnalysisPanel)

#include "tst_analysispanel.moc"
