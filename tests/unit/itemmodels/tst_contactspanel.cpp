// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/contactwords.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/orbitfixture.h"
#include "widgets/contacts/contactspanel.h"
#include "widgets/contacts/contactstrip.h"
#include "widgets/contacts/contacttable.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = ContactTableModel;

class TstContactsPanel final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<OrbitFixture> m_world;
    std::unique_ptr<TimeConductor> m_conductor;
    std::unique_ptr<FleetSelection> m_selection;
    std::unique_ptr<ContactsPanel> m_panel;

    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_panel->findChild<Widget *>(name);
    }
    [[nodiscard]] QString sentence() const
    {
        auto *label = find<QLabel>(u"emptySentence"_s);
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] ContactStrip *strip() const { return find<ContactStrip>(u"contactStrip"_s); }
    [[nodiscard]] ContactTable *table() const { return find<ContactTable>(u"contactTable"_s); }
    void choose(const QString &box, int index) { find<QComboBox>(box)->setCurrentIndex(index); }
    void select(std::string_view node, std::string_view dst = {})
    {
        m_selection->select(m_world->entity(node, dst));
    }
    template <class Change>
    void editFleet(Change change)
    {
        auto next = std::make_shared<TopologySnapshot>(*m_world->graph);
        change(*next);
        ++next->version;
        m_world->graph = next;
        m_world->publish();
    }
    void makePanel()
    {
        m_panel = std::make_unique<ContactsPanel>(m_world->feed, *m_conductor, *m_selection, m_theme);
        m_panel->resize(700, 500);
        m_panel->show();
    }
    [[nodiscard]] std::size_t expected(std::vector<std::uint32_t> satellites,
                                       std::vector<std::uint32_t> stations, double elevation = 25,
                                       std::chrono::hours ahead = 24h) const
    {
        FleetContactQuery query = m_world->query(std::move(satellites), std::move(stations));
        query.query.minElevationDegrees = elevation;
        query.query.range.end = query.query.range.start + ahead;
        return findFleetContacts(query)->contacts.size();
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<OrbitFixture>();
        m_world->fleet();
        m_conductor = std::make_unique<TimeConductor>(m_world->time);
        m_selection = std::make_unique<FleetSelection>();
        makePanel();
    }
    void cleanup()
    {
        m_panel.reset();
        m_selection.reset();
        m_conductor.reset();
        m_world.reset();
    }

    void showsTheContactsOfTheSelectedSatelliteAsTheyAre()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        const FleetContactsPtr found = findFleetContacts(m_world->query({1}, {12, 13, 14}));
        QVERIFY(found->contacts.size() > 3);
        QCOMPARE(m_panel->model().rowCount(), int(found->contacts.size()));
        for (int row = 0; row < m_panel->model().rowCount(); ++row) {
            const Contact &one = m_panel->model().contactAt(row);
            const Contact &other = found->contacts[std::size_t(row)];
            QVERIFY(one.rise == other.rise && one.set == other.set && one.station == other.station);
        }
        QCOMPARE(find<QLabel>(u"contactSubject"_s)->text(), u"sat-11"_s);
        QVERIFY(table()->isColumnHidden(Model::satelliteColumn)); // it is the same in each row
        QVERIFY(!table()->isColumnHidden(Model::stationColumn));
        QCOMPARE(strip()->lines().rows.size(), 3U); // a line for each station
    }

    void aStationHasThePassesOfAllSatellites()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        std::vector<std::uint32_t> all(12);
        std::iota(all.begin(), all.end(), 0U);
        QCOMPARE(std::size_t(m_panel->model().rowCount()), expected(all, {12}));
        QVERIFY(table()->isColumnHidden(Model::stationColumn));
        QVERIFY(!table()->isColumnHidden(Model::satelliteColumn));
    }

    void onePlaneNarrowsThemDown()
    {
        select("gs-berlin");
        auto *planes = find<QComboBox>(u"contactPlane"_s);
        QTRY_COMPARE(planes->count(), 4);
        QTRY_VERIFY(m_panel->model().contacts());
        const int before = m_panel->model().rowCount();
        planes->setCurrentIndex(2);
        Q_EMIT planes->activated(2);
        QTRY_VERIFY(m_panel->model().contacts());
        QVERIFY(m_panel->model().rowCount() < before);
        QCOMPARE(m_panel->model().contacts()->ages.size(), 4U);
    }

    void aLinkToTheGroundIsOnePair()
    {
        m_world->entity("sat-11", "gs-quito");
        m_world->publish();
        select("sat-11", "gs-quito");
        QTRY_VERIFY(m_panel->model().contacts());
        QCOMPARE(std::size_t(m_panel->model().rowCount()), expected({1}, {13}));
    }

    void rangeAndElevationAreAnotherQuestion()
    {
        select("sat-11");
        choose(u"contactRange"_s, int(ContactsPanel::Range::sixHours));
        QTRY_VERIFY(m_panel->model().contacts());
        QCOMPARE(std::size_t(m_panel->model().rowCount()), expected({1}, {12, 13, 14}, 25, 6h));
        find<QDoubleSpinBox>(u"contactElevation"_s)->setValue(5);
        QVERIFY(!m_panel->model().contacts()); // the old answer is gone at once
        QTRY_VERIFY(m_panel->model().contacts());
        QCOMPARE(std::size_t(m_panel->model().rowCount()), expected({1}, {12, 13, 14}, 5, 6h));
        choose(u"contactRange"_s, int(ContactsPanel::Range::conductor));
        m_conductor->setFixed({m_world->time.now() - 5h, m_world->time.now()});
        QTRY_VERIFY(m_panel->model().contacts() &&
                    m_panel->model().contacts()->query.range == m_conductor->bounds());
    }

    void theCountdownTicks()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        const Contact first = m_panel->model().contactAt(0);
        m_world->time.advance(*first.rise - m_world->time.now() - 192s);
        m_panel->tick();
        const auto phase = [&] { return m_panel->model().index(0, Model::phaseColumn).data().toString(); };
        QCOMPARE(phase(), u"rise in 3 m 12 s"_s);
        QVERIFY(find<QLabel>(u"contactReadout"_s)->text().startsWith(u"rise in 3 m 12 s · sat-11 over "_s));
        m_world->time.advance(1s);
        m_panel->tick();
        QCOMPARE(phase(), u"rise in 3 m 11 s"_s);
        m_world->time.advance(191s + 1s);
        m_panel->tick();
        QVERIFY(phase().startsWith(u"sets in "_s));
    }

    void looksAgainOnlyWhenASatelliteHasSet()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        const FleetContactsPtr before = m_panel->model().contacts();
        const auto first = std::ranges::min_element(
            before->contacts, {}, [](const Contact &one) { return one.set.value_or(Timestamp::max()); });
        QVERIFY(*first->set - m_world->time.now() > 2min);
        QVERIFY(*first->set - m_world->time.now() < 5h);
        m_world->time.advance(*first->set - m_world->time.now() - 1s);
        m_panel->tick();
        QVERIFY(!m_panel->isSearching());
        QCOMPARE(m_panel->model().contacts(), before);
        m_world->time.advance(2s);
        QTRY_VERIFY((m_panel->tick(), m_panel->model().contacts() != before));
        for (const Contact &one : m_panel->model().contacts()->contacts)
            QVERIFY(!one.set || *one.set > m_world->time.now());
    }

    void aLeapBackLooksAgainToo()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        const FleetContactsPtr before = m_panel->model().contacts();
        m_world->time.advance(-2h); // the play head was moved
        QTRY_VERIFY((m_panel->tick(), m_panel->model().contacts() != before));
        QVERIFY(m_panel->model().contacts()->query.range.start == m_world->time.now());
    }

    void anotherOrbitLooksAgain()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        const FleetContactsPtr before = m_panel->model().contacts();
        auto next = std::make_shared<TopologySnapshot>(*m_world->graph);
        next->nodes[1].orbit = std::make_shared<const std::string>(OrbitFixture::orbit(200, 10));
        ++next->version;
        m_world->graph = next;
        m_world->publish();
        QTRY_VERIFY((m_panel->tick(), m_panel->model().contacts() != before));
    }

    void aPlaneStaysChosenWhenOrbitsChange()
    {
        select("gs-berlin");
        auto *planes = find<QComboBox>(u"contactPlane"_s);
        QTRY_COMPARE(planes->count(), 4);
        planes->setCurrentIndex(2); // sat-20 to sat-23
        Q_EMIT planes->activated(2);
        QTRY_VERIFY(m_panel->model().contacts());
        const auto satellites = [&] {
            QStringList names;
            for (const OrbitAge &age : m_panel->model().contacts()->ages)
                names +=
                    QString::fromStdString(m_panel->model().contacts()->fleet->nodes[age.satellite].name);
            return names;
        };
        const QStringList chosen{u"sat-20"_s, u"sat-21"_s, u"sat-22"_s, u"sat-23"_s};
        QCOMPARE(satellites(), chosen);
        for (int slot = 0; slot < 4; ++slot) // another plane, that comes before it
            m_world->satellite("new-" + std::to_string(slot), OrbitFixture::orbit(60, 90 * slot + 5));
        m_world->publish();
        FleetContactsPtr before = m_panel->model().contacts();
        QTRY_VERIFY((m_panel->tick(), m_panel->model().contacts() != before));
        QCOMPARE(satellites(), chosen);
        QCOMPARE(planes->count(), 5);
        QVERIFY2(planes->currentText().startsWith(u"Plane 3 of 4"_s), qPrintable(planes->currentText()));
        // A plane that is no more is not another one in disguise.
        editFleet([](TopologySnapshot &fleet) {
            for (std::size_t node = 4; node < 8; ++node)
                fleet.nodes[node].orbit = nullptr;
        });
        QTRY_VERIFY((m_panel->tick(),
                     m_panel->model().contacts() && m_panel->model().contacts()->fleet == m_world->graph));
        QCOMPARE(planes->currentIndex(), 0);
        QCOMPARE(satellites().size(), 12);
    }

    void aRestoredPlaneNarrowsTheFirstSearchAlready()
    {
        m_panel->restoreState({{u"plane"_s, 1}});
        select("gs-berlin");
        QVERIFY(m_panel->isSearching());
        QTRY_VERIFY(m_panel->model().contacts());
        QCOMPARE(m_panel->model().contacts()->ages.size(), 4U);
        QCOMPARE(find<QComboBox>(u"contactPlane"_s)->currentIndex(), 2);
        m_panel->restoreState({}); // none
        QTRY_VERIFY(m_panel->model().contacts());
        QCOMPARE(m_panel->model().contacts()->ages.size(), 12U);
    }

    void aSearchCutShortByHidingIsTakenUpAgain()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        editFleet([](TopologySnapshot &fleet) { fleet.nodes[1].orbit = fleet.nodes[2].orbit; });
        QTRY_VERIFY((m_panel->tick(), m_panel->isSearching()));
        m_panel->hide();
        m_panel->show();
        QTRY_VERIFY((m_panel->tick(), m_panel->model().contacts()->fleet == m_world->graph));
    }

    void contactsOfAnEarlierSearchAreSaidToBeSo()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        const FleetContactsPtr before = m_panel->model().contacts();
        const auto *note = find<QLabel>(u"stoppedNote"_s);
        QVERIFY(!note->isVisible());
        editFleet([](TopologySnapshot &fleet) { fleet.nodes[1].orbit = fleet.nodes[2].orbit; });
        QTRY_VERIFY((m_panel->tick(), m_panel->isSearching()));
        find<QPushButton>(u"cancelContacts"_s)->click();
        QVERIFY(note->isVisible());
        QVERIFY(!find<QPushButton>(u"searchAgain"_s)->isVisible());
        QVERIFY(m_panel->minimumSizeHint().width() <= 320);
        m_panel->tick();
        QVERIFY(!m_panel->isSearching()); // it stays stopped
        QCOMPARE(m_panel->model().contacts(), before);
        find<QPushButton>(u"takeUpContacts"_s)->click();
        QVERIFY(!note->isVisible());
        QTRY_VERIFY(m_panel->model().contacts()->fleet == m_world->graph);
    }

    void theChosenContactStaysWhenNodesGetOtherNumbers()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        QTest::mouseClick(strip()->viewport(), Qt::LeftButton, {}, strip()->barOf(2).center().toPoint());
        const auto chosen = [&] {
            const auto &contacts = *m_panel->model().contacts();
            return strip()->selected() < 0
                       ? QString()
                       : contactText(contacts, contacts.contacts[std::size_t(strip()->selected())]);
        };
        const QString before = chosen();
        QVERIFY(!before.isEmpty());
        editFleet([](TopologySnapshot &fleet) {
            std::rotate(fleet.nodes.begin(), fleet.nodes.begin() + 5, fleet.nodes.end());
            ++fleet.indexing;
        });
        QTRY_VERIFY((m_panel->tick(), m_panel->model().contacts()->fleet == m_world->graph));
        QCOMPARE(chosen(), before);
    }

    void aChoiceSelectsTheOtherNodeAndThePanelStays()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        QTest::mouseClick(strip()->viewport(), Qt::LeftButton, {}, strip()->barOf(2).center().toPoint());
        const int chosen = strip()->selected();
        QVERIFY(chosen >= 0);
        const Contact &one = m_panel->model().contacts()->contacts[std::size_t(chosen)];
        QCOMPARE(m_selection->selected(), m_panel->model().satelliteOf(one).entity);
        QCOMPARE(find<QLabel>(u"contactSubject"_s)->text(), u"gs-berlin"_s);
        QCOMPARE(table()->currentIndex().row(), m_panel->model().rowOf(std::uint32_t(chosen)));
        QVERIFY(!m_conductor->cursor());
        // From the table to the strip.
        table()->setCurrentIndex(m_panel->model().index(1, Model::riseColumn));
        QCOMPARE(strip()->selected(), int(m_panel->model().order()[1]));
        // A selection from elsewhere is followed again.
        select("gs-quito");
        QCOMPARE(find<QLabel>(u"contactSubject"_s)->text(), u"gs-quito"_s);
    }

    void aDoubleClickSetsTheTimeCursor()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        const QPoint place = strip()->barOf(0).center().toPoint();
        QTest::mouseDClick(strip()->viewport(), Qt::LeftButton, {}, place);
        QVERIFY(m_conductor->cursor() == strip()->timeAt(place.x()));
        QTest::keyClick(table(), Qt::Key_Down);
        table()->setCurrentIndex(m_panel->model().index(2, Model::stationColumn));
        QTest::keyClick(table(), Qt::Key_Return);
        QVERIFY(m_conductor->cursor() == *m_panel->model().contactAt(2).rise);
    }

    void aHeldNodeStays()
    {
        select("sat-11");
        find<QToolButton>(u"holdContacts"_s)->click();
        select("gs-quito");
        QCOMPARE(find<QLabel>(u"contactSubject"_s)->text(), u"sat-11"_s);
        find<QToolButton>(u"holdContacts"_s)->click();
        QCOMPARE(find<QLabel>(u"contactSubject"_s)->text(), u"gs-quito"_s);
    }

    void theWholeFleetIsAllOverAll()
    {
        choose(u"contactScope"_s, 1);
        QTRY_VERIFY(m_panel->model().contacts());
        std::vector<std::uint32_t> all(12);
        std::iota(all.begin(), all.end(), 0U);
        QCOMPARE(std::size_t(m_panel->model().rowCount()), expected(all, {12, 13, 14}));
        QCOMPARE(strip()->lines().rows.size(), 3U);
        QVERIFY(!table()->isColumnHidden(Model::stationColumn));
        QVERIFY(!table()->isColumnHidden(Model::satelliteColumn));
    }

    void saysWhyThereIsNothing()
    {
        QVERIFY(sentence().startsWith(u"Nothing is selected."_s));
        m_world->graphNode("bare");
        m_world->graphNode("gs-nowhere", NodeType::groundStation);
        m_world->graphNode("lab", NodeType::device);
        m_world->publish();
        select("bare");
        QVERIFY2(sentence().startsWith(u"No orbit is known of bare"_s), qPrintable(sentence()));
        select("gs-nowhere");
        QCOMPARE(sentence(), u"No position is known of gs-nowhere."_s);
        select("lab");
        QVERIFY(sentence().startsWith(u"lab is neither"_s));
        find<QDoubleSpinBox>(u"contactElevation"_s)->setValue(90);
        select("sat-11");
        QTRY_VERIFY2(sentence().startsWith(u"No contact above 90° from 14:03:07Z"_s), qPrintable(sentence()));
        m_world->graph = std::make_shared<TopologySnapshot>(TopologySnapshot{99, 99, {}, {}, {}, 99});
        m_world->publish();
        QTRY_VERIFY2((m_panel->tick(), sentence().contains(u"not in the fleet's graph"_s)),
                     qPrintable(sentence()));
    }

    void aSearchCanBeStoppedAndTakenUpAgain()
    {
        // As many as take some seconds.
        auto large = std::make_shared<TopologySnapshot>(*m_world->graph);
        for (int i = 0; i < 1200; ++i) {
            TopologyNode copy = large->nodes[std::size_t(i % 15)];
            copy.id = NodeId(100'000 + i);
            large->nodes.push_back(copy);
        }
        ++large->version;
        m_world->graph = large;
        m_world->publish();
        choose(u"contactScope"_s, 1);
        auto *cancel = find<QPushButton>(u"cancelContacts"_s);
        QTRY_VERIFY(cancel->isVisible());
        cancel->click();
        QVERIFY(!m_panel->isSearching());
        QVERIFY(!cancel->isVisible());
        QCOMPARE(sentence(), u"The search for contacts was stopped."_s);
        m_panel->tick();
        QVERIFY(!m_panel->isSearching()); // it stays stopped
        find<QPushButton>(u"searchAgain"_s)->click();
        QVERIFY(m_panel->isSearching());
        choose(u"contactScope"_s, 0);
        select("sat-11"); // the newest request wins
        QTRY_VERIFY(m_panel->model().contacts());
        QCOMPARE(m_panel->model().contacts()->ages.size(), 1U);
    }

    void oldElementsAreWarnedOf()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        const auto *note = find<QLabel>(u"elementsNote"_s);
        QCOMPARE(note->text(),
                 u"Elements 1 d 12 h old: a pass may be off by 0.7 s, by more after a manoeuvre."_s);
        m_world->time.advance(24h * 7);
        QTRY_VERIFY((m_panel->tick(), note->text().contains(u"older than 7 days"_s)));
        QVERIFY(note->text().startsWith(u"▲"_s));
    }

    void elementsAheadAreNotCalledOld()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        const FleetContacts &found = *m_panel->model().contacts();
        const ElementsNote soon = elementsNote(found, found.ages.front().epoch - 36h);
        QCOMPARE(soon.text,
                 u"Elements from 1 d 12 h later: a pass may be off by 0.7 s, by more after a manoeuvre."_s);
        QVERIFY(!soon.isOld);
        const ElementsNote late = elementsNote(found, found.ages.front().epoch - 24h * 30);
        QVERIFY(late.isOld);
        QVERIFY(late.text.endsWith(u"more than 7 days: take those of this time."_s));
    }

    void theFilterNarrowsTableAndStrip()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        find<QLineEdit>(u"contactFilter"_s)->setText(u"sat-2"_s);
        QCOMPARE(strip()->lines().rows.size(), 4U);
        QVERIFY(find<QLabel>(u"contactCounts"_s)->text().contains(u" of "_s));
    }

    void csvHasTheShownRows()
    {
        select("sat-11");
        QTRY_VERIFY(m_panel->model().contacts());
        find<QLineEdit>(u"contactFilter"_s)->setText(u"quito"_s);
        const QList<QByteArray> lines = m_panel->csv().trimmed().split('\n');
        QCOMPARE(lines.size(), m_panel->model().rowCount() + 1);
        QVERIFY(lines[0].startsWith("station,satellite,rise,"));
        QVERIFY(lines[1].startsWith("\"gs-quito\",\"sat-11\",2026-11-2"));
        QCOMPARE(lines[1].count(','), lines[0].count(','));
    }

    void aHiddenPanelDoesNothing()
    {
        m_panel->hide();
        select("sat-11");
        QVERIFY(!m_panel->isSearching());
        m_panel->show();
        QTRY_VERIFY(m_panel->model().contacts());
        QCOMPARE(find<QLabel>(u"contactSubject"_s)->text(), u"sat-11"_s);
    }

    void stateComesBack()
    {
        select("sat-11");
        choose(u"contactRange"_s, int(ContactsPanel::Range::sixHours));
        find<QDoubleSpinBox>(u"contactElevation"_s)->setValue(10);
        find<QToolButton>(u"holdContacts"_s)->click();
        find<QLineEdit>(u"contactFilter"_s)->setText(u"gs"_s);
        table()->sortByColumn(Model::elevationColumn, Qt::DescendingOrder);
        const QJsonObject state = m_panel->saveState();
        makePanel();
        select("gs-quito");
        m_panel->restoreState(state);
        QCOMPARE(m_panel->saveState(), state);
        QCOMPARE(find<QLabel>(u"contactSubject"_s)->text(), u"sat-11"_s);
        QTRY_VERIFY(m_panel->model().contacts());
        QTRY_COMPARE(std::size_t(m_panel->model().rowCount()), expected({1}, {12, 13, 14}, 10, 6h));
        m_panel->restoreState({}); // of an older version
        QVERIFY(!find<QToolButton>(u"holdContacts"_s)->isChecked());
    }

    void fitsIntoANarrowPanel()
    {
        select("gs-berlin");
        QTRY_VERIFY(m_panel->model().contacts());
        m_panel->resize(320, 420);
        QCoreApplication::processEvents();
        QVERIFY2(m_panel->minimumSizeHint().width() <= 320,
                 qPrintable(QString::number(m_panel->minimumSizeHint().width())));
    }
};

DESK_GUI_TEST(TstContactsPanel)
#include "tst_contactspanel.moc"
