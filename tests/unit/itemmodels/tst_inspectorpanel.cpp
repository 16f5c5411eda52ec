// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/seriesmime.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/tables/inspectorpanel.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/severitymark.h"
#include "widgets/theme/theme.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;

class TstInspectorPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<SeriesId>(); }

    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_selection = std::make_unique<FleetSelection>();
        m_panel = std::make_unique<InspectorPanel>(m_fixture->feed, *m_selection, m_theme);
        m_panel->resize(340, 600);
        m_panel->show();
        const auto sat = m_fixture->graphNode("sat-1");
        const auto station = m_fixture->graphNode("gs-1", NodeType::groundStation);
        m_fixture->graphEdge(sat, station);
        auto placed = std::make_shared<TopologySnapshot>(*m_fixture->graph);
        placed->nodes[0].label = "Test satellite";
        placed->nodes[0].hasPosition = true;
        placed->nodes[0].latitude = -45.5;
        placed->nodes[0].longitude = 7.25;
        placed->nodes[0].altitudeKm = 550;
        m_fixture->graph = placed;
        m_temperature = m_fixture->series(m_fixture->entity("sat-1"), "temperature_c");
        m_fixture->post(m_temperature, 21.5, Severity::nominal);
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-1", "gs-1"), "snr_db"), 4.1,
                        Severity::warning);
        m_fixture->publish();
    }

    void cleanup()
    {
        m_panel.reset();
        m_selection.reset();
        m_fixture.reset();
    }

    void saysWhatToDoWhileNothingIsSelected()
    {
        QVERIFY(label(u"emptySentence"_s)->isVisible());
        m_selection->select(EntityId{4711}); // not known yet
        QVERIFY(label(u"emptySentence"_s)->isVisible());
    }

    void showsANodeWithValuesAndLinks()
    {
        m_selection->select(m_fixture->entity("sat-1"));
        QCOMPARE(label(u"inspectedName"_s)->text(), u"sat-1"_s);
        QCOMPARE(label(u"inspectedState"_s)->text(), u"Nominal · worst value: Warning"_s);
        QCOMPARE(m_panel->findChild<SeverityMark *>(u"inspectedSeverity"_s)->severity(), Severity::warning);
        QCOMPARE(label(u"inspectedFacts"_s)->text(), u"Satellite · Test satellite"_s);
        QCOMPARE(label(u"inspectedPosition"_s)->text(), u"45.500° S  7.250° E  550.0 km"_s);
        QCOMPARE(values(), QStringList{u"temperature_c 21.5"_s});
        QVERIFY(links()->isVisible());
        QCOMPARE(links()->model()->rowCount(), 1);
    }

    void aClickOnALinkSelectsItAndTheButtonTurnsItRound()
    {
        m_selection->select(m_fixture->entity("sat-1"));
        QTest::mouseClick(links()->viewport(), Qt::LeftButton, {},
                          links()->visualRect(links()->model()->index(0, 1)).center());
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-1", "gs-1"));
        QCOMPARE(label(u"inspectedName"_s)->text(), u"sat-1 → gs-1"_s);
        QCOMPARE(values(), QStringList{u"snr_db 4.10"_s});
        QVERIFY(!links()->isVisible());
        m_panel->findChild<QToolButton *>(u"reverse"_s)->click();
        QCOMPARE(m_selection->selected(), m_fixture->entity("gs-1", "sat-1"));
        QCOMPARE(label(u"inspectedName"_s)->text(), u"gs-1 → sat-1"_s);
        QCOMPARE(values(), QStringList{});
    }

    void enterOnAValueAsksForAChart()
    {
        m_selection->select(m_fixture->entity("sat-1"));
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        auto *table = m_panel->findChild<PanelTable *>(u"inspectedValues"_s);
        table->showRow(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(charts.size(), 1);
        QCOMPARE(charts.first().first().value<SeriesId>(), m_temperature);
    }

    void aValueDroppedHereShowsWhatItIsOf()
    {
        QMimeData data;
        data.setData(QString::fromLatin1(seriesMimeType), encodeSeries(std::vector{m_temperature}));
        QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_panel.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_panel.get(), &drop);
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-1"));
        QMimeData foreign;
        foreign.setText(u"4711"_s);
        QDragEnterEvent other({20, 20}, Qt::CopyAction, &foreign, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_panel.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void followsTheSelectionWhenShownAgain()
    {
        m_panel->hide();
        m_selection->select(m_fixture->entity("gs-1"));
        m_panel->show();
        QCOMPARE(label(u"inspectedName"_s)->text(), u"gs-1"_s);
        QVERIFY(!label(u"inspectedPosition"_s)->isVisible());
        m_selection->select(noEntity);
        QVERIFY(label(u"emptySentence"_s)->isVisible());
    }

    void aLongNameGetsASmallerFontNotAWiderPanel()
    {
        const auto big =
            m_fixture->entity("a-rather-long-name-of-a-satellite", "an-even-longer-name-of-a-station");
        m_fixture->publish();
        m_selection->select(m_fixture->entity("sat-1"));
        const int normal = label(u"inspectedName"_s)->font().pointSize();
        m_selection->select(big);
        QVERIFY(label(u"inspectedName"_s)->font().pointSize() < normal);
        QCOMPARE(m_panel->width(), 340);
    }

private:
    QLabel *label(const QString &name) const { return m_panel->findChild<QLabel *>(name); }
    PanelTable *links() const { return m_panel->findChild<PanelTable *>(u"inspectedLinks"_s); }

    QStringList values() const
    {
        const QAbstractItemModel &model = *m_panel->findChild<PanelTable *>(u"inspectedValues"_s)->model();
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out += model.index(row, ParameterTableModel::metricColumn).data().toString() + u' ' +
                   model.index(row, ParameterTableModel::valueColumn).data().toString();
        return out;
    }

    Theme m_theme;
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FleetSelection> m_selection;
    std::unique_ptr<InspectorPanel> m_panel;
    SeriesId m_temperature = noSeries;
};

DESK_GUI_TEST(TstInspectorPanel)
#include "tst_inspectorpanel.moc"
