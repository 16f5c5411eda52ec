// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartviewtest.h"

#include "tests/support/testprogram.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartzoom.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Zoom, its undoing, and ranges of value axes, with real events.
class TstChartZoom : public ChartViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_id = m_world->series("sat-1", "snr_db");
        m_world->postLine(m_id, 290, 0, [](int ago) { return 10.0 + ago % 11; });
        m_view->addSeries(m_id);
        m_view->refresh();
    }
    void cleanup() { tearDown(); }

    void zoomsAreUndoneAndRedoneByKeys();
    void oneDragIsUndoneAtOnce();
    void aSpanFromElsewhereIsUndone();
    void followingNowIsUndone();
    void shiftDragZoomsIntoABox();
    void theBoxToolNeedsNoShift();
    void controlAndWheelZoomValuesAboutThePointer();
    void aWheelOverAnAxisZoomsIt();
    void draggingAnAxisMovesItsValues();
    void pinchZoomsAboutItsCentre();
    void rangesAreEdited();
    void badRangesAreRefusedWithTheReason();
    void logarithmicAxisSaysWhatItCannotShow();
    void logarithmicTicksArePowersOfTen();
    void aLogarithmicAxisNeverReachesZero();
    void aBoxInAChartOfItsOwnSpanIsUndone();
    void keysZoomAndMoveValues();
    void rangesAreSavedAndRestored();
    void menuOffersAll();

private:
    [[nodiscard]] const AxisScale &scale() const { return m_view->content().axes().front().scale; }
    [[nodiscard]] QPoint inPlot(double x, double y) const
    {
        return plot()->pos() + QPoint(int(plot()->width() * x), int(plot()->height() * y));
    }
    void turn(QPoint at, QPoint delta, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent wheel(at, m_view->mapToGlobal(at), {}, delta, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(m_view.get(), &wheel);
        m_view->refresh();
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(m_view.get(), Qt::LeftButton, modifiers, from);
        for (const QPoint at : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, at, m_view->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                             modifiers);
            QApplication::sendEvent(m_view.get(), &move);
        }
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, modifiers, to);
        m_view->refresh();
    }
    QDialog *editor()
    {
        const auto found = m_view->findChildren<QDialog *>(u"axisEditor"_s);
        return found.isEmpty() ? nullptr : found.back();
    }

    SeriesId m_id{};
};

void TstChartZoom::zoomsAreUndoneAndRedoneByKeys()
{
    sendKey(Qt::Key_Plus);
    sendKey(Qt::Key_Plus);
    QCOMPARE(m_time->span(), 192s);
    sendKey(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_time->span(), 240s);
    sendKey(Qt::Key_Backspace);
    QCOMPARE(m_time->span(), 300s);
    sendKey(Qt::Key_Backspace, Qt::ShiftModifier);
    QCOMPARE(m_time->span(), 240s);
    sendKey(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_time->span(), 192s);
    sendKey(Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(plot()->notice().contains(u"undone"_s)); // there is no more, and it says so
    sendKey(Qt::Key_Backspace);
    sendKey(Qt::Key_Minus); // another way from here: what was undone is gone
    QVERIFY(!m_time->history().canRedo());
}

void TstChartZoom::oneDragIsUndoneAtOnce()
{
    sendKey(Qt::Key_Space);
    const Timestamp end = m_time->bounds().end;
    drag(inPlot(0.2, 0.5), inPlot(0.7, 0.5));
    QVERIFY(m_time->bounds().end < end - 120s);
    const Timestamp moved = m_time->bounds().end;
    sendKey(Qt::Key_Backspace);
    QVERIFY(m_time->bounds().end == end);
    QVERIFY(m_time->isPaused());
    sendKey(Qt::Key_Backspace, Qt::ShiftModifier);
    QVERIFY(m_time->bounds().end == moved);
}

void TstChartZoom::aSpanFromElsewhereIsUndone()
{
    m_world->conductor.setSpan(3600s);
    m_world->conductor.setFixed({m_world->clock.now() - 2h, m_world->clock.now() - 1h});
    m_world->conductor.setFixed({m_world->clock.now() - 4h, m_world->clock.now() - 3h});
    QVERIFY(m_time->history().undo());
    QVERIFY(m_world->conductor.bounds().end == m_world->clock.now() - 1h);
    QVERIFY(m_time->history().undo());
    QCOMPARE(m_world->conductor.mode(), TimeMode::live);
    QCOMPARE(m_world->conductor.span(), 300s);
}

void TstChartZoom::followingNowIsUndone()
{
    sendKey(Qt::Key_Space);
    sendKey(Qt::Key_Left);
    const Timestamp end = m_time->bounds().end;
    sendKey(Qt::Key_Space);
    m_world->clock.advance(7s);
    QVERIFY(m_time->bounds().end == m_world->clock.now());
    sendKey(Qt::Key_Backspace);
    QVERIFY(m_time->isPaused());
    QVERIFY(m_time->bounds().end == end);
}

void TstChartZoom::shiftDragZoomsIntoABox()
{
    const AxisScale before = scale();
    const Timestamp from = plot()->timeAt(plot()->width() * 0.25);
    const Timestamp to = plot()->timeAt(plot()->width() * 0.5);
    drag(inPlot(0.25, 0.2), inPlot(0.5, 0.6), Qt::ShiftModifier);
    QVERIFY(m_time->isPaused()); // a part of the time does not follow now
    QVERIFY(std::chrono::abs(m_time->bounds().start - from) < 2s);
    QVERIFY(std::chrono::abs(m_time->bounds().end - to) < 2s);
    const double whole = before.max() - before.min();
    QVERIFY(std::abs(scale().max() - (before.max() - 0.2 * whole)) < 0.02 * whole);
    QVERIFY(std::abs(scale().min() - (before.max() - 0.6 * whole)) < 0.02 * whole);
    sendKey(Qt::Key_Backspace); // both at once
    m_view->refresh();
    QCOMPARE(scale(), before);
    QCOMPARE(m_time->span(), 300s);
    QVERIFY(!m_time->isPaused());
    drag(inPlot(0.25, 0.5), inPlot(0.5, 0.505), Qt::ShiftModifier); // no height: time only
    QCOMPARE(scale(), before);
    QVERIFY(m_time->isPaused());
}

void TstChartZoom::theBoxToolNeedsNoShift()
{
    sendKey(Qt::Key_X);
    QVERIFY(m_view->zoom().hasBoxTool());
    drag(inPlot(0.25, 0.2), inPlot(0.5, 0.6));
    QVERIFY(!m_view->zoom().hasBoxTool()); // once
    QVERIFY(m_time->span() < 100s);
    sendKey(Qt::Key_X);
    sendKey(Qt::Key_Escape);
    QVERIFY(!m_view->zoom().hasBoxTool());
}

void TstChartZoom::controlAndWheelZoomValuesAboutThePointer()
{
    const double before = scale().valueAt(0.25);
    const double range = scale().max() - scale().min();
    turn(inPlot(0.5, 0.25), {0, 120}, Qt::ControlModifier);
    QCOMPARE(m_time->span(), 300s);
    QVERIFY(std::abs((scale().max() - scale().min()) / range - 0.8) < 0.01);
    QVERIFY(std::abs(scale().valueAt(0.25) - before) < 0.02 * range);
    turn(inPlot(0.5, 0.25), {0, 120}, Qt::ControlModifier);
    sendKey(Qt::Key_Backspace); // turns that follow each other are one
    m_view->refresh();
    QVERIFY(m_view->content().axisSettings().empty());
    // The data come and go, the range stays.
    turn(inPlot(0.5, 0.25), {0, 120}, Qt::ControlModifier);
    const AxisScale fixed = scale();
    m_world->post(m_id, 0, 900);
    m_world->feed.drain();
    m_view->refresh();
    QCOMPARE(scale(), fixed);
    sendKey(Qt::Key_F);
    m_view->refresh();
    QVERIFY(scale().max() >= 900);
}

void TstChartZoom::aWheelOverAnAxisZoomsIt()
{
    const SeriesId other = m_world->series("sat-1", "latency_ms");
    m_world->postLine(other, 290, 0, [](int ago) { return double(ago % 7); });
    m_view->addSeries(other);
    m_view->refresh();
    const AxisScale left = scale();
    const AxisScale right = m_view->content().axes()[1].scale;
    turn(plot()->geometry().center() + QPoint(plot()->width() / 2 + 10, 0), {0, -120});
    QCOMPARE(scale(), left);
    QVERIFY(m_view->content().axes()[1].scale.max() > right.max());
    turn(plot()->geometry().center() - QPoint(plot()->width() / 2 + 10, 0), {0, 120});
    QVERIFY(scale().max() < left.max());
    QCOMPARE(m_time->span(), 300s);
}

void TstChartZoom::draggingAnAxisMovesItsValues()
{
    const double before = scale().max();
    const double range = before - scale().min();
    const QPoint axis(plot()->x() - 20, plot()->geometry().center().y());
    drag(axis, axis + QPoint(0, plot()->height() / 4));
    QVERIFY(std::abs(scale().max() - (before + range / 4)) < 0.02 * range);
    sendKey(Qt::Key_Backspace);
    m_view->refresh();
    QCOMPARE(scale().max(), before);
}

void TstChartZoom::pinchZoomsAboutItsCentre()
{
    sendKey(Qt::Key_Space);
    m_view->refresh();
    const QPointF at = inPlot(0.25, 0.5);
    const Timestamp below = plot()->timeAt(at.x() - plot()->x());
    QNativeGestureEvent native(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, at,
                               m_view->mapToGlobal(at), 1.0, {});
    QApplication::sendEvent(m_view.get(), &native);
    m_view->refresh();
    QCOMPARE(m_time->span(), 150s);
    QVERIFY(std::chrono::abs(plot()->timeAt(at.x() - plot()->x()) - below) < 3s);
    QPinchGesture pinch;
    pinch.setChangeFlags(QPinchGesture::ScaleFactorChanged);
    pinch.setScaleFactor(0.5);
    pinch.setCenterPoint(m_view->mapToGlobal(at));
    QGestureEvent event({&pinch});
    event.setWidget(m_view.get());
    QApplication::sendEvent(m_view.get(), &event);
    QCOMPARE(m_time->span(), 300s);
}

void TstChartZoom::rangesAreEdited()
{
    QTest::mouseDClick(m_view.get(), Qt::LeftButton, {},
                       QPoint(plot()->x() - 20, plot()->geometry().center().y()));
    QVERIFY(editor());
    editor()->findChild<QLineEdit *>(u"axisLow"_s)->setText(u"-5"_s);
    editor()->findChild<QLineEdit *>(u"axisHigh"_s)->setText(u"55.5"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    m_view->refresh();
    QCOMPARE(scale().min(), -5.0);
    QCOMPARE(scale().max(), 55.5);
    QVERIFY(m_view->content().axes().front().note.contains(u"fixed"_s));
    QTRY_VERIFY(!editor());
    sendKey(Qt::Key_R);
    QCOMPARE(editor()->findChild<QLineEdit *>(u"axisHigh"_s)->text(), u"55.5"_s);
    editor()->findChild<QCheckBox *>(u"axisAutomatic"_s)->click();
    QTest::keyClick(editor(), Qt::Key_Return);
    QVERIFY(m_view->content().axisSettings().empty());
    m_time->history().undo();
    m_view->refresh();
    QCOMPARE(scale().max(), 55.5);
}

void TstChartZoom::badRangesAreRefusedWithTheReason()
{
    m_view->zoom().editAxis(0);
    const auto fault = [&](const QString &low, const QString &high) {
        editor()->findChild<QLineEdit *>(u"axisLow"_s)->setText(low);
        editor()->findChild<QLineEdit *>(u"axisHigh"_s)->setText(high);
        QTest::keyClick(editor(), Qt::Key_Return);
        return editor() && editor()->isVisible() ? editor()->findChild<QLabel *>(u"axisFault"_s)->text()
                                                 : QString();
    };
    QVERIFY(fault(u"a"_s, u"1"_s).contains(u"numbers"_s));
    QVERIFY(fault(u"nan"_s, u"1"_s).contains(u"numbers"_s));
    QVERIFY(fault(u"2"_s, u"1"_s).contains(u"less"_s));
    QVERIFY(fault(u"-1e308"_s, u"1e308"_s).contains(u"large"_s));
    QVERIFY(fault(u"1e15"_s, u"1000000000000000.2"_s).contains(u"small"_s));
    editor()->findChild<QCheckBox *>(u"axisLogarithmic"_s)->click();
    QVERIFY(fault(u"0"_s, u"1"_s).contains(u"above zero"_s));
    QVERIFY(m_view->content().axisSettings().empty());
}

void TstChartZoom::logarithmicAxisSaysWhatItCannotShow()
{
    m_world->postLine(m_id, 290, 0, [](int ago) { return ago == 50 ? 0.0 : std::pow(10, ago % 5 - 2); });
    m_view->zoom().setAxis(0, {{}, true});
    m_view->refresh();
    QVERIFY(scale().isLogarithmic());
    QVERIFY(scale().min() <= 0.01 && scale().max() >= 100);
    QVERIFY(std::abs(scale().fraction(1) - 0.5) < 0.1);
    QVERIFY(m_view->content().axes().front().note.contains(u"log"_s));
    QVERIFY2(plot()->notice().contains(u"≤ 0"_s), qPrintable(plot()->notice()));
    const QImage image = plotImage();
    QVERIFY(isColour(image, pixelOf(m_id, 50, 0) - QPoint(0, 2), m_world->theme.seriesPen(0).color()));
    m_view->zoom().setAxis(0, {});
    m_view->refresh();
    QVERIFY(!scale().isLogarithmic());
    QCOMPARE(plot()->notice(), QString());
}

void TstChartZoom::logarithmicTicksArePowersOfTen()
{
    AxisScale axis;
    QVERIFY(axis.fitLog(0.002, 40'000, 9));
    QCOMPARE(axis.ticks(), (std::vector<double>{0.001, 0.01, 0.1, 1, 10, 100, 1000, 10'000, 100'000}));
    QVERIFY(!axis.fitLog(0.003, 30'000, 9)); // stands still
    QVERIFY(axis.fitLog(3, 40, 7));
    QVERIFY(axis.ticks().size() >= 3 && axis.ticks().size() <= 7);
    QVERIFY(axis.fitLog(5, 5, 7));
    QVERIFY(axis.isValid() && !axis.ticks().empty());
    QVERIFY(!axis.fitLog(0, 5, 7));
    QVERIFY(axis.setRange(1e-300, 1e300, true, 5));
    QVERIFY(axis.ticks().size() <= 7);
    QVERIFY(std::abs(axis.fraction(axis.valueAt(0.3)) - 0.3) < 1e-9);
    QVERIFY(!axis.setRange(0, 1, true, 5));
    QVERIFY(!axis.setRange(2, 1, false, 5));
}

void TstChartZoom::aLogarithmicAxisNeverReachesZero()
{
    m_view->zoom().setAxis(0, {{}, true});
    m_view->refresh();
    for (int i = 0; i < 200; ++i) {
        sendKey(Qt::Key_Down, Qt::ControlModifier);
        m_view->refresh();
        QVERIFY(scale().isLogarithmic() && scale().min() > 0);
        for (const auto &[key, setting] : m_view->content().axisSettings())
            QVERIFY(!setting.range || setting.range->first > 0);
    }
    QVERIFY(plotImage().size() == plot()->size());
    QVERIFY(std::isfinite(scale().fraction(10)));
}

// It held all charts; so its undoing lets them go.
void TstChartZoom::aBoxInAChartOfItsOwnSpanIsUndone()
{
    sendKey(Qt::Key_O);
    const TimeRange before = m_view->time().bounds();
    drag(inPlot(0.25, 0.2), inPlot(0.5, 0.6), Qt::ShiftModifier);
    QVERIFY(m_time->isPaused());
    const TimeRange box = m_view->time().bounds();
    sendKey(Qt::Key_Backspace);
    QVERIFY(!m_time->isPaused());
    QVERIFY(m_view->time().bounds() == before);
    m_world->clock.advance(10s);
    QVERIFY(m_time->history().redo());
    QVERIFY(m_time->isPaused());
    QVERIFY(m_view->time().bounds() == box);
}

void TstChartZoom::keysZoomAndMoveValues()
{
    const AxisScale before = scale();
    sendKey(Qt::Key_Up, Qt::ControlModifier);
    m_view->refresh();
    QVERIFY(scale().max() < before.max() && scale().min() > before.min());
    const double high = scale().max();
    sendKey(Qt::Key_PageUp);
    m_view->refresh();
    QVERIFY(scale().max() > high);
    for (int i = 0; i < 500; ++i) // to where a double has no more digits
        sendKey(Qt::Key_Up, Qt::ControlModifier), m_view->refresh();
    QVERIFY(scale().isValid());
    for (int i = 0; i < 5000; ++i)
        sendKey(Qt::Key_Down, Qt::ControlModifier);
    m_view->refresh();
    QVERIFY(scale().isValid() && std::isfinite(scale().max() - scale().min()));
    plotImage();
    sendKey(Qt::Key_F);
    m_view->refresh();
    QCOMPARE(scale(), before);
}

void TstChartZoom::rangesAreSavedAndRestored()
{
    ChartsPanel panel(m_world->feed, m_world->conductor, m_world->selection, m_world->theme);
    panel.resize(900, 600);
    panel.show();
    QVERIFY(panel.addSeries(m_id, 0));
    panel.charts()[0]->refresh();
    panel.charts()[0]->zoom().setAxis(0, {std::pair(1.0, 1000.0), true});
    const QJsonObject state = panel.saveState();
    panel.charts()[0]->clear();
    panel.restoreState(state);
    panel.charts()[0]->refresh();
    const ChartAxis &axis = panel.charts()[0]->content().axes().front();
    QCOMPARE(axis.setting, (AxisSetting{std::pair(1.0, 1000.0), true}));
    QVERIFY(axis.scale.isLogarithmic());
    QCOMPARE(axis.scale.max(), 1000.0);
    // A chart that went has nothing to undo any more.
    panel.charts()[0]->zoom().fitValues();
    panel.removeChart(panel.charts()[0]);
}

void TstChartZoom::menuOffersAll()
{
    m_time->setSpan(60s);
    const std::unique_ptr<QMenu> menu(m_view->createMenu());
    const auto action = [&](const QString &name) { return menu->findChild<QAction *>(name); };
    QVERIFY(action(u"undoZoom"_s)->isEnabled());
    QVERIFY(!action(u"redoZoom"_s)->isEnabled());
    action(u"undoZoom"_s)->trigger();
    QCOMPARE(m_time->span(), 300s);
    action(u"axisLog0"_s)->trigger();
    m_view->refresh();
    QVERIFY(scale().isLogarithmic());
    action(u"boxZoom"_s)->trigger();
    QVERIFY(m_view->zoom().hasBoxTool());
    QVERIFY(action(u"axisRange0"_s) && action(u"fitValues"_s));
}

DESK_GUI_TEST(TstChartZoom)
#include "tst_chartzoom.moc"
