// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/xtcedatabase.h"
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"
#include "tests/unit/decoding/spacepacket.h"

#include <fstream>
#include <sstream>

using namespace desk;
using namespace std::string_literals;

namespace {

using Lines = std::vector<std::string>;

std::string satelliteDocument()
{
    std::ifstream file(DESK_TEST_DATA "/decoding/satellite.xtce.xml");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

DecoderDefinition documentDefinition(std::string document)
{
    DecoderDefinition definition = definitionOf(DecoderKind::xtce, FramingKind::ccsds);
    definition.node = "sat";
    definition.xtce = std::move(document);
    return definition;
}

// A document of one type and one parameter of it in one container.
std::string smallDocument(const std::string &type,
                          const std::string &entry = "<ParameterRefEntry parameterRef='p'/>",
                          const std::string &containers = {})
{
    return "<SpaceSystem name='a'><TelemetryMetaData><ParameterTypeSet>" + type +
           "</ParameterTypeSet><ParameterSet><Parameter name='p' "
           "parameterTypeRef='t'/></ParameterSet><ContainerSet>"
           "<SequenceContainer name='c'><EntryList>" +
           entry + "</EntryList></SequenceContainer>" + containers +
           "</ContainerSet></TelemetryMetaData></SpaceSystem>";
}

std::string integerType(const std::string &attributes)
{
    return "<IntegerParameterType name='t'><IntegerDataEncoding " + attributes + "/></IntegerParameterType>";
}

std::string valueOf(const std::string &document, const std::string &packet)
{
    DecoderDefinition definition = documentDefinition(document);
    definition.framing.kind = FramingKind::datagram;
    const auto list = recordsOf(definition, packet);
    return list.lines.empty() ? "nothing"s : list.lines.front();
}

} // namespace

class TstXtce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPacketsOfADocument();
    void keepsLimitsAndUnits();
    void countsGapsOfSpacePackets();
    void saysThatNoContainerFits();
    void readsEncodings_data();
    void readsEncodings();
    void readsTextsToATerminator();
    void readsTextsBetweenBytes();
    void comparesAnUnlistedEnumeration();
    void readsContainersInContainers();
    void leavesOutEntriesWhoseConditionFails();
    void findsNamesAcrossSystems();
    void takesTheNamedContainer();
    void refusesDocuments_data();
    void refusesDocuments();
    void refusesTypeDeclarations();
    void notesWhatIsLeftOut();
};

void TstXtce::readsPacketsOfADocument()
{
    const auto list = recordsOf(documentDefinition(satelliteDocument()),
                                spacePacket({42, 7}, "\x04\xB0\x80\x02\x01"s) +
                                    spacePacket({43, 8}, "\x00\x00\x00\x03wow\0"s));
    const std::string sequence = std::to_string(0xC0070000U + 4);
    QCOMPARE(list.lines.size(), std::size_t{2});
    QCOMPARE(list.lines[0],
             "sat TYPE=0 APID=42 SEQ=" + sequence +
                 " BUS_V=1200>13.5[V] TEMP=128>22.745098039215684 MODE=2>NOMINAL FLAG=true>ON");
    QVERIFY2(list.lines[1].ends_with("TIME=3>1.5[s] WORD=wow"), list.lines[1].c_str());
    QCOMPARE(list.ranges[3], BitRange::ofBytes(6, 2));
    QCOMPARE(list.ranges[6], (BitRange{87, 1}));
}

void TstXtce::keepsLimitsAndUnits()
{
    const auto database = XtceDatabase::parse(satelliteDocument());
    QVERIFY2(database, database ? "" : database.error().message.c_str());
    const auto parameter = std::find_if(database->parameters.begin(), database->parameters.end(),
                                        [](const XtceParameter &one) { return one.path == "/Sat/BUS_V"; });
    QVERIFY(parameter != database->parameters.end());
    QCOMPARE(parameter->field.unit, "V"s);
    DeclaredLimits limits;
    limits.low[1] = 10;
    limits.high[1] = 14;
    limits.low[3] = 8;
    limits.high[3] = 16;
    QVERIFY(parameter->field.limits == limits);
    QVERIFY(database->notes.empty());
}

void TstXtce::countsGapsOfSpacePackets()
{
    RecordList list;
    auto chain = *DecoderChain::make(documentDefinition(satelliteDocument()));
    chain->feed(bytesOf(spacePacket({42, 1}, "12345") + spacePacket({42, 5}, "12345")), {}, list);
    QCOMPARE(chain->counters().lost, std::uint64_t{3});
}

void TstXtce::saysThatNoContainerFits()
{
    const auto list = recordsOf(documentDefinition(satelliteDocument()), spacePacket({44, 0}, "x"));
    QVERIFY2(list.lines[0].find("none fits: APID is '44', TYPE is '0'") != std::string::npos,
             list.lines[0].c_str());
}

void TstXtce::readsEncodings_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const std::string &type, const std::string &packet,
                        const char *line) {
        QTest::newRow(name) << QString::fromStdString(type) << QByteArray::fromStdString(packet)
                            << QString::fromUtf8(line);
    };
    row("unsigned", integerType("sizeInBits='12'"), "\xFF\xF0", "sat p=4095");
    row("two's complement", integerType("sizeInBits='12' encoding='twosComplement'"), "\xFF\xE0", "sat p=-2");
    row("one's complement", integerType("sizeInBits='8' encoding='onesComplement'"), "\xFE", "sat p=-1");
    row("sign and magnitude", integerType("sizeInBits='8' encoding='signMagnitude'"), "\x85", "sat p=-5");
    row("little endian", integerType("sizeInBits='16' byteOrder='leastSignificantByteFirst'"), "\x01\x02",
        "sat p=513");
    row("64 bits", integerType("sizeInBits='64'"), std::string(8, '\xFF'), "sat p=18446744073709551615");
    row("float", "<FloatParameterType name='t'><FloatDataEncoding/></FloatParameterType>",
        "\x3F\xC0\x00\x00"s, "sat p=1.5");
    row("double", "<FloatParameterType name='t'><FloatDataEncoding sizeInBits='64'/></FloatParameterType>",
        "\x3F\xF8\x00\x00\x00\x00\x00\x00"s, "sat p=1.5");
    row("boolean",
        "<BooleanParameterType name='t'><IntegerDataEncoding sizeInBits='1'/></BooleanParameterType>", "\x80",
        "sat p=true");
    row("steps",
        "<IntegerParameterType name='t'><IntegerDataEncoding><DefaultCalibrator><SplineCalibrator order='0'>"
        "<SplinePoint raw='0' calibrated='5'/><SplinePoint raw='10' "
        "calibrated='7'/></SplineCalibrator></DefaultCalibrator>"
        "</IntegerDataEncoding></IntegerParameterType>",
        "\x09", "sat p=9>5");
}

void TstXtce::readsEncodings()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, packet);
    QFETCH(QString, line);
    QCOMPARE(QString::fromStdString(valueOf(smallDocument(type.toStdString()), packet.toStdString())), line);
}

void TstXtce::readsTextsToATerminator()
{
    const std::string type =
        "<StringParameterType name='t'><StringDataEncoding><SizeInBits><TerminationChar>00"
        "</TerminationChar></SizeInBits></StringDataEncoding></StringParameterType>";
    QCOMPARE(valueOf(smallDocument(type), "hello\0rest"s), "sat p=hello"s);
    QVERIFY(valueOf(smallDocument(type), "hello").find("the end of the text 'p' is expected") !=
            std::string::npos);
}

void TstXtce::readsTextsBetweenBytes()
{
    const std::string document = smallDocument(
        "<StringParameterType name='t'><StringDataEncoding><SizeInBits><Fixed><FixedValue>16</FixedValue>"
        "</Fixed></SizeInBits></StringDataEncoding></StringParameterType>",
        "<ParameterRefEntry parameterRef='p'><LocationInContainerInBits referenceLocation='containerStart'>"
        "<FixedValue>20</FixedValue></LocationInContainerInBits></ParameterRefEntry>");
    QCOMPARE(valueOf(document, "\x09\x01\x54\x15\x20"s), "sat p=AR"s);
}

void TstXtce::comparesAnUnlistedEnumeration()
{
    const std::string document = smallDocument(
        "<EnumeratedParameterType name='t'><IntegerDataEncoding/><EnumerationList>"
        "<Enumeration value='1' label='ON'/></EnumerationList></EnumeratedParameterType>",
        "<ParameterRefEntry parameterRef='p'/><ParameterRefEntry parameterRef='p'><IncludeCondition>"
        "<Comparison parameterRef='p' comparisonOperator='!=' "
        "value='ON'/></IncludeCondition></ParameterRefEntry>");
    QCOMPARE(valueOf(document, "\x01\x01"), "sat p=1>ON"s);
    QCOMPARE(valueOf(document, "\x07\x01"), "sat p=7>7 p=1>ON"s);
}

void TstXtce::readsContainersInContainers()
{
    const std::string document = smallDocument(
        integerType("sizeInBits='8'"), "<ContainerRefEntry containerRef='inner'/>",
        "<SequenceContainer name='inner'><EntryList><ParameterRefEntry parameterRef='p'>"
        "<LocationInContainerInBits referenceLocation='containerStart'><FixedValue>8</FixedValue>"
        "</LocationInContainerInBits></ParameterRefEntry></EntryList></SequenceContainer>");
    DecoderDefinition definition = documentDefinition(document);
    definition.framing.kind = FramingKind::datagram;
    definition.container = "c";
    QCOMPARE(recordsOf(definition, "\x01\x02").lines, Lines{"sat p=2"});
}

void TstXtce::leavesOutEntriesWhoseConditionFails()
{
    const std::string document = smallDocument(
        integerType("sizeInBits='8'") +
            "<IntegerParameterType name='u'><IntegerDataEncoding/></IntegerParameterType>",
        "<ParameterRefEntry parameterRef='p'/><ParameterRefEntry parameterRef='p'><IncludeCondition>"
        "<Comparison parameterRef='p' comparisonOperator='&gt;' "
        "value='5'/></IncludeCondition></ParameterRefEntry>");
    QCOMPARE(valueOf(document, "\x01\x02"), "sat p=1"s);
    QCOMPARE(valueOf(document, "\x09\x02"), "sat p=9 p=2"s);
}

void TstXtce::findsNamesAcrossSystems()
{
    const std::string document =
        "<SpaceSystem name='top'><TelemetryMetaData><ParameterTypeSet>" + integerType("sizeInBits='8'") +
        "</ParameterTypeSet></TelemetryMetaData><SpaceSystem name='sub'><TelemetryMetaData><ParameterSet>"
        "<Parameter name='p' parameterTypeRef='t'/><Parameter name='q' "
        "parameterTypeRef='/top/t'/></ParameterSet>"
        "<ContainerSet><SequenceContainer name='c'><EntryList><ParameterRefEntry parameterRef='p'/>"
        "<ParameterRefEntry parameterRef='/top/sub/q'/></EntryList></SequenceContainer></ContainerSet>"
        "</TelemetryMetaData></SpaceSystem></SpaceSystem>";
    QCOMPARE(valueOf(document, "\x01\x02"), "sat p=1 q=2"s);
}

void TstXtce::takesTheNamedContainer()
{
    DecoderDefinition definition = documentDefinition(satelliteDocument());
    definition.container = "HK";
    const auto list = recordsOf(definition, spacePacket({99, 7}, "\x04\xB0\x80\x02\x01"s));
    QVERIFY2(list.lines[0].find("APID=99") != std::string::npos &&
                 list.lines[0].find("BUS_V") != std::string::npos,
             list.lines[0].c_str());
    definition.container = "Nobody";
    QVERIFY(
        recordsOf(definition, "").lines[0].find("'Nobody' is not in the document; there are /Sat/Packet") !=
        std::string::npos);
}

void TstXtce::refusesDocuments_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const std::string &document, const char *says) {
        QTest::newRow(name) << QString::fromStdString(document) << QString::fromLatin1(says);
    };
    const std::string byte = integerType("sizeInBits='8'");
    row("no XML", "hello", "line 1: this is no well-formed XML");
    row("cut off", "<SpaceSystem name='a'>\n<Telemetry", "line 2: this is no well-formed XML");
    row("another root", "<html/>", "begins with a SpaceSystem");
    row("no encoding", smallDocument("<IntegerParameterType name='t'/>"), "an encoding is expected");
    row("size", smallDocument(integerType("sizeInBits='65'")), "from 1 to 64 is expected, found '65'");
    row("encoding", smallDocument(integerType("encoding='BCD'")), "the encoding 'BCD' is not read");
    row("no type", smallDocument(""), "the type 't' is not in the document");
    row("no parameter", smallDocument(byte, "<ParameterRefEntry parameterRef='q'/>"),
        "'q' is not in the document");
    row("array", smallDocument(byte, "<ArrayParameterRefEntry parameterRef='p'/>"), "others are not read");
    row("circle", smallDocument(byte, "<ContainerRefEntry containerRef='c'/>"), "in a circle");
    row("base circle",
        smallDocument(
            byte, "",
            "<SequenceContainer name='d'><EntryList/><BaseContainer containerRef='d'/></SequenceContainer>"),
        "in a circle");
    row("operator",
        smallDocument(
            byte, "",
            "<SequenceContainer name='d'><EntryList/><BaseContainer containerRef='c'><RestrictionCriteria>"
            "<Comparison parameterRef='p' comparisonOperator='~' value='1'/></RestrictionCriteria>"
            "</BaseContainer></SequenceContainer>"),
        "one of == != < <= > >= is expected, found '~'");
    row("two roots", smallDocument(byte, "", "<SequenceContainer name='d'><EntryList/></SequenceContainer>"),
        "name one");
    row(
        "deep",
        [] {
            std::string text;
            for (int i = 0; i < 100; ++i)
                text += "<SpaceSystem name='a'>";
            return text;
        }(),
        "nested more than 64 deep");
}

void TstXtce::refusesDocuments()
{
    QFETCH(QString, document);
    QFETCH(QString, says);
    const auto chain = DecoderChain::make(documentDefinition(document.toStdString()));
    QVERIFY(!chain);
    QVERIFY2(chain.error().message.find(says.toStdString()) != std::string::npos,
             chain.error().message.c_str());
    QVERIFY(chain.error().field.starts_with("/decoder/"));
}

void TstXtce::refusesTypeDeclarations()
{
    for (const char *const declaration :
         {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'http://127.0.0.1/'>]>",
          "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]>"}) {
        const auto database = XtceDatabase::parse(declaration + "<SpaceSystem name='a'>&b;</SpaceSystem>"s);
        QVERIFY(!database);
        QVERIFY2(database.error().message.find("document type declaration") != std::string::npos,
                 database.error().message.c_str());
    }
}

void TstXtce::notesWhatIsLeftOut()
{
    std::string document = smallDocument(
        "<IntegerParameterType name='t'><IntegerDataEncoding><ContextCalibratorList/></IntegerDataEncoding>"
        "</IntegerParameterType><ArrayParameterType name='x'/>");
    document.insert(document.find("</SpaceSystem>"), "<CommandMetaData/>");
    const auto database = XtceDatabase::parse(document);
    QVERIFY(database);
    QCOMPARE(database->notes.size(), std::size_t{3});
}

DESK_TEST(TstXtce)

#include "tst_xtce.moc"
