// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contrast.h"
#include "tests/support/testprogram.h"
#include "tests/unit/widgets/chartviewtest.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/statestrips.h"
#include "widgets/charts/valueaxes.h"

#include <QAction>
#include <QJsonArray>
#include <QMenu>

using namespace desk;
using namespace Qt::StringLiterals;

class TstStateStrips : public ChartViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void aRunLastsUntilTheNextState();
    void aRunEndsAtAHoleAndHoldsUntilNow();
    void statesFasterThanPixelsAreMixed();
    void stripsTakeTheStatesOutOfThePlot();
    void keyAndMenuSwitchThem();
    void moreStatesThanAxesBecomeStrips();
    void namesCanBeReadOnEveryColour();
    void theyAreRemembered();

private:
    SeriesId states(const char *metric = "mode")
    {
        const SeriesId id = m_world->series("sat-1", metric, {}, ValueKind::state);
        for (const char *name : {"SAFE", "NOMINAL", "CONTACT"})
            static_cast<void>(m_world->dictionary.textCode(id, name));
        m_world->dictionary.publish();
        return id;
    }
    std::vector<StateRun> runsOf(SeriesId id)
    {
        m_view->refresh();
        return stateRuns(*m_view->content().find(id), m_view->content().grid());
    }
    [[nodiscard]] StateStrips *strips() const { return m_view->findChild<StateStrips *>(); }
};

void TstStateStrips::aRunLastsUntilTheNextState()
{
    const SeriesId id = states();
    m_world->postLine(id, 200, 0, [](int ago) { return ago > 100 ? 0.0 : 2.0; });
    m_view->addSeries(id);
    const std::vector<StateRun> runs = runsOf(id);
    QCOMPARE(runs.size(), std::size_t(2));
    const std::int64_t now = m_view->content().grid().now;
    QCOMPARE(runs[0].state, 0.0);
    QCOMPARE((now - runs[0].from) / 1'000'000'000, 200);
    QCOMPARE((now - runs[0].to) / 1'000'000'000, 100);
    QCOMPARE(runs[1].from, runs[0].to);
    QCOMPARE(runs[1].state, 2.0);
    QVERIFY(!runs[0].isMixed && !runs[1].isMixed);
}

void TstStateStrips::aRunEndsAtAHoleAndHoldsUntilNow()
{
    const SeriesId id = states();
    m_world->postLine(id, 250, 150, [](int) { return 1.0; });
    m_world->postLine(id, 60, 0, [](int) { return 1.0; });
    m_view->addSeries(id);
    const std::vector<StateRun> runs = runsOf(id);
    QCOMPARE(runs.size(), std::size_t(2));
    const std::int64_t now = m_view->content().grid().now;
    QCOMPARE((now - runs[0].to) / 1'000'000'000, 150);
    QCOMPARE((now - runs[1].from) / 1'000'000'000, 60);
    QVERIFY(runs[1].to <= now);
    QVERIFY(now - runs[1].to < 2'000'000'000);
}

void TstStateStrips::statesFasterThanPixelsAreMixed()
{
    const SeriesId id = states();
    // 20 samples a second over 300 s: several in each column of pixels.
    for (int i = 0; i < 2000; ++i)
        m_world->post(id, 100 - i * 0.05, i % 2 == 0 ? 0.0 : 2.0);
    m_world->feed.drain();
    m_view->addSeries(id);
    const std::vector<StateRun> runs = runsOf(id);
    QVERIFY(std::any_of(runs.begin(), runs.end(), [](const StateRun &run) { return run.isMixed; }));
    for (std::size_t i = 1; i < runs.size(); ++i)
        QVERIFY(runs[i - 1].to <= runs[i].from);
}

void TstStateStrips::stripsTakeTheStatesOutOfThePlot()
{
    const SeriesId mode = states();
    const SeriesId value = m_world->series("sat-1", "a_km");
    m_world->postLine(mode, 290, 0, [](int ago) { return ago > 100 ? 0.0 : 2.0; });
    m_world->postLine(value, 290, 0, [](int) { return 5.0; });
    m_view->addSeries(mode);
    m_view->addSeries(value);
    m_view->refresh();
    QVERIFY(!strips()->isVisible());
    const int before = plot()->height();
    QVERIFY(m_view->setStateStrips(true));
    m_view->refresh();
    QVERIFY(strips()->isVisible());
    QCOMPARE(strips()->lanes(), 1);
    QCOMPARE(before - plot()->height(), StateStrips::leastLane);
    QCOMPARE(plot()->columns(), m_view->content().grid().columns);

    const QImage image = strips()->grab().toImage();
    const Trace &trace = *m_view->content().find(mode);
    const auto at = [&](double ago) {
        const Timestamp time = m_time->now() - std::chrono::milliseconds{int(ago * 1000)};
        return image.pixelColor(int((plot()->x() - strips()->x() + plot()->xAt(time))), 3);
    };
    QCOMPARE(at(200).rgb(), strips()->colourOf(trace, 0).rgb());
    QCOMPARE(at(10).rgb(), strips()->colourOf(trace, 2).rgb());
    QVERIFY(strips()->colourOf(trace, 0) != strips()->colourOf(trace, 2));
    QCOMPARE(at(295).rgb(), m_world->theme.color(Token::plot).rgb()); // nothing was known then
    const auto *axes = m_view->findChild<ValueAxes *>();
    QCOMPARE(axes->axisAt({2, plot()->height() / 2}), 1); // the only one that is drawn
}

void TstStateStrips::keyAndMenuSwitchThem()
{
    const SeriesId id = states();
    m_world->postLine(id, 100, 0, [](int) { return 1.0; });
    m_view->addSeries(id);
    sendKey(Qt::Key_S);
    QVERIFY(m_view->content().stateStrips());
    const std::unique_ptr<QMenu> menu(m_view->createMenu());
    auto *action = menu->findChild<QAction *>(u"stateStrips"_s);
    QVERIFY(action && action->isChecked());
    action->trigger();
    QVERIFY(!m_view->content().stateStrips());
    // Of numbers there are none.
    m_view->clear();
    m_view->addSeries(m_world->series("sat-1", "a_km"));
    sendKey(Qt::Key_S);
    QVERIFY(!m_view->content().stateStrips());
}

void TstStateStrips::moreStatesThanAxesBecomeStrips()
{
    for (const char *metric : {"a", "b", "c", "d", "e", "f"})
        QVERIFY(m_view->addSeries(states(metric)));
    QVERIFY(m_view->content().stateStrips());
    QCOMPARE(strips()->lanes(), 6);
    QVERIFY(plot()->notice().contains(u"strips"_s));
    QVERIFY(!m_view->setStateStrips(false)); // there is no room for six axes
    QVERIFY(m_view->content().stateStrips());
    // Numbers still have four axes, and no more.
    for (const char *metric : {"a_km", "b_gb", "c_s", "d_celsius"})
        QVERIFY(m_view->addSeries(m_world->series("sat-1", metric)));
    QVERIFY(!m_view->addSeries(m_world->series("sat-1", "e_v")));
}

void TstStateStrips::namesCanBeReadOnEveryColour()
{
    const SeriesId id = states();
    const SeriesId flag = m_world->series("sat-1", "locked", {}, ValueKind::boolean);
    m_view->addSeries(id);
    m_view->addSeries(flag);
    for (const ThemeVariant variant : {ThemeVariant::dark, ThemeVariant::light,
                                       ThemeVariant::highContrastDark, ThemeVariant::highContrastLight}) {
        m_world->theme.setVariant(variant);
        for (int state = 0; state < int(ChartContent::maxSeries); ++state) {
            for (const SeriesId one : {id, flag}) {
                const QColor under = strips()->colourOf(*m_view->content().find(one), state);
                QVERIFY2(contrast(under, m_world->theme.color(Token::text)) >= 4.5,
                         qPrintable(u"theme %1, state %2"_s.arg(int(variant)).arg(state)));
            }
        }
    }
}

void TstStateStrips::theyAreRemembered()
{
    ChartsPanel panel(m_world->feed, m_world->conductor, m_world->selection, m_world->theme);
    panel.show();
    panel.addSeries(states());
    panel.activeChart()->setStateStrips(true);
    const QJsonObject state = panel.saveState();
    QVERIFY(state.value(u"charts"_s).toArray().first().toObject().value(u"strips"_s).toBool());
    ChartsPanel other(m_world->feed, m_world->conductor, m_world->selection, m_world->theme);
    other.restoreState(state);
    QVERIFY(other.activeChart()->content().stateStrips());
    panel.activeChart()->setStateStrips(false);
    QVERIFY(!panel.saveState().value(u"charts"_s).toArray().first().toObject().contains(u"strips"_s));
}

DESK_GUI_TEST(TstStateStrips)
#include "tst_statestrips.moc"
