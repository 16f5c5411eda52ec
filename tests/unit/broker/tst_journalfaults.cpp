// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/broker/journalfixture.h"

#include <QTest>

#include <mutex>
#include <set>

using namespace desk;

class TstJournalFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFlippedBitIsFoundAndNothingWrongIsServed()
    {
        QTemporaryDir source(scratch());
        {
            Opened journal(source.path(), 500);
            QVERIFY(journal.journal->appendFleet("{}", journal.names).has_value());
            for (int k = 0; k < 6; ++k)
                QVERIFY(journal.append(k).has_value());
        }
        const QStringList files = segments(source.path());
        QVERIFY(files.size() >= 3);
        for (const QString &flippedFile : files.first(files.size() - 1)) { // the last holds no points
            QFile file(source.filePath(flippedFile));
            QVERIFY(file.open(QFile::ReadOnly));
            const QByteArray whole = file.readAll();
            for (qsizetype at = 0; at < whole.size(); ++at) {
                QTemporaryDir folder(scratch());
                for (const QString &name : files)
                    QFile::copy(source.filePath(name), folder.filePath(name));
                QByteArray flipped = whole;
                flipped[at] = char(flipped[at] ^ (1 << (at % 8)));
                QFile damaged(folder.filePath(flippedFile));
                QVERIFY(damaged.open(QFile::WriteOnly));
                damaged.write(flipped);
                damaged.close();
                std::set<std::uint64_t> served;
                for (int start = 0; start < 2; ++start) { // and again from what the first start left
                    Opened journal(folder.path());
                    QVERIFY(journal.journal);
                    QCOMPARE(journal.recovery.damages.empty(), start == 1);
                    std::set<std::uint64_t> numbers;
                    for (const SampleBatch &batch : journal.batches) {
                        const double k = batch.firstSequence <= 6 ? double(batch.firstSequence) - 1 : 100;
                        QCOMPARE(batch.value[0], k);
                        QCOMPARE(batch.value[1], -k);
                        QCOMPARE(journal.names.entityName(batch.entity[0]), "n" + std::to_string(int(k)));
                        QCOMPARE(journal.names.text(batch.series[2], 0), std::string_view("on"));
                        if (batch.firstSequence <= 6)
                            numbers.insert(batch.firstSequence);
                    }
                    if (start == 1) {
                        QVERIFY(numbers == served); // the repair loses nothing more
                        break;
                    }
                    served = numbers;
                    // What is not served is said to be lost.
                    for (const JournalDamage &damage : journal.recovery.damages) {
                        for (auto n = damage.firstLost; n <= damage.lastLost; ++n)
                            numbers.insert(n);
                    }
                    for (std::uint64_t n = 1; n <= 6; ++n)
                        QVERIFY2(numbers.contains(n), qPrintable(QString::number(at)));
                    // Names made later never take the place of lost ones.
                    QVERIFY(journal.append(100).has_value());
                    QVERIFY(journal.journal->nextSequence() > 7);
                }
            }
        }
    }

    void aMissingSegmentIsToldOnce()
    {
        QTemporaryDir folder(scratch());
        {
            Opened journal(folder.path(), 500);
            for (int k = 0; k < 9; ++k)
                QVERIFY(journal.append(k).has_value());
        }
        const QStringList files = segments(folder.path());
        QVERIFY(QFile::remove(folder.filePath(files[1])));
        Opened journal(folder.path());
        QCOMPARE(journal.recovery.damages.size(), std::size_t(1));
        const JournalDamage &damage = journal.recovery.damages[0];
        QCOMPARE(damage.reason, std::string("records are missing"));
        QCOMPARE(damage.firstLost, files[1].left(20).toULongLong());
        QCOMPARE(damage.lastLost, files[2].left(20).toULongLong() - 1);
        journal.journal.reset();
        Opened again(folder.path());
        QVERIFY(again.recovery.damages.empty());
        QCOMPARE(again.recovery.points, journal.recovery.points);
    }

    void aSegmentOfAnotherVersionIsPutAside()
    {
        QTemporaryDir folder(scratch());
        QFile file(folder.filePath(QStringLiteral("00000000000000000001.seg")));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("CDJL\x07\0\0\0\x01\0\0\0\0\0\0\0whatever they write", 36);
        file.close();
        Opened journal(folder.path());
        QCOMPARE(journal.recovery.damages.size(), std::size_t(1));
        QCOMPARE(journal.recovery.damages[0].reason, std::string("unknown version"));
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("quarantine/00000000000000000001.seg"))));
        QVERIFY(journal.journal->nextSequence() > 1);
        QVERIFY(journal.append(1).has_value());
    }

    void aFailedWriteEndsTheFileUntilAProbeSucceeds_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("shortWrites");
        QTest::addRow("no space") << ENOSPC << false;
        QTest::addRow("half, then no space") << ENOSPC << true;
        QTest::addRow("error") << EIO << false;
    }
    void aFailedWriteEndsTheFileUntilAProbeSucceeds()
    {
        QFETCH(int, code);
        QFETCH(bool, shortWrites);
        QTemporaryDir folder(scratch());
        Disk disk;
        {
            Opened journal(folder.path(), 64U << 20U, 1U << 30U, filesOf(disk));
            QVERIFY(journal.append(1).has_value());
            disk.writeError = code;
            disk.shortWrites = shortWrites;
            const auto refused = journal.append(2);
            QVERIFY(!refused && refused.error().code == ErrorCode::storageUnavailable);
            QVERIFY(journal.journal->fault().has_value());
            QCOMPARE(journal.faults, 1);
            QVERIFY(!journal.append(2)); // refused without asking the disk
            bool recovered = false;
            journal.journal->probe(journal.names, [&] { recovered = true; });
            QVERIFY(!recovered);
            disk.writeError = 0;
            QVERIFY(!journal.append(2)); // still: nobody has seen that it works
            journal.journal->probe(journal.names, [&] { recovered = true; });
            QVERIFY(recovered);
            QVERIFY(journal.append(2).has_value());
            QCOMPARE(journal.journal->nextSequence(), std::uint64_t(3));
        }
        QCOMPARE(disk.writesAfterError, 0);
        Opened again(folder.path());
        QCOMPARE(again.recovery.points, std::uint64_t(2));
        QVERIFY(again.recovery.damages.empty());
        QCOMPARE(again.batches[1].value[0], 2.0);
    }

    void aFailedSyncAcknowledgesNothing()
    {
        QTemporaryDir folder(scratch());
        Disk disk;
        Opened journal(folder.path(), 64U << 20U, 1U << 30U, filesOf(disk));
        QVERIFY(journal.append(1).has_value());
        int good = 0;
        int bad = 0;
        const auto count = [&](const Result<void> &result) { ++(result ? good : bad); };
        journal.journal->whenOnDisk(count);
        QCOMPARE(good, 1);
        QVERIFY(journal.append(2).has_value());
        disk.syncError = EIO;
        journal.journal->whenOnDisk(count);
        QCOMPARE(bad, 1);
        QVERIFY(journal.journal->fault().has_value());
        QVERIFY(!journal.append(3));
        journal.journal->probe(journal.names, {});
        QVERIFY(journal.journal->fault().has_value());
        disk.syncError = 0;
        journal.journal->probe(journal.names, {});
        QVERIFY(!journal.journal->fault());
        QVERIFY(journal.append(3).has_value());
        journal.journal->whenOnDisk(count);
        QCOMPARE(good, 2);
        QCOMPARE(disk.syncsAfterError, 0); // never again on the same file
        QCOMPARE(disk.writesAfterError, 0);
    }

    void oneSyncServesAllWhoWait()
    {
        QTemporaryDir folder(scratch());
        SeriesDictionary names;
        Journal::Recovery recovery;
        std::mutex mutex;
        std::vector<std::function<void()>> tasks;
        Journal::Options options{folder.path().toStdString()};
        options.post = [&](std::function<void()> task) {
            const std::lock_guard lock(mutex);
            tasks.push_back(std::move(task));
        };
        const auto turn = [&] {
            std::vector<std::function<void()>> now;
            {
                const std::lock_guard lock(mutex);
                now.swap(tasks);
            }
            for (const auto &task : now)
                task();
        };
        auto journal = Journal::open(
            std::move(options), names, [](SampleBatch &&) {}, recovery);
        QVERIFY(journal.has_value());
        int told = 0;
        for (int i = 0; i < 20; ++i) {
            QVERIFY((*journal)->appendFleet("{}", names).has_value());
            (*journal)->whenOnDisk([&](const Result<void> &result) { told += result ? 1 : 0; });
        }
        QCOMPARE(told, 0); // the disk is not waited for here
        QTRY_VERIFY((turn(), told == 20));
        QCOMPARE((*journal)->syncs(), std::uint64_t(1));
        QVERIFY((*journal)->isOnDisk());
    }
};

DESK_TEST(TstJournalFaults)
#include "tst_journalfaults.moc"
