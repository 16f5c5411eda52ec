// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/csvtext.h"

#include "models/exchange/namedpoint.h"
#include "models/exchange/recordbuffer.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstCsvText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guardsFormulas_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::addRow("plain") << QByteArray("sat-1") << QByteArray("sat-1");
        QTest::addRow("equals") << QByteArray("=1+1") << QByteArray("'=1+1");
        QTest::addRow("plus") << QByteArray("+1") << QByteArray("'+1");
        QTest::addRow("minus") << QByteArray("-1") << QByteArray("'-1");
        QTest::addRow("at") << QByteArray("@SUM(A1)") << QByteArray("'@SUM(A1)");
        QTest::addRow("tab") << QByteArray("\tx") << QByteArray("'\tx");
        QTest::addRow("return") << QByteArray("\rx") << QByteArray("\"'\rx\"");
        QTest::addRow("apostrophe") << QByteArray("'=x") << QByteArray("''=x");
        QTest::addRow("quotes") << QByteArray("a\"b,c") << QByteArray("\"a\"\"b,c\"");
        QTest::addRow("empty") << QByteArray("") << QByteArray("'");
    }
    void guardsFormulas()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        std::string written;
        appendCsvText(written, text.toStdString());
        QCOMPARE(QByteArray::fromStdString(written), cell);
        std::string guarded = text.startsWith('\r') ? "'\rx" : cell.toStdString();
        if (!cell.contains('"'))
            QCOMPARE(QByteArray::fromStdString(unguardedCsvText(guarded)), text);
    }

    void numbersAreTheShortestThatComeBack_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("third") << 1.0 / 3 << QByteArray("0.3333333333333333");
        QTest::addRow("tenth") << 0.1 << QByteArray("0.1");
        QTest::addRow("whole") << 5.0 << QByteArray("5");
        QTest::addRow("minus zero") << -0.0 << QByteArray("-0.0");
        QTest::addRow("beyond 2^53") << 9'007'199'254'740'994.0 << QByteArray("9007199254740994.0");
        QTest::addRow("large") << 1e300 << QByteArray("1e+300");
    }
    void numbersAreTheShortestThatComeBack()
    {
        QFETCH(double, number);
        QFETCH(QByteArray, text);
        std::string written;
        appendExact(written, number);
        QCOMPARE(QByteArray::fromStdString(written), text);
        const auto read = numberFromText(written);
        QVERIFY(read && std::holds_alternative<double>(*read));
        QVERIFY(std::get<double>(*read) == number &&
                std::signbit(std::get<double>(*read)) == std::signbit(number));
    }

    void recordsMayHoldLineEnds()
    {
        RecordBuffer buffer;
        QStringList records;
        const auto take = [&] {
            while (const auto record = buffer.csvRecord())
                records += QString::number(buffer.lineNumber()) + u":" +
                           QString::fromUtf8(record->data(), qsizetype(record->size()));
        };
        for (const char c : std::string_view("a,\"b\n\"\"c\"\r\n\nlast,\"x\ny\"")) {
            buffer.append(std::string_view(&c, 1));
            take();
        }
        buffer.finish();
        take();
        const QStringList wanted{QStringLiteral("1:a,\"b\n\"\"c\""), QStringLiteral("3:"),
                                 QStringLiteral("4:last,\"x\ny\"")};
        QCOMPARE(records, wanted);
    }
};

DESK_TEST(TstCsvText)
#include "tst_csvtext.moc"
