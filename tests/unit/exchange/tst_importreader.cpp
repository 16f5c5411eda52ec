// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcapfilewriter.h"
#include "tests/support/testprogram.h"
#include "tests/unit/exchange/recordingfixture.h"

#include <QDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

std::string contentsOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

// The real recordings beside the project, or where the variable says.
QString realData()
{
    const QString given = qEnvironmentVariable("CONSTELLATION_TEST_DATA");
    for (const QString &folder : QStringList{given, QStringLiteral(DESK_SOURCE_DIR "/../shared/data")}) {
        if (!folder.isEmpty() && QDir(folder + u"/spacecraft"_s).exists())
            return folder;
    }
    return {};
}

} // namespace

class TstImportReader : public QObject
{
    Q_OBJECT

    static QString unitsOf(const Imported &in)
    {
        const MemoryRecording recording = in.sink.recording();
        QStringList units;
        for (const auto &[id, series] : recording.names().series)
            units += QString::fromStdString(series.metric + "=" + std::string(recording.names().unit(id)));
        return units.join(u' ');
    }

private Q_SLOTS:
    void unitsOfAForeignMcapFileAreKept()
    {
        std::string bytes;
        McapFileWriter writer;
        writer.begin(bytes, "others");
        const auto schema = writer.addSchema(
            "power", "jsonschema",
            R"({"properties":{"bus":{"type":"object","properties":{"v":{"type":"number","unit":"mV"}}},)"
            R"("i":{"type":"number","units":"A"},"t":{"type":"number","description":"of the hot side"}}})");
        const auto first = writer.addChannel(*schema, "sat-1", "json", {});
        const auto second = writer.addChannel(0, "sat-2", "json", {{"unit", "K"}});
        QVERIFY(writer.message(bytes, *first, 1, 5, 5, R"({"bus":{"v":1},"i":2,"t":3})"));
        QVERIFY(writer.message(bytes, *second, 1, 6, 6, R"({"temp":4})"));
        QVERIFY(writer.finish(bytes));
        Imported in;
        import(bytes, in);
        QCOMPARE(in.errors, QStringList());
        QCOMPARE(unitsOf(in), u"bus.v=mV i=A t= temp=K"_s);
    }

    void aUnitThatIsNoNameIsNone()
    {
        Imported in;
        import("{\"timestamp\":\"2026-11-21T12:00:00Z\",\"node_id\":\"a\",\"x\":1,\"y\":2,\"z_ms\":3,"
               "\"units\":{\"x\":"
               "\"V\",\"y\":\"a\\nb\"},\"seq\":1}\n",
               in);
        QCOMPARE(unitsOf(in), u"x=V y= z_ms=ms"_s);
    }

    void readsWhatOthersWrite_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("wanted");
        const QString times = u"#1 2026-11-21T12:00:00.000000000Z 2026-11-21T12:00:00.000000000Z "_s;
        QTest::addRow("JSON line")
            << QByteArray(
                   R"({"timestamp":"2026-11-21T12:00:00Z","node_id":"a","node_type":"satellite","snr_db":1,"atmospheric_state":{"rain":0.5},"x":null})"
                   "\n")
            << times + u"a(satellite) snr_db{} number 1 good\n"_s + times +
                   u"a(satellite) atmospheric_state.rain{} number 0.5 good"_s;
        QTest::addRow("JSON array")
            << QByteArray(
                   R"([{"timestamp":"2026-11-21T12:00:00Z","node_id":"a","node_type":"host","on":true,"health":"ok"}])")
            << times + u"a(host) on{} boolean true good\n"_s + times + u"a(host) health{} text 'ok' good"_s;
        QTest::addRow("simulated")
            << QByteArray(
                   R"({"timestamp":"2026-11-21T12:00:00Z","node_id":"a","node_type":"host","v":2,"source":"simulator"})")
            << times + u"a(host) v{} number 2 simulated"_s;
        QTest::addRow("wide CSV") << QByteArray("time,cpu\n2026-11-21 12:00:00,12.5\n")
                                  << times + u"file(device) cpu{} number 12.5 good"_s;
        QTest::addRow("long CSV") << QByteArray("timestamp,node,metric,value\n2026-11-21T12:00:00Z,a,cpu,7\n")
                                  << times + u"a(device) cpu{} number 7 good"_s;
        QTest::addRow("line protocol")
            << QByteArray("cpu,host=h,region=eu\\ 1 load=1.5,n=9007199254740993i 1795262400\n")
            << times + u"h(host) cpu.load{region=\"eu 1\"} number 1.5 good\n"_s + times +
                   u"h(host) cpu.n{region=\"eu 1\"} integer wide 9007199254740993 good"_s;
    }
    void readsWhatOthersWrite()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, wanted);
        PointReaderOptions options;
        options.file.fallback = "file";
        for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}}) {
            Imported in;
            import(text.toStdString(), in, piece, options);
            QCOMPARE(in.errors, QStringList());
            QCOMPARE(described(in.sink.recording()).join(u'\n'), wanted);
        }
    }

    void skipsAndNamesRowsThatAreNone()
    {
        Imported in;
        import("{\"timestamp\":\"2026-11-21T12:00:00Z\",\"node_id\":\"a\",\"v\":1}\n"
               "{\"timestamp\":\"today\",\"node_id\":\"a\",\"v\":1}\n"
               "{\"timestamp\n"
               "{\"timestamp\":\"2026-11-21T12:00:01Z\",\"node_id\":\"a\",\"v\":2,\"quality\":\"fine\"}\n"
               "{\"timestamp\":\"2026-11-21T12:00:02Z\",\"node_id\":\"a\",\"v\":3}\n",
               in);
        QCOMPARE(in.totals.points, std::uint64_t{2});
        QCOMPARE(in.errors.size(), 3);
        QVERIFY2(in.errors[0].startsWith(u"2: timestamp: "), qPrintable(in.errors[0]));
        QVERIFY2(in.errors[1].startsWith(u"3: malformed JSON"), qPrintable(in.errors[1]));
        QVERIFY2(in.errors[2].startsWith(u"4: quality: must be words"), qPrintable(in.errors[2]));
    }

    void refusesAnotherFormatThanAsked()
    {
        Imported in;
        import("{\"node_id\":\"a\"}\n", in, 100, {}, ExchangeFormat::mcap);
        QCOMPARE(
            in.errors.join(u'\n'),
            u"-1: the file looks like jsonl, not mcap; leave --format out to have it told by the content"_s);
    }

    void refusesWhatIsNoText()
    {
        Imported in;
        import(std::string_view("\x1F\x8B\x08\x00 packed", 10), in);
        QCOMPARE(in.errors.join(u'\n'), u"-1: the file is compressed; unpack it first"_s);
    }

    void timesSinceTheBeginningCountFromWhereTheyAreSaidTo()
    {
        PointReaderOptions options;
        options.file.fallback = "A-7";
        options.begin = fromNanoseconds(1'000'000'000);
        Imported in;
        import("minute,value\n0,1\n1,2\n2,3\n", in, 1000, options);
        QCOMPARE(in.errors, QStringList());
        QCOMPARE(
            described(in.sink.recording()).last(),
            u"#3 1970-01-01T00:02:01.000000000Z 1970-01-01T00:02:01.000000000Z A-7(device) value{} number 3 good"_s);
        QVERIFY(QString::fromStdString(in.notes.back()).contains(u"1970-01-01T00:00:01Z (--begin"));
    }

    void realRecordingsComeBack_data()
    {
        QTest::addColumn<QString>("name");
        const QString folder = realData();
        for (const auto *kind : {"spacecraft", "cloudwatch", "gpu"}) {
            const QDir files(folder + u'/' + QString::fromLatin1(kind));
            for (const QString &name : files.entryList({u"*.csv"_s}, QDir::Files))
                QTest::addRow("%s/%s", kind, qPrintable(name)) << files.filePath(name);
        }
        if (folder.isEmpty())
            QTest::addRow("no data") << QString();
    }
    void realRecordingsComeBack()
    {
        QFETCH(QString, name);
        if (name.isEmpty())
            QSKIP("the real recordings are not there; CONSTELLATION_TEST_DATA names their folder");
        PointReaderOptions options;
        options.file.fallback = "channel";
        const std::string text = contentsOf(name);
        Imported in;
        import(text, in, 1U << 16U, options);
        QCOMPARE(in.errors, QStringList());
        QCOMPARE(in.totals.refused, std::uint64_t{0});
        QCOMPARE(in.totals.points,
                 static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) - 1);
        MemoryRecording recording = in.sink.recording();
        const QStringList wanted = described(recording);
        for (const ExchangeFormat format :
             {ExchangeFormat::csv, ExchangeFormat::wideCsv, ExchangeFormat::jsonLines,
              ExchangeFormat::lineProtocol, ExchangeFormat::mcap}) {
            Imported back;
            import(exported(recording, format), back);
            QCOMPARE(back.errors, QStringList());
            QStringList found = described(back.sink.recording());
            if (format == ExchangeFormat::wideCsv && name.contains(u"/gpu/")) {
                QCOMPARE(found.size(), wanted.size());
                continue; // its labels come in the order of columns
            }
            QVERIFY(found == wanted);
        }
        if (!name.contains(u"/gpu/"))
            return;
        Imported back;
        const std::string rows = exported(recording, ExchangeFormat::gpuCsv);
        import(rows, back);
        QVERIFY(described(back.sink.recording()) == wanted);
    }
};

DESK_TEST(TstImportReader)
#include "tst_importreader.moc"
