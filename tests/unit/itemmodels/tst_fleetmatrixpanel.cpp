// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/itemroles.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/tables/fleetmatrixpanel.h"
#include "widgets/tables/fleetmatrixview.h"
#include "widgets/tables/matrixcell.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QImage>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace desk;
using namespace Qt::StringLiterals;

class TstFleetMatrixPanel final : public QObject
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
    }

    void cleanup()
    {
        m_panel.reset();
        m_selection.reset();
        m_fixture.reset();
    }

    void teachesWhileNothingCame()
    {
        open();
        QVERIFY(!view()->isVisible());
        QVERIFY(label(u"emptySentence"_s)->text().contains(u"start the demo"_s));
        fill();
        QTRY_VERIFY(view()->isVisible()); // the model's own tick
    }

    void aClickSelectsTheNodeAndTheKeysTheNext()
    {
        fill();
        open();
        click(cell("sat-2", 0));
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-2"));
        QTest::keyClick(view(), Qt::Key_Up);
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-1"));
        QTest::keyClick(view(), Qt::Key_Right);
        QCOMPARE(view()->currentIndex().column(), 1);
    }

    void aClickOnTheNameSelectsTheNode()
    {
        fill();
        open();
        QHeaderView *names = view()->verticalHeader();
        const int row = m_panel->model().rowOf(m_fixture->node("sat-2"));
        QTest::mouseClick(names->viewport(), Qt::LeftButton, {},
                          QPoint(30, names->sectionViewportPosition(row) + 5));
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-2"));
    }

    void enterAndADoubleClickChartTheCellWorstFirst()
    {
        fill();
        open();
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        click(cell("sat-1", 2));
        QTest::keyClick(view(), Qt::Key_Return);
        QCOMPARE(charts.size(), 2);
        QCOMPARE(charts.first().first().value<SeriesId>(), m_bad);
        click(cell("sat-2", 0));
        QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {},
                           view()->visualRect(cell("sat-2", 0)).center());
        QCOMPARE(charts.size(), 3);
    }

    void showsTheNodeThatIsSelectedElsewhere()
    {
        fill();
        open();
        m_selection->select(m_fixture->entity("sat-2"));
        QCOMPARE(view()->currentIndex().row(), m_panel->model().rowOf(m_fixture->node("sat-2")));
    }

    void readsOutTheCellUnderThePointerAndThenThatOfTheKeys()
    {
        fill();
        open();
        click(cell("sat-2", 0));
        QTest::mouseMove(view()->viewport(), view()->visualRect(cell("sat-1", 2)).center());
        QTRY_VERIFY2(label(u"matrixFigures"_s)->text().contains(u"sat-1 → gs-2"_s),
                     qPrintable(label(u"matrixFigures"_s)->text()));
        QVERIFY(label(u"matrixFigures"_s)->text().contains(u"3.00 dB"_s));
        QVERIFY(label(u"matrixStates"_s)->text().startsWith(u"Warning"_s));
        QVERIFY(label(u"matrixStates"_s)->text().contains(u"2 of 2 links alive"_s));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(view()->viewport(), &leave);
        QVERIFY(label(u"matrixFigures"_s)->text().startsWith(u"sat-2"_s));
    }

    void everyCellSaysItsStateToThoseWhoCannotSeeIt()
    {
        fill();
        open();
        const QString bad = cell("sat-1", 2).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(bad.contains(u"snr_db"_s) && bad.contains(u"Warning"_s) && bad.contains(u"Fresh"_s),
                 qPrintable(bad));
        const QString none = cell("sat-2", 1).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(none.contains(u"no such metric"_s), qPrintable(none));
        const auto *accessible = QAccessible::queryAccessibleInterface(view());
        QVERIFY(accessible && accessible->role() == QAccessible::Table);
    }

    void filtersAndEscapeShowsAllAgain()
    {
        fill();
        open();
        QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), field());
        QTest::keyClicks(field(), u"sat-2"_s);
        QCOMPARE(m_panel->model().rowCount(), 1);
        QCOMPARE(label(u"counts"_s)->text(), u"1 of 2"_s);
        QTest::keyClicks(field(), u"zzz"_s);
        QVERIFY(!view()->isVisible());
        m_panel->findChild<QPushButton *>(u"emptyAction"_s)->click();
        QCOMPARE(m_panel->model().rowCount(), 2);
    }

    void ordersByNameAndByPlane()
    {
        fill();
        open();
        QMenu *menu = m_panel->findChild<QToolButton *>(u"order"_s)->menu();
        QCOMPARE(menu->actions().size(), 3);
        menu->actions()[1]->trigger();
        QCOMPARE(m_panel->model().order(), FleetMatrixModel::Order::name);
        QTRY_COMPARE(m_panel->findChild<QToolButton *>(u"order"_s)->text(), u"By name"_s);
    }

    void columnsCanBeHiddenAndAreRememberedBeforeTheyCome()
    {
        fill();
        open();
        QMenu menu;
        view()->addColumnActions(menu);
        QCOMPARE(menu.actions().size(), 3);
        menu.actions()[1]->setChecked(false);
        QVERIFY(view()->isColumnHidden(1));
        m_panel->findChild<QToolButton *>(u"values"_s)->setChecked(true);
        m_panel->model().setOrder(FleetMatrixModel::Order::plane);
        const QJsonObject state = m_panel->saveState();
        m_panel.reset();
        m_fixture = std::make_unique<FeedFixture>();
        open();
        m_panel->restoreState(state);
        fill();
        m_panel->model().refresh();
        QVERIFY(view()->isColumnHidden(1));
        QVERIFY(!view()->isColumnHidden(0));
        QVERIFY(view()->showsValues());
        QCOMPARE(m_panel->saveState(), state);
        m_panel->restoreState({{u"order"_s, 7}, {u"hidden"_s, u"x"_s}, {u"values"_s, u"y"_s}});
    }

    void copiesWhatTheCellSays()
    {
        fill();
        open();
        click(cell("sat-2", 0));
        QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"sat-2  battery_percent  55.0 %"_s));
    }

    void thePointerHoldsTheRowsAndItsLeavingLetsThemGo()
    {
        fill();
        open();
        m_clock = std::chrono::steady_clock::now();
        m_panel->model().setClock([this] { return m_clock; });
        QTest::mouseMove(view()->viewport(), view()->visualRect(cell("sat-2", 0)).center());
        m_panel->model().refresh();
        const QString first = m_panel->model().headerData(0, Qt::Vertical).toString();
        QCOMPARE(first, u"sat-1"_s);
        m_fixture->post(m_second, 5, Severity::critical);
        m_clock += 2 * FleetMatrixModel::pace;
        m_panel->model().refresh();
        QCOMPARE(m_panel->model().headerData(0, Qt::Vertical).toString(), first);
        QVERIFY(m_panel->findChild<QToolButton *>(u"order"_s)->text().contains(u"held"_s));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(view()->viewport(), &leave);
        m_panel->model().refresh();
        QCOMPARE(m_panel->model().headerData(0, Qt::Vertical).toString(), u"sat-2"_s);
    }

    void costsNothingWhileHidden()
    {
        fill();
        open();
        m_panel->hide();
        QSignalSpy changed(&m_panel->model(), &QAbstractItemModel::dataChanged);
        m_fixture->post(m_second, 5);
        QTest::qWait(0);
        QCOMPARE(changed.size(), 0);
        m_panel->show();
        QVERIFY(changed.size() > 0);
    }

    void noTwoStatesLookAlikeEvenWithoutColour_data()
    {
        QTest::addColumn<int>("variant");
        QTest::addRow("dark") << int(ThemeVariant::dark);
        QTest::addRow("light") << int(ThemeVariant::light);
        QTest::addRow("high contrast, dark") << int(ThemeVariant::highContrastDark);
        QTest::addRow("high contrast, light") << int(ThemeVariant::highContrastLight);
    }

    void noTwoStatesLookAlikeEvenWithoutColour()
    {
        QFETCH(int, variant);
        Theme theme;
        theme.setVariant(ThemeVariant(variant));
        const MatrixCellPainter painter(theme);
        std::vector<MatrixCellPainter::Look> looks{{Severity::none, ValueLook::never, -1, false}};
        for (int level = 0; level < FleetMatrix::levels; ++level)
            looks.push_back({Severity::none, ValueLook::fresh, level, true});
        for (int severity = int(Severity::nominal); severity <= int(Severity::critical); ++severity) {
            for (const ValueLook look : {ValueLook::fresh, ValueLook::late, ValueLook::paused})
                looks.push_back({Severity(severity), look, -1, true});
        }
        for (const ValueLook look : {ValueLook::stale, ValueLook::invalid, ValueLook::noContact,
                                     ValueLook::linkDown, ValueLook::never})
            looks.push_back({Severity::none, look, -1, true});
        std::set<QByteArray> seen;
        for (const auto &look : looks) {
            QImage picture(24, 18, QImage::Format_RGB32);
            QPainter canvas(&picture);
            painter.paint(canvas, picture.rect(), look);
            canvas.end();
            const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
            const QByteArray bytes(reinterpret_cast<const char *>(grey.constBits()), grey.sizeInBytes());
            QVERIFY(seen.insert(bytes).second);
            QVERIFY(Theme::contrast(painter.textColour(look), painter.ground(look)) >= Theme::readable);
        }
    }

    void aRampHasNoHueThatCouldPassForAnAlarm()
    {
        for (const ThemeVariant variant : {ThemeVariant::dark, ThemeVariant::light}) {
            Theme theme;
            theme.setVariant(variant);
            const MatrixCellPainter painter(theme);
            for (int level = 0; level < FleetMatrix::levels; ++level) {
                const QColor ground = painter.ground({Severity::none, ValueLook::fresh, level, true});
                QVERIFY2(ground.hslSaturationF() < 0.25F, qPrintable(ground.name()));
            }
        }
    }

private:
    void fill()
    {
        post("sat-1", {}, "battery_percent", 80, Severity::nominal);
        post("sat-1", {}, "load", 4);
        m_second = post("sat-2", {}, "battery_percent", 55, Severity::nominal);
        post("sat-1", "gs-1", "snr_db", 12, Severity::nominal);
        m_bad = post("sat-1", "gs-2", "snr_db", 3, Severity::warning);
    }

    SeriesId post(std::string_view node, std::string_view dst, std::string_view metric, double value,
                  Severity severity = Severity::none)
    {
        const EntityId about = m_fixture->entity(node, dst);
        const SeriesId id = m_fixture->series(about, metric);
        m_fixture->post(id, value, severity);
        return id;
    }

    void open()
    {
        m_panel = std::make_unique<FleetMatrixPanel>(m_fixture->feed, *m_selection, m_theme);
        m_panel->resize(430, 600);
        m_panel->show();
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }

    FleetMatrixView *view() const { return m_panel->findChild<FleetMatrixView *>(u"fleetMatrix"_s); }
    QLabel *label(const QString &name) const { return m_panel->findChild<QLabel *>(name); }
    QLineEdit *field() const { return m_panel->findChild<QLineEdit *>(u"filter"_s); }
    QModelIndex cell(std::string_view node, int column) const
    {
        return m_panel->model().index(m_panel->model().rowOf(m_fixture->node(node)), column);
    }
    void click(const QModelIndex &index)
    {
        QVERIFY(index.isValid());
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, view()->visualRect(index).center());
    }

    Theme m_theme;
    SteadyTime m_clock{std::chrono::hours{1}};
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FleetSelection> m_selection;
    std::unique_ptr<FleetMatrixPanel> m_panel;
    SeriesId m_bad = noSeries;
    SeriesId m_second = noSeries;
};

DESK_GUI_TEST(TstFleetMatrixPanel)
#include "tst_fleetmatrixpanel.moc"
