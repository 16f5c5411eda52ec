// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/hexrows.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <string_view>

using namespace desk;

class TstHexRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresAndCharactersStandBesideEachOther()
    {
        const std::string_view text = "T=21.58\r\nP=1013.2";
        QCOMPARE(hexRows(std::as_bytes(std::span(text)), 0x1FFF0),
                 std::string("1fff0  54 3d 32 31 2e 35 38 0d 0a 50 3d 31 30 31 33 2e  T=21.58..P=1013.\n"
                             "20000  32                                               2\n"));
        QCOMPARE(hexRows({}), std::string());
    }
};

DESK_TEST(TstHexRows)
#include "tst_hexrows.moc"
