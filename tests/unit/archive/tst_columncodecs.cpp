// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/columndictionary.h"
#include "models/archive/decimalcolumn.h"
#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

using namespace desk;

namespace {

using Integers = std::vector<std::int64_t>;
using Values = std::vector<double>;

std::string encoded(const Integers &column)
{
    std::string bytes;
    encodeIntegers(column, bytes);
    return bytes;
}

std::string encoded(const Values &column)
{
    std::string bytes;
    encodeValues(column, bytes);
    return bytes;
}

bool comesBack(const Integers &column)
{
    const std::string bytes = encoded(column);
    ByteReader in(bytes);
    Integers back(column.size());
    return decodeIntegers(in, back) && in.atEnd() && back == column;
}

bool comesBack(const Values &column)
{
    const std::string bytes = encoded(column);
    const std::size_t step = std::max<std::size_t>(column.size() / 50, 1);
    for (std::size_t at = 0; at < column.size(); at += step) { // each alone as well
        ByteReader from(bytes);
        double value = 0;
        if (!decodeValue(from, column.size(), at, value) || !from.atEnd() ||
            std::memcmp(&value, &column[at], sizeof value) != 0)
            return false;
    }
    ByteReader in(bytes);
    Values back(column.size());
    return decodeValues(in, back) && in.atEnd() &&
           std::memcmp(back.data(), column.data(), column.size() * sizeof(double)) == 0;
}

// Few values far apart, in no order.
Integers fewValues(std::size_t count)
{
    std::mt19937_64 random(5);
    Integers distinct;
    for (int i = 0; i < 40; ++i)
        distinct.push_back(static_cast<std::int64_t>(random()));
    Integers column;
    for (std::size_t i = 0; i < count; ++i)
        column.push_back(distinct[random() % distinct.size()]);
    return column;
}

bool decodes(std::string_view bytes, std::size_t count)
{
    ByteReader in(bytes);
    Integers back(count);
    return decodeIntegers(in, back);
}

} // namespace

class TstColumnCodecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // 10 Hz, some a little late; the last ones so late that it is no such column.
    void regularTimesTakeFewBits()
    {
        for (const std::int64_t late : {1, 3, 15, 16, 1'000'000}) {
            std::mt19937_64 random(8);
            Integers column;
            for (std::int64_t i = 0; i < 1001; ++i)
                column.push_back(1'700'000'000'000'000'000 + i * 100'000'000 +
                                 static_cast<std::int64_t>(random() % 2) * late * 1'000'000 +
                                 static_cast<std::int64_t>(random() % 2) * 1'000'000);
            std::string bytes;
            const bool done = encodeRegular(column, bytes);
            QCOMPARE(done, late < 15);
            QCOMPARE(bytes.empty(), !done);
            if (!done)
                continue;
            QVERIFY(bytes.size() < (late == 1 ? 280U : 530U));
            Integers back(column.size());
            ByteReader in(bytes);
            QVERIFY(decodeIntegers(in, back) && in.atEnd());
            QVERIFY(back == column);
            QVERIFY(!decodes(std::string_view(bytes).substr(0, bytes.size() - 1), column.size()));
            bytes[0] = static_cast<char>(0x83); // no such number of bits
            QVERIFY(!decodes(bytes, column.size()));
        }
        Integers same(100, 7);
        std::string bytes;
        QVERIFY(!encodeRegular(same, bytes)); // differences say it in fewer bytes
        Integers ends(100, std::numeric_limits<std::int64_t>::min());
        ends[50] = std::numeric_limits<std::int64_t>::max();
        QVERIFY(!encodeRegular(ends, bytes));
        QVERIFY(bytes.empty());
    }

    static void aColumnOfFewValuesTakesAByteASample()
    {
        const Integers column = fewValues(1024);
        QVERIFY(comesBack(column));
        QVERIFY(encoded(column).size() < 1024 + 40 * 8 + 32);
    }

    static void aDictionaryKnowsTheValuesInOrder()
    {
        const Integers column = fewValues(500);
        ColumnDictionary dictionary;
        QVERIFY(dictionary.make(column, column.size() * 64));
        QVERIFY(std::is_sorted(dictionary.distinct().begin(), dictionary.distinct().end()));
        for (std::size_t i = 0; i < column.size(); ++i)
            QCOMPARE(dictionary.distinct()[std::size_t(dictionary.ranks()[i])], column[i]);
    }

    static void aColumnWithoutRepetitionHasNoDictionary()
    {
        Integers column;
        for (std::int64_t i = 0; i < 1024; ++i)
            column.push_back(i * i * i);
        ColumnDictionary dictionary;
        QVERIFY(!dictionary.make(column, column.size() * 64));
        QVERIFY(comesBack(column));
    }

    static void wholeMillisecondsTakeAByte()
    {
        std::mt19937_64 random(3);
        Integers column;
        for (std::int64_t i = 0; i < 1024; ++i)
            column.push_back(1'700'000'000'123'456'789 + i * 100'000'000 +
                             static_cast<std::int64_t>(random() % 3) * 1'000'000);
        QVERIFY(comesBack(column));
        QVERIFY(encoded(column).size() < 1024 + 32);
    }

    static void theExtremesOfIntegersHaveDivisorsToo()
    {
        constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
        QVERIFY(comesBack(Integers{0, lowest, 0, lowest, 0}));
        QVERIFY(comesBack(Integers{lowest, 0, lowest / 2, 0, -(lowest / 4)}));
        QVERIFY(comesBack(Integers{1, lowest + 1, lowest / 2 + 1}));
    }

    static void equalValuesTakeNoRoomHoweverMany_data()
    {
        QTest::addColumn<double>("value");
        for (const double value : {0.0, -0.0, 21.5, 1.0 / 3, 5e-324, double(NAN), HUGE_VAL, 1e300})
            QTest::addRow("%g", value) << value;
    }
    static void equalValuesTakeNoRoomHoweverMany()
    {
        QFETCH(double, value);
        const Values column(1024, value);
        QVERIFY(comesBack(column));
        QVERIFY(encoded(column).size() <= 16);
        QVERIFY(comesBack(Values{value}));
    }

    static void decimalsMovedByArithmeticStayDecimals()
    {
        Values column;
        std::mt19937_64 random(9);
        for (int i = 0; i < 1024; ++i) {
            const double decimal = double(random() % 100'000) / 1000;
            column.push_back(i % 3 == 0 ? std::nextafter(decimal, 200.0) : decimal);
        }
        DecimalColumn decimals;
        QVERIFY(decimals.make(column));
        QCOMPARE(decimals.exponent(), 3U);
        QVERIFY(decimals.isCorrected());
        QVERIFY(decimals.exceptions().empty());
        QVERIFY(comesBack(column));
        QVERIFY(encoded(column).size() < 1024 * 5);
    }

    static void aNumberTooWideForTheOthersIsAnException()
    {
        Values column(256, 0.0);
        for (std::size_t i = 0; i < column.size(); ++i)
            column[i] = double(i) * 1e6 + 0.25;
        column[17] = 0.123456789012345; // 15 digits: the others have no place for so many
        column[200] = -0.0;
        DecimalColumn decimals;
        QVERIFY(decimals.make(column));
        QCOMPARE(decimals.exponent(), 2U);
        QCOMPARE(decimals.exceptions().size(), std::size_t{2});
        QVERIFY(comesBack(column));
    }

    static void digitsMayGrowWithinAColumn()
    {
        Values column;
        for (int i = 0; i < 200; ++i)
            column.push_back(i < 50 ? i : i < 100 ? i / 10.0 : std::nextafter(i / 1000.0, 1.0));
        QVERIFY(comesBack(column));
    }

    static void anyColumnComesBackToTheBit()
    {
        std::mt19937_64 random(77);
        for (int round = 0; round < 2000; ++round) {
            Values column(1 + random() % 300);
            const std::uint64_t kinds = random();
            const double power = std::pow(10.0, double(random() % 16));
            Values few;
            for (int i = 0; i < 8; ++i)
                few.push_back(std::bit_cast<double>(random()));
            for (double &value : column) {
                const std::uint64_t dice = random();
                const double decimal = double(std::int64_t(dice % 2'000'000) - 1'000'000) / power;
                switch ((kinds >> dice % 16 * 2) & 3U) {
                case 0:
                    value = decimal;
                    break;
                case 1:
                    value = few[dice % few.size()];
                    break;
                case 2:
                    value = decimal * 3 / 3 * 1.1 / 1.1;
                    break;
                default:
                    value = round % 4 == 0 ? std::bit_cast<double>(dice) : double(dice >> 40U);
                }
            }
            QVERIFY2(comesBack(column), qPrintable(QString::number(round)));
            Integers bits;
            for (const double value : column)
                bits.push_back(std::bit_cast<std::int64_t>(value));
            QVERIFY2(comesBack(bits), qPrintable(QString::number(round)));
        }
    }

    static void crookedColumnsAreRefused()
    {
        using namespace std::string_view_literals;
        // One distinct value, 5; the places are 0 and 1.
        QVERIFY(!decodes("\x30\x01\x00\x0A\x01\x00\x02"sv, 2));
        QVERIFY(decodes("\x30\x01\x00\x0A\x01\x00\x00"sv, 2));
        QVERIFY(!decodes("\x30\x03\x00\x0A\x01\x00\x00"sv, 2));     // more values than samples
        QVERIFY(!decodes("\x30\x00\x00\x0A"sv, 2));                 // none
        QVERIFY(!decodes("\x30\x01\x30\x01\x00\x0A\x00\x00"sv, 2)); // a dictionary in a dictionary
        QVERIFY(!decodes("\x80\x00"sv, 1));                         // a flag that is none
        QVERIFY(!decodes("\x09\x00"sv, 1));                         // nine planes
        QVERIFY(!decodes("\x12\x00\x00"sv, 9));                     // planes that are not there
        QVERIFY(!decodes("\x40\x00"sv, 3));                         // no divisor
        Values back(3);
        ByteReader in("\x10\x00\x00\x00"sv); // 10^16
        QVERIFY(!decodeValues(in, back));
    }
};

DESK_TEST(TstColumnCodecs)
#include "tst_columncodecs.moc"
