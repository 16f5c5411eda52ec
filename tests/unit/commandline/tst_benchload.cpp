// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchload.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Timestamp at{1'795'269'787'250'000'123ns};

QByteArray bodyOf(std::string_view request)
{
    const std::string_view body = request.substr(request.find("\r\n\r\n") + 4);
    return {body.data(), static_cast<qsizetype>(body.size())};
}

} // namespace

class TstBenchLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBatchIsJsonWhosePointsEndBeforeItsTime()
    {
        BenchLoad load({BenchFormat::jsonBatch, 20, 3, 100, {}}, "127.0.0.1:8000", "cos_dev_x", 0, 1);
        const std::string request(load.next(at));
        QVERIFY(request.starts_with("POST /api/v1/telemetry/batch HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n"));
        QVERIFY(request.find("Authorization: Bearer cos_dev_x\r\n") != std::string::npos);
        const QByteArray body = bodyOf(request);
        QVERIFY(request.find("Content-Length: " + std::to_string(body.size()) + "\r\n") != std::string::npos);
        const QJsonArray points = QJsonDocument::fromJson(body).array();
        QCOMPARE(points.size(), 20);
        QCOMPARE(points[0]["timestamp"_L1].toString(), u"2026-11-21T14:03:07.249980Z"_s);
        QCOMPARE(points[19]["timestamp"_L1].toString(), u"2026-11-21T14:03:07.249999Z"_s);
        QVERIFY(points[0]["snr_db"_L1].isDouble());
        QCOMPARE(points[0].toObject().size(), 6); // three fields
    }

    void aSinglePointIsAnObject()
    {
        BenchLoad load({BenchFormat::jsonSingle, 1000, 10, 10, {}}, "h", "", 0, 1);
        const std::string request(load.next(at));
        QVERIFY(request.starts_with("POST /api/v1/telemetry HTTP/1.1\r\n"));
        QVERIFY(request.find("Authorization") == std::string::npos);
        QCOMPARE(QJsonDocument::fromJson(bodyOf(request)).object().size(), 13);
    }

    void linesCarryNanosecondsAMicrosecondApart()
    {
        BenchLoad load({BenchFormat::lineProtocol, 2, 2, 10, {}}, "h", "", 0, 1);
        const QList<QByteArray> lines = bodyOf(load.next(at)).split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith("telemetry,node_id=bench-0,node_type=satellite snr_db="));
        QVERIFY(lines[0].endsWith(" 1795269787249998123"));
        QVERIFY(lines[1].endsWith(" 1795269787249999123"));
    }

    void requestsOfAllConnectionsNameAllNodes()
    {
        QSet<QString> names;
        for (std::size_t share = 0; share < 4; ++share) {
            BenchLoad load({BenchFormat::jsonBatch, 10, 1, 200, {}}, "h", "", share, 4);
            for (int i = 0; i < 5; ++i) {
                const QJsonArray points = QJsonDocument::fromJson(bodyOf(load.next(at))).array();
                for (const auto &point : points)
                    names += point["node_id"_L1].toString();
            }
        }
        QCOMPARE(names.size(), 200);
    }

    void theNextSecondIsWritten()
    {
        BenchLoad load({BenchFormat::jsonSingle, 1, 1, 1, {}}, "h", "", 0, 1);
        QVERIFY(bodyOf(load.next(at)).contains("14:03:07.249999Z"));
        QVERIFY(bodyOf(load.next(at + 1s)).contains("14:03:08.249999Z"));
    }

    void anotherServersPathIsTaken()
    {
        BenchLoad load({BenchFormat::lineProtocol, 1, 1, 1, "/write"}, "h", "", 0, 1);
        QVERIFY(load.next(at).starts_with("POST /write HTTP/1.1"));
    }
};

DESK_TEST(TstBenchLoad)
#include "tst_benchload.moc"
