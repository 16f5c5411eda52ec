// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/crc32c.h"
#include "models/forecast/lstmweights.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/plainlstm.h"

#include <QtTest>

#include <cstring>
#include <limits>

using namespace desk;

class TstLstmWeights : public QObject
{
    Q_OBJECT

    using File = std::vector<std::byte>;
    static LstmWeights example()
    {
        LstmWeights weights = randomWeights(7, 1);
        weights.metric = "snr_db";
        weights.record = "seed 1";
        return weights;
    }
    static void put(File &file, std::size_t at, std::uint32_t number) { std::memcpy(&file[at], &number, 4); }
    // As a careful enemy writes it.
    static File withRightChecksum(File file)
    {
        put(file, file.size() - 4, crc32c(std::span(file).first(file.size() - 4)));
        return file;
    }

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const auto read = LstmWeights::parse(example().encode());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(*read == example());
    }

    void theLayoutOfVersion1Stays()
    {
        // Written down so that files of today are read tomorrow.
        const File file = example().encode();
        QCOMPARE(file.size(), std::size_t{8 + 7 * 4 + 6 + 6 + (28 * 6 + 28 * 7 + 28 + 9 * 19 + 9) * 4 + 4});
        QVERIFY(
            std::memcmp(file.data(),
                        "CDLSTM\0\0\1\0\0\0\6\0\0\0\14\0\0\0\7\0\0\0\11\0\0\0\6\0\0\0\6\0\0\0snr_dbseed 1",
                        48) == 0);
        float firstWeight = 0;
        std::memcpy(&firstWeight, &file[48], 4);
        QCOMPARE(firstWeight, example().inputWeights[0]);
    }

    void everyCutIsRefused()
    {
        const File file = example().encode();
        for (std::size_t length = 0; length < file.size(); ++length)
            QVERIFY(!LstmWeights::parse(std::span(file).first(length)));
        File longer = file;
        longer.push_back({});
        QVERIFY(!LstmWeights::parse(longer));
    }

    void everyFlippedBitIsRefused()
    {
        File file = example().encode();
        for (std::size_t bit = 0; bit < file.size() * 8; bit += 5) {
            file[bit / 8] ^= std::byte{1} << (bit % 8);
            QVERIFY(!LstmWeights::parse(file));
            file[bit / 8] ^= std::byte{1} << (bit % 8);
        }
        QVERIFY(LstmWeights::parse(file));
    }

    void hostileFilesAreRefused_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<quint32>("number");
        QTest::addColumn<QByteArray>("word");
        QTest::addRow("magic") << 0 << 0x20202020U << QByteArray("begin");
        QTest::addRow("version") << 8 << 2U << QByteArray("version 2");
        QTest::addRow("inputs") << 12 << 0xFFFFFFFFU << QByteArray("form");
        QTest::addRow("head inputs") << 16 << 0U << QByteArray("form");
        QTest::addRow("hidden none") << 20 << 0U << QByteArray("hidden");
        QTest::addRow("hidden too many") << 20 << 0x40000000U << QByteArray("hidden");
        QTest::addRow("hidden more than there is") << 20 << 128U << QByteArray("would be right");
        QTest::addRow("outputs") << 24 << 10U << QByteArray("form");
        QTest::addRow("metric") << 28 << 0xFFFFFFFFU << QByteArray("too long");
        QTest::addRow("record") << 32 << 0x10001U << QByteArray("too long");
        QTest::addRow("record beyond the end") << 32 << 0x10000U << QByteArray("would be right");
        QTest::addRow("not a number") << 48 << 0x7FC00000U << QByteArray("weight");
        QTest::addRow("infinity") << 52 << 0xFF800000U << QByteArray("weight");
        QTest::addRow("too large") << 56 << 0x49742401U << QByteArray("weight"); // just above 1e6
    }
    void hostileFilesAreRefused()
    {
        QFETCH(int, at);
        QFETCH(quint32, number);
        QFETCH(QByteArray, word);
        File file = example().encode();
        put(file, static_cast<std::size_t>(at), number);
        const auto read = LstmWeights::parse(withRightChecksum(file));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::parseError);
        QVERIFY2(QByteArray::fromStdString(read.error().message).contains(word),
                 read.error().message.c_str());
    }
};

DESK_TEST(TstLstmWeights)
#include "tst_lstmweights.moc"
