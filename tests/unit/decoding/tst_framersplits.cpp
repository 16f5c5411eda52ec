// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/framelist.h"

#include <random>

using namespace desk;

// Any split of a stream gives the same frames and faults: each framer, streams with faults in them.
class TstFramerSplits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameWhereverItIsSplit_data();
    void givesTheSameWhereverItIsSplit();
    void countsTheSameWhereverItIsSplit_data() { givesTheSameWhereverItIsSplit_data(); }
    void countsTheSameWhereverItIsSplit();
    void takesNoiseInAnySplit_data() { givesTheSameWhereverItIsSplit_data(); }
    void takesNoiseInAnySplit();

private:
    static FramingDefinition definitionOf(const QString &kind);
};

FramingDefinition TstFramerSplits::definitionOf(const QString &kind)
{
    FramingDefinition framing;
    framing.maxLength = 24;
    if (kind == QLatin1String("fixed")) {
        framing.kind = FramingKind::fixedLength;
        framing.length = 7;
    } else if (kind == QLatin1String("fixed with mark")) {
        framing.kind = FramingKind::fixedLength;
        framing.length = 8;
        framing.startMark = "AA";
    } else if (kind.startsWith(QLatin1String("length"))) {
        framing.kind = FramingKind::lengthPrefixed;
        framing.lengthSize = kind.endsWith(QLatin1String("1")) ? 1 : 2;
        if (kind.endsWith(QLatin1String("mark"))) {
            framing.startMark = "#";
            framing.lengthOffset = 1;
            framing.lengthOrder = ByteOrder::little;
            framing.keepHeader = true;
        }
    } else if (kind == QLatin1String("marks")) {
        framing.kind = FramingKind::marks;
        framing.startMark = "$$";
        framing.endMark = "\r\n";
    } else if (kind == QLatin1String("same marks")) {
        framing.kind = FramingKind::marks;
        framing.startMark = framing.endMark = "~";
    } else if (kind == QLatin1String("start in end")) {
        framing.kind = FramingKind::marks;
        framing.startMark = "#$";
        framing.endMark = "A#$A";
    } else if (kind == QLatin1String("start begins end")) {
        framing.kind = FramingKind::marks;
        framing.startMark = "$";
        framing.endMark = "$#A";
    } else if (kind == QLatin1String("end in start")) {
        framing.kind = FramingKind::marks;
        framing.startMark = "A#$A";
        framing.endMark = "#";
    } else if (kind == QLatin1String("end mark")) {
        framing.kind = FramingKind::marks;
        framing.endMark = "END";
        framing.keepMarks = true;
    } else if (kind == QLatin1String("cobs")) {
        framing.kind = FramingKind::cobs;
    } else if (kind == QLatin1String("slip")) {
        framing.kind = FramingKind::slip;
    } else if (kind == QLatin1String("ccsds")) {
        framing.kind = FramingKind::ccsds;
    }
    return framing;
}

void TstFramerSplits::givesTheSameWhereverItIsSplit_data()
{
    using namespace std::string_literals;
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("stream");
    const auto row = [](const char *kind, const std::string &stream) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << QByteArray::fromStdString(stream);
    };
    row("lines", "one\r\ntwo\n\n\r\na line that is far too long for it\nthree\nlast"s);
    row("fixed", "1234567abcdefgrest"s);
    row("fixed with mark", "xAAA12345AA678901noiseA AA234567AAA"s);
    row("length 1", "\x03"
                    "abc\x00\x05"
                    "hello\xF0"
                    "lost\x02"
                    "ok\x09"
                    "cut"s);
    row("length 2", "\x00\x03"
                    "abc\x00\x05"
                    "hello\xFF\xFFlost\x00\x02"
                    "ok\x00\x09"
                    "cut"s);
    row("length mark", "noise#\x03\x00"
                       "abc##\x02\x00"
                       "hi#\xFF\xFF#\x01\x00"
                       "z#\x05"s);
    row("marks", "noise$$one\r\n$$two$$three\r\n$$\r\n$$an end that never comes, it is lost\r\n$$four\r\n$"s);
    row("same marks", "rest~one~~two~~~three and much more than fits in~four~cut"s);
    row("start in end", "noise#$oneA#$A#$two#$threeA#$A#$an end that never comes, it is lostA#$A#$cut"s);
    row("start begins end", "noise$one$#A$two$three$#A$an end that never comes, it is lost$#A$cut"s);
    row("end in start", "noiseA#$Aone#A#$AtwoA#$AthreeA#A#$Aan end that never comes, it is lost#A#$Acut"s);
    row("end mark", "oneENDtwoENENDENDsomething without an end that goes on~~~END5END6"s);
    row("cobs", "\x03"
                "ab\x02"
                "c\x00\x00\x01\x01\x00\xFFtoo far\x00\x05this is fine? no it is longer\x00\x02q"s);
    row("slip", "\xC0one\xC0\xC0t\xDB\xDCo\xDB\xDD\xC0"
                "bad\xDBx\xC0longer than twenty-four bytes\xC0q\xDB"s);
    row("ccsds", "\x08\x01\xC0\x00\x00\x02"
                 "abc\xFFnoise\x08\x01\xC0\x01\x00\x00z\x08\x01\xC0\x02\x00\x09"
                 "cut"s);
}

void TstFramerSplits::givesTheSameWhereverItIsSplit()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, stream);
    const FramingDefinition framing = definitionOf(kind);
    QVERIFY(checkFraming(framing));
    const std::string text = stream.toStdString();
    const std::string whole = framesOf(framing, text).text();
    QVERIFY(whole.find("frame") != std::string::npos);
    QVERIFY2(kind == QLatin1String("fixed") || whole.find("fault") != std::string::npos, whole.c_str());
    for (std::size_t at = 1; at < text.size(); ++at)
        QCOMPARE(framesOf(framing, text, at).text(), whole);
    for (std::size_t piece = 1; piece < 12; ++piece)
        QCOMPARE(framesOf(framing, text, piece, piece).text(), whole);
}

void TstFramerSplits::countsTheSameWhereverItIsSplit()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, stream);
    const FramingDefinition framing = definitionOf(kind);
    FrameList list;
    const auto whole = makeFramer(framing);
    whole->feed(bytesOf({stream.data(), static_cast<std::size_t>(stream.size())}), {}, list, true);
    const auto bytewise = makeFramer(framing);
    for (const char c : stream)
        bytewise->feed(bytesOf({&c, 1}), {}, list);
    bytewise->endOfStream({}, list);
    QCOMPARE(bytewise->counters(), whole->counters());
    QCOMPARE(whole->counters().bytes, static_cast<std::uint64_t>(stream.size()));
    QCOMPARE(whole->kept(), std::size_t{0});
}

void TstFramerSplits::takesNoiseInAnySplit()
{
    QFETCH(QString, kind);
    const FramingDefinition framing = definitionOf(kind);
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        std::string noise(200, '\0');
        // Few different bytes: delimiters, marks and small lengths come often.
        constexpr std::string_view often{"\x00\x01\x02\x03\xC0\xDB\xDC#$A~END\r\n", 16};
        for (char &c : noise)
            c = random() % 3 == 0 ? static_cast<char>(random()) : often[random() % often.size()];
        const std::string whole = framesOf(framing, noise).text();
        for (std::size_t piece = 1; piece < 9; ++piece)
            QCOMPARE(framesOf(framing, noise, piece, piece).text(), whole);
    }
}

DESK_TEST(TstFramerSplits)

#include "tst_framersplits.moc"
