// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entitymime.h"
#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/itemroles.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/parameterspanel.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPaintEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using ParametersModel = ParameterTableModel;

namespace {

// What a widget painted.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget *watched)
        : QObject(watched)
    {
        watched->installEventFilter(this);
    }
    QRegion painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

class TstParametersPanel final : public QObject
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

    void saysWhatToDoWhileEmpty()
    {
        open();
        QVERIFY(!table()->isVisible());
        m_panel->setServerUrl(u"http://127.0.0.1:8000"_s);
        QVERIFY(sentence()->isVisible());
        QCOMPARE(sentence()->text(),
                 u"No telemetry yet. Post to http://127.0.0.1:8000/api/v1/telemetry or start the demo."_s);
        fill();
        QTRY_VERIFY(table()->isVisible()); // the model's own tick
    }

    void aClickSelectsTheEntityEverywhere()
    {
        fill();
        open();
        click(row(u"sat-2 snr_db"_s));
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-2"));
        QTest::keyClick(table(), Qt::Key_Up);
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-1", "gs-1"));
    }

    void enterAsksForAChartOfEachChosenRow()
    {
        fill();
        open();
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        click(row(u"sat-2 snr_db"_s));
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(charts.size(), 1);
        QCOMPARE(charts.last().first().value<SeriesId>(), m_series[1]);
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(charts.size(), 4);
    }

    void manyChosenRowsAskForAFewChartsOnly()
    {
        for (int i = 0; i < 100; ++i)
            m_series.push_back(m_fixture->series(m_fixture->entity("sat-1"), "m" + std::to_string(i)));
        m_fixture->publish();
        open();
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_Down, Qt::ControlModifier);
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_Return);
        QVERIFY(charts.size() <= 8);
        QVERIFY(charts.size() > 0);
    }

    void showsWhatIsSelectedElsewhere()
    {
        fill();
        open();
        m_selection->select(m_fixture->entity("sat-2"));
        QCOMPARE(table()->currentIndex().data(EntityRole).toUInt(), index(m_fixture->entity("sat-2")));
        m_selection->select(noEntity);
        QVERIFY(table()->selectionModel()->selectedRows().isEmpty());
    }

    void whatWasSelectedWhileHiddenIsShownLater()
    {
        fill();
        open();
        m_panel->hide();
        m_selection->select(m_fixture->entity("sat-2"));
        m_panel->show();
        QCOMPARE(table()->currentIndex().data(EntityRole).toUInt(), index(m_fixture->entity("sat-2")));
    }

    void selectionOnlyFollowsOthersButNotItsOwnClicks()
    {
        fill();
        open();
        m_selection->select(m_fixture->entity("sat-1"));
        button(u"selectionOnly"_s)->click();
        QCOMPARE(rows(), (QStringList{u"sat-1 snr_db"_s, u"sat-1 → gs-1 snr_db"_s}));
        click(row(u"sat-1 → gs-1 snr_db"_s));
        QCOMPARE(m_selection->selected(), m_fixture->entity("sat-1", "gs-1"));
        QCOMPARE(rows().size(), 2);
        m_selection->select(m_fixture->entity("sat-2"));
        QCOMPARE(rows(), QStringList{u"sat-2 snr_db"_s});
        button(u"selectionOnly"_s)->click();
        QCOMPARE(rows().size(), 3);
    }

    void filtersAndCounts()
    {
        fill();
        open();
        QCOMPARE(counts(), u"3"_s);
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), field());
        QTest::keyClicks(field(), u"sat-1"_s);
        QCOMPARE(counts(), u"2 of 3"_s);
        QTest::keyClicks(field(), u"zzz"_s);
        QCOMPARE(sentence()->text(), u"No parameter passes the filter."_s);
        m_panel->findChild<QPushButton *>(u"emptyAction"_s)->click();
        QCOMPARE(counts(), u"3"_s);
        field()->setText(u"gs"_s);
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(field()->text().isEmpty());
        QCOMPARE(QApplication::focusWidget(), table());
    }

    void showsOnlyWhatIsOutOfLimits()
    {
        fill();
        open();
        button(u"outOfLimits"_s)->click();
        QCOMPARE(rows(), QStringList{u"sat-1 → gs-1 snr_db"_s});
    }

    void theMenuFiltersChartsAndCopies()
    {
        fill();
        open();
        click(row(u"sat-2 snr_db"_s));
        trigger(u"Copy value"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"9.50"_s);
        trigger(u"Copy name"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"sat-2 snr_db"_s);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"sat-2 snr_db\t9.50\tdB"_s);
        QSignalSpy charts(m_selection.get(), &FleetSelection::chartRequested);
        trigger(u"Chart"_s);
        QCOMPARE(charts.size(), 1);
        trigger(u"Filter on sat-2"_s);
        QCOMPARE(rows(), QStringList{u"sat-2 snr_db"_s});
    }

    void dragCarriesTheSeries()
    {
        fill();
        open();
        QVERIFY(table()->dragEnabled());
        const QModelIndex first = table()->model()->index(0, ParametersModel::valueColumn);
        const std::unique_ptr<QMimeData> data(table()->model()->mimeData({first}));
        QVERIFY(data);
    }

    void aDroppedNodeIsAllTheTableShowsUntilItIsCleared()
    {
        fill();
        open();
        QVERIFY(drop("sat-2\n"));
        QCOMPARE(rows(), QStringList{u"sat-2 snr_db"_s});
        QVERIFY(button(u"pinned"_s)->isVisible());
        QCOMPARE(button(u"pinned"_s)->text(), u"sat-2"_s);
        m_selection->select(m_fixture->entity("sat-1")); // another selection leaves it
        QCOMPARE(rows(), QStringList{u"sat-2 snr_db"_s});
        QVERIFY(drop("sat-1\tgs-1\n"));
        QCOMPARE(rows(), QStringList{u"sat-1 → gs-1 snr_db"_s});
        table()->setFocus();
        QTest::keySequence(table(), QKeySequence::Undo);
        QCOMPARE(rows(), QStringList{u"sat-2 snr_db"_s});
        QTest::mouseClick(button(u"pinned"_s), Qt::LeftButton);
        QCOMPARE(rows().size(), 3);
        QVERIFY(!button(u"pinned"_s)->isVisible());
        QVERIFY(!drop("sat-77\n"));
        QVERIFY(!drop(""));
        QCOMPARE(rows().size(), 3);
    }

    void anotherPanelMayAskForANode()
    {
        fill();
        open();
        m_selection->requestParameters(m_fixture->entity("sat-2"));
        QCOMPARE(rows(), QStringList{u"sat-2 snr_db"_s});
    }

    void paintsTheRowsThatChangedAndNoOthers()
    {
        fill();
        open();
        for (int turn = 0; turn < 5; ++turn) // columns find their widths, which paints all of them
            QCoreApplication::processEvents();
        auto *watch = new PaintWatch(table()->viewport());
        m_fixture->post(m_series[1], 11, Severity::nominal);
        QTRY_VERIFY(!watch->painted.isEmpty()); // the model's own tick
        const QRect wanted = table()->visualRect(row(u"sat-2 snr_db"_s));
        QVERIFY(watch->painted.boundingRect().contains(QPoint(20, wanted.center().y())));
        const QRect all = watch->painted.boundingRect();
        QVERIFY2(all.height() <= wanted.height() + 1, qPrintable(u"%1+%2, wanted %3+%4"_s.arg(all.y())
                                                                     .arg(all.height())
                                                                     .arg(wanted.y())
                                                                     .arg(wanted.height())));
    }

    void costsNothingWhileHidden()
    {
        fill();
        open();
        m_panel->hide();
        QSignalSpy changed(table()->model(), &QAbstractItemModel::dataChanged);
        m_fixture->post(m_series[0], 1);
        QTest::qWait(0);
        QCOMPARE(m_panel->findChildren<QTimer *>().size(), 0); // timers are members of the models
        QCOMPARE(changed.size(), 0);
        m_panel->show();
        QVERIFY(changed.size() > 0);
    }

    void restoresWhatItSaved()
    {
        fill();
        open();
        button(u"outOfLimits"_s)->click();
        table()->sortByColumn(ParametersModel::valueColumn, Qt::DescendingOrder);
        table()->setColumnHidden(ParametersModel::qualityColumn, false);
        const QJsonObject state = m_panel->saveState();
        m_panel.reset();
        open();
        m_panel->restoreState(state);
        QCOMPARE(m_panel->saveState(), state);
        QVERIFY(button(u"outOfLimits"_s)->isChecked());
        m_panel->restoreState({{u"table"_s, 5}, {u"outOfLimits"_s, u"x"_s}});
    }

private:
    void fill()
    {
        m_series = {m_fixture->series(m_fixture->entity("sat-1"), "snr_db"),
                    m_fixture->series(m_fixture->entity("sat-2"), "snr_db"),
                    m_fixture->series(m_fixture->entity("sat-1", "gs-1"), "snr_db")};
        m_fixture->post(m_series[0], 12, Severity::nominal);
        m_fixture->post(m_series[1], 9.5, Severity::nominal);
        m_fixture->post(m_series[2], 3.4, Severity::warning);
    }

    void open()
    {
        m_panel = std::make_unique<ParametersPanel>(m_fixture->feed, *m_selection, m_theme);
        m_panel->resize(430, 600);
        m_panel->show();
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }

    bool drop(const QByteArray &names)
    {
        QMimeData data;
        data.setData(QString::fromLatin1(entityMimeType), names);
        QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(m_panel.get(), &enter);
        QDropEvent event({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        QCoreApplication::sendEvent(m_panel.get(), &event);
        return enter.isAccepted() && event.isAccepted();
    }

    PanelTable *table() const { return m_panel->findChild<PanelTable *>(u"parametersTable"_s); }
    QLabel *sentence() const { return m_panel->findChild<QLabel *>(u"emptySentence"_s); }
    QLineEdit *field() const { return m_panel->findChild<QLineEdit *>(u"filter"_s); }
    QString counts() const { return m_panel->findChild<QLabel *>(u"counts"_s)->text(); }
    QToolButton *button(const QString &name) const { return m_panel->findChild<QToolButton *>(name); }

    QStringList rows() const
    {
        QStringList out;
        const QAbstractItemModel &model = *table()->model();
        for (int i = 0; i < model.rowCount(); ++i)
            out += model.index(i, ParametersModel::entityColumn).data().toString() + u' ' +
                   model.index(i, ParametersModel::metricColumn).data().toString();
        return out;
    }

    QModelIndex row(const QString &name) const
    {
        return table()->model()->index(int(rows().indexOf(name)), ParametersModel::metricColumn);
    }

    void click(const QModelIndex &index)
    {
        QVERIFY(index.isValid());
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
    }

    void trigger(const QString &text)
    {
        Q_EMIT table()->menuRequested(QPoint(0, 0));
        auto *menu = m_panel->findChild<QMenu *>(u"parametersMenu"_s);
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == text) {
                action->trigger();
                menu->close();
                QCoreApplication::sendPostedEvents(menu, QEvent::DeferredDelete);
                return;
            }
        }
        QFAIL(qPrintable(u"no entry "_s + text));
    }

    Theme m_theme;
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FleetSelection> m_selection;
    std::unique_ptr<ParametersPanel> m_panel;
    std::vector<SeriesId> m_series;
};

DESK_GUI_TEST(TstParametersPanel)
#include "tst_parameterspanel.moc"
