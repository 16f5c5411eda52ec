// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastrecord.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;
using namespace std::chrono_literals;

class TstForecastRecord : public QObject
{
    Q_OBJECT

    static Forecast forecast()
    {
        Forecast one;
        one.series = SeriesId{5};
        one.end = Timestamp{1'800'000'000s};
        one.issued = one.end + 250ms;
        one.method = ForecastMethod::holtWinters;
        one.current = 123456.5;
        one.horizons[0] = {123457.25, 123456.75, 123458, 0.25, {}};
        one.horizons[1] = {123450, 123449.5, 123451, 1, {}};
        one.horizons[2] = {std::nan(""), std::nan(""), std::nan(""), 0, one.end + 200s};
        return one;
    }
    static std::optional<Forecast> back(const Forecast &one)
    {
        return forecastFromRecord(one.series, one.issued, forecastMethodWord(one.method),
                                  forecastRecord(one));
    }

private Q_SLOTS:
    void comesBackAsItWas()
    {
        const Forecast one = forecast();
        QCOMPARE(forecastRecord(one).size(), std::size_t{56});
        const auto read = back(one);
        QVERIFY(read);
        QCOMPARE(read->series, one.series);
        QCOMPARE(read->end, one.end);
        QCOMPARE(read->issued, one.issued);
        QCOMPARE(read->method, one.method);
        QCOMPARE(read->refusal, ForecastRefusal::none);
        QCOMPARE(read->current, one.current);
        QVERIFY(read->horizons[0] == one.horizons[0]);
        QVERIFY(read->horizons[1] == one.horizons[1]);
        QVERIFY(std::isnan(read->horizons[2].value));
        QCOMPARE(read->horizons[2].endsAt, one.horizons[2].endsAt);
    }

    void whatIsNoneIsRefused()
    {
        const Forecast one = forecast();
        std::string data = forecastRecord(one);
        QVERIFY(!forecastFromRecord(one.series, one.issued, "crystal ball", data));
        QVERIFY(!forecastFromRecord(one.series, one.issued, "lstm", data.substr(1)));
        QVERIFY(!forecastFromRecord(one.series, one.issued, "lstm", {}));
        data[0] = 2;
        QVERIFY(!forecastFromRecord(one.series, one.issued, "lstm", data));
    }
};

DESK_TEST(TstForecastRecord)
#include "tst_forecastrecord.moc"
