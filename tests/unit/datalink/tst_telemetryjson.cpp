// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/telemetryjson.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

std::string decimal(double value, int decimals)
{
    std::string text = "x";
    appendDecimal(text, value, decimals);
    return text.substr(1);
}

QJsonObject parsed(const std::string &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s in %s", qPrintable(error.errorString()), json.c_str());
    return document.object();
}

constexpr Timestamp instant = fromNanoseconds(1'795'236'600'250'000'000);

} // namespace

class TstTelemetryJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesFixedDecimals()
    {
        QCOMPARE(decimal(0, 2), std::string("0.00"));
        QCOMPARE(decimal(1.5, 0), std::string("2"));
        QCOMPARE(decimal(-0.004, 2), std::string("0.00"));
        QCOMPARE(decimal(-0.05, 2), std::string("-0.05"));
        QCOMPARE(decimal(-12.345, 3), std::string("-12.345"));
        QCOMPARE(decimal(0.0001, 4), std::string("0.0001"));
        QCOMPARE(decimal(0.01, 4), std::string("0.0100"));
        QCOMPARE(decimal(123456.789, 2), std::string("123456.79"));
        QCOMPARE(decimal(9.995, 1), std::string("10.0"));
        QCOMPARE(decimal(1e9, 9), std::string("1000000000.000000000"));
    }

    void writesANodesPoint()
    {
        TelemetryJson json({{"gs-tokyo", NodeType::groundStation}});
        const std::vector<SimulatedEntity> entities{{0, SimulatedEntity::none}};
        SimulatedPoint point;
        point.time = instant;
        point.set(SimulatedMetric::throughputGbps, 1.23456);
        point.set(SimulatedMetric::rainAttenuationDb, 3.456);
        point.set(SimulatedMetric::rainRate, 12.34);
        point.health = Health::degraded;
        std::string out;
        json.appendPoint(out, point, entities);
        const QJsonObject object = parsed(out);
        QCOMPARE(object["timestamp"_L1].toString(), u"2026-11-21T04:50:00.250Z"_s);
        QCOMPARE(object["node_id"_L1].toString(), u"gs-tokyo"_s);
        QCOMPARE(object["node_type"_L1].toString(), u"ground_station"_s);
        QCOMPARE(object["source"_L1].toString(), u"simulator"_s);
        QCOMPARE(object["throughput_gbps"_L1].toDouble(), 1.235);
        QCOMPARE(object["health"_L1].toString(), u"degraded"_s);
        QVERIFY(!object.contains("link"_L1));
        QVERIFY(!object.contains("is_active"_L1));
        const QJsonObject atmosphere = object["atmospheric_state"_L1].toObject();
        QCOMPARE(atmosphere["rain_attenuation_db"_L1].toDouble(), 3.46);
        QCOMPARE(atmosphere["rain_rate_mm_h"_L1].toDouble(), 12.3);
    }

    void writesALinksPoints()
    {
        TelemetryJson json({{"a", NodeType::satellite}, {"b", NodeType::satellite}});
        const std::vector<SimulatedEntity> entities{
            {0, SimulatedEntity::none}, {1, SimulatedEntity::none}, {1, 0}};
        SimulatedPoint point;
        point.entity = 2;
        point.time = instant;
        point.set(SimulatedMetric::snrDb, -3.14159);
        point.set(SimulatedMetric::packetLossRate, 0.00004);
        point.active = true;
        std::string out;
        json.appendPoint(out, point, entities);
        out += '\n';
        const std::size_t second = out.size();
        point = {};
        point.entity = 2;
        point.time = instant + std::chrono::nanoseconds(1);
        point.active = false;
        json.appendPoint(out, point, entities);
        const QJsonObject object = parsed(out.substr(0, second));
        QCOMPARE(object["node_id"_L1].toString(), u"b"_s);
        QCOMPARE(object["link"_L1].toObject()["dst"_L1].toString(), u"a"_s);
        QCOMPARE(object["snr_db"_L1].toDouble(), -3.14);
        QCOMPARE(object["packet_loss_rate"_L1].toDouble(), 0.0);
        QCOMPARE(object["is_active"_L1].toBool(), true);
        const QJsonObject gone = parsed(out.substr(second));
        QCOMPARE(gone["timestamp"_L1].toString(), u"2026-11-21T04:50:00.250000001Z"_s);
        QCOMPARE(gone["is_active"_L1].toBool(true), false);
    }

    void aFullPointFits()
    {
        TelemetryJson json({{std::string(128, 'n'), NodeType::groundStation}});
        const std::vector<SimulatedEntity> entities{{0, 0}};
        SimulatedPoint point;
        point.time = instant;
        for (std::size_t i = 0; i < simulatedMetricCount; ++i)
            point.set(static_cast<SimulatedMetric>(i), -1e11 / 3);
        point.health = Health::maintenance;
        point.active = false;
        std::string out;
        json.appendPoint(out, point, entities);
        QCOMPARE(parsed(out).size(), 4 + 12 + 1 + 2 + 1); // atmospheric_state is one
    }

    void escapesText()
    {
        std::string out;
        appendJsonText(out, "a\"b\\c\n\x01é");
        QCOMPARE(out, std::string("a\\\"b\\\\c\\u000a\\u0001é"));
    }
};

DESK_TEST(TstTelemetryJson)
#include "tst_telemetryjson.moc"
