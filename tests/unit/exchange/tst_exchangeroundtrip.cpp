// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/exchange/recordingfixture.h"

#include <QTest>

#include <limits>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t noon = 1'795'262'400 * second;

NamedValue value(std::string metric, ExchangeValue v, Quality quality = Quality::good,
                 std::string labels = {})
{
    const ValueKind kind = evidentKind(v);
    return {std::move(metric), std::move(labels), {}, kind, std::move(v), quality};
}

NamedValue ofKind(ValueKind kind, NamedValue v)
{
    v.kind = kind;
    return v;
}

// Everything that is hard: every kind, wide integers, signs, labels, links, unicode, formulas, line ends.
std::vector<NamedPoint> hardPoints()
{
    const auto at = [](std::int64_t s) { return fromNanoseconds(noon + s); };
    const Quality two = Quality::invalid | Quality::backFilled;
    return {
        {1,
         at(5),
         at(1),
         "sat-1",
         NodeType::satellite,
         "",
         {},
         {value("snr_db", 12.25), value("count", std::int64_t{9'007'199'254'740'993}),
          value("least", std::numeric_limits<std::int64_t>::min()), value("is_on", true),
          ofKind(ValueKind::state, value("mode", std::string("safe"))),
          value("health", std::string("nominal"))}},
        {2,
         at(5),
         at(second / 3),
         "sat-1",
         NodeType::satellite,
         "gs-1",
         NodeType::groundStation,
         {value("snr_db", -0.1, two), value("latency_ms", 1e-300, Quality::uncertain),
          value("is_on", false)}},
        // a hole: 3 to 9 are not there
        {10,
         at(7 * second),
         at(-second),
         "Зонд \"α\", β",
         NodeType::device,
         "",
         {},
         {value("größe", 1.0 / 3), value("größe", 2.5, Quality::derived, "a=\"1\",b=\"x y\""),
          value("zwei", -0.0, Quality::good, "a=\"1\",b=\"x y\""),
          value("größe", 3.5, Quality::simulated, "a=\"2,\\\"=\"")}},
        {11,
         at(7 * second),
         at(0),
         "=cmd",
         NodeType::host,
         "",
         {},
         {value("text", std::string("=1+1")), value("tab", std::string("\tx")),
          value("quote", std::string("'x")), value("empty", std::string()),
          value("lines", std::string("one\ntwo, \"three\"\r\n")), value("seq", 4.5), value("timestamp", true),
          value("quality", std::string("no"))}},
        {12,
         at(7 * second),
         at(0),
         "sat-1",
         NodeType::satellite,
         "",
         {},
         {value("snr_db", 9'007'199'254'740'994.0), ofKind(ValueKind::integer, value("count", 7.0)),
          ofKind(ValueKind::boolean, value("is_on", 0.5)), value("huge", 1.7976931348623157e308),
          value("tiny", 5e-324), value("mixed", 2.0)}},
        {std::uint64_t{1} << 40,
         at(8 * second),
         at(2),
         "sat-1",
         NodeType::satellite,
         "gs-1",
         NodeType::groundStation,
         {value("mixed", 1.0),
          ofKind(ValueKind::number, value("snr_db", std::int64_t{-9'007'199'254'740'995})),
          value("health", std::string("failed"))}},
    };
}

MemoryRecording recordingOf(std::vector<NamedPoint> points)
{
    MemorySink sink;
    BatchComposer composer(sink);
    for (NamedPoint &point : points)
        static_cast<void>(composer.add(std::move(point)));
    static_cast<void>(composer.finish());
    MemoryRecording recording = sink.recording();
    SessionNames names = recording.names();
    for (const auto &[id, series] : names.series)
        names.units[id] = series.metric == "count" ? "{packets}" : series.metric == "snr_db" ? "dB" : "";
    recording.setNames(std::move(names));
    return recording;
}

} // namespace

class TstExchangeRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("piece");
        for (const ExchangeFormat format :
             {ExchangeFormat::csv, ExchangeFormat::wideCsv, ExchangeFormat::jsonLines,
              ExchangeFormat::lineProtocol, ExchangeFormat::mcap}) {
            for (const int piece : {7, 1 << 20})
                QTest::addRow("%s in pieces of %d", exchangeFormatWord(format).data(), piece)
                    << static_cast<int>(format) << piece;
        }
    }
    void everythingComesBack()
    {
        QFETCH(int, format);
        QFETCH(int, piece);
        MemoryRecording recording = recordingOf(hardPoints());
        QStringList wanted = described(recording);
        QCOMPARE(wanted.size(), 30);
        const std::string bytes = exported(recording, static_cast<ExchangeFormat>(format));
        Imported back;
        import(bytes, back, static_cast<std::size_t>(piece));
        QCOMPARE(back.errors, QStringList());
        QCOMPARE(back.totals.refused, std::uint64_t{0});
        QCOMPARE(back.totals.renumbered, std::uint64_t{0});
        QVERIFY(back.format == static_cast<ExchangeFormat>(format));
        QStringList found = described(back.sink.recording());
        if (static_cast<ExchangeFormat>(format) == ExchangeFormat::wideCsv) {
            wanted.sort(); // columns have an order of their own
            found.sort();
        }
        QCOMPARE(found.join(u'\n'), wanted.join(u'\n'));
    }

    void onlyTheSelectionIsWritten()
    {
        MemoryRecording recording = recordingOf(hardPoints());
        ExchangeSelection selection;
        selection.nodes = {"sat-1"};
        selection.metrics = {"snr*"};
        selection.start = fromNanoseconds(noon);
        selection.end = fromNanoseconds(noon + 2);
        const std::string csv = exported(recording, ExchangeFormat::csv, selection);
        QCOMPARE(QString::fromStdString(csv).split(u'\n', Qt::SkipEmptyParts).size(),
                 3); // header and two rows
        Imported back;
        import(csv, back);
        QCOMPARE(described(back.sink.recording()).join(u'\n'), described(recording, selection).join(u'\n'));
    }

    void wideCsvHasUnitsBelowItsHeader()
    {
        MemoryRecording recording = recordingOf(hardPoints());
        ExchangeSelection selection;
        selection.metrics = {"snr_db", "is_on"};
        selection.end = fromNanoseconds(noon + 2);
        selection.nodes = {"sat-1"};
        const QStringList rows =
            QString::fromStdString(exported(recording, ExchangeFormat::wideCsv, selection)).split(u'\n');
        QCOMPARE(rows[0],
                 u"seq,received_at,timestamp,node_id,node_type,dst,dst_type,snr_db,snr_db quality,is_on,"
                 "is_on quality"_s);
        QCOMPARE(rows[1], u"unit,,,,,,,dB,,{boolean},"_s);
        QCOMPARE(rows[2],
                 u"1,2026-11-21T12:00:00.000000005Z,2026-11-21T12:00:00.000000001Z,sat-1,satellite,,,"
                 "12.25,good,true,good"_s);
    }

    void gpuCsvKeepsLabelsAndValues()
    {
        const std::string header = "timestamp,metric_name,gpu_id,device,uuid,modelName,Hostname,container,"
                                   "pod,namespace,value,labels_raw\n";
        const std::string rows =
            "2025-07-18T20:42:34Z,DCGM_FI_DEV_GPU_UTIL,0,nvidia0,GPU-a,NVIDIA "
            "H100,host-1,,,,93,\"a=\"\"1\"\"\"\n"
            "2025-07-18T20:42:34Z,DCGM_FI_DEV_POWER_USAGE,0,nvidia0,GPU-a,NVIDIA H100,host-1,,pod-1,,93.5,\n"
            "2025-07-18T20:42:35Z,DCGM_FI_DEV_GPU_UTIL,1,nvidia1,GPU-b,NVIDIA "
            "H100,'=host,,,,0,\"a=\"\"1\"\"\"\n"
            "2025-07-18T20:42:36Z,DCGM_FI_DEV_GPU_UTIL,0,nvidia0,GPU-a,NVIDIA "
            "H100,host-1,,,,94,\"a=\"\"2\"\"\"\n";
        Imported in;
        import(header + rows, in);
        QCOMPARE(in.errors, QStringList());
        MemoryRecording recording = in.sink.recording();
        QCOMPARE(exported(recording, ExchangeFormat::gpuCsv), header + rows);
    }

    void textsThatTheFileLostAreCounted()
    {
        MemoryRecording recording = recordingOf(hardPoints());
        SessionNames names = recording.names();
        names.texts.clear();
        recording.setNames(names);
        RecordingExport run(recording, {}, ExchangeFormat::jsonLines);
        std::string bytes;
        for (Result<bool> more = true; more && *more;)
            more = run.step(bytes);
        QCOMPARE(run.totals().leftOut, std::uint64_t{9});
        QCOMPARE(run.totals().samples, std::uint64_t{21});
    }
};

DESK_TEST(TstExchangeRoundTrip)
#include "tst_exchangeroundtrip.moc"
