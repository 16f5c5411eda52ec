// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/naturalorder.h"
#include "tests/support/testprogram.h"

#include <QStringList>
#include <QTest>

#include <algorithm>

using namespace desk;
using namespace Qt::StringLiterals;

class TstNaturalOrder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAsPeopleDo()
    {
        QStringList names{u"sat-10"_s, u"sat-9"_s, u"gs-rome"_s, u"sat-0009"_s, u"Sat-1"_s,
                          u"sat"_s,    u"a1b20"_s, u"a1b3"_s,    u""_s};
        std::sort(names.begin(), names.end(),
                  [](const QString &a, const QString &b) { return naturalCompare(a, b) < 0; });
        QCOMPARE(names, (QStringList{u""_s, u"a1b3"_s, u"a1b20"_s, u"gs-rome"_s, u"sat"_s, u"Sat-1"_s,
                                     u"sat-0009"_s, u"sat-9"_s, u"sat-10"_s}));
    }

    void onlyEqualNamesAreEqual()
    {
        QCOMPARE(naturalCompare(u"x1", u"x1"), 0);
        QVERIFY(naturalCompare(u"X1", u"x1") != 0);
        QVERIFY(naturalCompare(u"x01", u"x1") != 0);
        QVERIFY(naturalCompare(u"0", u"00") != 0);
    }

    void longDigitsDoNotOverflow()
    {
        const QString a(400, u'9');
        const QString b = u"1"_s + QString(400, u'0');
        QVERIFY(naturalCompare(a, b) < 0);
        QVERIFY(naturalCompare(b, a) > 0);
    }
};

DESK_TEST(TstNaturalOrder)
#include "tst_naturalorder.moc"
