// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journal.h"
#include "models/ingest/historyworker.h"
#include "models/ingest/journalhistory.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstHistoryQuery : public QObject
{
    Q_OBJECT

    static constexpr std::int64_t base = 1'800'000'000'000'000'000;

    struct Log
    {
        QTemporaryDir folder;
        SeriesDictionary names;
        std::unique_ptr<Journal> journal;
        JournalHistory source{folder.path().toStdString()};

        explicit Log(std::uint64_t segmentBytes = 64 << 20)
        {
            Journal::Recovery recovery;
            journal = *Journal::open(
                {folder.path().toStdString(), segmentBytes}, names, [](SampleBatch &&) {}, recovery);
        }
        // Points a microsecond apart from `time` on, their values the same number.
        void add(std::string_view node, std::int64_t time, int points)
        {
            SampleBatch batch;
            batch.reception = fromNanoseconds(base + time * 1000);
            const auto entity = *names.entity(*names.node(node, NodeType::satellite));
            for (std::int64_t i = time; i < time + points; ++i) {
                std::uint32_t hint = 0;
                batch.addSample(*names.series(entity, "snr_db", hint), double(i), Quality::good);
                batch.endPoint(entity, base + i * 1000);
            }
            append(batch);
        }
        void addText(std::string_view node, std::string_view metric, std::string_view text,
                     std::string_view labels = {})
        {
            SampleBatch batch;
            batch.reception = fromNanoseconds(base + 5);
            const auto entity = *names.entity(*names.node(node, NodeType::satellite));
            const auto series = *names.seriesByName(entity, metric, ValueKind::text, labels);
            batch.addSample(series, double(*names.textCode(series, text)), Quality::good);
            batch.endPoint(entity, base);
            append(batch);
        }
        void append(SampleBatch &batch)
        {
            QVERIFY(journal->append(batch, names));
            names.publish();
        }
        ServerResponse ask(const HistoryQuery::Request &request, std::size_t most = 100'000)
        {
            HistoryQuery query(request, names, source, {most, 4'000'000});
            while (!query.step()) {
            }
            FrameEncoder encoder(names);
            return query.answer(encoder);
        }
    };

    static HistoryQuery::Request parsed(const std::string &query)
    {
        HttpRequest request;
        request.query = query;
        const auto read = HistoryQuery::parse(request);
        return read ? *read : HistoryQuery::Request{};
    }
    static QJsonObject json(const ServerResponse &response)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
    }

private Q_SLOTS:
    void manyPagesTellEverythingOnceWhileMoreArrives()
    {
        Log log(4096);
        for (int i = 0; i < 100; ++i)
            log.add(i % 2 ? "a" : "b", i * 10, 10);
        QList<qint64> values;
        std::string cursor;
        int pages = 0;
        for (int arrived = 1000; pages < 500; ++pages) {
            const QJsonObject page = json(log.ask(parsed("cursor=" + cursor), 7));
            int points = 0;
            for (const QJsonValue series : page["series"_L1].toArray()) {
                for (const QJsonValue point : series["points"_L1].toArray()) {
                    values << point[1].toInteger();
                    ++points;
                }
            }
            QVERIFY(points <= 7);
            cursor = page["next"_L1].toString().toStdString();
            if (cursor.empty())
                break;
            if (pages % 3 == 0 && arrived < 1300) {
                log.add("c", arrived, 10); // newer than the page: comes later
                arrived += 10;
            }
        }
        QCOMPARE(values.size(), 1300);
        std::sort(values.begin(), values.end());
        for (qsizetype i = 0; i < values.size(); ++i)
            QCOMPARE(values[i], i);
        QCOMPARE(pages, 1300 / 7);
    }

    void pagesAreInTheOrderOfTimeWhateverTheOrderOfArrival()
    {
        Log log;
        for (int i = 9; i >= 0; --i)
            log.add("a", i * 10, 10);
        std::string cursor;
        qint64 expected = 0;
        do {
            const QJsonObject page = json(log.ask(parsed("cursor=" + cursor), 8));
            for (const QJsonValue point : page["series"_L1][0]["points"_L1].toArray())
                QCOMPARE(point[1].toInteger(), expected++);
            cursor = page["next"_L1].toString().toStdString();
        } while (!cursor.empty());
        QCOMPARE(expected, 100);
    }

    void aPageOpensOnlyTheSegmentsItNeeds()
    {
        Log log(4096);
        for (int i = 0; i < 400; ++i)
            log.add("a", i * 10, 10);
        const std::size_t segments = JournalCursor::segments(log.folder.path().toStdString()).size();
        QVERIFY(segments > 20);
        const QJsonObject first = json(log.ask({}, 10));
        QCOMPARE(log.source.segmentsRead(), segments); // once, to know what is where
        QVERIFY(!first["next"_L1].toString().isEmpty());
        const std::string next = first["next"_L1].toString().toStdString();
        QCOMPARE(json(log.ask(parsed("cursor=" + next), 10))["series"_L1][0]["points"_L1][0][1].toInt(), 10);
        const auto second = log.source.segmentsRead() - segments;
        QVERIFY2(second <= 3, std::to_string(second).c_str());
        const auto before = log.source.segmentsRead();
        const std::string time = std::to_string(base + 3'500'000);
        const QJsonObject late = json(log.ask(parsed("start=" + time)));
        QCOMPARE(late["series"_L1][0]["points"_L1].toArray().size(), 500);
        QVERIFY(log.source.segmentsRead() - before < segments / 4);
    }

    void numbersThatAreGoneAreAGapWithItsCause()
    {
        Log log(4096);
        for (int i = 0; i < 100; ++i)
            log.add("a", i * 10, 10);
        const auto files = JournalCursor::segments(log.folder.path().toStdString());
        QVERIFY(QFile::remove(
            log.folder.filePath(QString::number(files[2]).rightJustified(20, u'0') + u".seg"_s)));
        const qint64 lastBefore = base + qint64(files[2] - 11) * 1000; // of the batch before: 10 points each
        const qint64 firstAfter = base + qint64(files[3] - 1) * 1000;
        for (int again = 0; again < 2; ++again) { // read, then remembered
            const QJsonArray gaps = json(log.ask({}))["series"_L1][0]["gaps"_L1].toArray();
            QCOMPARE(gaps.size(), 1);
            QCOMPARE(gaps[0][0].toString(), QString::number(lastBefore));
            QCOMPARE(gaps[0][1].toString(), QString::number(firstAfter));
            QCOMPARE(gaps[0][2].toString(), u"expired"_s);
        }
        // Told by one page, and by no answer that does not reach there.
        int told = 0;
        std::string cursor;
        do {
            const QJsonObject page = json(log.ask(parsed("cursor=" + cursor), 50));
            told += int(page["series"_L1][0]["gaps"_L1].toArray().size());
            cursor = page["next"_L1].toString().toStdString();
        } while (!cursor.empty());
        QCOMPARE(told, 1);
        const auto elsewhere = parsed("start=" + std::to_string(firstAfter + 1'000'000 / 10));
        QVERIFY(json(log.ask(elsewhere))["series"_L1][0]["gaps"_L1].toArray().isEmpty());
    }

    void bothTimesAreTold()
    {
        Log log;
        log.add("a", 10, 3);
        const QJsonArray points = json(log.ask(parsed("times=both")))["series"_L1][0]["points"_L1].toArray();
        QCOMPARE(points.size(), 3);
        QCOMPARE(points[2].toArray().size(), 4);
        QCOMPARE(points[2][0].toString(), QString::number(base + 12'000));
        QCOMPARE(points[2][3].toString(), QString::number(base + 10'000));
        const std::string csv = log.ask(parsed("times=both&format=csv")).body;
        QVERIFY(csv.starts_with("node_id,dst,metric,time,t_ns,value,quality,received_ns\r\n"));
        QVERIFY(csv.find(",12,good," + std::to_string(base + 10'000) + "\r\n") != std::string::npos);
    }

    void csvCellsAreNoFormulas_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::addRow("equals") << QByteArray("=1+1") << QByteArray("\"'=1+1\"");
        QTest::addRow("plus") << QByteArray("+1") << QByteArray("\"'+1\"");
        QTest::addRow("minus") << QByteArray("-1") << QByteArray("\"'-1\"");
        QTest::addRow("at") << QByteArray("@SUM(A1)") << QByteArray("\"'@SUM(A1)\"");
        QTest::addRow("tab") << QByteArray("\t=1") << QByteArray("\"'\t=1\"");
        QTest::addRow("carriage return") << QByteArray("\r=1") << QByteArray("\"'\r=1\"");
        QTest::addRow("quotes") << QByteArray("say \"so\", now") << QByteArray("\"say \"\"so\"\", now\"");
        QTest::addRow("plain") << QByteArray("ok=1") << QByteArray("ok=1");
    }
    void csvCellsAreNoFormulas()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        Log log;
        log.addText("n", "state", text.toStdString());
        log.addText("-n", "@m", "x", "k=\"v\"");
        const std::string csv = log.ask(parsed("format=csv")).body;
        QVERIFY2(csv.find("," + cell.toStdString() + ",good\r\n") != std::string::npos, csv.c_str());
        QVERIFY2(csv.find("\r\n\"'-n\",,\"'@m{k=\"\"v\"\"}\",") != std::string::npos, csv.c_str());
    }

    void aNumberInACsvStaysANumber()
    {
        Log log;
        log.add("a", -5, 1);
        QVERIFY(log.ask(parsed("format=csv")).body.find(",-5,good\r\n") != std::string::npos);
    }

    void onlyWhatWasNumberedBeforeIsTold()
    {
        Log log;
        log.add("a", 0, 10);
        log.add("a", 10, 10);
        const QJsonArray points =
            json(log.ask(parsed("before_seq=11")))["series"_L1][0]["points"_L1].toArray();
        QCOMPARE(points.size(), 10);
        HttpRequest request;
        request.query = "before_seq=0";
        QVERIFY(!HistoryQuery::parse(request));
    }

    void exactIntegersStayExact()
    {
        Log log;
        SampleBatch batch;
        const auto entity = *log.names.entity(*log.names.node("i", NodeType::device));
        const auto series = *log.names.seriesByName(entity, "count", ValueKind::integer, {});
        for (std::int64_t i = 0; i < 3; ++i) {
            const std::int64_t value = 9'007'199'254'740'993 + i;
            batch.wide.push_back({static_cast<std::uint32_t>(batch.samples()), value});
            batch.addSample(series, double(value), Quality::good);
            batch.endPoint(entity, base + i);
        }
        log.append(batch);
        const std::string body = log.ask({}).body;
        for (const char *value : {",9007199254740993,", ",9007199254740994,", ",9007199254740995,"})
            QVERIFY2(body.find(value) != std::string::npos, body.c_str());
    }

    // Names that come after it began, several questions at once, and an end in the midst of one.
    void theWorkerFollowsTheNames()
    {
        Log log;
        HistoryWorker worker(log.names, [&](const SeriesDictionary &) {
            return std::make_unique<JournalHistory>(log.folder.path().toStdString());
        });
        for (int round = 0; round < 3; ++round) {
            log.add("n" + std::to_string(round), 0, 2);
            log.addText("n" + std::to_string(round), "mode", "m" + std::to_string(round), "k=\"v\"");
            std::vector<std::future<std::string>> answers;
            for (int i = 0; i < 5; ++i) {
                auto promise = std::make_shared<std::promise<std::string>>();
                answers.push_back(promise->get_future());
                worker.ask({}, [promise](ServerResponse &&made) { promise->set_value(made.body); });
            }
            const std::string expected = log.ask({}).body;
            for (auto &answer : answers)
                QCOMPARE(answer.get(), expected);
        }
        worker.ask({}, [](ServerResponse &&) {});
    }
};

DESK_TEST(TstHistoryQuery)
#include "tst_historyquery.moc"
