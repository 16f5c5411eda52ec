// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeconductor.h"

#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstTimeConductor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveBoundsEndNow()
    {
        SimulatedTimeService time(fromNanoseconds(0) + 1h);
        TimeConductor conductor(time);
        conductor.setSpan(10min);
        time.advance(5s);
        QVERIFY(conductor.bounds() ==
                (TimeRange{fromNanoseconds(0) + 50min + 5s, fromNanoseconds(0) + 1h + 5s}));
    }

    void pausedBoundsStandStill()
    {
        SimulatedTimeService time(fromNanoseconds(0) + 1h);
        TimeConductor conductor(time);
        QSignalSpy spy(&conductor, &TimeConductor::pausedChanged);
        conductor.setPaused(true);
        const TimeRange before = conductor.bounds();
        time.advance(1min);
        QVERIFY(conductor.bounds() == before);
        conductor.setPaused(true);
        QCOMPARE(spy.count(), 1);
        conductor.setPaused(false);
        QVERIFY(conductor.bounds().end == time.now());
    }
};

QTEST_GUILESS_MAIN(TstTimeConductor)
#include "tst_timeconductor.moc"
