// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointfilereader.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace desk;

namespace {

std::string doubleQuotes(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

struct Reading
{
    std::vector<FilePoint> points;
    std::vector<Error> errors;
    std::optional<PointFormat> format;
    std::vector<std::string> notes;
    std::uint64_t filtered = 0;
    std::map<std::string, std::string> units;

    // The points as the API gets them, one a line, each at its own time (elapsed: since 1970); ' for ".
    [[nodiscard]] std::string json() const
    {
        std::string text;
        for (const FilePoint &point : points) {
            appendPointJson(text, point, point.time.value_or(Timestamp{point.elapsed}));
            text += '\n';
        }
        std::replace(text.begin(), text.end(), '"', '\'');
        return text;
    }

    [[nodiscard]] std::string errorLines() const
    {
        std::string text;
        for (const Error &error : errors)
            text += std::to_string(error.index) + ": " + error.message + "\n";
        return text;
    }
};

// In pieces of that many bytes.
Reading read(std::string_view text, PointFileOptions options = {}, std::size_t piece = 1U << 20U)
{
    if (options.fallback.empty())
        options.fallback = "file";
    PointFileReader reader(std::move(options));
    Reading reading;
    while (true) {
        auto point = reader.next();
        if (!point) {
            reading.errors.push_back(point.error());
        } else if (*point) {
            reading.points.push_back(std::move(**point));
        } else if (text.empty()) {
            break;
        } else {
            const auto part = text.substr(0, piece);
            reader.append(part);
            text.remove_prefix(part.size());
            if (text.empty())
                reader.finish();
        }
    }
    reading.format = reader.format();
    reading.units = reader.units();
    reading.notes = reader.notes();
    reading.filtered = reader.filtered();
    return reading;
}

void compareText(const std::string &actual, const std::string &expected)
{
    if (actual != expected)
        qWarning("is:\n%s\nnot:\n%s", actual.c_str(), expected.c_str());
    QVERIFY(actual == expected);
}

constexpr std::string_view gpuHeader =
    "timestamp,metric_name,gpu_id,device,uuid,modelName,Hostname,container,pod,namespace,value,labels_raw\n";

} // namespace

class TstPointFileReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsElapsedMinutes()
    {
        const Reading r = read("minute,value\n0,-0.695162\n1,-0.685704\n2,1\n", {.fallback = "P-1.test"});
        QVERIFY(r.format == PointFormat::wideCsv);
        compareText(
            r.json(),
            "{'timestamp':'1970-01-01T00:00:00Z','node_id':'P-1.test','node_type':'device','value':-0.695162}"
            "\n"
            "{'timestamp':'1970-01-01T00:01:00Z','node_id':'P-1.test','node_type':'device','value':-0.685704}"
            "\n"
            "{'timestamp':'1970-01-01T00:02:00Z','node_id':'P-1.test','node_type':'device','value':1}\n");
        QVERIFY(!r.points.front().time);
        QCOMPARE(r.points.back().line, 4);
    }

    void unevenMinutesAreAMetricAndStepsCount()
    {
        using namespace std::chrono_literals;
        const Reading r = read("minute,value\n0,1\n1,2\n7,3\n", {.step = 10s});
        QCOMPARE(r.points.size(), 3U);
        QCOMPARE(r.points[2].values.size(), 2U);
        QCOMPARE(r.points[2].elapsed.count(), std::int64_t{20'000'000'000});
    }

    void aLineWithoutAnEndIsLeftAloneWhereThatIsWanted()
    {
        for (const char *text :
             {"time,node,metric,value\n2026-11-21T14:00:00Z,n,t,21\n"
              "2026-11-21T14:00:01Z,n,t,2",
              "{\"timestamp\":\"2026-11-21T14:00:00Z\",\"node_id\":\"n\",\"t\":21}\n"
              "{\"timestamp\":\"2026-11-21T14:00:01Z\",\"node_id\":\"n\",\"t\":2}",
              "host,node_id=n t=21 1795269787000000000\nhost,node_id=n t=2 1795269788000000000"}) {
            for (const bool ended : {false, true}) {
                PointFileOptions options;
                options.endedLines = true;
                PointFileReader reader(std::move(options));
                reader.append(text);
                if (ended)
                    reader.append("\n");
                reader.finish();
                int points = 0;
                for (auto point = reader.next(); point && *point; point = reader.next())
                    ++points;
                QVERIFY2(points == (ended ? 2 : 1), text);
                QCOMPARE(reader.heldBack(), !ended);
            }
        }
    }

    void readsGpuRows()
    {
        const Reading r =
            read(std::string(gpuHeader) +
                 doubleQuotes("'2025-07-18T20:42:34Z','DCGM_FI_DEV_GPU_UTIL','0','nvidia0','GPU-5fd4','"
                              "NVIDIA H100','host-1','','','','17','A=''x,y'',B=''z'''\n"));
        QVERIFY(r.format == PointFormat::gpuCsv);
        compareText(r.json(), "{'timestamp':'2025-07-18T20:42:34Z','node_id':'GPU-5fd4','node_type':'gpu','"
                              "DCGM_FI_DEV_GPU_UTIL':17}\n");
        QCOMPARE(r.notes.size(), 1U);
    }

    void badRowsAreSkippedWithTheirLine()
    {
        const Reading r = read("time,value\n"
                               "2026-11-21T14:00:00Z,1\n"
                               "2026-11-21T14:00:01Z,many\n"
                               "2026-11-21T14:00:02Z\n"
                               "yesterday,4\n"
                               "2026-11-21T14:00:04Z,\"5\n"
                               "2026-11-21T14:00:05Z,\n"
                               "2026-11-21T14:00:06Z,1e999\n"
                               "2026-11-21T14:00:07Z,7\n"
                               "2026-11-21T14:00:08Z,8\n"
                               "2026-11-21T14:00:09Z,9\n"
                               "2026-11-21T14:00:10Z,10\n"
                               "2026-11-21T14:00:11Z,11\n"
                               "2026-11-21T14:00:12Z,12\n"
                               "2026-11-21T14:00:13Z,13\n"
                               "2026-11-21T14:00:14Z,14\n");
        compareText(r.errorLines(), "3: value: 'many' is not a number\n"
                                    "4: 1 columns instead of 2\n"
                                    "5: 'yesterday' is not a time; ISO 8601 such as 2026-11-21T14:03:07Z, or "
                                    "seconds since 1970\n"
                                    "6: a quote is not closed\n"
                                    "7: no value in it\n"
                                    "8: value: '1e999' is not a number\n");
        QCOMPARE(r.points.size(), 9U);
        QCOMPARE(r.points.back().line, 16);
    }

    void readsWideFilesWithNamesOfTheirOwn()
    {
        const Reading r = read("Time (UTC);Node\n", {});
        QCOMPARE(r.points.size(), 0U);
        QCOMPARE(r.errors.size(), 1U);
        QCOMPARE(r.errors.front().index, -1);

        const Reading wide = read("Time (UTC),node,node_type,dst,Temp [°C],ok,comment,health\n"
                                  "2026/11/21 14:00:00,a-1,satellite,b-2,20.5,true,fine,nominal\n"
                                  "2026/11/21 14:00:01,a-1,satellite,,NaN,false,,degraded\n");
        compareText(wide.json(), "{'timestamp':'2026-11-21T14:00:00Z','node_id':'a-1','node_type':'satellite'"
                                 ",'link':{'dst':'b-2'},'health':'nominal','Temp_C':20.5,'ok':true}\n"
                                 "{'timestamp':'2026-11-21T14:00:01Z','node_id':'a-1','node_type':'satellite'"
                                 ",'health':'degraded','ok':false}\n");
        QCOMPARE(wide.notes.size(), 3U); // no zone, text left out, renamed
    }

    void aRowOfUnitsIsNoPoint_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("points");
        QTest::addColumn<QByteArray>("units");
        QTest::addRow("times of day")
            << QByteArray("time,node,bus,gain,x\n,,V,-,%\n2026-11-21T14:00:00Z,a,28.1,1,2\n"
                          "2026-11-21T14:00:01Z,a,28.2,1,3\n")
            << 2 << QByteArray("bus=V x=% ");
        QTest::addRow("named") << QByteArray("unit,bus\nunits,V\n,28.1\n,28.2\n") << 2
                               << QByteArray("bus=V ");
        QTest::addRow("a text where a number is missing")
            << QByteArray("node,bus,x\na,ERR,1\na,28.2,2\n") << 2 << QByteArray();
        QTest::addRow("rows of texts")
            << QByteArray("node,mode,bus\na,safe,28.1\na,idle,28.2\n") << 2 << QByteArray();
        QTest::addRow("nothing below") << QByteArray("bus,x\n1,2\n") << 1 << QByteArray();
    }
    void aRowOfUnitsIsNoPoint()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, points);
        QFETCH(QByteArray, units);
        const Reading r = read(text.toStdString());
        QCOMPARE(int(r.points.size()), points);
        std::string said;
        for (const auto &[metric, unit] : r.units)
            said += metric + "=" + unit + " ";
        compareText(said, units.toStdString());
    }

    void aRowOfUnitsSaysWhatTimesCount()
    {
        const Reading r = read("time,bus\nms,V\n0,28.1\n250,28.2\n500,28.3\n");
        QCOMPARE(r.points.size(), 3U);
        QVERIFY(r.points[1].elapsed == std::chrono::milliseconds(250));
    }

    void readsLongFiles()
    {
        const Reading r = read("node,time,metric,value,dst\n"
                               "s-1,1763733787,snr_db,12.5,gs-1\n"
                               "s-1,1763733787250,snr_db,12.25,gs-1\n");
        QVERIFY(r.format == PointFormat::longCsv);
        compareText(r.json(), "{'timestamp':'2025-11-21T14:03:07Z','node_id':'s-1','node_type':'device','"
                              "link':{'dst':'gs-1'},'snr_db':12.5}\n"
                              "{'timestamp':'2025-11-21T14:03:07.250Z','node_id':'s-1','node_type':'device','"
                              "link':{'dst':'gs-1'},'snr_db':12.25}\n");
    }

    void readsColumnsWithoutNames()
    {
        const Reading r = read("2026-11-21T14:00:00Z,1,2\n2026-11-21T14:00:01Z,3,4\n");
        QCOMPARE(r.points.size(), 2U);
        QCOMPARE(r.points[0].values[0].metric, std::string("value"));
        QCOMPARE(r.points[0].values[1].metric, std::string("value_2"));
        const Reading named = read("5\n6\n", {.metric = "voltage"});
        QCOMPARE(named.points.size(), 2U);
        QCOMPARE(named.points[1].values[0].metric, std::string("voltage"));
    }

    void zonesOfTimesWithoutOne()
    {
        const Reading r =
            read("timestamp,value\n2014-02-14 14:30:00,0.132\n", {.zone = std::chrono::minutes(90)});
        QCOMPARE(r.points.size(), 1U);
        compareText(formatTimestamp(*r.points[0].time, Fraction::none), "2014-02-14T13:00:00Z");
    }

    void nodeAndMetricFilterWhatIsNamed()
    {
        const std::string text = "node,time,metric,value\n"
                                 "a,2026-11-21T14:00:00Z,x,1\n"
                                 "b,2026-11-21T14:00:00Z,x,2\n"
                                 "b,2026-11-21T14:00:00Z,y,3\n";
        const Reading r = read(text, {.node = "b", .metric = "y"});
        QCOMPARE(r.points.size(), 1U);
        QCOMPARE(r.points[0].line, 4);
        QCOMPARE(r.filtered, 2U);
    }

    void anUnknownTimeColumnNamesTheOthers()
    {
        const Reading r = read("a,b\n1,2\n", {.timeColumn = "when"});
        QCOMPARE(r.errors.size(), 1U);
        QVERIFY(r.errors[0].message.find("a, b") != std::string::npos);
        const Reading chosen = read("a,b\n1,2\n2.5,2\n", {.timeColumn = "a"});
        QCOMPARE(chosen.points.size(), 2U);
        QCOMPARE(chosen.points[1].elapsed.count(), std::int64_t{2'500'000'000});
    }

    void readsJsonLines()
    {
        const Reading r = read(doubleQuotes(
            "{'timestamp':'2026-11-21T14:03:07.250Z','node_id':'sat-1','node_type':'satellite','snr_db':12."
            "50,'big':9007199254740993,'ok':true,'none':null,'link':{'dst':'gs-1'},'source':'lab','"
            "atmospheric_state':{'rain':1},'seq':17,'received_at':'x','quality':'good'}\n"
            "{'timestamp':'2026-11-21T14:03:08Z','node_id':'sat-1','node_type':'satellite'\n"
            "{'timestamp':'2026-11-21T14:03:09Z','node_id':7,'node_type':'satellite'}\n"
            "{'timestamp':'2026-11-21T14:03:10Z','node_id':'sat-1','node_type':'satellite','snr_db':1}"));
        QVERIFY(r.format == PointFormat::jsonLines);
        compareText(
            r.json(),
            "{'timestamp':'2026-11-21T14:03:07.250Z','node_id':'sat-1','node_type':'satellite','link':{'dst':"
            "'gs-1'},'snr_db':12.5,'big':9007199254740993,'ok':true,'source':'lab','atmospheric_state':{'"
            "rain':1}}\n"
            "{'timestamp':'2026-11-21T14:03:10Z','node_id':'sat-1','node_type':'satellite','snr_db':1}\n");
        QCOMPARE(r.errors.size(), 2U);
        QCOMPARE(r.errors[0].index, 2);
        QVERIFY(r.errors[0].message.starts_with("malformed JSON at character "));
        QCOMPARE(r.errors[1].index, 3);
        QCOMPARE(r.errors[1].field, std::string("node_id"));
    }

    void readsArraysAndObjects()
    {
        const std::string a = doubleQuotes(
            "{'timestamp':'2026-11-21T14:03:07Z','node_id':'a','node_type':'host','x':'[}]','v':1}");
        const Reading array = read("[" + a + ",\n " + a + "\n, {\"v\":}, 5,\n" + a + "]\n");
        QVERIFY(array.format == PointFormat::jsonArray);
        QCOMPARE(array.points.size(), 3U);
        QCOMPARE(array.points[2].line, 4);
        QCOMPARE(array.errors.size(), 2U);
        QCOMPARE(array.errors[0].index, 3);
        const Reading object =
            read(doubleQuotes("{\n 'timestamp':'2026-11-21T14:03:07Z',\n 'node_id':'a',\n 'v':1}\n"));
        QVERIFY(object.format == PointFormat::jsonObject);
        QCOMPARE(object.points.size(), 1U);
        const Reading cut = read("[" + a + "," + a.substr(0, 50));
        QCOMPARE(cut.points.size(), 1U);
        QCOMPARE(cut.errors.size(), 1U);
    }

    void aPointNestedTooDeeplyIsRefused()
    {
        const std::string start = doubleQuotes("{'node_id':'a','v':1,'more':");
        const auto nested = [&](std::size_t depth) {
            return start + std::string(depth, '[') + std::string(depth, ']') + "}\n";
        };
        QCOMPARE(read(nested(63)).points.size(), 1U);
        const Reading deep = read(nested(300'000) + nested(64) + nested(1));
        QCOMPARE(deep.points.size(), 1U);
        QCOMPARE(deep.errors.size(), 2U);
        QVERIFY(deep.errors[0].message.find("64") != std::string::npos);
    }

    void readsLineProtocol()
    {
        const Reading r =
            read("# a comment\n"
                 "link,node_id=sat\\ 1,dst=gs-1,node_type=satellite,site=x snr_db=12.5,frames=3i,ok=t,"
                 "who=\"a b, c\" 1763733787250000000\n"
                 "link,site=x snr_db=1 1763733787\n"
                 "link,node_id=a snr_db=abc\n"
                 "link,node_id=a snr_db=2 1763733787\n");
        QVERIFY(r.format == PointFormat::lineProtocol);
        compareText(r.json(),
                    "{'timestamp':'2025-11-21T14:03:07.250Z','node_id':'sat "
                    "1','node_type':'satellite','link':{'dst':'gs-1'},'snr_db':12.5,'frames':3,'ok':true}\n"
                    "{'timestamp':'2025-11-21T14:03:07Z','node_id':'a','node_type':'host','snr_db':2}\n");
        compareText(r.errorLines(),
                    "3: the tag node_id is missing\n4: field snr_db: 'abc' is not a number\n");
    }

    void refusesWhatIsNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("word");
        QTest::addRow("gzip") << QByteArray("\x1F\x8B\x08zzz") << QByteArray("compressed");
        QTest::addRow("UTF-16") << QByteArray("\xFF\xFEt\0i\0", 6) << QByteArray("UTF-16");
        QTest::addRow("binary") << QByteArray("a\0b", 3) << QByteArray("not text");
        QTest::addRow("empty") << QByteArray("\n \n") << QByteArray("nothing");
        QTest::addRow("words") << QByteArray("name,colour\na,red\n") << QByteArray("no column holds numbers");
    }

    void refusesWhatIsNoText()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, word);
        const Reading r = read({bytes.data(), static_cast<std::size_t>(bytes.size())});
        QCOMPARE(r.points.size(), 0U);
        QCOMPARE(r.errors.size(), 1U);
        QCOMPARE(r.errors[0].index, -1);
        QVERIFY2(r.errors[0].message.find(word.toStdString()) != std::string::npos,
                 r.errors[0].message.c_str());
    }

    void piecesOfAnySizeReadTheSame()
    {
        std::string csv(gpuHeader);
        for (int i = 0; i < 40; ++i)
            csv += "\"2025-07-18T20:42:34Z\",M,\"0\",d,\"GPU-" + std::to_string(i) + "\",,,\"a\nb\",,,\"" +
                   std::to_string(i) + "\",\"x=\"\"1\"\"\"\r\n";
        const Reading whole = read(csv);
        QCOMPARE(whole.points.size(), 40U);
        QCOMPARE(whole.points.back().line, 2 + 39 * 2);
        for (const std::size_t piece : {1U, 7U, 100U})
            QVERIFY(read(csv, {}, piece).points == whole.points);
    }

    void wideRowsBecomeSeveralPoints()
    {
        std::string text = "time";
        for (int i = 0; i < 150; ++i)
            text += ",m" + std::to_string(i);
        text += "\n2026-11-21T14:00:00Z";
        for (int i = 0; i < 150; ++i)
            text += "," + std::to_string(i);
        const Reading r = read(text + "\n");
        QCOMPARE(r.points.size(), 3U);
        QCOMPARE(r.points[0].values.size(), 64U);
        QCOMPARE(r.points[2].values.size(), 22U);
        QCOMPARE(r.points[0].values.front().metric, std::string("m0"));
        QCOMPARE(r.points[2].values.back().metric, std::string("m149"));
        QVERIFY(r.points[0].time == r.points[2].time);
    }

    void decidesEarlyWhenAsked()
    {
        PointFileReader reader({.fallback = "f"});
        reader.append("time,value\n2026-11-21T14:00:00Z,1\n2026-11");
        QVERIFY(!*reader.next());
        reader.decide();
        auto point = reader.next();
        QVERIFY(point && *point);
        QVERIFY(!*reader.next());
        reader.append("-21T14:00:01Z,2\n");
        point = reader.next();
        QVERIFY(point && *point);
        QCOMPARE((*point)->line, 3);
    }
};

DESK_TEST(TstPointFileReader)
#include "tst_pointfilereader.moc"
