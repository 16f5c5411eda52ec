// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/csvreader.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

class TstCsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsRecordsAndFields_data();
    void splitsRecordsAndFields();
    void namesTheLineOfAnError_data();
    void namesTheLineOfAnError();
    void countsLinesInsideOfQuotes();
};

void TstCsvReader::splitsRecordsAndFields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // fields joined by |, records by /
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::addRow("%s", name) << QByteArray{text} << QByteArray{expected};
    };
    row("empty text", "", "");
    row("one field", "a", "a");
    row("LF", "a,b\nc,d\n", "a|b/c|d");
    row("CRLF", "a,b\r\nc,d\r\n", "a|b/c|d");
    row("CR alone", "a,b\rc,d\r", "a|b/c|d");
    row("no line end at the end", "a,b\nc,d", "a|b/c|d");
    row("blank lines", "\n\na,b\n\r\n\nc,d\n\n", "a|b/c|d");
    row("empty fields", ",a,,b,\n", "|a||b|");
    row("quotes", "\"a\",\"b\"\n", "a|b");
    row("comma in quotes", "\"a,b\",c\n", "a,b|c");
    row("doubled quote", "\"a\"\"b\",\"\"\"\"\n", "a\"b|\"");
    row("line end in quotes", "\"a\nb\",c\n", "a\nb|c");
    row("blanks are kept", " a , b\n", " a | b");
}

void TstCsvReader::splitsRecordsAndFields()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    CsvReader reader{std::string_view{text.constData(), static_cast<std::size_t>(text.size())}};
    std::string found;
    while (true) {
        const auto record = reader.next();
        QVERIFY(record.has_value());
        if (!*record)
            break;
        if (!found.empty())
            found += '/';
        for (std::size_t i = 0; i < (*record)->fields.size(); ++i)
            found += (i > 0 ? "|" : "") + (*record)->fields[i];
    }
    QCOMPARE(QByteArray::fromStdString(found), expected);
}

void TstCsvReader::namesTheLineOfAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::addRow("open quote") << QByteArray{"a\n\n\"b\n\nc"} << QByteArray{"line 3: a quote is not closed"};
    QTest::addRow("text after quote")
        << QByteArray{"a\n\"b\"c,d"} << QByteArray{"line 2: text after a closing quote"};
    QTest::addRow("quote in a field")
        << QByteArray{"a\nb\"c\""} << QByteArray{"line 2: a quote inside a field without quotes"};
}

void TstCsvReader::namesTheLineOfAnError()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    CsvReader reader{std::string_view{text.constData(), static_cast<std::size_t>(text.size())}};
    QVERIFY(reader.next().has_value());
    const auto record = reader.next();
    QVERIFY(!record.has_value());
    QCOMPARE(QByteArray::fromStdString(record.error().message), message);
}

void TstCsvReader::countsLinesInsideOfQuotes()
{
    CsvReader reader{"\"a\n\nb\",c\nd,e\n"};
    QCOMPARE((*reader.next())->line, std::int64_t{1});
    QCOMPARE((*reader.next())->line, std::int64_t{4});
}

DESK_TEST(TstCsvReader)
#include "tst_csvreader.moc"
