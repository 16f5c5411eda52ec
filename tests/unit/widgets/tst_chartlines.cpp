// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartviewtest.h"
#include "tests/unit/widgets/fakehistory.h"

#include "tests/support/testprogram.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartzoom.h"

#include <QMenu>

#include <algorithm>
#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Lines that invalid samples break, bands of limits, and a chart with a time span of its own.
class TstChartLines : public ChartViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_id = m_world->series("sat-1", "snr_db");
    }
    void cleanup()
    {
        m_world->feed.setHistory(nullptr);
        tearDown();
    }

    void invalidSamplesBreakTheLine();
    void invalidSamplesOfThePastDoToo();
    void aValidSampleInItsPlaceMendsTheLine();
    void limitsHaveBands();
    void bandsStayWhereTheLimitIsOutOfSight();
    void noLimitAboveZeroOnALogarithmicAxis();
    void invalidSamplesAmongOthersAreNoExtremes();
    void aStateDoesNotHoldThroughInvalidSamples();
    void aChartMayHaveItsOwnSpan();
    void ownSpansAreUndoneAndKept();

private:
    // How far the colour of a pixel away from curves is from that of the ground.
    [[nodiscard]] int bandAt(const QImage &image, int y) const
    {
        const QColor ground = m_world->theme.color(Token::plot);
        const QColor there = image.pixelColor(53, y);
        return std::abs(there.red() - ground.red()) + std::abs(there.green() - ground.green()) +
               std::abs(there.blue() - ground.blue());
    }
    // A limit's name within 16 rows from there on.
    [[nodiscard]] bool hasMark(const QImage &image, int from) const
    {
        for (int y = from; y < std::min(from + 16, image.height()); ++y) {
            for (int x = 4; x < 20; ++x) {
                if (isColour(image, {x, y}, m_world->theme.color(Severity::warning)))
                    return true;
            }
        }
        return false;
    }
    [[nodiscard]] const Trace &trace() const { return m_view->content().traces().front(); }
    SeriesId m_id{};
};

void TstChartLines::invalidSamplesBreakTheLine()
{
    for (int ago = 290; ago >= 0; ago -= 10) {
        const bool bad = ago == 150;
        const bool nan = ago == 100;
        m_world->post(m_id, ago,
                      nan   ? std::nan("")
                      : bad ? 400.0
                            : 10.0 + ago % 20,
                      bad ? Quality::invalid : Quality::good);
    }
    m_world->feed.drain();
    m_view->addSeries(m_id);
    const QImage image = plotImage();
    QCOMPARE(trace().invalid().size(), std::size_t(2));
    QCOMPARE(trace().breaks().size(), std::size_t(2));
    QVERIFY(trace().high() < 50); // what is no value takes no room
    const QColor colour = m_world->theme.seriesPen(0).color();
    const auto x = [this](double ago) {
        return int(plot()->xAt(m_world->clock.now() - std::chrono::milliseconds{int(ago * 1000)}));
    };
    // On the line to the sample before there is nothing, a cross at the sample itself.
    const auto drawnAt = [&](double ago) {
        for (int y = 0; y < image.height(); ++y) {
            if (isColour(image, {x(ago), y}, colour))
                return true;
        }
        return false;
    };
    QVERIFY(drawnAt(125));
    QVERIFY(drawnAt(150) && drawnAt(100));
    QVERIFY(!drawnAt(155) && !drawnAt(145));
    QVERIFY(!drawnAt(105) && !drawnAt(95));
    m_time->setCursor(m_world->clock.now() - 100s); // no value, no dot, no crash
    plotImage();
    QVERIFY(header()->readout().contains(u"sat-1"_s));
}

void TstChartLines::invalidSamplesOfThePastDoToo()
{
    FakeHistory history;
    for (int ago = 290; ago >= 100; ago -= 10)
        history.samples[m_id].push_back({m_world->clock.now() - std::chrono::seconds{ago}, 5.0,
                                         ago == 200 ? Quality::invalid : Quality::good});
    m_world->postLine(m_id, 90, 0, [](int) { return 5.0; });
    m_world->feed.setHistory(&history);
    m_view->addSeries(m_id);
    m_view->refresh();
    history.answerAll();
    m_view->refresh();
    QCOMPARE(trace().invalid().size(), std::size_t(1));
    QCOMPARE(trace().breaks().size(), std::size_t(1));
    m_world->feed.setHistory(nullptr);
}

void TstChartLines::aValidSampleInItsPlaceMendsTheLine()
{
    for (int ago = 100; ago >= 0; ago -= 10)
        m_world->post(m_id, ago, 10, ago == 50 ? Quality::invalid : Quality::good);
    m_world->feed.drain();
    m_view->addSeries(m_id);
    m_view->refresh();
    QCOMPARE(trace().breaks().size(), std::size_t(1));
    m_world->post(m_id, 50, 11);
    m_world->feed.drain();
    m_view->refresh();
    QVERIFY(trace().breaks().empty() && trace().invalid().empty());
    // However many there are, memory is bounded.
    TimeSeriesStore store({.window = 15min, .maxBytes = 4'000'000});
    for (int i = 0; i < 20'000; ++i)
        store.append(m_id, i, std::nan(""), Quality::good, {});
    QVERIFY(store.invalidTimes(m_id).size() <= TimeSeriesStore::mostInvalid);
    QCOMPARE(store.invalidTimes(m_id).back(), std::int64_t(19'999));
    store.clear();
    QVERIFY(store.invalidTimes(m_id).empty());
}

void TstChartLines::limitsHaveBands()
{
    m_world->postLine(m_id, 290, 0, [](int ago) { return ago % 2 ? 2.0 : 18.0; });
    m_view->setLimitLines([](SeriesId) {
        return std::vector<LimitLine>{{6, Severity::warning, LimitSide::low}};
    });
    m_time->setSpan(2h);
    m_view->addSeries(m_id);
    const QImage image = plotImage();
    const int y = pixelOf(m_id, 3600, 6).y();
    QVERIFY(bandAt(image, y + 9) > 8);
    QVERIFY(bandAt(image, y - 9) < 4);
}

// All that is seen violates one limit, nothing the other.
void TstChartLines::bandsStayWhereTheLimitIsOutOfSight()
{
    m_world->postLine(m_id, 290, 0, [](int ago) { return ago % 2 ? 100.0 : 100.5; });
    std::vector<LimitLine> limits{{6, Severity::warning, LimitSide::high}};
    m_view->setLimitLines([&](SeriesId) { return limits; });
    m_time->setSpan(2h);
    m_view->addSeries(m_id);
    QImage image = plotImage();
    const int height = plot()->height();
    for (const int y : {height / 5 + 3, height / 2 + 3, height - 13})
        QVERIFY2(bandAt(image, y) > 8, qPrintable(QString::number(y)));
    QVERIFY(hasMark(image, height - 18));
    limits = {{600, Severity::warning, LimitSide::low}};
    m_view->setLimitLines([&](SeriesId) { return limits; });
    image = plotImage();
    QVERIFY(bandAt(image, height / 2 + 3) > 8);
    QVERIFY(hasMark(image, 2));
    limits = {{6, Severity::warning, LimitSide::low}, {600, Severity::warning, LimitSide::high}};
    m_view->setLimitLines([&](SeriesId) { return limits; });
    image = plotImage();
    QVERIFY(bandAt(image, height / 2 + 3) < 4);
}

void TstChartLines::noLimitAboveZeroOnALogarithmicAxis()
{
    m_world->postLine(m_id, 290, 0, [](int ago) { return ago % 2 ? 1.0 : 1000.0; });
    std::vector<LimitLine> limits{{-5, Severity::warning, LimitSide::low}};
    m_view->setLimitLines([&](SeriesId) { return limits; });
    m_time->setSpan(2h);
    m_view->addSeries(m_id);
    m_view->zoom().setAxis(0, {{}, true});
    QImage image = plotImage();
    const int height = plot()->height();
    QVERIFY(!hasMark(image, height - 18));
    QVERIFY(bandAt(image, height / 2 + 3) < 4);
    limits = {{0, Severity::warning, LimitSide::high}}; // all is beyond it
    m_view->setLimitLines([&](SeriesId) { return limits; });
    image = plotImage();
    QVERIFY(bandAt(image, height / 2 + 3) > 8);
    QVERIFY(hasMark(image, height - 18));
}

void TstChartLines::invalidSamplesAmongOthersAreNoExtremes()
{
    for (int ago = 290; ago >= 0; --ago) {
        m_world->post(m_id, ago, 10, Quality::good);
        m_world->post(m_id, ago - 0.001, 400, Quality::invalid);
    }
    m_world->feed.drain();
    m_time->setSpan(2h); // more than one to a column
    m_view->addSeries(m_id);
    m_view->refresh();
    QCOMPARE(trace().high(), 10.0);
    std::vector<Sample> raw;
    m_view->content().samples(trace(), m_view->content().grid().range(), raw);
    QVERIFY(std::ranges::any_of(raw, [](const Sample &sample) { return sample.value == 400; }));
}

void TstChartLines::aStateDoesNotHoldThroughInvalidSamples()
{
    const SeriesId state = m_world->series("sat-1", "locked", {}, ValueKind::boolean);
    for (int ago = 290; ago >= 0; --ago)
        m_world->post(state, ago, ago > 100 ? 1 : 0, ago > 100 ? Quality::good : Quality::invalid);
    m_world->feed.drain();
    m_view->addSeries(state);
    const QImage image = plotImage();
    const QColor colour = m_world->theme.seriesPen(0).color();
    const int y = pixelOf(state, 200, 1).y();
    // A line covers every pixel of its way, the crosses of invalid samples some.
    const auto shareDrawn = [&](int from, int to) {
        const auto at = [&](int ago) {
            return int(plot()->xAt(m_world->clock.now() - std::chrono::seconds{ago}));
        };
        int drawn = 0;
        for (int x = at(from); x < at(to); ++x) {
            const auto near = [&](int row) { // of one pixel, not of those beside it
                const QColor pixel = image.pixelColor(x, row);
                return std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) +
                           std::abs(pixel.blue() - colour.blue()) <
                       120;
            };
            drawn += near(y - 1) || near(y) || near(y + 1) ? 1 : 0;
        }
        return double(drawn) / double(at(to) - at(from));
    };
    QVERIFY2(shareDrawn(280, 110) > 0.95, qPrintable(QString::number(shareDrawn(280, 110))));
    QVERIFY2(shareDrawn(95, 5) < 0.8, qPrintable(QString::number(shareDrawn(95, 5))));
}

void TstChartLines::aChartMayHaveItsOwnSpan()
{
    m_world->postLine(m_id, 290, 0, [](int) { return 10.0; });
    m_view->addSeries(m_id);
    m_view->refresh();
    sendKey(Qt::Key_O);
    QVERIFY(m_view->time().ownSpan() == 300s);
    sendKey(Qt::Key_Plus);
    QCOMPARE(m_view->time().span(), 240s);
    QCOMPARE(m_time->span(), 300s); // the others stay
    m_time->setSpan(60s);
    m_view->refresh();
    QCOMPARE(m_view->time().span(), 240s);
    QVERIFY(header()->saysOwnSpan());
    QVERIFY(m_view->content().grid().range().start < m_world->clock.now() - 230s);
    sendKey(Qt::Key_Space); // holding is for all
    sendKey(Qt::Key_Left);
    QVERIFY(m_view->time().bounds().end == m_world->clock.now() - 24s);
    QVERIFY(m_time->bounds().end == m_world->clock.now());
    // One cursor.
    m_time->setCursor(m_world->clock.now() - 100s);
    QVERIFY(m_view->time().cursor() == m_time->cursor());
    const std::unique_ptr<QMenu> menu(m_view->createMenu());
    menu->findChild<QAction *>(u"ownSpan"_s)->trigger();
    QVERIFY(m_view->time().bounds() == m_time->bounds());
    m_view->refresh();
    QVERIFY(!header()->saysOwnSpan());
}

void TstChartLines::ownSpansAreUndoneAndKept()
{
    ChartsPanel panel(m_world->feed, m_world->conductor, m_world->selection, m_world->theme);
    panel.resize(900, 600);
    panel.show();
    QVERIFY(panel.addSeries(m_id, 0));
    SharedTimeAxis &time = panel.charts()[0]->time();
    time.setOwnSpan(77s);
    time.zoom(0.5);
    QVERIFY(time.history().undo());
    QVERIFY(time.ownSpan() == 77s);
    const QJsonObject state = panel.saveState();
    QVERIFY(time.history().undo());
    QVERIFY(!time.ownSpan());
    panel.restoreState(state);
    QVERIFY(panel.charts()[0]->time().ownSpan() == 77s);
    QVERIFY(!panel.charts()[1]->time().ownSpan());
}

DESK_GUI_TEST(TstChartLines)
#include "tst_chartlines.moc"
