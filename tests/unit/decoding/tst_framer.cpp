// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/framelist.h"

#include <random>

using namespace desk;
using namespace std::string_literals;

namespace {

using Frames = std::vector<std::string>;

FramingDefinition framingOf(FramingKind kind)
{
    FramingDefinition framing;
    framing.kind = kind;
    return framing;
}

std::string randomBytes(std::mt19937 &random, std::size_t most)
{
    std::string bytes(1 + random() % most, '\0');
    for (char &c : bytes)
        c = random() % 4 == 0 ? '\0' : static_cast<char>(random());
    return bytes;
}

// By the paper's rules, not by ours.
std::string cobsOf(const std::string &bytes)
{
    std::string coded;
    std::string run;
    for (std::size_t i = 0; i <= bytes.size(); ++i) {
        if (i == bytes.size() || bytes[i] == '\0') {
            coded += static_cast<char>(run.size() + 1);
            coded += run;
            run.clear();
        } else {
            run += bytes[i];
            if (run.size() == 254) {
                coded += '\xFF';
                coded += run;
                run.clear();
                if (i + 1 == bytes.size())
                    break;
            }
        }
    }
    return coded + '\0';
}

std::string slipOf(const std::string &bytes)
{
    std::string coded = "\xC0";
    for (const char c : bytes)
        coded += c == '\xC0' ? "\xDB\xDC"s : c == '\xDB' ? "\xDB\xDD"s : std::string(1, c);
    return coded + '\xC0';
}

} // namespace

class TstFramer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsLines();
    void saysWhereALineIsTooLong();
    void cutsFramesOfALength();
    void readsLengthsThatCountThemselves();
    void readsLengthsOfFourBytesLittleEndian();
    void findsFramesBetweenMarks();
    void beginsAnewAtAStartMark();
    void takesDatagramsWhole();
    void decodesTheExamplesOfCobs();
    void namesTheByteOfWrongStuffing();
    void bringsRandomBytesBackThroughCobs();
    void bringsRandomBytesBackThroughSlip();
    void cutsSpacePackets();
    void findsTheStreamAgainAfterNoise();
    void refusesWhatIsCutOffAtTheEnd();
    void goesOnAfterTheEndOfAStream();
    void refusesFramingsThatCannotWork_data();
    void refusesFramingsThatCannotWork();
};

void TstFramer::cutsLines()
{
    const auto list = framesOf(framingOf(FramingKind::lines), "a=1\r\n\n\r\nb=2\nc=3");
    QCOMPARE(list.lines, (Frames{"frame 0+4 a=1", "frame 8+4 b=2", "frame 12+3 c=3"}));
}

void TstFramer::saysWhereALineIsTooLong()
{
    FramingDefinition framing;
    framing.maxLength = 8;
    const auto list = framesOf(framing, "short\nthis is too long\nok\n");
    QCOMPARE(list.frames, (Frames{"short", "ok"}));
    QCOMPARE(list.faults.size(), std::size_t{1});
    QCOMPARE(list.faults.front().offset, std::int64_t{6});
    QCOMPARE(list.faults.front().code, ErrorCode::tooLarge);
    QVERIFY(list.faults.front().message.starts_with("byte 6: no line end within 8 bytes"));
}

void TstFramer::cutsFramesOfALength()
{
    FramingDefinition framing = framingOf(FramingKind::fixedLength);
    framing.length = 3;
    QCOMPARE(framesOf(framing, "abcdef").frames, (Frames{"abc", "def"}));
}

void TstFramer::readsLengthsThatCountThemselves()
{
    FramingDefinition framing = framingOf(FramingKind::lengthPrefixed);
    framing.lengthSize = 1;
    framing.lengthAdjustment = -1;
    QCOMPARE(framesOf(framing, "\x04"
                               "abc\x02"
                               "z")
                 .frames,
             (Frames{"abc", "z"}));
}

void TstFramer::readsLengthsOfFourBytesLittleEndian()
{
    FramingDefinition framing = framingOf(FramingKind::lengthPrefixed);
    framing.lengthSize = 4;
    framing.lengthOffset = 2;
    framing.lengthOrder = ByteOrder::little;
    framing.keepHeader = true;
    const std::string frame = "id\x03\x00\x00\x00xyz"s;
    QCOMPARE(framesOf(framing, frame + frame).frames, (Frames{frame, frame}));
}

void TstFramer::findsFramesBetweenMarks()
{
    FramingDefinition framing = framingOf(FramingKind::marks);
    framing.startMark = "$";
    framing.endMark = "\r\n";
    const auto list = framesOf(framing, "$GPGGA,1\r\n$GPRMC,2\r\n");
    QCOMPARE(list.frames, (Frames{"GPGGA,1", "GPRMC,2"}));
    QVERIFY(list.faults.empty());
}

void TstFramer::beginsAnewAtAStartMark()
{
    FramingDefinition framing = framingOf(FramingKind::marks);
    framing.startMark = "$";
    framing.endMark = "\r\n";
    const auto list = framesOf(framing, "$lost its en$whole\r\n");
    QCOMPARE(list.frames, Frames{"whole"});
    QCOMPARE(list.faults.front().offset, std::int64_t{12});
}

void TstFramer::takesDatagramsWhole()
{
    FrameList list;
    const auto framer = makeFramer(framingOf(FramingKind::datagram));
    framer->feed(bytesOf("one\n"), {}, list, true);
    framer->feed(bytesOf("two"), {}, list, true);
    QCOMPARE(list.frames, (Frames{"one\n", "two"}));
}

void TstFramer::decodesTheExamplesOfCobs()
{
    const auto decode = [](const std::string &coded) {
        const auto list = framesOf(framingOf(FramingKind::cobs), coded + '\0');
        return list.frames.size() == 1 ? list.frames.front() : "not one frame"s;
    };
    QCOMPARE(decode("\x01\x01"s), "\x00"s);
    QCOMPARE(decode("\x01\x01\x01"s), "\x00\x00"s);
    QCOMPARE(decode("\x01\x02\x11\x01"s), "\x00\x11\x00"s);
    QCOMPARE(decode("\x03\x11\x22\x02\x33"s), "\x11\x22\x00\x33"s);
    QCOMPARE(decode("\x05\x11\x22\x33\x44"s), "\x11\x22\x33\x44"s);
    std::string full(254, 'x');
    QCOMPARE(decode('\xFF' + full), full);
    QCOMPARE(decode('\xFF' + full + "\x02y"), full + 'y');
    QCOMPARE(decode('\xFF' + full + "\x01\x01"s), full + "\x00"s);
}

void TstFramer::namesTheByteOfWrongStuffing()
{
    const auto cobs = framesOf(framingOf(FramingKind::cobs), "\x02"
                                                             "a\x09"
                                                             "b\x00\x02"
                                                             "c\x00"s);
    QCOMPARE(cobs.frames, Frames{"c"});
    QCOMPARE(cobs.faults.front().offset, std::int64_t{2});
    const auto slip = framesOf(framingOf(FramingKind::slip), "\xC0"
                                                             "ab\xDBq\xC0ok\xC0");
    QCOMPARE(slip.frames, Frames{"ok"});
    QCOMPARE(slip.faults.front().offset, std::int64_t{3});
}

void TstFramer::bringsRandomBytesBackThroughCobs()
{
    std::mt19937 random(1);
    std::string stream;
    Frames sent;
    for (int i = 0; i < 300; ++i) {
        sent.push_back(randomBytes(random, 700));
        stream += cobsOf(sent.back());
    }
    QCOMPARE(framesOf(framingOf(FramingKind::cobs), stream, 1, 997).frames, sent);
}

void TstFramer::bringsRandomBytesBackThroughSlip()
{
    std::mt19937 random(2);
    std::string stream;
    Frames sent;
    for (int i = 0; i < 300; ++i) {
        sent.push_back(randomBytes(random, 700));
        sent.back() += "\xC0\xDB";
        stream += slipOf(sent.back());
    }
    QCOMPARE(framesOf(framingOf(FramingKind::slip), stream, 1, 997).frames, sent);
}

void TstFramer::cutsSpacePackets()
{
    const std::string packet = "\x08\x2A\xC0\x05\x00\x03wxyz"s;
    const auto list = framesOf(framingOf(FramingKind::ccsds), packet + packet);
    QCOMPARE(list.frames, (Frames{packet, packet}));
}

void TstFramer::findsTheStreamAgainAfterNoise()
{
    FramingDefinition framing = framingOf(FramingKind::fixedLength);
    framing.startMark = "\x1A\xCF\xFC\x1D";
    framing.length = 8;
    const auto list = framesOf(framing, "some noise\x1A\xCF\x1A\xCF\xFC\x1Dgood\x1A\xCF\xFC\x1Dmore");
    QCOMPARE(list.frames, (Frames{"\x1A\xCF\xFC\x1Dgood", "\x1A\xCF\xFC\x1Dmore"}));
    QCOMPARE(list.faults.size(), std::size_t{1});
    QCOMPARE(list.lines.front().substr(0, 10), "fault 0+12"s);
}

void TstFramer::refusesWhatIsCutOffAtTheEnd()
{
    FramingDefinition framing = framingOf(FramingKind::fixedLength);
    framing.length = 5;
    const auto list = framesOf(framing, "wholecut");
    QCOMPARE(list.frames, Frames{"whole"});
    QCOMPARE(list.faults.front().code, ErrorCode::missingField);
    QVERIFY(list.faults.front().message.find("3 bytes") != std::string::npos);
}

void TstFramer::goesOnAfterTheEndOfAStream()
{
    FrameList list;
    const auto framer = makeFramer(framingOf(FramingKind::lines));
    framer->feed(bytesOf("cut o"), {}, list);
    framer->endOfStream({}, list);
    framer->feed(bytesOf("anew\n"), {}, list);
    QCOMPARE(list.lines, (Frames{"frame 0+5 cut o", "frame 5+5 anew"}));
    framer->reset();
    framer->feed(bytesOf("first\n"), {}, list);
    QCOMPARE(list.lines.back(), "frame 0+6 first"s);
}

void TstFramer::refusesFramingsThatCannotWork_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("member");
    QTest::newRow("no end mark") << static_cast<int>(FramingKind::marks) << QStringLiteral("end");
    QTest::newRow("no length") << static_cast<int>(FramingKind::fixedLength) << QStringLiteral("length");
    QTest::newRow("odd size") << static_cast<int>(FramingKind::lengthPrefixed)
                              << QStringLiteral("length_size");
}

void TstFramer::refusesFramingsThatCannotWork()
{
    QFETCH(int, kind);
    QFETCH(QString, member);
    FramingDefinition framing = framingOf(static_cast<FramingKind>(kind));
    framing.lengthSize = 3;
    const auto checked = checkFraming(framing);
    QVERIFY(!checked);
    QCOMPARE(QString::fromStdString(checked.error().field), member);
}

DESK_TEST(TstFramer)

#include "tst_framer.moc"
