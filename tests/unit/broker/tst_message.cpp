// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/message.h"
#include "tests/support/testprogram.h"

#include <QByteArray>
#include <QTest>

#include <set>

using namespace desk;

class TstMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIdIsItsBytesInBase64Url()
    {
        for (int i = 0; i < 200; ++i) {
            const MessageId id = MessageId::random();
            const QByteArray bytes(reinterpret_cast<const char *>(id.bytes.data()), 16);
            const std::string text = id.text();
            QCOMPARE(text.size(), std::size_t(22));
            QCOMPARE(QByteArray::fromStdString(text),
                     bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
            QVERIFY(MessageId::fromText(text) == id);
        }
    }

    void idsDiffer()
    {
        std::set<std::string> ids;
        for (int i = 0; i < 10'000; ++i)
            ids.insert(MessageId::random().text());
        QCOMPARE(ids.size(), std::size_t(10'000));
    }

    void whatIsNoIdIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("empty") << QByteArray();
        QTest::addRow("short") << QByteArray(21, 'A');
        QTest::addRow("long") << QByteArray(23, 'A');
        QTest::addRow("plain base64") << QByteArray("AAAAAAAAAA+AAAAAAAAA/A");
        QTest::addRow("padding") << QByteArray("AAAAAAAAAAAAAAAAAAAAA=");
        QTest::addRow("bits too many") << QByteArray("AAAAAAAAAAAAAAAAAAAAAB");
    }
    void whatIsNoIdIsRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!MessageId::fromText({text.constData(), std::size_t(text.size())}));
    }
};

DESK_TEST(TstMessage)
#include "tst_message.moc"
