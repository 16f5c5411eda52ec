// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/folderrecording.h"

#include "models/archive/sessionbuilder.h"
#include "models/archive/sessionfolder.h"
#include "models/exchange/batchnaming.h"
#include "tests/support/testprogram.h"
#include "tests/unit/archive/recordertest.h"

#include <fstream>

using namespace desk;
using namespace std::chrono_literals;

class TstFolderRecording : public RecorderTest
{
    Q_OBJECT

    struct Read
    {
        QStringList points; // number, whom, when and its first value
        std::uint64_t fromJournal = 0;
        std::vector<std::string> notes;
    };

    static void read(FolderRecording &recording, QStringList &points, std::size_t most = ~std::size_t{0})
    {
        BatchNaming naming(recording.names(), {});
        NamedPoint point;
        for (; most > 0; --most) {
            const auto batch = recording.next();
            QVERIFY2(batch, batch ? "" : batch.error().message.c_str());
            if (!*batch)
                return;
            for (std::size_t p = 0; p < (*batch)->points(); ++p) {
                if (!naming.name(**batch, p, point))
                    continue;
                const NamedValue &value = point.values.front();
                const auto *text = std::get_if<std::string>(&value.value);
                points += QStringLiteral("%1 %2 %3 %4 %5")
                              .arg(point.sequence)
                              .arg(QString::fromStdString(point.node))
                              .arg(nanoseconds(point.generation) / second)
                              .arg(nanoseconds(*point.received) / second)
                              .arg(text ? QString::fromStdString(*text)
                                        : QString::number(std::get<double>(value.value)));
            }
        }
    }

    Read readAll()
    {
        Read all;
        const auto recording = FolderRecording::open(path("."));
        if (!recording) {
            all.notes.push_back("cannot be opened: " + recording.error().message);
            return all;
        }
        read(**recording, all.points);
        all.fromJournal = (*recording)->fromJournal();
        all.notes = (*recording)->notes();
        return all;
    }

    // As batch() makes them.
    static QStringList expected(int first, int last, int nodes)
    {
        QStringList points;
        for (int k = first; k <= last; ++k) {
            for (int n = 0; n < nodes; ++n)
                points += QStringLiteral("%1 n%2 %3 %4 %5")
                              .arg(k * nodes + n + 1)
                              .arg(n)
                              .arg(k)
                              .arg(1000 + k)
                              .arg(k * 0.5 + n);
        }
        return points;
    }

    Recorder::Options named()
    {
        Recorder::Options o = options();
        o.about["journal"] = "one";
        return o;
    }

    void record(int first, int last, int nodes, Recorder::Options o)
    {
        startRecorder(std::move(o));
        for (int k = first; k <= last; ++k)
            m_recorder->offer(batch(k, nodes));
        QCOMPARE(m_recorder->stop(10s), 0U);
        m_recorder.reset();
    }

private Q_SLOTS:
    void init()
    {
        startJournal();
        std::ofstream(path("journal") / "identity") << "one";
    }
    void cleanup() { stopJournal(); }

    void whatTheRecorderDidNotReachComesFromTheJournal()
    {
        record(0, 9, 3, named());
        for (int k = 10; k < 20; ++k)
            QVERIFY(batch(k, 3));
        const Read all = readAll();
        QCOMPARE(all.points, expected(0, 19, 3));
        QCOMPARE(all.fromJournal, 30U);
        QVERIFY(all.notes.empty());
    }

    void aJournalAloneIsARecording()
    {
        for (int k = 0; k < 4; ++k)
            QVERIFY(batch(k, 3));
        const Read all = readAll();
        QCOMPARE(all.points, expected(0, 3, 3));
        QCOMPARE(all.fromJournal, 12U);
    }

    void aFileAloneIsARecording()
    {
        record(0, 4, 3, named());
        m_journal.reset();
        std::filesystem::remove_all(path("journal"));
        const Read all = readAll();
        QCOMPARE(all.points, expected(0, 4, 3));
        QCOMPARE(all.fromJournal, 0U);
    }

    // The second batch is half recorded: one cannot be so, but a journal's record may hold both.
    void aBatchThatIsRecordedInPartIsCut()
    {
        record(0, 0, 3, named());
        m_journal.reset();
        std::filesystem::remove_all(path("journal"));
        m_names = std::make_unique<SeriesDictionary>();
        Journal::Options o;
        o.folder = path("journal");
        Journal::Recovery recovery;
        m_journal = Journal::open(
                        std::move(o), *m_names, [](SampleBatch &&) {}, recovery)
                        .value();
        std::ofstream(path("journal") / "identity") << "one";
        QVERIFY(batch(0, 5)); // numbers 1 to 5, of which 1 to 3 are recorded
        const Read all = readAll();
        QCOMPARE(all.points, expected(0, 0, 5));
        QCOMPARE(all.fromJournal, 2U);
    }

    void finishedFilesComeBeforeTheOneBeingRecorded()
    {
        Recorder::Options o = named();
        record(0, 4, 2, o);
        renameSession(path("session.desk"), nameOfFinished(path("."), Timestamp(1000s)));
        o.recordedBefore = 10;
        record(5, 9, 2, o);
        QVERIFY(batch(10, 2));
        const Read all = readAll();
        QCOMPARE(all.points, expected(0, 10, 2));
        QCOMPARE(all.fromJournal, 2U);
    }

    // While it is read the recorder goes on and the journal lets go.
    void whatMovesFromTheJournalIntoTheFileIsNotMissed_data()
    {
        QTest::addColumn<bool>("rolled");
        QTest::addRow("under its name") << false;
        QTest::addRow("finished meanwhile") << true;
    }
    void whatMovesFromTheJournalIntoTheFileIsNotMissed()
    {
        QFETCH(bool, rolled);
        record(0, 9, 3, named());
        for (int k = 10; k < 4000; ++k) // many segments
            QVERIFY(batch(k, 3));
        auto recording = FolderRecording::open(path("."));
        QVERIFY(recording);
        QStringList points;
        read(**recording, points, 20);
        QVERIFY(points.size() > 30 && points.size() < 12000);
        if (rolled) {
            renameSession(path("session.desk"), nameOfFinished(path("."), Timestamp(1000s)));
            Recorder::Options o = named();
            o.recordedBefore = 30;
            record(4000, 4010, 3, o);
        } else {
            record(4000, 4010, 3, named());
        }
        QVERIFY(m_journal->trim(m_journal->nextSequence() - 1, 0, Timestamp::max()) > 0);
        read(**recording, points);
        QCOMPARE(points, expected(0, 3999, 3)); // up to what was there when it was opened
    }

    void filesOfAnotherJournalComeFirstWithTheirOwnNames()
    {
        // Its ids and codes are others than ours.
        const auto other = nameOfFinished(path("."), Timestamp(10s));
        auto builder = SessionBuilder::open(other).value();
        SeriesDictionary &names = builder->dictionary();
        static_cast<void>(names.entity(*names.node("first", NodeType::host)));
        const EntityId about = *names.entity(*names.node("n0", NodeType::satellite));
        const SeriesId mode = *names.seriesByName(about, "mode", ValueKind::text, {});
        SampleBatch texts;
        texts.reception = Timestamp(10s);
        for (const char *word : {"idle", "safe"}) {
            texts.addSample(mode, *names.textCode(mode, word), Quality::good);
            texts.endPoint(about, 5 * second);
        }
        QVERIFY(builder->append(std::move(texts)));
        QVERIFY(builder->describe("journal", "another"));
        QVERIFY(builder->finish());
        builder.reset();

        const EntityId ours = *m_names->entity(*m_names->node("n0", NodeType::satellite));
        const SeriesId our = *m_names->seriesByName(ours, "mode", ValueKind::text, {});
        SampleBatch b;
        b.reception = Timestamp(1000s);
        b.addSample(our, *m_names->textCode(our, "safe"), Quality::good);
        b.endPoint(ours, 0);
        QVERIFY(append(std::move(b)));
        const QStringList points{QStringLiteral("1 n0 5 10 idle"), QStringLiteral("2 n0 5 10 safe"),
                                 QStringLiteral("1 n0 0 1000 safe")};
        QCOMPARE(readAll().points, points);
    }

    void whatCannotBeReadIsSaid()
    {
        record(0, 4, 2, named());
        std::ofstream(path("session-19700101T000000000Z.desk")) << "no recording";
        const Read all = readAll();
        QCOMPARE(all.points, expected(0, 4, 2));
        QCOMPARE(all.notes.size(), std::size_t(1));
        QVERIFY(all.notes[0].find("session-19700101T000000000Z.desk") != std::string::npos);
        std::ofstream(path("session.desk"), std::ios::trunc) << "no recording";
        QVERIFY(!FolderRecording::open(path(".")));
        QVERIFY(!FolderRecording::open(path("nothing")));
    }
};

DESK_TEST(TstFolderRecording)
#include "tst_folderrecording.moc"
