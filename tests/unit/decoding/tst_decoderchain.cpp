// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"

#include <map>
#include <set>

using namespace desk;
using namespace std::string_literals;
using namespace std::chrono_literals;

namespace {

using Lines = std::vector<std::string>;

FieldDefinition fieldOf(const std::string &source, const std::string &name, const std::string &unit)
{
    FieldDefinition field;
    field.source = source;
    field.name = name;
    field.unit = unit;
    return field;
}

} // namespace

class TstDecoderChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLinesOfJson();
    void readsNestedJsonAndArrays();
    void readsPairs();
    void namesFieldsAndCalibrates();
    void leavesOutWhatIsNotListed();
    void takesTheNodeFromTheFrame();
    void checksTheChecksum();
    void countsEachStage();
    void keepsTheLastFrames();
    void takesTheDevicesTime();
    void correctsTheDevicesTime();
    void keepsKeysAcrossRecords();
    void takesLinesOfADatagram();
    void givesTheSameWhereverItIsSplit();
};

void TstDecoderChain::readsLinesOfJson()
{
    const auto list = recordsOf(definitionOf(DecoderKind::json),
                                "{\"temp\":21.5,\"n\":7,\"ok\":true,\"state\":\"on\",\"gone\":null}\n"
                                "[{\"temp\":1},{\"temp\":2}]\n"
                                "{\"big\":18446744073709551615,\"bigger\":123456789012345678901234567890}\n");
    QCOMPARE(list.lines, (Lines{"board temp=21.5 n=7 ok=true state=on", "board temp=1", "board temp=2",
                                "board big=18446744073709551615 bigger=1.2345678901234568e+29"}));
    QCOMPARE(list.ranges.front(), BitRange::ofBytes(8, 4));
}

void TstDecoderChain::readsNestedJsonAndArrays()
{
    const auto list =
        recordsOf(definitionOf(DecoderKind::json), R"({"power":{"bus":{"v":12.1}},"cells":[3.7, 3.8 ]})");
    QCOMPARE(list.lines, Lines{"board power.bus.v=12.1 cells.0=3.7 cells.1=3.8"});
}

void TstDecoderChain::readsPairs()
{
    const auto list = recordsOf(definitionOf(DecoderKind::keyValue),
                                "temp=21.5C, hum = 40% state=\"door open\" id=0x1F\nT:-3,ok:true\n");
    QCOMPARE(list.lines, (Lines{"board temp=21.5[C] hum=40[%] state=door open id=31", "board T=-3 ok=true"}));
}

void TstDecoderChain::namesFieldsAndCalibrates()
{
    DecoderDefinition definition = definitionOf(DecoderKind::json);
    definition.fields.push_back(fieldOf("adc.0", "bus_voltage_v", "V"));
    definition.fields.back().calibration.polynomial = {0.5, 0.01};
    definition.fields.push_back(fieldOf("m", "mode", ""));
    definition.fields.back().calibration.words = {{0, 0, "idle"}, {1, 3, "busy"}};
    const auto list = recordsOf(definition, R"({"adc":[1200],"m":2,"x y":1})");
    QCOMPARE(list.lines, Lines{"board bus_voltage_v=1200>12.5[V] mode=2>busy x_y=1"});
}

void TstDecoderChain::leavesOutWhatIsNotListed()
{
    DecoderDefinition definition = definitionOf(DecoderKind::keyValue);
    definition.onlyListedFields = true;
    definition.fields.push_back(fieldOf("b", "", ""));
    QCOMPARE(recordsOf(definition, "a=1 b=2 c=3").lines, Lines{"board b=2"});
}

void TstDecoderChain::takesTheNodeFromTheFrame()
{
    DecoderDefinition definition = definitionOf(DecoderKind::json);
    definition.node.clear();
    definition.nodeField = "id";
    definition.destinationField = "to";
    const auto list =
        recordsOf(definition,
                  "{\"id\":\"s-1\",\"to\":\"s-2\",\"v\":1}\n{\"id\":7,\"v\":2}\n{\"v\":3}\n{\"id\":\"a b\"}");
    QCOMPARE(list.lines.size(), std::size_t{4});
    QCOMPARE(list.lines[0], "s-1>s-2 v=1"s);
    QCOMPARE(list.lines[1], "7 v=2"s);
    QVERIFY(list.lines[2].find("does not name its node") != std::string::npos);
    QVERIFY(list.lines[3].find("'a b'") != std::string::npos);
}

void TstDecoderChain::checksTheChecksum()
{
    DecoderDefinition definition = definitionOf(DecoderKind::keyValue, FramingKind::lengthPrefixed);
    definition.framing.lengthSize = 1;
    definition.checksum.algorithm = "crc-16/ccitt-false";
    // The catalogue's check value: "123456789" gives 0x29B1.
    const auto list = recordsOf(definition, "\x0B"
                                            "123456789\x29\xB1\x0B"
                                            "a=3456789\x29\xB1"s);
    QCOMPARE(list.lines.size(), std::size_t{2});
    QVERIFY2(list.lines[0].starts_with("decoding: "), list.lines[0].c_str());
    QVERIFY2(list.lines[1].starts_with("checksum: byte 9: crc-16/ccitt-false of the frame is 0x"),
             list.lines[1].c_str());
    QVERIFY2(list.lines[1].find("found 0x29B1") != std::string::npos, list.lines[1].c_str());
}

void TstDecoderChain::countsEachStage()
{
    DecoderDefinition definition = definitionOf(DecoderKind::json);
    definition.framing.maxLength = 16;
    RecordList list;
    auto chain = *DecoderChain::make(definition);
    chain->feed(bytesOf("{\"a\":1,\"b\":2}\n{\"a\":}\n{\"a\":\"too long for it\"}\n"), {}, list);
    const DecodingCounters counters = chain->counters();
    QCOMPARE(counters.framing.frames, std::uint64_t{2});
    QCOMPARE(counters.records, std::uint64_t{1});
    QCOMPARE(counters.fields, std::uint64_t{2});
    QCOMPARE(counters.refusedIn(DecodingStage::framing), std::uint64_t{1});
    QCOMPARE(counters.refusedIn(DecodingStage::decoding), std::uint64_t{1});
    QCOMPARE(counters.refused[0][static_cast<std::size_t>(ErrorCode::tooLarge)], std::uint64_t{1});
}

void TstDecoderChain::keepsTheLastFrames()
{
    RecordList list;
    auto chain = *DecoderChain::make(definitionOf(DecoderKind::keyValue));
    chain->feed(bytesOf("a=0\n"), {}, list);
    QVERIFY(chain->history().frames().empty());
    chain->history().setCapacity(2);
    chain->feed(bytesOf("a=1\nb=2V\nc\n"), {}, list);
    const auto &frames = chain->history().frames();
    QCOMPARE(frames.size(), std::size_t{2});
    QCOMPARE(frames[0].fields.size(), std::size_t{1});
    QCOMPARE(frames[0].fields[0].value, "2 V"s);
    QCOMPARE(frames[0].fields[0].at, BitRange::ofBytes(2, 2));
    QCOMPARE(frames[0].offset, std::uint64_t{8});
    QVERIFY(frames[0].refusal.empty());
    QVERIFY(!frames[1].refusal.empty());
    QCOMPARE(frames[1].refusedAt, std::int64_t{0});
}

void TstDecoderChain::takesTheDevicesTime()
{
    DecoderDefinition definition = definitionOf(DecoderKind::json);
    definition.clock = {ClockDefinition::Source::device, "t", 0.001, ClockDefinition::Epoch::unix, 37};
    const auto list = recordsOf(
        definition, "{\"t\":1795269787250,\"v\":1}\n{\"t\":\"2026-11-21T14:03:07Z\",\"v\":1}\n{\"v\":1}");
    QCOMPARE(list.lines, (Lines{"board v=1", "board v=1", "board v=1"}));
    QCOMPARE(list.times[0], fromNanoseconds(1'795'269'787'250'000'000));
    QCOMPARE(list.times[1], fromNanoseconds(1'795'269'787'000'000'000));
    QCOMPARE(list.timesFrom[1], RecordTime::device);
    QCOMPARE(list.timesFrom[2], RecordTime::arrival);
}

void TstDecoderChain::correctsTheDevicesTime()
{
    DecoderDefinition definition = definitionOf(DecoderKind::keyValue);
    definition.clock = {ClockDefinition::Source::corrected, "ms", 0.001, ClockDefinition::Epoch::start, 37};
    RecordList list;
    auto chain = *DecoderChain::make(definition);
    const Timestamp start = fromNanoseconds(1'700'000'000'000'000'000);
    for (int i = 0; i < 100; ++i) {
        const auto delay = i % 7 == 0 ? 2ms : 40ms;
        const std::string line = "ms=" + std::to_string(5000 + 100 * i) + " v=1\n";
        chain->feed(bytesOf(line), start + 100ms * i + delay, list);
    }
    QCOMPARE(list.timesFrom.front(), RecordTime::arrival);
    QCOMPARE(list.timesFrom.back(), RecordTime::corrected);
    const auto error = list.times.back() - (start + 9900ms + 2ms);
    QVERIFY(std::chrono::abs(error) < 2ms);
    QVERIFY(chain->clock().estimate());
}

void TstDecoderChain::keepsKeysAcrossRecords()
{
    struct Keys final : DecodingSink
    {
        void record(const DecodedRecord &record) override
        {
            for (const DecodedField &field : record.fields)
                seen[std::string(field.name)].insert(field.key);
        }
        void refused(const Frame &, DecodingStage, const Error &) override {}
        std::map<std::string, std::set<std::uint32_t>> seen;
    } keys;
    auto chain = *DecoderChain::make(definitionOf(DecoderKind::keyValue));
    chain->feed(bytesOf("a=1 b=2\nb=1 c=2\nc=1 b=1 a=1\n"), {}, keys);
    chain->reset();
    chain->feed(bytesOf("c=1 a=1\n"), {}, keys);
    QCOMPARE(keys.seen.size(), std::size_t{3});
    for (const auto &[name, set] : keys.seen) {
        QCOMPARE(set.size(), std::size_t{1});
        QCOMPARE(std::string(chain->decoder().field(*set.begin()).name), name);
    }
}

void TstDecoderChain::takesLinesOfADatagram()
{
    RecordList list;
    auto chain = *DecoderChain::make(definitionOf(DecoderKind::keyValue));
    chain->feed(bytesOf("a=1\na=2"), {}, list, true);
    chain->feed(bytesOf("a=3"), {}, list, true);
    QCOMPARE(list.lines, (Lines{"board a=1", "board a=2", "board a=3"}));
}

void TstDecoderChain::givesTheSameWhereverItIsSplit()
{
    const std::string stream = "{\"a\":1}\n{\"a\":}\n\n{\"b\":[1,{\"c\":\"x\"}]}\r\nnoise\n{\"a\":2}";
    const std::string whole = recordsOf(definitionOf(DecoderKind::json), stream).text();
    for (std::size_t at = 1; at < stream.size(); ++at) {
        RecordList list;
        auto chain = *DecoderChain::make(definitionOf(DecoderKind::json));
        chain->feed(bytesOf(std::string_view(stream).substr(0, at)), {}, list);
        chain->feed(bytesOf(std::string_view(stream).substr(at)), {}, list);
        chain->endOfStream({}, list);
        QCOMPARE(list.text(), whole);
    }
}

DESK_TEST(TstDecoderChain)

#include "tst_decoderchain.moc"
