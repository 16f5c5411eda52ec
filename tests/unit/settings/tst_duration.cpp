// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/duration.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstDuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleType()
    {
        QVERIFY(parseDuration("90").value_or(0ns) == 90s);
        QVERIFY(parseDuration("2 min").value_or(0ns) == 2min);
        QVERIFY(parseDuration("250ms").value_or(0ns) == 250ms);
        QVERIFY(parseDuration("1.5h").value_or(0ns) == 90min);
        QVERIFY(parseDuration("7 days").value_or(0ns) == 168h);
    }

    void refusesTheRest()
    {
        for (const char *text : {"", "min", "-1 s", "5 parsecs", "1e300", "nan", "inf", "5 s x"}) {
            const auto duration = parseDuration(text);
            QVERIFY2(!duration, text);
            QVERIFY(duration.error().message.find("for example") != std::string::npos);
        }
    }
};

DESK_TEST(TstDuration)
#include "tst_duration.moc"
