// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/batchrecord.h"
#include "models/broker/journalcursor.h"
#include "tests/support/testprogram.h"
#include "tests/unit/broker/journalfixture.h"

#include <QTest>
#include <cstring>

using namespace desk;

class TstJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAppendedIsThereAgain()
    {
        QTemporaryDir folder;
        std::vector<SampleBatch> written;
        {
            Opened first(folder.path());
            for (int k = 0; k < 10; ++k)
                QVERIFY(first.append(k).has_value());
            QCOMPARE(first.journal->nextSequence(), std::uint64_t(11));
        }
        Opened again(folder.path());
        QCOMPARE(again.recovery.points, std::uint64_t(10));
        QCOMPARE(again.batches.size(), std::size_t(10));
        QCOMPARE(again.batches[9].firstSequence, std::uint64_t(10));
        QCOMPARE(again.batches[3].value[1], -3.0);
        QCOMPARE(again.batches[3].wide[0].value, (1LL << 60) + 3);
        QVERIFY(again.batches[3].quality[1] == Quality::uncertain);
        QCOMPARE(again.names.entityName(again.batches[7].entity[0]), std::string("n7"));
        QCOMPARE(again.names.text(again.batches[7].series[2], 0), std::string_view("on"));
        // Numbers go on and are never used twice.
        QVERIFY(again.append(10).has_value());
        QCOMPARE(again.journal->nextSequence(), std::uint64_t(12));
    }

    void everySegmentCanBeReadOnItsOwn()
    {
        QTemporaryDir folder;
        {
            Opened journal(folder.path(), 600);
            QVERIFY(journal.journal->appendFleet("{\"nodes\":[]}", journal.names).has_value());
            for (int k = 0; k < 20; ++k)
                QVERIFY(journal.append(k % 3).has_value());
        }
        const QStringList files = segments(folder.path());
        QVERIFY(files.size() > 3);
        for (int i = 0; i < files.size() - 2; ++i)
            QVERIFY(QFile::remove(folder.filePath(files[i])));
        Opened rest(folder.path());
        QVERIFY(rest.recovery.damagedRecords == 0);
        QVERIFY(!rest.batches.empty());
        QCOMPARE(rest.recovery.fleet, std::string("{\"nodes\":[]}"));
    }

    void aTornTailIsCutAtEveryByteAndNothingElseIsLost()
    {
        QTemporaryDir source;
        {
            Opened journal(source.path());
            for (int k = 0; k < 3; ++k)
                QVERIFY(journal.append(k).has_value());
        }
        QFile file(source.filePath(segments(source.path()).first()));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray whole = file.readAll();
        int lost = 0;
        for (qsizetype cut = 1; cut < 100; ++cut) {
            QTemporaryDir folder;
            QFile torn(folder.filePath(QFileInfo(file).fileName()));
            QVERIFY(torn.open(QFile::WriteOnly));
            torn.write(whole.first(whole.size() - cut));
            torn.close();
            Opened journal(folder.path());
            QVERIFY(journal.journal);
            QCOMPARE(journal.recovery.points, std::uint64_t(2));
            QVERIFY(journal.recovery.tornBytes > 0);
            QCOMPARE(journal.recovery.damagedRecords, std::uint64_t(0));
            ++lost;
        }
        QCOMPARE(lost, 99);
    }

    void aFlippedBitIsFoundAndTheRestIsServed()
    {
        QTemporaryDir source;
        {
            Opened journal(source.path());
            for (int k = 0; k < 5; ++k)
                QVERIFY(journal.append(0).has_value());
        }
        QFile file(source.filePath(segments(source.path()).first()));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray whole = file.readAll();
        for (qsizetype at = 16; at < whole.size(); at += 3) {
            QTemporaryDir folder;
            QByteArray flipped = whole;
            flipped[at] = char(flipped[at] ^ 0x10);
            QFile damaged(folder.filePath(QFileInfo(file).fileName()));
            QVERIFY(damaged.open(QFile::WriteOnly));
            damaged.write(flipped);
            damaged.close();
            Opened journal(folder.path());
            QVERIFY(journal.journal);
            QVERIFY(journal.recovery.damagedRecords + journal.recovery.tornBytes > 0);
            QVERIFY(journal.journal->nextSequence() >= 1 + journal.recovery.points);
            for (const SampleBatch &batch : journal.batches)
                QCOMPARE(batch.value[0], 0.0); // what is served is what was written
        }
    }

    void aBatchWithoutPointsIsRead()
    {
        journalformat::BatchHeader header;
        header.firstSequence = 1;
        SampleBatch batch;
        QVERIFY(decodeBatch(std::as_bytes(std::span(&header, 1)), SeriesDictionary(), batch));
        QCOMPARE(batch.points() + batch.samples(), 0U);
    }

    void aWideValueOfNoSampleIsNoBatch()
    {
        std::array<std::byte, sizeof(journalformat::BatchHeader) + journalformat::wideBytes> record{};
        journalformat::BatchHeader header;
        header.firstSequence = 1;
        header.wide = 1;
        std::memcpy(record.data(), &header, sizeof header);
        SampleBatch batch;
        QVERIFY(!readColumns(record, batch));
    }

    void aDamagedNumberDoesNotHideWhatFollows()
    {
        QTemporaryDir folder;
        Opened journal(folder.path());
        QVERIFY(journal.append(0).has_value());
        const auto second = qint64(journal.journal->bytes());
        QVERIFY(journal.append(0).has_value());
        QVERIFY(journal.append(0).has_value());
        QFile file(folder.filePath(segments(folder.path()).last()));
        QVERIFY(file.open(QFile::ReadWrite));
        constexpr qint64 highByteOfTheNumber = sizeof(journalformat::RecordHeader) + 6;
        QVERIFY(file.seek(second + highByteOfTheNumber));
        QVERIFY(file.putChar('\x40'));
        file.close();
        JournalCursor cursor(folder.path().toStdString(), 1);
        QList<std::uint64_t> found;
        for (auto step = cursor.next(4); step && step->batch; step = cursor.next(4))
            found << step->batch->firstSequence;
        QCOMPARE(found, (QList<std::uint64_t>{1, 3}));
    }

    void fullIsSaidAndNothingIsHalfWritten()
    {
        QTemporaryDir folder;
        Opened journal(folder.path(), 64U << 20U, 20'000);
        int taken = 0;
        Result<void> last;
        while ((last = journal.append(taken))) {
            QVERIFY(!journal.journal->isFull());
            ++taken;
        }
        QVERIFY(last.error().code == ErrorCode::storageUnavailable);
        QVERIFY(journal.journal->isFull());
        const std::uint64_t next = journal.journal->nextSequence();
        QCOMPARE(next, std::uint64_t(taken) + 1);
        Opened again(folder.path());
        QCOMPARE(again.recovery.points, std::uint64_t(taken));
        QCOMPARE(again.recovery.tornBytes, std::uint64_t(0));
    }

    void keyedAnswersSurviveARestart()
    {
        QTemporaryDir folder;
        const IdempotentAnswer answer{"key client", "{\"count\":1}", fromNanoseconds(2001)};
        {
            Opened journal(folder.path());
            QVERIFY(journal.append(1, &answer).has_value());
            QVERIFY(journal.append(2).has_value());
        }
        Opened again(folder.path());
        QCOMPARE(again.recovery.answers.size(), std::size_t(1));
        QVERIFY(again.recovery.answers[0] == answer);
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        Opened journal(QStringLiteral("/proc/nowhere/journal"));
        QVERIFY(!journal.journal);
        QVERIFY(journal.error.message.find("/proc/nowhere/journal") != std::string::npos);
    }
};

DESK_TEST(TstJournal)
#include "tst_journal.moc"
