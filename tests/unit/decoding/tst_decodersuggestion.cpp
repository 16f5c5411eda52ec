// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/checksum.h"
#include "models/decoding/decodersuggestion.h"
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"
#include "tests/unit/decoding/spacepacket.h"

#include <random>

using namespace desk;
using namespace std::string_literals;

namespace {

std::vector<DecoderSuggestion> suggestionsFor(std::string_view stream)
{
    return suggestDecoders(bytesOf(stream), "board");
}

// What the best suggestion makes of the stream must be good, too.
std::uint64_t recordsWith(const DecoderSuggestion &suggestion, std::string_view stream)
{
    RecordList list;
    auto chain = DecoderChain::make(suggestion.definition);
    if (!chain)
        return 0;
    (*chain)->feed(bytesOf(stream), {}, list);
    return (*chain)->counters().records;
}

std::string noise(std::size_t bytes, unsigned seed)
{
    std::mt19937 random(seed);
    std::string text(bytes, '\0');
    for (char &c : text)
        c = static_cast<char>(random());
    return text;
}

std::string repeated(const std::string &text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

std::string boardFrame(std::mt19937 &random)
{
    std::string frame;
    for (int i = 0; i < 12; ++i)
        frame += static_cast<char>(1 + random() % 255); // no zeros, so that stuffing is one byte in front
    return frame;
}

} // namespace

class TstDecoderSuggestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTexts_data();
    void knowsTexts();
    void knowsCobsWithItsChecksum();
    void knowsSlip();
    void knowsSpacePacketsFromTheMiddle();
    void knowsAFixedLength();
    void saysNothingOfNoise();
    void saysNothingOfTooLittle();
    void comesToLittleConfidenceWithLittle();
};

void TstDecoderSuggestion::knowsTexts_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const std::string &stream, DecoderKind kind) {
        QTest::newRow(name) << QByteArray::fromStdString(stream) << static_cast<int>(kind);
    };
    row("JSON", "mp\":1}\n" + repeated("{\"temp\":21.5,\"n\":{\"a\":[1,2]}}\n", 8), DecoderKind::json);
    row("pairs", repeated("temp=21.5 hum=40 state=ok\r\n", 8), DecoderKind::keyValue);
    row("pairs with colons", repeated("T:21.5,P:1013.2\n", 8), DecoderKind::keyValue);
    row("commas", repeated("21.5,40,1013.2\n", 8), DecoderKind::delimited);
    row("heading", "time,temp (C),state\n" + repeated("1,21.5,ok\n", 8), DecoderKind::delimited);
    row("semicolons", repeated("21,5;40,0\n", 8), DecoderKind::delimited);
    row("line protocol", repeated("weather,side=north temp=21.5,n=7i 1795269787000000000\n", 8),
        DecoderKind::lineProtocol);
}

void TstDecoderSuggestion::knowsTexts()
{
    QFETCH(QByteArray, stream);
    QFETCH(int, kind);
    const std::string text = stream.toStdString();
    const auto all = suggestionsFor(text);
    QVERIFY(!all.empty());
    QVERIFY2(static_cast<int>(all.front().definition.decoder) == kind, all.front().reason.c_str());
    QVERIFY2(all.front().confidence > 0.8, std::to_string(all.front().confidence).c_str());
    QCOMPARE(recordsWith(all.front(), text), std::uint64_t{8});
    QVERIFY(!all.front().reason.empty());
}

void TstDecoderSuggestion::knowsCobsWithItsChecksum()
{
    std::mt19937 random(1);
    const auto checksum = *Checksum::make({"crc-16/modbus", ByteOrder::little, 0});
    std::string stream;
    for (int i = 0; i < 20; ++i) {
        std::string frame = boardFrame(random);
        std::uint64_t crc = checksum->of(bytesOf(frame));
        while ((crc & 0xFFU) == 0 || crc >> 8U == 0) {
            frame = boardFrame(random);
            crc = checksum->of(bytesOf(frame));
        }
        frame += static_cast<char>(crc);
        frame += static_cast<char>(crc >> 8U);
        stream += static_cast<char>(frame.size() + 1) + frame + '\0';
    }
    stream.erase(0, 5);
    const auto all = suggestionsFor(stream);
    QVERIFY(!all.empty());
    QCOMPARE(all.front().definition.framing.kind, FramingKind::cobs);
    QCOMPARE(all.front().definition.checksum.algorithm, "crc-16/modbus"s);
    QCOMPARE(all.front().definition.checksum.order, ByteOrder::little);
    QVERIFY(all.front().confidence > 0.8);
    QCOMPARE(recordsWith(all.front(), stream), std::uint64_t{19});
}

void TstDecoderSuggestion::knowsSlip()
{
    std::mt19937 random(2);
    const auto checksum = *Checksum::make({"crc-32", ByteOrder::big, 0});
    std::string stream;
    for (int i = 0; i < 20; ++i) {
        std::string frame = boardFrame(random);
        const std::uint64_t crc = checksum->of(bytesOf(frame));
        for (int shift = 24; shift >= 0; shift -= 8)
            frame += static_cast<char>(crc >> shift);
        stream += '\xC0';
        for (const char c : frame)
            stream += c == '\xC0' ? "\xDB\xDC"s : c == '\xDB' ? "\xDB\xDD"s : std::string(1, c);
        stream += '\xC0';
    }
    const auto all = suggestionsFor(stream);
    QVERIFY(!all.empty());
    QCOMPARE(all.front().definition.framing.kind, FramingKind::slip);
    QCOMPARE(all.front().definition.checksum.algorithm, "crc-32"s);
}

void TstDecoderSuggestion::knowsSpacePacketsFromTheMiddle()
{
    std::string stream;
    for (unsigned i = 0; i < 40; ++i)
        stream += spacePacket({10 + i % 3, 100 + i / 3, 3, true}, noise(20 + i % 5, i));
    stream.erase(0, 9);
    const auto all = suggestionsFor(stream);
    QVERIFY(!all.empty());
    QVERIFY2(all.front().definition.decoder == DecoderKind::ccsds, all.front().reason.c_str());
    QVERIFY(all.front().confidence > 0.8);
    QVERIFY2(all.front().reason.find("3 APIDs") != std::string::npos, all.front().reason.c_str());
}

void TstDecoderSuggestion::knowsAFixedLength()
{
    std::mt19937 random(4);
    std::string stream;
    for (int i = 0; i < 60; ++i) {
        stream += "\xAA\x55\x01";
        stream += static_cast<char>(i);
        for (int k = 0; k < 13; ++k)
            stream += static_cast<char>(random());
    }
    stream.erase(0, 6);
    const auto all = suggestionsFor(stream);
    QVERIFY(!all.empty());
    QCOMPARE(all.front().definition.framing.kind, FramingKind::fixedLength);
    QCOMPARE(all.front().definition.framing.length, std::size_t{17});
    QCOMPARE(all.front().definition.framing.startMark, "\xAA\x55\x01"s);
    QCOMPARE(recordsWith(all.front(), stream), std::uint64_t{59});
}

void TstDecoderSuggestion::saysNothingOfNoise()
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        for (const DecoderSuggestion &one : suggestionsFor(noise(4000, seed)))
            QVERIFY2(one.confidence < 0.45, (std::to_string(one.confidence) + ' ' + one.reason).c_str());
    }
}

void TstDecoderSuggestion::saysNothingOfTooLittle()
{
    QVERIFY(suggestionsFor("").empty());
    QVERIFY(suggestionsFor("a").empty());
    QVERIFY(suggestionsFor("\n").empty());
}

void TstDecoderSuggestion::comesToLittleConfidenceWithLittle()
{
    const auto one = suggestionsFor("{\"a\":1}\n");
    const auto ten = suggestionsFor(repeated("{\"a\":1}\n", 10));
    QVERIFY(!one.empty() && !ten.empty());
    QVERIFY(one.front().confidence < 0.5);
    QVERIFY(ten.front().confidence > 0.9);
}

DESK_TEST(TstDecoderSuggestion)

#include "tst_decodersuggestion.moc"
