// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader.h"
#include "models/instance/telemetrysource.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Limits of the real server, changed while it runs.
class TstLimits : public InstanceTest
{
    Q_OBJECT

    int post(double value) const
    {
        return send("POST", "/api/v1/telemetry",
                    "{\"timestamp\":\"" + formatTimestamp(m_time.now()) +
                        "\",\"node_id\":\"pump-1\",\"node_type\":\"satellite\",\"pressure\":" +
                        std::to_string(value) + "}")
            .status;
    }
    HttpResponse put(const std::string &list) const
    {
        return send("PUT", "/api/v1/limits", "{\"limits\":[" + list + "]}");
    }
    int reported(EventCode code) const
    {
        int count = 0;
        for (const Event &event : m_instance->events().changesSince(0).events)
            count += event.code == code && event.subject == "pump-1 pressure" ? int(event.repeats) : 0;
        return count;
    }

private Q_SLOTS:
    void init() { start(); }
    void cleanup()
    {
        m_instance.reset();
        forget();
    }

    void areInForceFromTheNextPointOnAndKept()
    {
        QCOMPARE(post(80), 200);
        QCOMPARE(reported(EventCode::limitViolated), 0);
        QCOMPARE(put("{\"nodes\":\"pump-*\",\"metric\":\"pressure\",\"high\":{\"warning\":70},"
                     "\"deadband\":2,\"off_samples\":2}")
                     .status,
                 200);
        QCOMPARE(post(80), 200);
        QTRY_COMPARE(reported(EventCode::limitViolated), 1);
        QCOMPARE(post(10), 200);
        QCOMPARE(reported(EventCode::limitCleared), 0); // one sample is not enough
        QCOMPARE(post(10), 200);
        QTRY_COMPARE(reported(EventCode::limitCleared), 1);
        const std::filesystem::path folder = m_ready.data;
        const auto kept = LimitSet::load((folder / "limits.toml").string());
        QVERIFY2(kept, kept ? "" : kept.error().message.c_str());
        QVERIFY(kept->rules() == m_instance->limits()->limits()->rules());
        start();
        QVERIFY(m_instance->limits()->limits()->rules() == kept->rules());
        QCOMPARE(QJsonDocument::fromJson(QByteArray::fromStdString(send("GET", "/api/v1/limits").body))
                     .object()["limits"_L1]
                     .toArray(),
                 (QJsonArray{QJsonObject{{u"nodes"_s, u"pump-*"_s},
                                         {u"metric"_s, u"pressure"_s},
                                         {u"high"_s, QJsonObject{{u"warning"_s, 70}}},
                                         {u"deadband"_s, 2},
                                         {u"off_samples"_s, 2}}}));
        // The recording says which limits held for which point.
        m_instance->stop();
        auto reader = SessionReader::open(folder / "session.desk");
        QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
        const auto log = (*reader)->log().between(Timestamp::min(), Timestamp::max());
        QVERIFY(log.has_value());
        QVERIFY(log->limits.size() >= 2);
        QCOMPARE(log->limits[0].toml, std::string(builtInLimits()));
        QCOMPARE(log->limits[1].toml, kept->toml());
        QCOMPARE(log->limits[1].sequence, std::uint64_t(2));
    }

    void anEndOfLimitsEndsTheirViolation()
    {
        QCOMPARE(put("{\"metric\":\"pressure\",\"high\":{\"critical\":70}}").status, 200);
        QCOMPARE(post(80), 200);
        QTRY_COMPARE(reported(EventCode::limitViolated), 1);
        QVERIFY(m_instance->limits()->replace({}).has_value());
        QTRY_COMPARE(reported(EventCode::limitCleared), 1);
    }

    void areRefusedWithRuleAndMember_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("named");
        QTest::addRow("no metric") << QByteArray("{}") << QByteArray("limit 1, metric");
        QTest::addRow("order") << QByteArray("{\"metric\":\"a\",\"low\":{\"caution\":1,\"critical\":2}}")
                               << QByteArray("out of order");
        QTest::addRow("severity") << QByteArray("{\"metric\":\"a\",\"low\":{\"red\":1}}")
                                  << QByteArray("unknown severity red");
        QTest::addRow("text") << QByteArray("{\"metric\":\"a\",\"low\":{\"caution\":\"1\"}}")
                              << QByteArray("must be a number");
        QTest::addRow("delay") << QByteArray("{\"metric\":\"a\"},{\"metric\":\"b\",\"on_delay_s\":-1}")
                               << QByteArray("limit 2, on_delay_s");
        QTest::addRow("samples") << QByteArray("{\"metric\":\"a\",\"on_samples\":1.5}")
                                 << QByteArray("on_samples");
        QTest::addRow("member") << QByteArray("{\"metric\":\"a\",\"hihi\":1}") << QByteArray("hihi");
        QTest::addRow("no object") << QByteArray("3") << QByteArray("must be an object");
    }
    void areRefusedWithRuleAndMember()
    {
        QFETCH(QByteArray, list);
        QFETCH(QByteArray, named);
        const HttpResponse answer = put(list.toStdString());
        QVERIFY(answer.status == 400 || answer.status == 422);
        QVERIFY2(answer.body.find(named.toStdString()) != std::string::npos, answer.body.c_str());
    }
};

DESK_TEST(TstLimits)
#include "tst_limits.moc"
