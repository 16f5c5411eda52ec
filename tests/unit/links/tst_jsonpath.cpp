// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/jsonpath.h"

#include "tests/support/testprogram.h"

using namespace desk;

class TstJsonPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatStandsThere_data();
    void takesWhatStandsThere();
    void refusesAPath_data();
    void refusesAPath();
    void saysWhereThePathEnds();
    void saysAtWhichByteItIsNoJson();
};

void TstJsonPath::takesWhatStandsThere_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<QStringList>("texts");
    const auto row = [](const char *name, const char *path, const QStringList &texts) {
        QTest::addRow("%s", name) << std::string(path) << texts;
    };
    row("all", "", {QStringLiteral(R"({"data":{"list":[{"v":1},{"v":2}],"t":21.5}})")});
    row("a name", "data.list", {QStringLiteral(R"([{"v":1},{"v":2}])")});
    row("an element", "$.data.list[1]", {QStringLiteral(R"({"v":2})")});
    row("each element", "data.list[*]", {QStringLiteral(R"({"v":1})"), QStringLiteral(R"({"v":2})")});
    row("a member of each", "data.list[*].v",
        {QStringLiteral(R"({"value":1})"), QStringLiteral(R"({"value":2})")});
    row("a number", "data.t", {QStringLiteral(R"({"value":21.5})")});
}

void TstJsonPath::takesWhatStandsThere()
{
    QFETCH(std::string, path);
    QFETCH(QStringList, texts);
    const auto parsed = JsonPath::parse(path);
    QVERIFY(parsed);
    const auto found = parsed->extract(R"({"data": {"list": [{"v": 1}, {"v": 2}], "t": 21.5}})");
    QVERIFY(found);
    QStringList got;
    for (const std::string &text : *found)
        got += QString::fromStdString(text);
    QCOMPARE(got, texts);
}

void TstJsonPath::refusesAPath_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<qint64>("at");
    QTest::addRow("bracket") << std::string("a[1") << qint64{1};
    QTest::addRow("no number") << std::string("a[x]") << qint64{2};
    QTest::addRow("empty name") << std::string("a..b") << qint64{2};
    QTest::addRow("ends in a dot") << std::string("a.") << qint64{2};
}

void TstJsonPath::refusesAPath()
{
    QFETCH(std::string, path);
    QFETCH(qint64, at);
    const auto parsed = JsonPath::parse(path);
    QVERIFY(!parsed);
    QCOMPARE(qint64{parsed.error().offset}, at);
}

void TstJsonPath::saysWhereThePathEnds()
{
    const auto found = JsonPath::parse("a.b.c")->extract(R"({"a": {"x": 1}})");
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::notFound);
    QVERIFY(found.error().message.find("step 2") != std::string::npos);
}

void TstJsonPath::saysAtWhichByteItIsNoJson()
{
    const auto found = JsonPath::parse("a")->extract("{\"a\": ?}");
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::parseError);
    QCOMPARE(found.error().offset, std::int64_t{6});
    QVERIFY(!JsonPath::parse("a")->extract(R"({"a": 1e999})"));
    QVERIFY(!JsonPath::parse("")->extract(std::string(1'000'000, '[') + std::string(1'000'000, ']')));
}

DESK_TEST(TstJsonPath)

#include "tst_jsonpath.moc"
