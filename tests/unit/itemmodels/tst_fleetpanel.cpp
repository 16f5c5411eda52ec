// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entitymime.h"
#include "models/itemmodels/fleetselection.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/tables/fleetpanel.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;

class TstFleetPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<EntityId>();
        qRegisterMetaType<SeriesId>();
    }

    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_selection = std::make_unique<FleetSelection>();
        m_panel = std::make_unique<FleetPanel>(m_fixture->feed, *m_selection, m_theme);
        m_panel->resize(430, 400);
    }

    void cleanup()
    {
        m_panel.reset();
        m_selection.reset();
        m_fixture.reset();
    }

    void saysWhatBelongsHere()
    {
        m_panel->show();
        QVERIFY(m_panel->findChild<QLabel *>(u"emptySentence"_s)->isVisible());
        QVERIFY(!table()->isVisible());
    }

    void theWorstStandsOnTop()
    {
        fill();
        QCOMPARE(names(), (QStringList{u"sat-2"_s, u"gs-1"_s, u"sat-1"_s}));
        m_panel->findChild<QToolButton *>(u"worstFirst"_s)->click();
        QCOMPARE(names(), (QStringList{u"gs-1"_s, u"sat-1"_s, u"sat-2"_s}));
    }

    void aClickSelectsAndASelectionShows()
    {
        fill();
        QTest::mouseClick(
            table()->viewport(), Qt::LeftButton, {},
            table()->visualRect(table()->model()->index(2, FleetTableModel::nameColumn)).center());
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-1"));
        m_selection->select(m_fixture->entity("gs-1"));
        QCOMPARE(table()->currentIndex().row(), 1);
        // A link stands for its source.
        m_selection->select(m_fixture->entity("sat-1", "gs-1"));
        QCOMPARE(table()->currentIndex().row(), 2);
        m_selection->select(noEntity);
        QVERIFY(!table()->currentIndex().isValid());
    }

    void aNodeIsDraggedByItsName()
    {
        fill();
        QVERIFY(table()->dragEnabled());
        const QModelIndex row = table()->model()->index(2, FleetTableModel::nameColumn);
        QVERIFY(row.flags().testFlag(Qt::ItemIsDragEnabled));
        const std::unique_ptr<QMimeData> data(table()->model()->mimeData({row, row.siblingAtColumn(0)}));
        QVERIFY(data);
        QCOMPARE(data->data(QString::fromLatin1(entityMimeType)), QByteArray("sat-1\n"));
    }

    void keysDoWhatADragDoes()
    {
        fill();
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-1"), "battery_percent"), 80);
        m_panel->show();
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        m_selection->select(m_fixture->entity("sat-1"));
        table()->setFocus();
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        QSignalSpy parameters(m_selection.get(), &FleetSelection::parametersRequested);
        QTest::keyClick(table(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(parameters.size(), 1);
        QCOMPARE(parameters.first().first().value<EntityId>(), m_fixture->entity("sat-1"));
        QCOMPARE(charts.size(), 0);
        QTest::keyClick(table(), Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(charts.size() > 0);
    }

    void wordsAreFilteredAsShown()
    {
        fill();
        m_panel->findChild<QLineEdit *>(u"filter"_s)->setText(u"ground station"_s);
        QCOMPARE(names(), QStringList{u"gs-1"_s});
        QCOMPARE(m_panel->findChild<QLabel *>(u"counts"_s)->text(), u"1 of 3"_s);
    }

    void restoresWhatItSaved()
    {
        fill();
        m_panel->findChild<QToolButton *>(u"worstFirst"_s)->click();
        const QJsonObject state = m_panel->saveState();
        m_panel->findChild<QToolButton *>(u"worstFirst"_s)->click();
        m_panel->restoreState(state);
        QCOMPARE(m_panel->saveState(), state);
        m_panel->restoreState({});
        QVERIFY(m_panel->findChild<QToolButton *>(u"worstFirst"_s)->isChecked());
    }

private:
    void fill()
    {
        const auto sat = m_fixture->graphNode("sat-1");
        m_fixture->graphNode("sat-2", NodeType::satellite, Health::degraded);
        m_fixture->graphEdge(sat, m_fixture->graphNode("gs-1", NodeType::groundStation));
        m_fixture->publish();
        m_panel->show();
    }

    PanelTable *table() const { return m_panel->findChild<PanelTable *>(u"fleetTable"_s); }

    QStringList names() const
    {
        QStringList out;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            out += table()->model()->index(row, FleetTableModel::nameColumn).data().toString();
        return out;
    }

    Theme m_theme;
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FleetSelection> m_selection;
    std::unique_ptr<FleetPanel> m_panel;
};

DESK_GUI_TEST(TstFleetPanel)
#include "tst_fleetpanel.moc"
