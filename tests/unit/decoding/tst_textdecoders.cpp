// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"

using namespace desk;
using namespace std::string_literals;

namespace {

using Lines = std::vector<std::string>;

} // namespace

// Delimited text and line protocol.
class TstTextDecoders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesColumnsFromTheFirstLine();
    void passesOverTheFirstLineAgain();
    void takesColumnsOfTheDefinition();
    void numbersColumnsWithoutNames();
    void readsQuotedCellsAndComments();
    void leavesEmptyCellsOut();
    void saysThatAColumnIsMissing();
    void asksForTheHeading();
    void readsLineProtocol();
    void keepsLabelsApart();
    void calibratesFieldsOfLineProtocol();
    void takesTheTimeOfLineProtocol();
    void saysWhereLineProtocolIsWrong();
};

void TstTextDecoders::takesColumnsFromTheFirstLine()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.headerLine = true;
    const auto list = recordsOf(definition, "time (s), temp [C] ,state\n1,21.5,on\n2,22,off\n");
    QCOMPARE(list.lines,
             (Lines{"board time=1[s] temp=21.5[C] state=on", "board time=2[s] temp=22[C] state=off"}));
}

void TstTextDecoders::passesOverTheFirstLineAgain()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.headerLine = true;
    QCOMPARE(recordsOf(definition, "a,b\n1,2\na,b\n3,4\n").lines, (Lines{"board a=1 b=2", "board a=3 b=4"}));
}

void TstTextDecoders::takesColumnsOfTheDefinition()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.separator = ';';
    definition.decimalPoint = ',';
    definition.fields.resize(2);
    definition.fields[0].name = "volt";
    definition.fields[0].unit = "V";
    definition.fields[1].name = "count";
    definition.fields[1].ignored = true;
    QCOMPARE(recordsOf(definition, "12,5;7\n-3;8\n").lines,
             (Lines{"board volt=12.5[V]", "board volt=-3[V]"}));
}

void TstTextDecoders::numbersColumnsWithoutNames()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.separator = '\t';
    QCOMPARE(recordsOf(definition, "1\t2.5\n").lines, Lines{"board column_1=1 column_2=2.5"});
}

void TstTextDecoders::readsQuotedCellsAndComments()
{
    const auto list = recordsOf(definitionOf(DecoderKind::delimited), "# power on\n1,\"a,b\",true\n");
    QCOMPARE(list.lines, Lines{"board column_1=1 column_2=a,b column_3=true"});
    QCOMPARE(list.ranges[1], BitRange::ofBytes(2, 5));
}

void TstTextDecoders::leavesEmptyCellsOut()
{
    QCOMPARE(recordsOf(definitionOf(DecoderKind::delimited), "1,,nan,4\n").lines,
             Lines{"board column_1=1 column_4=4"});
}

void TstTextDecoders::saysThatAColumnIsMissing()
{
    const auto list = recordsOf(definitionOf(DecoderKind::delimited), "1,2,3\n4,5\n");
    QVERIFY2(list.lines[1].starts_with("decoding: byte 3: 3 columns are expected, found 2"),
             list.lines[1].c_str());
}

void TstTextDecoders::asksForTheHeading()
{
    DecoderDefinition definition = definitionOf(DecoderKind::delimited);
    definition.headerLine = true;
    const auto list = recordsOf(definition, "1,2\n");
    QVERIFY2(list.lines[0].find("expected to name the columns, found the number '1'") != std::string::npos,
             list.lines[0].c_str());
}

void TstTextDecoders::readsLineProtocol()
{
    const auto list = recordsOf(definitionOf(DecoderKind::lineProtocol),
                                "weather temp=21.5,n=7i,ok=t,state=\"door open\"\n"
                                "telemetry,node_id=s-1,node_type=satellite,dst=s-2 latency_ms=3\n# note\n");
    QCOMPARE(list.lines, (Lines{"board weather.temp=21.5 weather.n=7 weather.ok=true weather.state=door open",
                                "s-1>s-2 latency_ms=3"}));
    QCOMPARE(list.ranges[0], BitRange::ofBytes(13, 4));
}

void TstTextDecoders::keepsLabelsApart()
{
    struct Labels final : DecodingSink
    {
        void record(const DecodedRecord &record) override
        {
            for (const DecodedField &field : record.fields)
                seen.push_back(std::to_string(field.key) + ' ' + std::string(field.name) + '{' +
                               std::string(field.labels) + '}');
        }
        void refused(const Frame &, DecodingStage, const Error &error) override
        {
            seen.push_back(error.message);
        }
        Lines seen;
    } labels;
    auto chain = *DecoderChain::make(definitionOf(DecoderKind::lineProtocol));
    chain->feed(bytesOf("cpu,core=1 load=1\ncpu,core=0 load=2\ncpu,core=1 load=3\n"), {}, labels);
    QCOMPARE(labels.seen,
             (Lines{"0 cpu.load{core=\"1\"}", "1 cpu.load{core=\"0\"}", "0 cpu.load{core=\"1\"}"}));
}

void TstTextDecoders::calibratesFieldsOfLineProtocol()
{
    DecoderDefinition definition = definitionOf(DecoderKind::lineProtocol);
    definition.onlyListedFields = true;
    definition.fields.resize(1);
    definition.fields[0].source = "adc.v";
    definition.fields[0].name = "bus_v";
    definition.fields[0].unit = "V";
    definition.fields[0].calibration.polynomial = {0, 0.5};
    QCOMPARE(recordsOf(definition, "adc v=10,w=1\nother x=1\n").lines,
             (Lines{"board bus_v=10>5[V]", "board"}));
}

void TstTextDecoders::takesTheTimeOfLineProtocol()
{
    DecoderDefinition definition = definitionOf(DecoderKind::lineProtocol);
    definition.clock.source = ClockDefinition::Source::device;
    const auto list = recordsOf(definition, "m v=1 1795269787000000001\nm v=2\nm v=3 12x\n");
    QCOMPARE(list.times[0], fromNanoseconds(1'795'269'787'000'000'001));
    QCOMPARE(list.timesFrom[1], RecordTime::arrival);
    QVERIFY2(list.lines[2].find("byte 6") != std::string::npos, list.lines[2].c_str());
}

void TstTextDecoders::saysWhereLineProtocolIsWrong()
{
    const auto list = recordsOf(definitionOf(DecoderKind::lineProtocol), "m v=\nm v=1x\n");
    QVERIFY2(list.lines[0].find("v has no value") != std::string::npos, list.lines[0].c_str());
    QCOMPARE(list.refusals[0].offset, std::int64_t{4});
    QVERIFY2(list.lines[1].find("found '1x'") != std::string::npos, list.lines[1].c_str());
}

DESK_TEST(TstTextDecoders)

#include "tst_textdecoders.moc"
