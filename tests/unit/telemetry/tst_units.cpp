// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/quality.h"
#include "models/telemetry/units.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstUnits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheUnitOfAMetric()
    {
        QCOMPARE(std::string(unitOf("snr_db")), std::string("dB"));
        QCOMPARE(std::string(unitOf("latency_ms")), std::string("ms"));
        QCOMPARE(std::string(unitOf("DCGM_FI_DEV_GPU_TEMP")), std::string("°C"));
        QCOMPARE(std::string(unitOf("DCGM_FI_DEV_GPU_TEMP{device=\"nvidia0\"}")), std::string("°C"));
        QCOMPARE(std::string(unitOf("temperature_c#raw")), std::string("°C"));
        QVERIFY(unitOf("value").empty());
        QCOMPARE(decimalsOf("snr_db"), 2);
        QCOMPARE(decimalsOf("utilization"), 4);
        QCOMPARE(decimalsOf("value"), -1);
    }

    void wordsQualityWorstFirst()
    {
        QCOMPARE(qualityWords(Quality::good), std::string("good"));
        QCOMPARE(qualityWords(Quality::simulated | Quality::invalid), std::string("invalid|simulated"));
    }
};

DESK_TEST(TstUnits)
#include "tst_units.moc"
