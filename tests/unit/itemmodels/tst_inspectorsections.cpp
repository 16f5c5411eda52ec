// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetselection.h"
#include "models/timeseries/timeconductor.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/orbitfixture.h"
#include "widgets/tables/factlist.h"
#include "widgets/tables/healthstrip.h"
#include "widgets/tables/inspectorpanel.h"
#include "widgets/tables/inspectorsection.h"
#include "widgets/tables/minichart.h"
#include "widgets/tables/nodecontactssection.h"
#include "widgets/tables/severityline.h"
#include "widgets/theme/theme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstInspectorSections final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    EventLog m_events;
    std::unique_ptr<OrbitFixture> m_world;
    std::unique_ptr<TimeConductor> m_conductor;
    std::unique_ptr<FleetSelection> m_selection;
    std::unique_ptr<InspectorPanel> m_panel;

    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_panel->findChild<Widget *>(name);
    }
    [[nodiscard]] QString text(const QString &label) const { return find<QLabel>(label)->text(); }
    [[nodiscard]] QString fact(const QString &list, const QString &name) const
    {
        const auto *facts = find<FactList>(list);
        for (int row = 0; row < 12; ++row) {
            if (facts->name(row) == name)
                return facts->value(row);
        }
        return u"(no such fact)"_s;
    }
    [[nodiscard]] QStringList shownSections() const
    {
        QStringList shown;
        for (const auto *section : m_panel->findChildren<InspectorSection *>()) {
            if (section->isVisible())
                shown += section->objectName();
        }
        shown.sort();
        return shown;
    }
    [[nodiscard]] QStringList lines(const QString &name) const
    {
        QStringList shown;
        for (const auto *line : m_panel->findChildren<SeverityLine *>(name)) {
            if (line->isVisible())
                shown += line->text();
        }
        return shown;
    }
    template <class Change>
    void editFleet(Change change)
    {
        auto next = std::make_shared<TopologySnapshot>(*m_world->graph);
        next->edges.clear(); // they go by the places of nodes
        change(*next);
        ++next->version;
        m_world->graph = next;
        m_world->publish();
    }
    void select(std::string_view node, std::string_view dst = {})
    {
        m_selection->select(m_world->entity(node, dst));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<SeriesId>();
        qRegisterMetaType<EntityId>();
    }

    void init()
    {
        m_world = std::make_unique<OrbitFixture>();
        m_world->fleet();
        m_world->graphEdge(0, 12); // sat-10, gs-berlin
        m_world->publish();
        m_conductor = std::make_unique<TimeConductor>(m_world->time);
        m_selection = std::make_unique<FleetSelection>();
        m_panel = std::make_unique<InspectorPanel>(m_world->feed, *m_selection, m_theme);
        m_panel->setConductor(m_conductor.get());
        m_panel->resize(340, 700);
        m_panel->show();
    }
    void cleanup()
    {
        m_panel.reset();
        m_selection.reset();
        m_conductor.reset();
        m_world.reset();
        m_events.restart({});
    }

    void eachKindOfThingHasItsSections()
    {
        for (const EntityId of : {m_world->entity("sat-10"), m_world->entity("gs-berlin"),
                                  m_world->entity("sat-10", "gs-berlin")})
            m_world->post(m_world->series(of, "utilization"), 0.5);
        select("sat-10");
        QCOMPARE(shownSections(),
                 (QStringList{u"alarmsSection"_s, u"chartsSection"_s, u"contactsSection"_s,
                              u"healthSection"_s, u"linksSection"_s, u"orbitSection"_s, u"valuesSection"_s}));
        select("gs-berlin");
        QCOMPARE(shownSections(), (QStringList{u"alarmsSection"_s, u"chartsSection"_s, u"contactsSection"_s,
                                               u"healthSection"_s, u"linksSection"_s, u"valuesSection"_s}));
        select("sat-10", "gs-berlin");
        QCOMPARE(shownSections(),
                 (QStringList{u"alarmsSection"_s, u"chartsSection"_s, u"linkSection"_s, u"valuesSection"_s}));
    }

    void aNodeThatNeverSentAnythingIsThereToo()
    {
        select("sat-12");
        QCOMPARE(text(u"inspectedName"_s), u"sat-12"_s);
        QCOMPARE(text(u"inspectedState"_s), u"Nominal · Never received"_s);
        QVERIFY(!shownSections().contains(u"valuesSection"_s));
        QCOMPARE(text(u"chartsNote"_s), u"No figures yet."_s);
    }

    void theOrbitIsToldFromTheElements()
    {
        select("sat-10");
        QCOMPARE(fact(u"orbitFacts"_s, u"Epoch"_s), u"2026-11-20T02:00:00Z"_s);
        QCOMPARE(fact(u"orbitFacts"_s, u"Elements"_s), u"1 d 12 h old"_s);
        QCOMPARE(fact(u"orbitFacts"_s, u"Period"_s), u"95.62 min"_s);
        QCOMPARE(fact(u"orbitFacts"_s, u"Inclination"_s), u"53.00°"_s);
        QVERIFY(fact(u"orbitFacts"_s, u"Now over"_s).contains(u"°"_s));
        QVERIFY(fact(u"orbitFacts"_s, u"Height now"_s).endsWith(u" km"_s));
        QVERIFY(fact(u"orbitFacts"_s, u"Light"_s).startsWith(u"in "_s));
        QTRY_VERIFY(fact(u"orbitFacts"_s, u"Plane"_s).endsWith(u" of 3"_s));
        QVERIFY(fact(u"orbitFacts"_s, u"Shell"_s).startsWith(u"53.0°, "_s));
        QVERIFY(!find<QLabel>(u"orbitNote"_s)->isVisible());
    }

    void oldElementsAndNoOrbitAreSaid()
    {
        m_world->satellite("old", OrbitFixture::orbit(0, 0, "2026-11-01T00:00:00"));
        m_world->satellite("young", OrbitFixture::orbit(0, 0, "2026-12-20T00:00:00"));
        m_world->graphNode("bare");
        m_world->satellite("broken", "{}");
        m_world->publish();
        select("old");
        QVERIFY(text(u"orbitNote"_s).contains(u"older than 7 days"_s));
        select("young");
        QVERIFY(fact(u"orbitFacts"_s, u"Elements"_s).endsWith(u" ahead"_s));
        QVERIFY(text(u"orbitNote"_s).contains(u"more than 7 days newer"_s));
        select("bare");
        QVERIFY(text(u"orbitNote"_s).startsWith(u"No orbit is known"_s));
        QVERIFY(text(u"contactsNote"_s).startsWith(u"No orbit is known of bare"_s));
        QVERIFY(!find<QToolButton>(u"allContacts"_s)->isVisible());
        select("broken");
        QVERIFY(text(u"orbitNote"_s).contains(u"cannot be read"_s));
    }

    void theNextContactsCountDown()
    {
        select("sat-10");
        const auto *next = find<FactList>(u"nextContacts"_s);
        QTRY_VERIFY(next->count() > 0);
        const FleetContactsPtr found = findFleetContacts(m_world->query({0}, {12, 13, 14}));
        const auto first = std::ranges::find_if(
            found->contacts, [&](const Contact &one) { return one.rise && *one.rise > m_world->time.now(); });
        m_world->time.advance(*first->rise - m_world->time.now() - 65'500ms);
        auto *section = static_cast<InspectorSection *>(find<QWidget>(u"contactsSection"_s));
        section->refresh();
        QTRY_VERIFY(!static_cast<NodeContactsSection *>(section)->isSearching());
        QCOMPARE(next->name(0), QString::fromStdString(found->fleet->nodes[first->station].name));
        QVERIFY2(next->value(0).startsWith(u"rise in 1 m 05 s · "_s), qPrintable(next->value(0)));
        QSignalSpy all(m_panel.get(), &InspectorPanel::contactsWanted);
        find<QToolButton>(u"allContacts"_s)->click();
        QCOMPARE(all.size(), 1);
        QCOMPARE(all.first().first().value<EntityId>(), m_world->entity("sat-10"));
    }

    void unfoldingAfterTheNodeHasLeftTheFleetShowsNothing()
    {
        find<QToolButton>(u"contactsSectionTitle"_s)->click();
        select("sat-10");
        editFleet([](TopologySnapshot &fleet) { fleet.nodes.erase(fleet.nodes.begin()); });
        find<QToolButton>(u"contactsSectionTitle"_s)->click();
        QVERIFY(!shownSections().contains(u"contactsSection"_s));
    }

    void sectionsOfTheDefinitionGoAndComeWithIt()
    {
        const QStringList defined{u"contactsSection"_s, u"healthSection"_s, u"orbitSection"_s};
        const auto shown = [&] {
            QStringList some;
            for (const QString &name : defined) {
                find<InspectorSection>(name)->refresh();
                if (shownSections().contains(name))
                    some += name;
            }
            return some;
        };
        m_world->entity("late");
        m_world->publish();
        select("late");
        QCOMPARE(shown(), QStringList());
        m_world->satellite("late", OrbitFixture::orbit(0, 50));
        m_world->publish();
        QCOMPARE(shown(), defined);
        const auto *next = find<FactList>(u"nextContacts"_s);
        QTRY_VERIFY(next->count() > 0);
        const TopologySnapshot complete = *m_world->graph;
        editFleet([](TopologySnapshot &fleet) { fleet.nodes.pop_back(); });
        QCOMPARE(shown(), QStringList());
        editFleet([&](TopologySnapshot &fleet) { fleet.nodes = complete.nodes; });
        QCOMPARE(shown(), defined);
        QTRY_VERIFY(next->count() > 0);
        QVERIFY(!shownSections().contains(u"valuesSection"_s)); // nothing to say, as before
    }

    void withoutItsOrbitASatelliteHasNoContactsAnyMore()
    {
        select("sat-10");
        const auto *next = find<FactList>(u"nextContacts"_s);
        QTRY_VERIFY(next->count() > 0);
        editFleet([](TopologySnapshot &fleet) { fleet.nodes[0].orbit = nullptr; });
        find<InspectorSection>(u"contactsSection"_s)->refresh();
        QVERIFY(text(u"contactsNote"_s).startsWith(u"No orbit is known of sat-10"_s));
        QVERIFY(!next->isVisible());
    }

    void alarmsOfTheNodeAndItsLinksStandAboveAndChartWhenPressed()
    {
        const SeriesId weak = m_world->series(m_world->entity("sat-10", "gs-berlin"), "snr_db");
        m_world->post(weak, 3.1, Severity::critical);
        m_world->post(m_world->series(m_world->entity("sat-10"), "temperature_c"), 71, Severity::warning);
        select("sat-10");
        QCOMPARE(lines(u"standingAlarm"_s),
                 (QStringList{u"snr_db  3.10 dB  → gs-berlin"_s, u"temperature_c  71.0 °C"_s}));
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        m_panel->findChildren<SeverityLine *>(u"standingAlarm"_s).first()->click();
        QCOMPARE(charts.first().first().value<SeriesId>(), weak);
        select("gs-quito");
        QCOMPARE(lines(u"standingAlarm"_s), QStringList());
        QCOMPARE(text(u"alarmsSummary"_s), u"Nothing is outside its limits."_s);
    }

    void theLastEventsAboutItAreListedNewestFirst()
    {
        for (int i = 0; i < 6; ++i)
            m_events.report(m_world->time.now() + i * 1s, Severity::warning, EventCode::limitViolated,
                            "sat-10 metric_" + std::to_string(i));
        m_events.report(m_world->time.now(), Severity::warning, EventCode::limitViolated,
                        "sat-1 temperature_c");
        m_panel->setEvents(&m_events,
                           [](const Event &event) { return QString::fromStdString(event.subject); });
        select("sat-10");
        QCOMPARE(lines(u"entityEvent"_s), (QStringList{u"sat-10 metric_5"_s, u"sat-10 metric_4"_s,
                                                       u"sat-10 metric_3"_s, u"sat-10 metric_2"_s}));
        m_events.report(m_world->time.now() + 9s, Severity::nominal, EventCode::limitCleared,
                        "sat-10->gs-berlin snr_db");
        find<InspectorSection>(u"alarmsSection"_s)->refresh();
        QCOMPARE(lines(u"entityEvent"_s).first(), u"sat-10->gs-berlin snr_db"_s);
        select("gs-quito");
        QCOMPARE(lines(u"entityEvent"_s), QStringList());
    }

    void healthIsDrawnFromWhatIsKept()
    {
        select("sat-10");
        QVERIFY(!find<HealthStrip>(u"healthStrip"_s)->isVisible());
        QVERIFY(text(u"healthSummary"_s).contains(u"not kept"_s));
        const Timestamp now = m_world->time.now();
        std::string asked;
        m_panel->setHealthHistory([&](std::string_view node, TimeRange range) {
            asked = node;
            return std::vector<HealthSpan>{{{range.start - 1h, now - 3min}, Health::nominal},
                                           {{now - 3min, now}, Health::failed}};
        });
        QCOMPARE(asked, std::string("sat-10"));
        auto *strip = find<HealthStrip>(u"healthStrip"_s);
        QVERIFY(strip->isVisible());
        QCOMPARE(text(u"healthSummary"_s), u"Failed 20 % · Nominal 80 %"_s); // of the 15 minutes shown
        QVERIFY(strip->wordsAt(2).startsWith(u"Nominal: "_s));
        QVERIFY(strip->wordsAt(strip->width() - 2).startsWith(u"Failed: 14:00:07Z"_s));
        m_panel->setHealthHistory([](std::string_view, TimeRange) { return std::vector<HealthSpan>(); });
        QVERIFY(text(u"healthSummary"_s).startsWith(u"Nothing is known"_s));
    }

    void mainFiguresHaveSmallCharts()
    {
        const SeriesId temperature = m_world->series(m_world->entity("sat-10"), "temperature_c");
        m_world->post(temperature, 21.5);
        select("sat-10");
        QList<MiniChart *> shown;
        for (MiniChart *chart : m_panel->findChildren<MiniChart *>()) {
            if (chart->isVisible())
                shown += chart;
        }
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown[0]->value(), u"21.5 °C"_s);
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        shown[0]->click();
        QCOMPARE(charts.first().first().value<SeriesId>(), temperature);
    }

    void aLinkShowsBothDirectionsSideBySide()
    {
        m_world->post(m_world->series(m_world->entity("sat-10", "gs-berlin"), "snr_db"), 12.3);
        m_world->post(m_world->series(m_world->entity("gs-berlin", "sat-10"), "snr_db"), 9.9,
                      Severity::caution);
        auto defined = std::make_shared<TopologySnapshot>(*m_world->graph);
        defined->edges[0].latencyMs = 4.5;
        ++defined->version;
        m_world->graph = defined;
        m_world->publish();
        select("sat-10", "gs-berlin");
        QCOMPARE(text(u"forth"_s), u"→ gs-berlin"_s);
        QCOMPARE(text(u"back"_s), u"→ sat-10"_s);
        QCOMPARE(text(u"snr_dbForth"_s), u"12.30 dB"_s);
        QCOMPARE(text(u"snr_dbBack"_s), u"9.90 dB"_s);
        QVERIFY(find<QLabel>(u"latency_msForth"_s)->toolTip().contains(u"As defined"_s));
        QVERIFY(text(u"latency_msForth"_s).startsWith(u"4.5"_s));
        QCOMPARE(text(u"throughput_gbpsBack"_s), u"—"_s);
        select("gs-berlin", "sat-10");
        QCOMPARE(text(u"snr_dbForth"_s), u"9.90 dB"_s);
    }

    void foldedSectionsStayFoldedAndDoNothing()
    {
        select("sat-10");
        int asked = 0;
        m_panel->setHealthHistory([&](std::string_view, TimeRange) {
            ++asked;
            return std::vector<HealthSpan>();
        });
        find<QToolButton>(u"healthSectionTitle"_s)->click();
        const int before = asked;
        find<InspectorSection>(u"healthSection"_s)->refresh();
        select("sat-11");
        QCOMPARE(asked, before);
        const QJsonObject state = m_panel->saveState();
        QCOMPARE(state.value(u"folded"_s).toArray(), QJsonArray{u"healthSection"_s});
        InspectorPanel other(m_world->feed, *m_selection, m_theme);
        other.restoreState(state);
        QCOMPARE(other.saveState(), state);
        find<QToolButton>(u"healthSectionTitle"_s)->click();
        QVERIFY(asked > before);
    }

    void fitsIntoANarrowPanel()
    {
        select("sat-10");
        m_panel->resize(320, 600);
        QCoreApplication::processEvents();
        auto *sections = find<QWidget>(u"inspectorSections"_s);
        QVERIFY2(sections->minimumSizeHint().width() <= 310,
                 qPrintable(QString::number(sections->minimumSizeHint().width())));
    }
};

DESK_GUI_TEST(TstInspectorSections)
#include "tst_inspectorsections.moc"
