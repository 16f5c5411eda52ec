// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastwindow.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/testwindow.h"

#include <QtTest>

#include <cmath>

using namespace desk;
using namespace std::chrono_literals;

class TstForecastWindow : public QObject
{
    Q_OBJECT

    static constexpr double none = TestWindow::none;
    static double wave(double second) { return std::sin(second); }

private Q_SLOTS:
    void refusals_data()
    {
        using Refusal = ForecastRefusal;
        QTest::addColumn<std::function<double(double)>>("of");
        QTest::addColumn<int>("refusal");
        const auto row = [](const char *name, Refusal refusal, const std::function<double(double)> &of) {
            QTest::addRow("%s", name) << of << static_cast<int>(refusal);
        };
        row("every second", Refusal::none, wave);
        row("nothing at all", Refusal::tooLittle, [](double) { return none; });
        row("2 minutes", Refusal::none, [](double s) { return s >= 480 ? wave(s) : none; });
        row("1:59", Refusal::tooLittle, [](double s) { return s >= 481 ? wave(s) : none; });
        row("8 values", Refusal::none,
            [](double s) { return std::fmod(s, 60) == 59 && s > 120 ? wave(s) : none; });
        row("7 values", Refusal::tooLittle,
            [](double s) { return std::fmod(s, 60) == 59 && s > 180 ? wave(s) : none; });
        row("one value", Refusal::constant, [](double) { return 4.25; });
        row("one value and another", Refusal::none, [](double s) { return s == 0 ? 4 : 4.25; });
        row("every 10 seconds", Refusal::none,
            [](double s) { return std::fmod(s, 10) == 0 ? wave(s) : none; });
        row("half is missing", Refusal::none, [](double s) { return s < 100 || s >= 400 ? wave(s) : none; });
        row("a second more is missing", Refusal::gappy,
            [](double s) { return s < 100 || s >= 401 ? wave(s) : none; });
        row("60 s old", Refusal::none, [](double s) { return s < 540 ? wave(s) : none; });
        row("61 s old", Refusal::stale, [](double s) { return s < 539 ? wave(s) : none; });
        row("as great as may be", Refusal::none, [](double s) { return s == 9 ? -1e30 : wave(s); });
        row("greater", Refusal::runaway, [](double s) { return s == 9 ? -1.001e30 : wave(s); });
        row("infinite", Refusal::runaway,
            [](double s) { return s == 9 ? std::numeric_limits<double>::infinity() : wave(s); });
    }
    void refusals()
    {
        QFETCH(std::function<double(double)>, of);
        QFETCH(int, refusal);
        QCOMPARE(static_cast<int>(TestWindow(of).window().refusal()), refusal);
    }

    void everyRefusalHasItsOwnWords()
    {
        std::vector<std::string_view> texts;
        for (int i = 1; i <= static_cast<int>(ForecastRefusal::notANumber); ++i)
            texts.push_back(forecastRefusalText(static_cast<ForecastRefusal>(i)));
        std::ranges::sort(texts);
        QVERIFY(!texts.front().empty());
        QVERIFY(std::ranges::adjacent_find(texts) == texts.end());
        QVERIFY(forecastRefusalText(ForecastRefusal::none).empty());
    }

    void methodsHaveWordsThatLeadBack()
    {
        for (std::size_t i = 0; i < forecastMethodCount; ++i) {
            const auto method = static_cast<ForecastMethod>(i);
            QVERIFY(forecastMethodFromWord(forecastMethodWord(method)) == method);
        }
        QVERIFY(!forecastMethodFromWord("oracle"));
    }

    void theLastValueIsTheNewestThatCame()
    {
        QCOMPARE(TestWindow([](double s) { return s < 560 ? s : none; }).window().last(), 559.0);
        QVERIFY(std::isnan(TestWindow().window().last()));
    }

    void aLinkEndsWhereItsGeometryDoes()
    {
        TestWindow set(wave);
        set.withGeometry([](double s) {
            return s < 600 + 180 ? LinkGeometry{20, 1000} : LinkGeometry{std::nanf(""), std::nanf("")};
        });
        const ForecastWindow window = set.window();
        QVERIFY(window.linkEnd() == window.end + 180s);
        QCOMPARE(window.geometryAt(0).rangeKm, 1000.0F);
        QCOMPARE(window.geometryAt(1).rangeKm, 1000.0F); // its last second
        QVERIFY(std::isnan(window.geometryAt(2).rangeKm));
    }

    void aLinkThatComesBackHasEndedAllTheSame()
    {
        TestWindow set(wave);
        set.withGeometry([](double s) {
            return s < 600 || s > 700 ? LinkGeometry{20, 1000} : LinkGeometry{std::nanf(""), std::nanf("")};
        });
        const ForecastWindow window = set.window();
        QVERIFY(window.linkEnd() == window.end);
        QVERIFY(std::isnan(window.geometryAt(2).rangeKm));
    }

    void withoutGeometryNoEndIsKnown()
    {
        QVERIFY(!TestWindow(wave).window().linkEnd());
        QVERIFY(std::isnan(TestWindow(wave).window().geometryAt(0).rangeKm));
        TestWindow staying(wave);
        staying.withGeometry([](double) { return LinkGeometry{20, 1000}; });
        QVERIFY(!staying.window().linkEnd());
    }
};

DESK_TEST(TstForecastWindow)
#include "tst_forecastwindow.moc"
