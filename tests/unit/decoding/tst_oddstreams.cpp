// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/sequencecounts.h"
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"

#include <cmath>

using namespace desk;
using namespace std::string_literals;

namespace {

using OddLines = std::vector<std::string>;

std::uint64_t lostOf(const std::vector<unsigned> &counts)
{
    SequenceCounts sequence;
    for (const unsigned count : counts)
        sequence.add(1, static_cast<std::uint16_t>(count));
    return sequence.lost();
}

FieldDefinition byteField(const char *name)
{
    FieldDefinition field;
    field.name = name;
    field.type = FieldType::unsignedInteger;
    field.bits = 8;
    return field;
}

// Of "v=N" behind AA55, a length of two bytes and before a sum of one byte.
std::string markedFrame(int number)
{
    const std::string data = "v=" + std::to_string(number);
    unsigned sum = 0;
    for (const char c : data)
        sum += static_cast<unsigned char>(c);
    return "\xAA\x55\x00"s + static_cast<char>(data.size() + 1) + data + static_cast<char>(sum);
}

DecoderDefinition markedDefinition()
{
    DecoderDefinition definition = definitionOf(DecoderKind::keyValue, FramingKind::lengthPrefixed);
    definition.framing.startMark = "\xAA\x55";
    definition.framing.lengthOffset = 2;
    definition.checksum.algorithm = "sum-8";
    return definition;
}

} // namespace

// Streams that are not quite as their format has them: what can be read of them is read.
class TstOddStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAnUnlistedNumberForAText();
    void keepsWhatIsNoNumber();
    void endsLinesAtACarriageReturn();
    void findsFramesAgainAfterAFalseHeader();
    void looksIntoFewFramesOfNoise();
    void givesUpAFrameThatNeverComes();
    void waitsForASlowFrame();
    void countsColumnsAnewAfterAReset();
    void takesMoreColumnsWhenTheyRepeat();
    void takesLatePacketsForNoLoss();
    void takesARunBackForARestart();
    void sharesMarksBetweenFrames();
    void readsDoubledQuotes();
    void refusesWhatFollowsAQuote();
    void readsAHeadingBehindAByteOrderMark();
    void saysThatTheHeadingLacksTheClock();
    void refusesAnArrayWhole();
    void readsTextsBetweenBytes();
};

void TstOddStreams::takesAnUnlistedNumberForAText()
{
    DecoderDefinition definition = definitionOf(DecoderKind::fixedLayout, FramingKind::datagram);
    definition.fields = {byteField("mode"), byteField("temp")};
    definition.fields[0].calibration.words = {{0, 0, "off"}, {1, 1, "on"}};
    struct Kinds final : DecodingSink
    {
        void record(const DecodedRecord &record) override
        {
            kinds.push_back(record.fields[0].value.kind);
            texts.emplace_back(record.fields[0].value.toText());
            calibrated = record.fields[0].isCalibrated();
        }
        void refused(const Frame &, DecodingStage, const Error &) override {}
        std::vector<DecodedValue::Kind> kinds;
        OddLines texts;
        bool calibrated = false;
    } seen;
    auto chain = *DecoderChain::make(definition);
    chain->feed(bytesOf("\x01\x10"), {}, seen, true);
    chain->feed(bytesOf("\x07\x12"), {}, seen, true);
    QCOMPARE(seen.texts, (OddLines{"on", "7"}));
    QCOMPARE(seen.kinds, (std::vector{DecodedValue::Kind::text, DecodedValue::Kind::text}));
    QVERIFY(seen.calibrated);
}

void TstOddStreams::keepsWhatIsNoNumber()
{
    DecoderDefinition definition = definitionOf(DecoderKind::fixedLayout, FramingKind::datagram);
    FieldDefinition field = byteField("v");
    field.type = FieldType::ieeeFloat;
    field.bits = 32;
    field.calibration.points = {{0, 0}, {10, 100}};
    definition.fields = {field};
    QCOMPARE(recordsOf(definition, "\x7F\xC0\x00\x00"s).lines, OddLines{"board v=nan"});
}

void TstOddStreams::endsLinesAtACarriageReturn()
{
    FramingDefinition framing;
    const std::string stream = "a=1\rb=2\r\nc=3\n\r\rd=4";
    for (std::size_t at = 1; at < stream.size(); ++at)
        QCOMPARE(framesOf(framing, stream, at).frames, (OddLines{"a=1", "b=2", "c=3", "d=4"}));
    QCOMPARE(framesOf(framing, stream, 1, 1).faults.size(), std::size_t{0});
    FrameList list;
    const auto framer = makeFramer(framing);
    framer->feed(bytesOf("a=1\r"), {}, list);
    QCOMPARE(list.frames, OddLines{"a=1"}); // without waiting for what follows
}

void TstOddStreams::findsFramesAgainAfterAFalseHeader()
{
    std::string stream = markedFrame(0) + "\xAA\x55\x00\x28"s;
    for (int i = 1; i <= 100; ++i)
        stream += markedFrame(i);
    const auto list = recordsOf(markedDefinition(), stream);
    QCOMPARE(std::count_if(list.lines.begin(), list.lines.end(),
                           [](const std::string &line) { return line.starts_with("board v="); }),
             std::ptrdiff_t{101});
    QCOMPARE(list.refusals.size(), std::size_t{1});
    QVERIFY2(list.lines[1].starts_with("checksum: "), list.lines[1].c_str());
    for (std::size_t piece = 1; piece < 60; piece += 7) {
        RecordList pieces;
        auto chain = *DecoderChain::make(markedDefinition());
        for (std::size_t at = 0; at < stream.size(); at += piece)
            chain->feed(bytesOf(stream).subspan(at, std::min(piece, stream.size() - at)), {}, pieces);
        chain->endOfStream({}, pieces);
        QCOMPARE(pieces.text(), list.text());
    }
}

// Nothing but false headers: each byte must not cost a whole frame.
void TstOddStreams::looksIntoFewFramesOfNoise()
{
    std::string noise;
    while (noise.size() < 400'000)
        noise += "\xAA\x55\x9C\x40";
    const auto list = recordsOf(markedDefinition(), noise);
    QVERIFY2(list.refusals.size() < 500, std::to_string(list.refusals.size()).c_str());
}

void TstOddStreams::givesUpAFrameThatNeverComes()
{
    RecordList list;
    auto chain = *DecoderChain::make(markedDefinition());
    const Timestamp begin = fromNanoseconds(1'700'000'000'000'000'000);
    chain->feed(bytesOf(markedFrame(0) + "\xAA\x55\x9C\x40"s), begin, list);
    for (int i = 1; i <= 100; ++i)
        chain->feed(bytesOf(markedFrame(i)), begin + std::chrono::seconds(i), list);
    QCOMPARE(list.lines.size(), std::size_t{102});
    QVERIFY2(list.lines[1].find("a frame was begun 89 s ago") != std::string::npos, list.lines[1].c_str());
    QCOMPARE(list.lines.back(), "board v=100"s);
}

void TstOddStreams::waitsForASlowFrame()
{
    RecordList list;
    auto chain = *DecoderChain::make(markedDefinition());
    const std::string frame = markedFrame(7);
    const Timestamp begin = fromNanoseconds(1'700'000'000'000'000'000);
    for (std::size_t i = 0; i < frame.size(); ++i)
        chain->feed(bytesOf(frame.substr(i, 1)), begin + std::chrono::milliseconds(100 * i), list);
    QCOMPARE(list.lines, OddLines{"board v=7"});
}

void TstOddStreams::countsColumnsAnewAfterAReset()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.separator = ';';
    RecordList list;
    auto chain = *DecoderChain::make(definition);
    chain->feed(bytesOf("5;7\n"), {}, list);
    chain->reset();
    chain->feed(bytesOf("21.5;3;5;7\n"), {}, list);
    QCOMPARE(list.lines, (OddLines{"board column_1=5 column_2=7",
                                   "board column_1=21.5 column_2=3 column_3=5 column_4=7"}));
    definition.fields.resize(2);
    definition.fields[0].name = "a";
    definition.fields[1].name = "b";
    auto named = *DecoderChain::make(definition);
    named->reset();
    RecordList namedList;
    named->feed(bytesOf("5;7\n"), {}, namedList);
    QCOMPARE(namedList.lines, OddLines{"board a=5 b=7"});
}

void TstOddStreams::takesMoreColumnsWhenTheyRepeat()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.separator = ';';
    const auto list = recordsOf(definition, "5;7\n21.5;3;5;7\n21.5;3;5;7\n5;7\n21.5;3;5;8\n");
    QCOMPARE(list.lines.size(), std::size_t{5});
    QCOMPARE(list.refusals.size(), std::size_t{2}); // the first of more, and the one that is cut
    QCOMPARE(list.lines[2], "board column_1=21.5 column_2=3 column_3=5 column_4=7"s);
    QCOMPARE(list.lines[4], "board column_1=21.5 column_2=3 column_3=5 column_4=8"s);
}

void TstOddStreams::takesLatePacketsForNoLoss()
{
    QCOMPARE(lostOf({5, 7, 6, 8, 9, 11, 10, 12}), std::uint64_t{0});
    QCOMPARE(lostOf({5, 6, 7, 5, 8}), std::uint64_t{0});
    QCOMPARE(lostOf({5, 9, 6, 7, 10}), std::uint64_t{1});
    QCOMPARE(lostOf({5, 7, 6, 6, 8}), std::uint64_t{0}); // the late one twice
    QCOMPARE(lostOf({16'382, 0, 16'383, 1}), std::uint64_t{0});
    QCOMPARE(lostOf({16'382, 1}), std::uint64_t{2});
    QCOMPARE(lostOf({0, 70, 71}), std::uint64_t{69}); // farther than what is remembered
}

void TstOddStreams::takesARunBackForARestart()
{
    std::vector<unsigned> counts;
    for (unsigned i = 1000; i < 1100; ++i)
        counts.push_back(i);
    for (unsigned i = 0; i < 50; ++i)
        counts.push_back(i);
    counts.push_back(53);
    QCOMPARE(lostOf(counts), std::uint64_t{3});
    counts.clear();
    for (unsigned i = 0; i < 20; ++i) // began anew near its begin
        counts.push_back(i);
    for (unsigned i = 0; i < 30; ++i)
        counts.push_back(i);
    counts.push_back(31);
    QCOMPARE(lostOf(counts), std::uint64_t{1});
}

void TstOddStreams::sharesMarksBetweenFrames()
{
    FramingDefinition framing;
    framing.kind = FramingKind::marks;
    framing.startMark = framing.endMark = "~";
    const std::string stream = "~A~B~C~D~E~";
    for (std::size_t at = 1; at < stream.size(); ++at) {
        const auto list = framesOf(framing, stream, at);
        QCOMPARE(list.frames, (OddLines{"A", "B", "C", "D", "E"}));
        QVERIFY(list.faults.empty());
    }
    const auto apart = framesOf(framing, "~A~~B~~~C~");
    QCOMPARE(apart.frames, (OddLines{"A", "B", "C"}));
    QVERIFY(apart.faults.empty());
    framing.keepMarks = true;
    QCOMPARE(framesOf(framing, "~A~B~").frames, (OddLines{"~A~", "~B~"}));
}

void TstOddStreams::readsDoubledQuotes()
{
    const auto list = recordsOf(definitionOf(DecoderKind::delimited),
                                "\"5\"\" pipe\",7\n\"say \"\"hi, you\"\"\",8\n\"\",\"\"\"\"\n");
    QCOMPARE(list.lines,
             (OddLines{"board column_1=5\" pipe column_2=7", "board column_1=say \"hi, you\" column_2=8",
                       "board column_1= column_2=\""}));
    QCOMPARE(list.ranges[0], BitRange::ofBytes(0, 10));
}

void TstOddStreams::refusesWhatFollowsAQuote()
{
    const auto list = recordsOf(definitionOf(DecoderKind::delimited), "\"a\" ,1\n\"a\"b,1\n");
    QCOMPARE(list.lines[0], "board column_1=a column_2=1"s);
    QVERIFY2(list.lines[1].find("a separator is expected behind the closing quote, found 'b'") !=
                 std::string::npos,
             list.lines[1].c_str());
}

void TstOddStreams::readsAHeadingBehindAByteOrderMark()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.headerLine = true;
    const auto list = recordsOf(definition, "\xEF\xBB\xBFtime,temp\n1,21.5\ntime,temp\n2,22\n");
    QCOMPARE(list.lines, (OddLines{"board time=1 temp=21.5", "board time=2 temp=22"}));
}

void TstOddStreams::saysThatTheHeadingLacksTheClock()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.headerLine = true;
    definition.clock.source = ClockDefinition::Source::device;
    definition.clock.field = "when";
    const auto list = recordsOf(definition, "time,temp\n1,21.5\n");
    QCOMPARE(list.lines.size(), std::size_t{2});
    QVERIFY2(list.lines[0].find("the heading has no column 'when'") != std::string::npos,
             list.lines[0].c_str());
    QCOMPARE(list.lines[1], "board time=1 temp=21.5"s);
    QCOMPARE(recordsOf(definition, "when,temp\n1,21.5\n").lines, OddLines{"board temp=21.5"});
}

void TstOddStreams::refusesAnArrayWhole()
{
    const auto json = [](const char *text) {
        return recordsOf(definitionOf(DecoderKind::json, FramingKind::datagram), text);
    };
    for (const char *const broken :
         {"[{\"a\":1},{\"a\":2},{\"a\":x}]", "[{\"a\":1},{\"a\":2},3]", "[{\"a\":1}] x", "{\"a\":1} x"}) {
        const auto list = json(broken);
        QCOMPARE(list.lines.size(), std::size_t{1});
        QCOMPARE(list.refusals.size(), std::size_t{1});
    }
    QCOMPARE(json("[{\"a\":\"one\"},{\"a\":\"t\\u0077o\"}]").lines, (OddLines{"board a=one", "board a=two"}));
}

void TstOddStreams::readsTextsBetweenBytes()
{
    DecoderDefinition definition = definitionOf(DecoderKind::fixedLayout, FramingKind::datagram);
    FieldDefinition head = byteField("n");
    head.bits = 20;
    FieldDefinition text = byteField("word");
    text.type = FieldType::text;
    text.bits = 16;
    FieldDefinition tail = byteField("z");
    tail.bits = 4;
    definition.fields = {head, text, tail};
    QCOMPARE(recordsOf(definition, "\x09\x01\x54\x15\x20"s).lines, OddLines{"board n=36885 word=AR z=0"});
}

DESK_TEST(TstOddStreams)

#include "tst_oddstreams.moc"
