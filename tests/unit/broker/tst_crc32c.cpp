// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/crc32c.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <array>
#include <cstring>

using namespace desk;

class TstCrc32c : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithRfc3720_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<quint32>("crc");
        QTest::addRow("zeros") << QByteArray(32, '\0') << 0x8A9136AAU;
        QTest::addRow("ones") << QByteArray(32, char(0xFF)) << 0x62A8AB43U;
        QTest::addRow("digits") << QByteArray("123456789") << 0xE3069283U;
        QTest::addRow("empty") << QByteArray() << 0U;
    }
    void agreesWithRfc3720()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(quint32, crc);
        const auto all = std::as_bytes(std::span(bytes.constData(), size_t(bytes.size())));
        QCOMPARE(crc32c(all), crc);
        for (size_t cut = 0; cut <= all.size(); ++cut) // any split gives the same
            QCOMPARE(crc32c(all.subspan(cut), crc32c(all.first(cut))), crc);
    }
};

DESK_TEST(TstCrc32c)
#include "tst_crc32c.moc"
