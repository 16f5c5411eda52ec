// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/topicqueues.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace desk;
using namespace std::chrono_literals;

class TstTopicQueues : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    SimulatedTimeService m_time{fromNanoseconds(1'700'000'000'123'456'789)};
    TopicRecovery m_recovery;
    std::unique_ptr<TopicQueues> m_queues;
    TopicQueues::Options m_options;

    void open()
    {
        m_queues.reset();
        m_recovery = {};
        m_options.folder = m_folder->path().toStdString();
        auto opened = TopicQueues::open(m_options, m_time, m_recovery);
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        m_queues = *std::move(opened);
    }

    MessageId put(const std::string &payload, unsigned partition = 0, const std::string &topic = "t")
    {
        const auto id = m_queues->publish(topic, partition, payload);
        return id ? *id : MessageId{};
    }

    std::optional<Message> take(const std::string &group = "g", unsigned partition = 0,
                                const std::string &topic = "t")
    {
        return m_queues->take(topic, partition, group);
    }

    Result<void> acknowledge(const Message &message, const std::string &group = "g", unsigned partition = 0,
                             const std::string &topic = "t")
    {
        return m_queues->acknowledge(topic, partition, group, std::span(&message.id, 1));
    }

    std::vector<std::string> takeAll(const std::string &group = "g", bool acknowledged = true)
    {
        std::vector<std::string> payloads;
        while (const auto message = take(group)) {
            payloads.push_back(message->payload);
            if (acknowledged && !acknowledge(*message, group))
                payloads.push_back("not acknowledged");
        }
        return payloads;
    }

    QStringList files(const QString &pattern) const
    {
        return QDir(m_folder->filePath(QStringLiteral("t"))).entryList({pattern}, QDir::Files, QDir::Name);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_options = {};
        open();
        QVERIFY(m_queues->makeTopic("t", 2).has_value());
        QVERIFY(m_queues->join("t", "g").has_value());
    }
    void cleanup() { m_queues.reset(); }

    void aPartitionKeepsItsOrder()
    {
        for (int i = 0; i < 100; ++i)
            put(std::to_string(i));
        for (int i = 0; i < 100; ++i) {
            const auto message = take();
            QVERIFY(message);
            QCOMPARE(message->payload, std::to_string(i));
            QCOMPARE(message->attempt, 1U);
            QVERIFY(message->created == m_time.now());
        }
        QVERIFY(!take());
    }

    void everyGroupSeesEveryMessageAndItsMembersShare()
    {
        QVERIFY(m_queues->join("t", "h").has_value());
        for (int i = 0; i < 10; ++i)
            put(std::to_string(i));
        std::set<std::string> seen;
        for (int i = 0; i < 10; ++i) // whoever of the group asks
            seen.insert(take("g")->payload);
        QCOMPARE(seen.size(), std::size_t(10));
        QVERIFY(!take("g"));
        QCOMPARE(takeAll("h").size(), std::size_t(10));
    }

    void aGroupThatComesLateBeginsWithTheOldestThatIsKept()
    {
        for (int i = 0; i < 5; ++i)
            put(std::to_string(i));
        QCOMPARE(takeAll("g").size(), std::size_t(5));
        QVERIFY(m_queues->join("t", "late").has_value());
        QCOMPARE(takeAll("late").front(), std::string("0"));
    }

    void withoutAPartitionTheKeyDecides()
    {
        QVERIFY(m_queues->makeTopic("telemetry", 4).has_value());
        QVERIFY(m_queues->join("telemetry", "g").has_value());
        const HashRing ring("telemetry", 4);
        for (int i = 0; i < 40; ++i) {
            const std::string uuid = "GPU-" + std::to_string(i);
            QVERIFY(m_queues->publish("telemetry", std::nullopt, "{\"uuid\":\"" + uuid + "\"}").has_value());
            const auto message = take("g", ring.partition(uuid), "telemetry");
            QVERIFY(message && message->payload.find(uuid + "\"") != std::string::npos);
        }
    }

    void refusalsAreTheStacksWords()
    {
        QCOMPARE(m_queues->publish("nope", 0, "x").error().message, std::string("unknown topic"));
        QCOMPARE(m_queues->publish("t", 2, "x").error().message,
                 std::string("partition 2 exceeds max partitions 2 for topic t"));
        Message stranger;
        QCOMPARE(acknowledge(stranger).error().message,
                 std::string("ack failed (unknown id or wrong group)"));
        put("x");
        const auto message = take("g");
        QVERIFY(m_queues->join("t", "h").has_value());
        QCOMPARE(acknowledge(*message, "h").error().message,
                 std::string("ack failed (unknown id or wrong group)"));
        QVERIFY(acknowledge(*message, "g").has_value());
        QVERIFY(!acknowledge(*message, "g")); // once
        for (const char *bad : {"", ".x", "a/b", "..", "a b", "\xc3\xa4"})
            QVERIFY(!m_queues->makeTopic(bad, 1));
        QVERIFY(!m_queues->makeTopic("many", 65));
    }

    void whatIsNotAcknowledgedComesAgainToTheHeadWithinHalfASecond()
    {
        const MessageId id = put("first");
        put("second");
        QVERIFY(take());
        m_time.advance(29'999ms);
        m_queues->expire();
        const auto second = take();
        QCOMPARE(second->payload, std::string("second"));
        put("third");
        m_time.advance(101ms); // the tick after the time-out
        m_queues->expire();
        const auto again = take();
        QCOMPARE(again->payload, std::string("first"));
        QVERIFY(again->id == id);
        QCOMPARE(again->attempt, 2U);
        QVERIFY(acknowledge(*again).has_value());
        QCOMPARE(take()->payload, std::string("third"));
        QCOMPARE(m_queues->counters().redelivered, std::uint64_t(1));
    }

    void aTimeOutOfOneGroupIsNoneOfAnothers()
    {
        QVERIFY(m_queues->join("t", "h").has_value());
        put("x");
        QVERIFY(take("g"));
        QVERIFY(acknowledge(*take("h"), "h").has_value());
        m_time.advance(31s);
        m_queues->expire();
        QVERIFY(!take("h"));
        QCOMPARE(take("g")->attempt, 2U);
    }

    void theClockOnTheWallMovesNoTimeOut()
    {
        put("x");
        QVERIFY(take());
        m_time.step(std::chrono::hours(1));
        m_queues->expire();
        QVERIFY(!take());
    }

    void afterFiveAttemptsAMessageIsADeadLetter()
    {
        const MessageId id = put("poison", 1);
        put("good", 1);
        for (unsigned attempt = 1; attempt <= 5; ++attempt) {
            const auto message = take("g", 1);
            QVERIFY(message);
            QCOMPARE(message->payload, std::string("poison"));
            QCOMPARE(message->attempt, attempt);
            m_time.advance(31s);
            m_queues->expire();
        }
        QCOMPARE(take("g", 1)->payload, std::string("good"));
        QCOMPARE(m_queues->partitions("t.dlq"), 2U);
        QVERIFY(m_queues->join("t.dlq", "undertaker").has_value());
        const auto letter = take("undertaker", 1, "t.dlq");
        QVERIFY(letter);
        QVERIFY(letter->id == id);
        QCOMPARE(letter->payload, std::string("poison"));
        QCOMPARE(m_queues->counters().deadLetters, std::uint64_t(1));
        open();
        QVERIFY(take("undertaker", 1, "t.dlq")); // kept
        QCOMPARE(take("g", 1)->payload, std::string("good"));
    }

    void aDeadLetterIsNeverBuriedAgain()
    {
        put("poison");
        for (int i = 0; i < 5; ++i) {
            QVERIFY(take());
            m_time.advance(31s);
            m_queues->expire();
        }
        QVERIFY(m_queues->join("t.dlq", "g").has_value());
        for (unsigned i = 1; i < 10; ++i) {
            QCOMPARE(take("g", 0, "t.dlq")->attempt, i);
            m_time.advance(31s);
            m_queues->expire();
        }
        QCOMPARE(m_queues->partitions("t.dlq.dlq"), 0U);
    }

    void aRefusedMessageIsADeadLetterAtOnce()
    {
        put("nonsense");
        const auto message = take();
        QVERIFY(m_queues->refuse("t", 0, "g", message->id).has_value());
        QVERIFY(!m_queues->refuse("t", 0, "g", message->id));
        m_time.advance(31s);
        m_queues->expire();
        QVERIFY(!take());
        QVERIFY(m_queues->join("t.dlq", "g").has_value());
        QVERIFY(take("g", 0, "t.dlq"));
    }

    void givingBackCostsNoAttempt()
    {
        put("x");
        for (int i = 0; i < 20; ++i) {
            const auto message = take();
            QCOMPARE(message->attempt, 1U);
            m_queues->giveBack("t", 0, "g", message->id);
        }
    }

    void whatDoesNotFitInMemoryIsReadFromDiskInOrder()
    {
        m_options.queueSize = 10;
        open();
        for (int i = 0; i < 1000; ++i)
            put(std::to_string(i));
        const auto before = m_queues->status().front().partitions[0];
        QCOMPARE(before.inMemory, std::uint64_t(10));
        QCOMPARE(before.depth, std::uint64_t(1000));
        for (int i = 0; i < 500; ++i)
            QCOMPARE(take()->payload, std::to_string(i));
        for (int i = 1000; i < 1100; ++i) // while some is on disk
            put(std::to_string(i));
        for (int i = 500; i < 1100; ++i)
            QCOMPARE(take()->payload, std::to_string(i));
        QVERIFY(!take());
        QVERIFY(m_queues->status().front().partitions[0].inMemory <= 10);
    }

    void memoryIsBoundedByBytesToo()
    {
        m_options.queueBytes = 10'000;
        open();
        for (int i = 0; i < 50; ++i)
            put(std::string(1000, char('a' + i % 26)));
        QCOMPARE(m_queues->status().front().partitions[0].inMemory, std::uint64_t(10));
        QCOMPARE(takeAll().size(), std::size_t(50));
        put(std::string(50'000, 'x')); // larger than all of it
        QCOMPARE(takeAll().front().size(), std::size_t(50'000));
    }

    void whatWasNotAcknowledgedComesBackAfterARestart()
    {
        std::vector<Message> taken;
        for (int i = 0; i < 20; ++i)
            put(std::to_string(i));
        for (int i = 0; i < 10; ++i)
            taken.push_back(*take());
        for (int i : {0, 1, 2, 5, 7})
            QVERIFY(acknowledge(taken[std::size_t(i)]).has_value());
        open();
        QCOMPARE(m_queues->partitions("t"), 2U);
        QCOMPARE(m_recovery.messages, std::uint64_t(20));
        std::vector<std::string> expected{"3", "4", "6", "8", "9"};
        for (int i = 10; i < 20; ++i)
            expected.push_back(std::to_string(i));
        QCOMPARE(takeAll(), expected);
        open();
        QVERIFY(takeAll().empty());
        put("next");
        QCOMPARE(takeAll(), std::vector<std::string>{"next"});
    }

    void attemptsAreCountedAcrossARestart()
    {
        put("x");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(take());
            m_time.advance(31s);
            m_queues->expire();
        }
        open();
        QCOMPARE(take()->attempt, 4U);
    }

    void aGroupThatNeverAcknowledgedIsStillThereAfterARestart()
    {
        put("x");
        QVERIFY(m_queues->join("t", "quiet").has_value());
        open();
        QCOMPARE(m_queues->status().front().partitions[0].groups.size(), std::size_t(2));
        QVERIFY(take("quiet"));
    }

    void segmentsGoWhenEveryGroupHasAcknowledged()
    {
        m_options.segmentBytes = 4096;
        open();
        QVERIFY(m_queues->join("t", "slow").has_value());
        for (int i = 0; i < 400; ++i)
            put(std::string(100, 'x'));
        const auto many = files(QStringLiteral("0-*.seg")).size();
        QVERIFY(many > 10);
        takeAll("g");
        QCOMPARE(files(QStringLiteral("0-*.seg")).size(), many); // slow may still come
        takeAll("slow");
        QCOMPARE(files(QStringLiteral("0-*.seg")).size(), qsizetype(1));
        open();
        put("y");
        QCOMPARE(takeAll("slow"), std::vector<std::string>{"y"});
        QCOMPARE(takeAll("g"), std::vector<std::string>{"y"});
    }

    void aGroupThatNeverComesBackIsForgottenInItsTime()
    {
        m_options.segmentBytes = 4096;
        m_options.groupExpiry = 24h;
        open();
        QVERIFY(m_queues->join("t", "gone").has_value());
        for (int i = 0; i < 400; ++i)
            put(std::string(100, 'x'));
        takeAll("g");
        m_time.advance(23h);
        QVERIFY(m_queues->join("t", "g").has_value()); // a consumer is there
        m_queues->expire();
        QCOMPARE(m_queues->status().front().partitions[0].groups.size(), std::size_t(2));
        m_time.advance(2h);
        m_queues->expire();
        QCOMPARE(m_queues->status().front().partitions[0].groups.size(), std::size_t(1));
        QCOMPARE(m_queues->counters().groupsForgotten, std::uint64_t(1));
        QCOMPARE(files(QStringLiteral("0-*.seg")).size(), qsizetype(1));
        open();
        QVERIFY(!take("gone"));
    }

    void atTheLimitPublishingFailsNamingWhoLagsAndNothingIsDropped()
    {
        m_options.maxBytes = 20'000;
        open();
        QVERIFY(m_queues->join("t", "lagging").has_value());
        int taken = 0;
        Result<MessageId> last = MessageId{};
        while ((last = m_queues->publish("t", 0, std::string(500, 'x')))) {
            ++taken;
            takeAll("g");
        }
        QVERIFY(last.error().code == ErrorCode::storageUnavailable);
        QVERIFY2(last.error().message.find("group lagging of topic t has not acknowledged") !=
                     std::string::npos,
                 last.error().message.c_str());
        QCOMPARE(takeAll("lagging").size(), std::size_t(taken));
    }

    void oldDeadLettersMakeRoomForNewOnes()
    {
        m_options.segmentBytes = 2'000;
        m_options.deadLetterBytes = 10'000;
        open();
        for (int i = 0; i < 100; ++i) {
            put(std::to_string(i) + std::string(500, 'x'));
            QVERIFY(m_queues->refuse("t", 0, "g", take()->id).has_value());
        }
        QCOMPARE(m_queues->counters().deadLetters, std::uint64_t(100));
        QVERIFY(m_queues->counters().deadLettersDropped > 50);
        QVERIFY(m_queues->join("t.dlq", "g").has_value());
        std::uint64_t left = 0;
        std::string payload;
        while (const auto letter = take("g", 0, "t.dlq")) {
            payload = letter->payload;
            ++left;
        }
        QCOMPARE(left + m_queues->counters().deadLettersDropped, std::uint64_t(100));
        QVERIFY(payload.starts_with("99"));
    }

    void aTornTailIsCutAtEveryByteAndNothingElseIsLost()
    {
        for (int i = 0; i < 3; ++i)
            put("message " + std::to_string(i));
        m_queues.reset();
        QFile file(m_folder->filePath(QStringLiteral("t/")) + files(QStringLiteral("0-*.seg")).first());
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        for (qsizetype cut = 1; cut < whole.size() / 3; ++cut) {
            QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
            file.write(whole.first(whole.size() - cut));
            file.close();
            open();
            QCOMPARE(m_recovery.messages, std::uint64_t(2));
            QCOMPARE(m_recovery.damagedBytes, std::uint64_t(0));
            QVERIFY(m_recovery.tornBytes > 0);
            QVERIFY(QFileInfo(file).size() < whole.size() - cut);
        }
        QCOMPARE(takeAll().size(), std::size_t(2));
        put("after");
        open();
        QCOMPARE(takeAll(), std::vector<std::string>{"after"});
    }

    void aFlippedBitCostsOneMessageAndTheFileIsKept()
    {
        m_options.segmentBytes = 300;
        open();
        for (int i = 0; i < 12; ++i)
            put("message " + std::to_string(i));
        m_queues.reset();
        const QString path =
            m_folder->filePath(QStringLiteral("t/")) + files(QStringLiteral("0-*.seg")).first();
        QFile file(path);
        QVERIFY(file.open(QFile::ReadWrite));
        QByteArray bytes = file.readAll();
        for (qsizetype at = 0; at < bytes.size(); at += 5) {
            bytes[at] = char(bytes[at] ^ 4);
            file.seek(0);
            file.write(bytes);
            file.flush();
            open();
            QCOMPARE(m_recovery.messages, std::uint64_t(11));
            QVERIFY(m_recovery.damagedBytes > 0);
            bytes[at] = char(bytes[at] ^ 4);
        }
        QCOMPARE(takeAll().size(), std::size_t(11));
        QVERIFY(!QFile::exists(path));
        QVERIFY(QFile::exists(path + QStringLiteral(".damaged")));
    }

    void damagedPositionsOnlyMakeMessagesComeAgain()
    {
        for (int i = 0; i < 10; ++i)
            put(std::to_string(i));
        takeAll();
        m_queues.reset();
        QFile file(m_folder->filePath(QStringLiteral("t/0.groups")));
        QVERIFY(file.open(QFile::ReadWrite));
        QByteArray bytes = file.readAll();
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
        file.seek(0);
        file.write(bytes);
        file.close();
        open();
        QVERIFY(m_recovery.damagedBytes > 0);
        const auto again = takeAll();
        QVERIFY(!again.empty() && again.size() < 10);
    }

    void longPositionFilesAreRewritten()
    {
        for (int i = 0; i < 60'000; ++i) {
            put("x");
            const auto message = take();
            QVERIFY(message && acknowledge(*message));
        }
        QVERIFY(QFileInfo(m_folder->filePath(QStringLiteral("t/0.groups"))).size() < (5 << 20) / 4);
        put("last");
        open();
        QCOMPARE(takeAll(), std::vector<std::string>{"last"});
    }

    void moreMessagesThanMemoryWithConsumersThatDieLoseNothing()
    {
        m_options.queueSize = 100;
        open();
        std::set<std::string> missing;
        for (int i = 0; i < 10'000; ++i) {
            put("m" + std::to_string(i), unsigned(i) % 2);
            missing.insert("m" + std::to_string(i));
        }
        // Two of three consumers die with what they hold; five attempts must not be used up by that.
        for (int round = 0; !missing.empty() && round < 4; ++round) {
            std::uint64_t number = 0;
            for (unsigned partition : {0U, 1U}) {
                while (const auto message = take("g", partition)) {
                    if (round == 3 || ++number % 3 == 0) {
                        QVERIFY(acknowledge(*message, "g", partition).has_value());
                        QCOMPARE(missing.erase(message->payload), std::size_t(1)); // never twice
                    }
                }
            }
            if (round == 1)
                open(); // and so does the server
            m_time.advance(31s);
            m_queues->expire();
        }
        QVERIFY(missing.empty());
        QCOMPARE(m_queues->partitions("t.dlq"), 0U);
    }

    void aTopicGrowsAndNeverShrinks()
    {
        QVERIFY(m_queues->makeTopic("t", 4).has_value());
        QCOMPARE(m_queues->partitions("t"), 4U);
        QVERIFY(m_queues->makeTopic("t", 1).has_value());
        QCOMPARE(m_queues->partitions("t"), 4U);
        put("x", 3);
        open();
        QCOMPARE(m_queues->partitions("t"), 4U);
        QCOMPARE(take("g", 3)->payload, std::string("x")); // the group was there before the partition
    }

    void aFullDiskIsSaid()
    {
        m_queues.reset();
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("t/partitions"))));
        QVERIFY(QDir(m_folder->filePath(QStringLiteral("t"))).removeRecursively());
        open();
        QVERIFY(m_queues->makeTopic("t", 1).has_value());
        QVERIFY(QDir(m_folder->filePath(QStringLiteral("t"))).removeRecursively()); // as if it were gone
        const auto published = m_queues->publish("t", 0, "x");
        QVERIFY(!published);
        QVERIFY(published.error().code == ErrorCode::storageUnavailable);
        QCOMPARE(m_queues->counters().published, std::uint64_t(0));
    }
};

DESK_TEST(TstTopicQueues)
#include "tst_topicqueues.moc"
