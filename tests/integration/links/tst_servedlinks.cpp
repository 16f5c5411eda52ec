// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/links/peerprocess.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>

using namespace desk;

// Lab hardware to the answers of the API, through a whole instance.
class TstServedLinks : public InstanceTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { forget(); }
    void bringsADeviceInToTheApi();
    void runsLinksOfTheFolderAtTheNextStart();
    void changesAndRemovesLinks();
    void refusesWhatMakesNoSense();
    void doesNotStartWithADamagedFile();
    void showsTheLastFrames();
    void journalsBeforeItAcknowledges();
    void figuresOfLinksAreMetrics();

private:
    [[nodiscard]] static std::string link(const char *id, const std::string &transport);
    [[nodiscard]] QJsonObject get(const std::string &path) const;
    [[nodiscard]] QJsonObject status(const std::string &id) const
    {
        return get("/api/v1/links/" + id)[QStringLiteral("status")].toObject();
    }
    void serve(PeerProcess &peer, quint16 port, const QByteArray &text);
};

// With ' for ".
std::string TstServedLinks::link(const char *id, const std::string &transport)
{
    const std::string name(id);
    std::string json =
        "{'id': '" + name + "', 'transport': " + transport + ", 'decoder': {'node': '" + name + "'}}";
    std::replace(json.begin(), json.end(), '\'', '"');
    return json;
}

QJsonObject TstServedLinks::get(const std::string &path) const
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(send("GET", path).body)).object();
}

// An instrument that sends this to whoever connects.
void TstServedLinks::serve(PeerProcess &peer, quint16 port, const QByteArray &text)
{
    QVERIFY2(peer.start(QStringLiteral("ncat"),
                        {QStringLiteral("-l"), QStringLiteral("127.0.0.1"), QString::number(port)}),
             "install the package ncat");
    peer.write(text);
}

void TstServedLinks::bringsADeviceInToTheApi()
{
    start();
    const quint16 port = PeerProcess::freePort();
    PeerProcess device;
    serve(device, port, "{\"volts\":12.5,\"state\":\"ok\"}\n{\"volts\":12.75,\"state\":\"ok\"}\n");
    const auto put =
        send("PUT", "/api/v1/links/psu",
             link("psu", "{'type': 'tcp', 'host': '127.0.0.1', 'port': " + std::to_string(port) + "}"));
    QCOMPARE(put.status, 201);
    QTRY_COMPARE(status("psu")[QStringLiteral("accepted")].toInt(), 2);
    QCOMPARE(status("psu")[QStringLiteral("state")].toString(), QStringLiteral("up"));
    QCOMPARE(status("psu")[QStringLiteral("clock")][QStringLiteral("source")].toString(),
             QStringLiteral("arrival"));
    const QJsonObject answer = get("/api/v1/telemetry?node_id=psu&metric=volts");
    QVERIFY2(QJsonDocument(answer).toJson().contains("12.75"), QJsonDocument(answer).toJson().constData());
    QVERIFY(QJsonDocument(answer).toJson().contains("12.5"));
}

void TstServedLinks::runsLinksOfTheFolderAtTheNextStart()
{
    start();
    const quint16 port = PeerProcess::freePort();
    QCOMPARE(send("PUT", "/api/v1/links/late",
                  link("late", "{'type': 'tcp', 'host': '127.0.0.1', 'port': " + std::to_string(port) + "}"))
                 .status,
             201);
    QTRY_VERIFY(
        status("late")[QStringLiteral("reason")].toString().startsWith(QStringLiteral("nobody listens")));
    PeerProcess device;
    start(configuration());
    serve(device, port, "{\"a\":1}\n");
    QTRY_COMPARE_WITH_TIMEOUT(status("late")[QStringLiteral("accepted")].toInt(), 1, 15'000);
}

void TstServedLinks::changesAndRemovesLinks()
{
    start();
    const std::string stdinLink = link("x", "{'type': 'tcp-server'}");
    QCOMPARE(send("PUT", "/api/v1/links/x", stdinLink).status, 201);
    QCOMPARE(send("PUT", "/api/v1/links/x", stdinLink).status, 200);
    QCOMPARE(get("/api/v1/links")[QStringLiteral("links")].toArray().size(), 1);
    QTRY_COMPARE(status("x")[QStringLiteral("state")].toString(), QStringLiteral("idle"));
    QCOMPARE(send("DELETE", "/api/v1/links/x").status, 200);
    QCOMPARE(send("DELETE", "/api/v1/links/x").status, 404);
    QCOMPARE(send("GET", "/api/v1/links/x").status, 404);
    QVERIFY(get("/api/v1/links")[QStringLiteral("links")].toArray().isEmpty());
}

void TstServedLinks::refusesWhatMakesNoSense()
{
    start();
    const auto wrong = send("PUT", "/api/v1/links/x", link("x", "{'type': 'tcp', 'host': 'h', 'port': 0}"));
    QCOMPARE(wrong.status, 422);
    QVERIFY2(wrong.body.find("/transport/port") != std::string::npos, wrong.body.c_str());
    const auto other = send("PUT", "/api/v1/links/y", link("x", "{'type': 'tcp-server'}"));
    QCOMPARE(other.status, 422);
    QVERIFY(get("/api/v1/links")[QStringLiteral("links")].toArray().isEmpty());
}

void TstServedLinks::doesNotStartWithADamagedFile()
{
    start();
    const QString file = QString::fromStdString(m_ready.data) + QStringLiteral("/links.json");
    m_instance->stop();
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("{\"links\": [");
    damaged.close();
    Instance again({configuration(), "test", false}, m_time);
    const auto started = again.start();
    QVERIFY(!started);
    QVERIFY2(started.error().message.find("links.json") != std::string::npos,
             started.error().message.c_str());
}

void TstServedLinks::showsTheLastFrames()
{
    start();
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    QCOMPARE(send("PUT", "/api/v1/links/tail",
                  link("tail", "{'type': 'tail', 'path': '" + path.toStdString() + "'}"))
                 .status,
             201);
    QTRY_COMPARE(status("tail")[QStringLiteral("state")].toString(), QStringLiteral("idle"));
    const auto frames = [this, &file] {
        file.write("{\"a\":1}\nbad\n");
        return get("/api/v1/links/tail/frames")[QStringLiteral("frames")].toArray();
    };
    QTRY_VERIFY(frames().size() >= 2);
    const QJsonArray kept = frames();
    QJsonObject good = kept[0].toObject();
    QJsonObject bad = kept[1].toObject();
    if (good.contains(QStringLiteral("refusal")))
        std::swap(good, bad);
    QCOMPARE(good[QStringLiteral("hex")].toString(), QString::fromLatin1(QByteArray("{\"a\":1}").toHex()));
    QCOMPARE(good[QStringLiteral("fields")][0][QStringLiteral("name")].toString(), QStringLiteral("a"));
    QVERIFY(!bad[QStringLiteral("refusal")].toString().isEmpty());
}

// A broker has its acknowledgement only when a killed server would still have the message: here, when a
// session that is taken over gets nothing again.
void TstServedLinks::journalsBeforeItAcknowledges()
{
    start();
    const quint16 port = PeerProcess::freePort();
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("mosquitto.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("listener " + QByteArray::number(port) +
               " 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n");
    file.close();
    PeerProcess broker;
    QVERIFY2(broker.start(QStringLiteral("mosquitto"), {QStringLiteral("-c"), file.fileName()}),
             "install the package mosquitto");
    QCOMPARE(send("PUT", "/api/v1/links/mq",
                  link("mq", "{'type': 'mqtt', 'host': '127.0.0.1', 'topics': ['lab/#'], 'port': " +
                                 std::to_string(port) + "}"))
                 .status,
             201);
    QTRY_COMPARE(status("mq")[QStringLiteral("state")].toString(), QStringLiteral("idle"));
    PeerProcess client;
    QVERIFY(client.start(QStringLiteral("mosquitto_pub"),
                         {QStringLiteral("-p"), QString::number(port), QStringLiteral("-t"),
                          QStringLiteral("lab/a"), QStringLiteral("-q"), QStringLiteral("1"),
                          QStringLiteral("-l")}));
    for (int i = 0; i < 500; ++i)
        client.write("{\"n\":" + QByteArray::number(i) + "}\n");
    QVERIFY(client.finish());
    QTRY_COMPARE(status("mq")[QStringLiteral("accepted")].toInt(), 500);
    QCOMPARE(m_instance->counters().journalled, std::uint64_t{500});
    start(configuration());
    QTRY_COMPARE(status("mq")[QStringLiteral("state")].toString(), QStringLiteral("idle"));
    QCOMPARE(status("mq")[QStringLiteral("arrivals")].toInt(), 0);
}

void TstServedLinks::figuresOfLinksAreMetrics()
{
    start();
    const quint16 port = PeerProcess::freePort();
    PeerProcess device;
    serve(device, port, "{\"volts\":12.5}\n{\"volts\":\n{\"volts\":12.75}\n");
    const auto tcp = [](quint16 to) {
        return "{'type': 'tcp', 'host': '127.0.0.1', 'port': " + std::to_string(to) + "}";
    };
    QCOMPARE(send("PUT", "/api/v1/links/psu", link("psu", tcp(port))).status, 201);
    QCOMPARE(send("PUT", "/api/v1/links/away", link("away", tcp(PeerProcess::freePort()))).status, 201);
    std::string off = link("off", tcp(port));
    off.insert(1, "\"enabled\": false, ");
    QCOMPARE(send("PUT", "/api/v1/links/off", off).status, 201);
    const auto metrics = [this] { return QByteArray::fromStdString(send("GET", "/metrics").body); };
    QTRY_VERIFY(metrics().contains("constellation_link_points_total{link=\"psu\"} 2\n"));
    const QByteArray text = metrics();
    for (const char *line :
         {"constellation_link_up{link=\"psu\"} 1\n", "constellation_link_up{link=\"away\"} 0\n",
          "constellation_link_up{link=\"HTTP server\"} ", "constellation_link_errors_total{link=\"psu\"} 1\n",
          "constellation_link_lost_total{cause=\"queue\",link=\"psu\"} 0\n",
          "constellation_link_lost_total{cause=\"sequence\",link=\"away\"} 0\n"})
        QVERIFY2(text.contains(line), QByteArray(QByteArray(line) + " is missing in\n" + text).constData());
    QVERIFY(!text.contains("link=\"off\""));
    QCOMPARE(send("DELETE", "/api/v1/links/psu").status, 200);
    QVERIFY(!metrics().contains("link=\"psu\""));
}

DESK_TEST(TstServedLinks)

#include "tst_servedlinks.moc"
