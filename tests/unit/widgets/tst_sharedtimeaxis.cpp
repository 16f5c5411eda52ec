// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/charts/sharedtimeaxis.h"

#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {
const Timestamp now = *parseTimestamp("2026-11-21T14:03:07Z");
} // namespace

class TstSharedTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeldAxisIsPannedForItselfOnly()
    {
        SimulatedTimeService time(now);
        TimeConductor conductor(time);
        SharedTimeAxis axis(conductor);
        axis.pan(-1min);
        QVERIFY(!axis.isPanned()); // live ends at now
        axis.setPaused(true);
        axis.pan(-1min);
        QVERIFY(axis.bounds().end == now - 1min);
        QVERIFY(conductor.bounds().end == now);
        axis.setPaused(false);
        QVERIFY(axis.bounds().end == now);
    }

    void fixedBoundsArePannedForAllViews()
    {
        SimulatedTimeService time(now);
        TimeConductor conductor(time);
        SharedTimeAxis axis(conductor);
        const SharedTimeAxis other(conductor);
        conductor.setFixed({now - 2h, now - 1h});
        QSignalSpy moved(&other, &SharedTimeAxis::boundsChanged);
        axis.pan(10min);
        QVERIFY(conductor.bounds() == (TimeRange{now - 110min, now - 50min}));
        QVERIFY(other.bounds() == conductor.bounds());
        QVERIFY(moved.count() > 0);
    }

    void zoomingFixedBoundsKeepsTheAnchor()
    {
        SimulatedTimeService time(now);
        TimeConductor conductor(time);
        SharedTimeAxis axis(conductor);
        conductor.setFixed({now - 2h, now - 1h});
        axis.zoom(0.5, now - 105min); // a quarter from the left
        QVERIFY(axis.span() == 30min);
        QVERIFY(conductor.bounds() == (TimeRange{now - 112min - 30s, now - 82min - 30s}));
    }

    void whatWasPannedIsForgottenWithTheMode()
    {
        SimulatedTimeService time(now);
        SimulatedTimeService head(now - 24h);
        TimeConductor conductor(time);
        SharedTimeAxis axis(conductor);
        axis.setPaused(true);
        axis.pan(-1min);
        conductor.setReplayTime(&head);
        conductor.setMode(TimeMode::replay);
        QVERIFY(axis.bounds().end == now - 24h);
    }

    void theCursorIsThatOfTheConductor()
    {
        SimulatedTimeService time(now);
        TimeConductor conductor(time);
        SharedTimeAxis axis(conductor);
        const SharedTimeAxis other(conductor);
        QSignalSpy moved(&other, &SharedTimeAxis::cursorChanged);
        axis.setCursor(now - 1min);
        QVERIFY(other.cursor() == now - 1min);
        QCOMPARE(moved.count(), 1);
    }
};

DESK_TEST(TstSharedTimeAxis)
#include "tst_sharedtimeaxis.moc"
