// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/base64.h"
#include "models/ownership/guid.h"
#include "tests/support/testprogram.h"

#include <QByteArray>
#include <QTest>

#include <set>

using namespace desk;

// Base64 beside Qt's, and GUIDs.
class TstBase64 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsLikeQt()
    {
        QByteArray bytes;
        for (int length = 0; length < 300; ++length) {
            std::string text;
            appendBase64(text, bytes.toStdString());
            QCOMPARE(QByteArray::fromStdString(text), bytes.toBase64());
            const auto back = fromBase64(text);
            QVERIFY(back);
            QCOMPARE(QByteArray::fromStdString(*back), bytes);
            bytes.append(static_cast<char>(length * 37));
        }
    }

    void refusesWhatIsNoBase64()
    {
        for (const char *text :
             {"A", "AB", "ABC", "A===", "AB=C", "A*BC", "ABC\n", "====", "=AAA", "AAAA=AAA"})
            QVERIFY2(!fromBase64(text), text);
        QVERIFY(!fromBase64(std::string("AB\0C", 4)));
        QVERIFY(!fromBase64("AB\xc3\xa4"));
    }

    void aGuidIsReadInEitherCaseAndWrittenInLower()
    {
        const auto guid = Guid::parse("0123ABCD-4567-89ab-cdEF-0123456789ab");
        QVERIFY(guid);
        QCOMPARE(guid->text(), std::string("0123abcd-4567-89ab-cdef-0123456789ab"));
        for (const char *text :
             {"", "0123abcd456789abcdef0123456789ab", "0123abcd-4567-89ab-cdef-0123456789a",
              "0123abcd-4567-89ab-cdef-0123456789ag", "0123abcd-4567-89ab-cdef_0123456789ab",
              "{123abcd-4567-89ab-cdef-0123456789a}"})
            QVERIFY2(!Guid::parse(text), text);
    }

    void madeGuidsAreOfVersionFourAndNeverTheSame()
    {
        std::set<Guid> seen;
        for (int i = 0; i < 10'000; ++i) {
            const Guid guid = Guid::make();
            QVERIFY(seen.insert(guid).second);
            const std::string text = guid.text();
            QCOMPARE(text[14], '4');
            QVERIFY(std::string("89ab").find(text[19]) != std::string::npos);
        }
    }
};

DESK_TEST(TstBase64)

#include "tst_base64.moc"
