// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/pointjson.h"
#include "tests/support/testprogram.h"
#include "tests/unit/exchange/recordingfixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t recordedFrom = 1'795'262'400'000'000'000;

MemoryRecording recordedFleet()
{
    MemorySink sink;
    BatchComposer composer(sink);
    for (std::uint64_t i = 0; i < 30'000; ++i) {
        NamedPoint point;
        point.sequence = 10 + i;
        point.generation = fromNanoseconds(recordedFrom + static_cast<std::int64_t>(i) * 1000);
        point.received = fromNanoseconds(recordedFrom + static_cast<std::int64_t>(i / 7) * 7000 + 9000);
        point.node = i % 3 == 0 ? "sat-α" : "gs-1";
        point.type = i % 3 == 0 ? NodeType::satellite : NodeType::groundStation;
        point.dst = i % 5 == 0 ? "sat-2" : "";
        point.values = {{"snr_db", {}, {}, ValueKind::number, static_cast<double>(i) / 3, Quality::good},
                        {"on", {}, {}, ValueKind::boolean, i % 2 == 0, Quality::uncertain},
                        {"health",
                         {},
                         {},
                         ValueKind::text,
                         std::string(i % 4 == 0 ? "failed" : "nominal"),
                         Quality::good}};
        static_cast<void>(composer.add(std::move(point)));
    }
    static_cast<void>(composer.finish());
    return sink.recording();
}

} // namespace

// Our MCAP files read by the format's reference implementation, and its files by us.
class TstMcapReference : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QByteArray runs(const QStringList &arguments)
    {
        QProcess client;
        client.setWorkingDirectory(QStringLiteral(DESK_CLIENTS_DIR));
        client.start(u"node"_s, QStringList(u"mcap.mjs"_s) + arguments);
        if (!client.waitForFinished(60'000) || client.exitStatus() != QProcess::NormalExit ||
            client.exitCode() != 0)
            qWarning("%s", client.readAllStandardError().constData());
        else
            return client.readAllStandardOutput();
        return {};
    }

private Q_SLOTS:
    void itReadsWhatWeWrite()
    {
        MemoryRecording recording = recordedFleet();
        QFile file(m_folder.filePath(u"ours.mcap"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(exported(recording, ExchangeFormat::mcap)));
        file.close();
        const QList<QByteArray> lines = runs({u"read"_s, file.fileName()}).trimmed().split('\n');
        QCOMPARE(lines.size(), 30'000);
        for (const qsizetype i : {qsizetype{0}, qsizetype{1}, qsizetype{29'999}}) {
            const QJsonObject message = QJsonDocument::fromJson(lines[i]).object();
            const QJsonObject data = message[u"data"].toObject();
            QCOMPARE(message[u"sequence"].toInteger(), 10 + i);
            QCOMPARE(message[u"publish"].toString(), QString::number(recordedFrom + i * 1000));
            QCOMPARE(message[u"log"].toString(), QString::number(recordedFrom + i / 7 * 7000 + 9000));
            QCOMPARE(message[u"topic"].toString(),
                     (i % 3 == 0 ? u"sat-α"_s : u"gs-1"_s) + (i % 5 == 0 ? u"->sat-2"_s : QString()));
            QCOMPARE(data[u"snr_db"].toDouble(), double(i) / 3);
            QCOMPARE(data[u"quality"].toObject()[u"on"].toString(), u"uncertain"_s);
        }
    }

    void weReadWhatItWrites_data()
    {
        QTest::addColumn<QString>("compression");
        for (const char *compression : {"zstd", "none"})
            QTest::addRow("%s", compression) << QString::fromLatin1(compression);
    }
    void weReadWhatItWrites()
    {
        QFETCH(QString, compression);
        QFile file(m_folder.filePath(compression));
        runs({u"write"_s, file.fileName(), compression});
        QVERIFY(file.open(QIODevice::ReadOnly));
        Imported in;
        import(file.readAll().toStdString(), in, 1000);
        QCOMPARE(in.errors, QStringList());
        QCOMPARE(in.totals.points, std::uint64_t{200});
        const QStringList found = described(in.sink.recording());
        QCOMPARE(found[0],
                 u"#1 2026-11-21T12:00:00.000001000Z 2026-11-21T12:00:00.000000000Z robot_pose(device) "
                 "position.x{} number 0 good"_s);
        QCOMPARE(found[2],
                 u"#1 2026-11-21T12:00:00.000001000Z 2026-11-21T12:00:00.000000000Z robot_pose(device) "
                 "ok{} boolean true good"_s);
        QVERIFY(found.last().endsWith(u"battery(device) state{} text 'discharging' good"_s));
        QCOMPARE(QString::fromStdString(in.notes.at(0)),
                 u"100 messages of encoding 'protobuf' are left out; only json can be read"_s);
    }
};

DESK_TEST(TstMcapReference)
#include "tst_mcapreference.moc"
