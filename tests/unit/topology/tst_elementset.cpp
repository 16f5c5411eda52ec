// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/degree.h"
#include "models/topology/elementset.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <numbers>

using namespace desk;

namespace {

// Vanguard 1 as CelesTrak published it in both forms.
const std::string firstLine = "1 00005U 58002B   20287.20333880 -.00000016  00000-0 -22483-4 0  9998";
const std::string secondLine = "2 00005  34.2443 225.5254 1845686 162.2516 205.2356 10.84869164218149";
const std::string twoLines = firstLine + "\n" + secondLine + "\n";
const std::string omm =
    R"({"OBJECT_NAME":"VANGUARD 1","OBJECT_ID":"1958-002B","EPOCH":"2020-10-13T04:52:48.472320",)"
    R"("MEAN_MOTION":10.84869164,"ECCENTRICITY":0.1845686,"INCLINATION":34.2443,)"
    R"("RA_OF_ASC_NODE":225.5254,"ARG_OF_PERICENTER":162.2516,"MEAN_ANOMALY":205.2356,)"
    R"("EPHEMERIS_TYPE":0,"CLASSIFICATION_TYPE":"U","NORAD_CAT_ID":5,"ELEMENT_SET_NO":999,)"
    R"("REV_AT_EPOCH":21814,"BSTAR":-2.2483e-5,"MEAN_MOTION_DOT":-1.6e-7,)"
    R"("MEAN_MOTION_DDOT":0})";

std::string withCheckSum(std::string line)
{
    int sum = 0;
    for (std::size_t i = 0; i < 68; ++i)
        sum += line[i] >= '0' && line[i] <= '9' ? line[i] - '0' : (line[i] == '-' ? 1 : 0);
    line[68] = static_cast<char>('0' + sum % 10);
    return line;
}

std::string replaced(std::string text, const std::string &old, const std::string &fresh)
{
    const auto at = text.find(old);
    return at == std::string::npos ? std::string{"nothing to replace"} : text.replace(at, old.size(), fresh);
}

std::string messageOf(const Result<std::vector<ElementSet>> &result)
{
    return result ? "accepted " + std::to_string(result->size()) : result.error().message;
}

} // namespace

class TstElementSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTwoLines();
    void readsNamesLineEndsAndBlankLines_data();
    void readsNamesLineEndsAndBlankLines();
    void readsAlpha5CatalogueNumbers_data();
    void readsAlpha5CatalogueNumbers();
    void readsEpochsOfBothCenturies();
    void namesLineAndCheckSums();
    void refusesBadTwoLineText_data();
    void refusesBadTwoLineText();
    void checksEveryColumn();
    void refusesEveryPrefixOfASet();
    void readsOmmLikeTwoLines();
    void readsOmmForms_data();
    void readsOmmForms();
    void refusesBadOmm_data();
    void refusesBadOmm();
    void survivesHostileJson();
    void refusesEveryPrefixOfAMessage();
    void tellsTheTwoFormsApart();
};

void TstElementSet::readsTwoLines()
{
    const auto sets = parseTwoLine(twoLines);
    QVERIFY(sets.has_value());
    QCOMPARE(sets->size(), std::size_t{1});
    const ElementSet &set = sets->front();
    QCOMPARE(set.catalogNumber, 5);
    QCOMPARE(set.name, std::string{});
    QCOMPARE(set.internationalDesignator, std::string{"58002B"});
    QCOMPARE(set.epoch.day, 2459135.5); // 2020-10-13
    QCOMPARE(set.epoch.fraction, 0.20333880);
    QCOMPARE(set.inclination / degree, 34.2443);
    QCOMPARE(set.rightAscension / degree, 225.5254);
    QCOMPARE(set.eccentricity, 0.1845686);
    QCOMPARE(set.argumentOfPerigee / degree, 162.2516);
    QCOMPARE(set.meanAnomaly / degree, 205.2356);
    QCOMPARE(set.meanMotion * 1440 / (2 * std::numbers::pi), 10.84869164);
    QCOMPARE(set.meanMotionDot * 1440 * 1440 / (2 * std::numbers::pi), -0.00000016);
    QCOMPARE(set.meanMotionDoubleDot, 0.0);
    QCOMPARE(set.bstar, -0.22483e-4);
}

void TstElementSet::readsNamesLineEndsAndBlankLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("names");
    const auto row = [](const char *title, const std::string &text, const char *names) {
        QTest::addRow("%s", title) << QByteArray::fromStdString(text) << QByteArray{names};
    };
    const std::string crlf = firstLine + "\r\n" + secondLine + "\r\n";
    row("two sets without names", twoLines + twoLines, "|");
    row("names", "VANGUARD 1\n" + twoLines + "SECOND\n" + twoLines, "VANGUARD 1|SECOND");
    row("names after 0", "0 VANGUARD 1\n" + twoLines, "VANGUARD 1");
    row("padded name and CRLF", "STARLINK-1008           \r\n" + crlf, "STARLINK-1008");
    row("blank lines", "\n\r\n  \n" + firstLine + "\n\n" + secondLine + "\n\nA\n\n" + twoLines + "\n\n",
        "|A");
    row("no line end at the end", firstLine + "\n" + secondLine, "");
    row("a name like a line 1", "1 KUNS-PF\n" + twoLines, "1 KUNS-PF");
    row("a name like a line 2", "2 FAST\n" + twoLines, "2 FAST");
    row("some with names", twoLines + "B\n" + twoLines + twoLines, "|B|");
}

void TstElementSet::readsNamesLineEndsAndBlankLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, names);
    const auto sets = parseTwoLine(text.toStdString());
    QVERIFY2(sets.has_value(), messageOf(sets).c_str());
    std::string found;
    for (std::size_t i = 0; i < sets->size(); ++i) {
        found += (i > 0 ? "|" : "") + sets->at(i).name;
        QCOMPARE(sets->at(i).catalogNumber, 5);
    }
    QCOMPARE(QByteArray::fromStdString(found), names);
}

void TstElementSet::readsAlpha5CatalogueNumbers_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("number");
    // The table of space-track's definition.
    QTest::addRow("A0000") << QByteArray{"A0000"} << 100000;
    QTest::addRow("E8493") << QByteArray{"E8493"} << 148493;
    QTest::addRow("J2931") << QByteArray{"J2931"} << 182931;
    QTest::addRow("P4018") << QByteArray{"P4018"} << 234018;
    QTest::addRow("W1928") << QByteArray{"W1928"} << 301928;
    QTest::addRow("Z9999") << QByteArray{"Z9999"} << 339999;
    QTest::addRow("blanks") << QByteArray{" 4859"} << 4859;
    QTest::addRow("I is none") << QByteArray{"I0000"} << -1;
    QTest::addRow("O is none") << QByteArray{"O0000"} << -1;
    QTest::addRow("lower case is none") << QByteArray{"a0000"} << -1;
    QTest::addRow("letter inside") << QByteArray{"1A000"} << -1;
    QTest::addRow("blank after letter") << QByteArray{"A 000"} << -1;
    QTest::addRow("empty") << QByteArray{"     "} << -1;
}

void TstElementSet::readsAlpha5CatalogueNumbers()
{
    QFETCH(QByteArray, field);
    QFETCH(int, number);
    const auto sets = parseTwoLine(withCheckSum(replaced(firstLine, "00005", field.toStdString())) + "\n" +
                                   withCheckSum(replaced(secondLine, "00005", field.toStdString())));
    QCOMPARE(sets ? sets->front().catalogNumber : -1, number);
    if (!sets)
        QCOMPARE(sets.error().field, std::string{"catalogue number"});
}

void TstElementSet::readsEpochsOfBothCenturies()
{
    const auto epochOf = [](const std::string &field) {
        const auto sets =
            parseTwoLine(withCheckSum(replaced(firstLine, "20287.20333880", field)) + "\n" + secondLine);
        return sets ? sets->front().epoch : JulianDate{};
    };
    QCOMPARE(epochOf("57001.00000000"), (JulianDate{2435839.5, 0}));   // 1957-01-01
    QCOMPARE(epochOf("00001.50000000"), (JulianDate{2451544.5, 0.5})); // J2000
    QCOMPARE(epochOf("56366.00000000"), (JulianDate{2472363.5, 0}));   // 2056-12-31
    QCOMPARE(epochOf("19366.82137887").day, 2458849.5);                // "December 32" has been seen
    QCOMPARE(epochOf("20  1.25000000"), (JulianDate{2458849.5, 0.25}));
    QCOMPARE(epochOf("20000.50000000"), JulianDate{});
    QCOMPARE(epochOf("20367.50000000"), JulianDate{});
}

void TstElementSet::namesLineAndCheckSums()
{
    const std::string bad = firstLine.substr(0, 68) + "1";
    const auto first = parseTwoLine(twoLines + "\nNAME\r\n" + bad + "\n" + secondLine);
    QVERIFY(!first.has_value());
    QCOMPARE(first.error().message, std::string{"line 5: checksum 1, expected 8"});
    QCOMPARE(first.error().field, std::string{"checksum"});
    QCOMPARE(first.error().index, std::int64_t{5});
    QCOMPARE(first.error().offset, static_cast<std::int64_t>(twoLines.size() + 7));
    QCOMPARE(first.error().code, ErrorCode::parseError);
    const auto second = parseTwoLine(firstLine + "\n" + secondLine.substr(0, 68) + "x");
    QCOMPARE(messageOf(second), std::string{"line 2: checksum x, expected 9"});
}

void TstElementSet::refusesBadTwoLineText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const std::string &text, const char *message) {
        QTest::addRow("%s", message) << QByteArray::fromStdString(text) << QByteArray{message};
    };
    row("", "the text holds no element set");
    row("\r\n \n", "the text holds no element set");
    row("No GP data found", "line 1: the text ends after a name");
    row("<html>\n<body>\n", "line 2: expected line 1 of an element set");
    row(firstLine, "line 1: the text ends before line 2 of this element set");
    row(firstLine + "\n" + twoLines, "line 2: expected line 2 of an element set");
    row(secondLine + "\n" + firstLine, "line 1: expected line 1 of an element set");
    row(firstLine.substr(0, 68) + "\n" + secondLine, "line 1: 68 columns, expected 69");
    row(firstLine + "\n" + secondLine + "  0.0 1440.0", "line 2: 81 columns, expected 69");
    row(firstLine + "\n" + withCheckSum(replaced(secondLine, "00005", "00007")),
        "line 2: catalogue number 7, but line 1 of the set has 5");
    row(firstLine + "\n" + withCheckSum(replaced(secondLine, " 34.2443", " 34,2443")),
        "line 2: columns 9-16: \" 34,2443\" is not a number (inclination)");
    row(firstLine + "\n" + withCheckSum(replaced(secondLine, " 34.2443", "184.2443")),
        "line 2: inclination is out of range");
    row(firstLine + "\n" + withCheckSum(replaced(secondLine, "225.5254", "365.5254")),
        "line 2: right ascension is out of range");
    row(firstLine + "\n" + withCheckSum(replaced(secondLine, "10.84869164", " 0.00000000")),
        "line 2: mean motion is not above zero");
    row(withCheckSum(replaced(firstLine, " 0  9998", " 4  9998")) + "\n" + secondLine,
        "line 1: column 63: \"4\" is not an SGP4 element set (ephemeris type)");
    row(replaced(firstLine, "58002B",
                 "58\xC3\xA9"
                 "2B")
                .substr(0, 69) +
            "\n" + secondLine,
        "line 1: column 12 is not printable ASCII");
    row("\x01\x02\n" + twoLines, "line 1: a name is printable ASCII");
    row(std::string(1000, 'A') + "\n" + twoLines, "line 1: 1000 characters are too long for a name");
}

void TstElementSet::refusesBadTwoLineText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    QCOMPARE(QByteArray::fromStdString(messageOf(parseTwoLine(text.toStdString()))), message);
}

// No column takes a letter unnoticed but those that hold text: classification and designator.
void TstElementSet::checksEveryColumn()
{
    for (std::size_t column = 1; column <= 69; ++column) {
        std::string first = firstLine;
        first[column - 1] = 'x';
        if (column < 69)
            first = withCheckSum(first);
        const bool isText = column == 8 || (column >= 10 && column <= 17);
        QVERIFY2(parseTwoLine(first + "\n" + secondLine).has_value() == isText,
                 std::to_string(column).c_str());
        std::string second = secondLine;
        second[column - 1] = 'x';
        if (column < 69)
            second = withCheckSum(second);
        QVERIFY2(!parseTwoLine(firstLine + "\n" + second).has_value(), std::to_string(column).c_str());
    }
}

void TstElementSet::refusesEveryPrefixOfASet()
{
    const std::string text = "VANGUARD 1\r\n" + twoLines;
    for (std::size_t size = 0; size < text.size() - 1; ++size)
        QVERIFY(!parseElements(text.substr(0, size)).has_value());
}

void TstElementSet::readsOmmLikeTwoLines()
{
    const auto fromJson = parseOmmJson(omm);
    QVERIFY2(fromJson.has_value(), messageOf(fromJson).c_str());
    const ElementSet &json = fromJson->front();
    const ElementSet lines = parseTwoLine(twoLines)->front();
    QCOMPARE(json.name, std::string{"VANGUARD 1"});
    QCOMPARE(json.internationalDesignator, std::string{"1958-002B"});
    QCOMPARE(json.catalogNumber, lines.catalogNumber);
    QCOMPARE(json.epoch.day, lines.epoch.day);
    QVERIFY(std::abs(json.epoch.fraction - lines.epoch.fraction) < 1e-12);
    for (const auto member :
         {&ElementSet::inclination, &ElementSet::rightAscension, &ElementSet::eccentricity,
          &ElementSet::argumentOfPerigee, &ElementSet::meanAnomaly, &ElementSet::meanMotion,
          &ElementSet::meanMotionDot, &ElementSet::bstar})
        QCOMPARE(json.*member, lines.*member);
    QCOMPARE(json.meanMotionDoubleDot, 0.0);
}

void TstElementSet::readsOmmForms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");
    const auto row = [](const char *title, const std::string &text, int count = 1) {
        QTest::addRow("%s", title) << QByteArray::fromStdString(text) << count;
    };
    row("one object", omm);
    row("array", "[" + omm + ",\n" + omm + "]", 2);
    row("numbers as strings", replaced(replaced(omm, "10.84869164", "\"10.84869164\""), ":5,", ":\"5\","));
    row("string without zero", replaced(omm, "0.1845686", "\".1845686\""));
    row("zone Z", replaced(omm, "472320\"", "472320Z\""));
    row("day of year", replaced(omm, "2020-10-13T", "2020-287T"));
    row("unknown nested values", replaced(omm, "{", "{\"USER_DEFINED\":{\"EPOCH\":[1,{\"BSTAR\":null}]},"));
    row("empty optional values", replaced(omm, "\"MEAN_MOTION_DDOT\":0", "\"MEAN_MOTION_DDOT\":null"));
    row("frame and theory", replaced(omm, "{",
                                     "{\"CENTER_NAME\":\"EARTH\",\"REF_FRAME\":\"TEME\",\"TIME_SYSTEM\":"
                                     "\"UTC\",\"MEAN_ELEMENT_THEORY\":\"SGP/SGP4\",\"DECAY_DATE\":null,"));
}

void TstElementSet::readsOmmForms()
{
    QFETCH(QByteArray, text);
    QFETCH(int, count);
    const auto sets = parseElements(text.toStdString());
    QVERIFY2(sets.has_value(), messageOf(sets).c_str());
    QCOMPARE(static_cast<int>(sets->size()), count);
    const ElementSet expected = parseOmmJson(omm)->front();
    for (const ElementSet &set : *sets)
        QVERIFY(set == expected);
}

void TstElementSet::refusesBadOmm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const std::string &text, const char *message, const char *field = "") {
        QTest::addRow("%s", message) << QByteArray::fromStdString(text) << QByteArray{message}
                                     << QByteArray{field};
    };
    row("", "not valid JSON at byte 1");
    row("[]", "the text holds no element set");
    row("12", "expected an array of objects or one object");
    row("[12]", "element 0: not an object");
    row("[" + omm + ",[]]", "element 1: not an object");
    row("[" + omm + "," + replaced(omm, "\"BSTAR\":-2.2483e-5,", "") + "]", "element 1: BSTAR is missing",
        "BSTAR");
    row(replaced(omm, "\"MEAN_MOTION\":10.84869164,", ""), "element 0: MEAN_MOTION is missing",
        "MEAN_MOTION");
    row(replaced(omm, ":5,", ":null,"), "element 0: NORAD_CAT_ID is missing", "NORAD_CAT_ID");
    row(replaced(omm, ":5,", ":5.5,"), "element 0: NORAD_CAT_ID is not a catalogue number", "NORAD_CAT_ID");
    row(replaced(omm, ":5,", ":-5,"), "element 0: NORAD_CAT_ID is not a catalogue number", "NORAD_CAT_ID");
    row(replaced(omm, "34.2443", "\"34.2443 deg\""), "element 0: INCLINATION is not a number", "INCLINATION");
    row(replaced(omm, "34.2443", "\"nan\""), "element 0: INCLINATION is not a number", "INCLINATION");
    row(replaced(omm, "34.2443", "true"), "element 0: INCLINATION must be a number or a string",
        "INCLINATION");
    row(replaced(omm, "34.2443", "[34]"), "element 0: INCLINATION must be a number or a string",
        "INCLINATION");
    row(replaced(omm, "34.2443", "{\"a\":1}"), "element 0: INCLINATION must be a number or a string",
        "INCLINATION");
    row(replaced(omm, "34.2443", "-1"), "element 0: inclination is out of range", "inclination");
    row(replaced(omm, "0.1845686", "1.0"), "element 0: eccentricity is not within 0 <= e < 1",
        "eccentricity");
    row(replaced(omm, "\"EPOCH\":\"2020-10-13T04:52:48.472320\"", "\"EPOCH\":2020"),
        "element 0: EPOCH must be a string", "EPOCH");
    row(replaced(omm, "{", "{\"TIME_SYSTEM\":\"TAI\","),
        "element 0: TIME_SYSTEM is not UTC, nothing else is supported", "TIME_SYSTEM");
    row(replaced(omm, "{", "{\"REF_FRAME\":\"EME2000\","),
        "element 0: REF_FRAME is not TEME, nothing else is supported", "REF_FRAME");
    row(replaced(omm, "\"EPHEMERIS_TYPE\":0", "\"EPHEMERIS_TYPE\":4"),
        "element 0: EPHEMERIS_TYPE is not 0 (SGP4), nothing else is supported", "EPHEMERIS_TYPE");
    row(replaced(omm, "VANGUARD 1", "VAN\\u0000GUARD"), "element 0: OBJECT_NAME has a control character",
        "OBJECT_NAME");
}

void TstElementSet::refusesBadOmm()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, field);
    const auto sets = parseOmmJson(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(messageOf(sets)), message);
    QCOMPARE(QByteArray::fromStdString(sets.error().field), field);
}

void TstElementSet::survivesHostileJson()
{
    const auto refused = [](const std::string &text) { return !parseElements(text).has_value(); };
    QVERIFY(refused(std::string(2'000'000, '[')));
    std::string nested = "[{\"a\":";
    for (int i = 0; i < 200'000; ++i)
        nested += "{\"a\":";
    QVERIFY(refused(nested));
    QCOMPARE(messageOf(parseOmmJson(nested)), std::string{"element 0: nested deeper than 16 levels"});
    QVERIFY(refused(replaced(omm, "34.2443", "1e999")));
    QVERIFY(refused(replaced(omm, "34.2443", std::string(100'000, '9'))));
    QVERIFY(refused(replaced(omm, "VANGUARD 1", "\xC3\x28")));
    QVERIFY(refused(replaced(omm, "VANGUARD 1", std::string(1'000'000, 'A'))));
    QVERIFY(refused(omm + omm));
    QVERIFY(refused("[" + omm + ",]"));
    // Errors stay short whatever the text.
    QVERIFY(parseOmmJson("[" + std::string(100'000, 'x')).error().message.size() < 100);
}

void TstElementSet::refusesEveryPrefixOfAMessage()
{
    const std::string text = "[" + omm + "]";
    for (std::size_t size = 0; size < text.size(); ++size)
        QVERIFY(!parseElements(text.substr(0, size)).has_value());
    const auto cut = parseOmmJson(text.substr(0, 100));
    QVERIFY(cut.error().offset >= 100);
}

void TstElementSet::tellsTheTwoFormsApart()
{
    QVERIFY(parseElements(twoLines).has_value());
    QVERIFY(parseElements("\xEF\xBB\xBF" + twoLines).has_value());
    QVERIFY(parseElements(" \r\n" + omm).has_value());
    QVERIFY(parseElements("\xEF\xBB\xBF[" + omm + "]").has_value());
    QCOMPARE(messageOf(parseElements("")), std::string{"the text holds no element set"});
}

DESK_TEST(TstElementSet)
#include "tst_elementset.moc"
