// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/tomltext.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstTomlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenReadsBack()
    {
        QCOMPARE(tomlQuoted("a \"b\" \\ \n"), std::string("\"a \\\"b\\\" \\\\ \\u000A\""));
        QCOMPARE(tomlFloat(5), std::string("5.0"));
        QCOMPARE(tomlFloat(-0.1), std::string("-0.1"));
        QVERIFY(checkTomlText("a = " + tomlQuoted("Köln \"x\"\x01") + "\nb = " + tomlFloat(1e300)));
    }

    void lettersBeyondAsciiBelongIntoQuotes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line"); // 0 = nothing wrong, -1 = not known
        QTest::newRow("value") << QByteArray("a = \"Köln\"") << 0;
        QTest::newRow("literal value") << QByteArray("a = 'Köln'") << 0;
        QTest::newRow("list") << QByteArray("a = [ \"Köln\", \"Łódź\" ]") << 0;
        QTest::newRow("key") << QByteArray("\"Köln\" = 1\n\n  \"Łódź\".\"ä\" = 2\n[ \"Ä\" ]") << 0;
        QTest::newRow("comment") << QByteArray("a = 1 # Köln") << 0;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a = 1")
                                         << 0;
        QTest::newRow("keys that differ in one letter") << QByteArray("\"ä\" = 1\n\"ö\" = 2") << 0;
        QTest::newRow("no TOML") << QByteArray("a = 1\nb = 5=\"N\xEF\xBB\xB7\"E'") << 2;
        QTest::newRow("a bracket that is none") << QByteArray("[{-") << -1;
        QTest::newRow("a comment in a table name") << QByteArray("# m.\n[# SP-DX]\n") << -1;
        QTest::newRow("bare key") << QByteArray("a = 1\nKöln = 2") << 2;
        QTest::newRow("bare value") << QByteArray("a = Köln") << 1;
        QTest::newRow("behind a string") << QByteArray("a = \"b\" ö") << 1;
        QTest::newRow("behind a quote that begins no string")
            << QByteArray("a = 0\"\t\xEF\xBF\xBB\xEF\xBA\xBF") << 1;
        QTest::newRow("a quote behind a string") << QByteArray("a = \"b\"\"ö\"") << 1;
    }
    void lettersBeyondAsciiBelongIntoQuotes()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const auto checked = checkTomlText(text.toStdString());
        QCOMPARE(checked ? 0 : int(checked.error().index), line);
    }
};

DESK_TEST(TstTomlText)
#include "tst_tomltext.moc"
