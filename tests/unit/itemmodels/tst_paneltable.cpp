// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstPanelTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<QStandardItemModel>(20, 3);
        for (int row = 0; row < 20; ++row) {
            for (int column = 0; column < 3; ++column)
                m_model->setData(m_model->index(row, column), u"%1/%2"_s.arg(row).arg(column));
        }
        m_model->setHorizontalHeaderLabels({u"a"_s, u"b"_s, u"c"_s});
        m_table = std::make_unique<PanelTable>(m_theme);
        m_table->setModel(m_model.get());
        m_table->setColumn(0, CellStyle::name, 10);
        m_table->setColumn(1, CellStyle::number, 6);
        m_table->setColumn(2, CellStyle::unit, 4, false);
        m_table->setStretchColumn(0);
        m_table->resize(400, 200);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    }

    void cleanup()
    {
        m_table.reset();
        m_model.reset();
    }

    void aYieldingColumnGoesWhereItIsNarrowAndStaysWhereTheUserInsists()
    {
        m_table->setYieldingColumn(1);
        QVERIFY(!m_table->isColumnHidden(1));
        m_table->resize(130, 200);
        QVERIFY(m_table->isColumnHidden(1));
        const QJsonObject narrow = m_table->saveState();
        m_table->resize(400, 200);
        QVERIFY(!m_table->isColumnHidden(1));
        m_table->restoreState(narrow); // what we hid is not what the user hid
        QVERIFY(!m_table->isColumnHidden(1));
        m_table->resize(130, 200);
        QMenu menu;
        m_table->addColumnActions(menu);
        menu.actions().at(1)->setChecked(true);
        QVERIFY(!m_table->isColumnHidden(1));
        const QJsonObject insisting = m_table->saveState();
        m_table->resize(120, 200);
        QVERIFY(!m_table->isColumnHidden(1));
        m_table->restoreState(narrow);
        QVERIFY(m_table->isColumnHidden(1));
        m_table->restoreState(insisting);
        QVERIFY(!m_table->isColumnHidden(1));
    }

    void tellsWhatTheUserChoseAndNotWhatTheProgramDid()
    {
        QSignalSpy chosen(m_table.get(), &PanelTable::rowChosen);
        m_table->showRow(m_model->index(3, 0));
        QCOMPARE(m_table->currentIndex().row(), 3);
        QCOMPARE(chosen.size(), 0);
        QTest::keyClick(m_table.get(), Qt::Key_Down);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.last().first().toModelIndex().row(), 4);
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {},
                          m_table->visualRect(m_model->index(1, 0)).center());
        QCOMPARE(chosen.last().first().toModelIndex().row(), 1);
        m_model->removeRow(1); // Qt makes another row current
        QCOMPARE(chosen.size(), 2);
        m_table->showRow({});
        QVERIFY(!m_table->currentIndex().isValid());
    }

    void enterAndDoubleClickActivate()
    {
        QSignalSpy activated(m_table.get(), &PanelTable::rowActivated);
        m_table->showRow(m_model->index(2, 0));
        QTest::keyClick(m_table.get(), Qt::Key_Enter);
        QCOMPARE(activated.size(), 1);
        const QPoint there = m_table->visualRect(m_model->index(1, 0)).center();
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, there);
        QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, there);
        QCOMPARE(activated.size(), 2);
        m_model->removeRows(0, m_model->rowCount());
        QTest::keyClick(m_table.get(), Qt::Key_Return);
        QCOMPARE(activated.size(), 2); // nothing is there
    }

    void homeAndEndGoToTheFirstAndLastRow()
    {
        QTest::keyClick(m_table.get(), Qt::Key_End);
        QCOMPARE(m_table->currentIndex().row(), 19);
        QTest::keyClick(m_table.get(), Qt::Key_Home);
        QCOMPARE(m_table->currentIndex().row(), 0);
        m_model->removeRows(0, m_model->rowCount());
        QTest::keyClick(m_table.get(), Qt::Key_End);
        QVERIFY(!m_table->currentIndex().isValid());
    }

    void theStretchedColumnTakesTheRest()
    {
        const auto total = [&] { return m_table->columnWidth(0) + m_table->columnWidth(1); };
        QCOMPARE(total(), m_table->viewport()->width());
        m_table->resize(600, 200);
        QTRY_COMPARE(total(), m_table->viewport()->width());
        m_table->resize(60, 200); // but never less than can be read
        QTRY_VERIFY(m_table->columnWidth(0) > 40);
    }

    void columnsAreHiddenFromTheMenuButNeverAll()
    {
        QMenu menu;
        m_table->addColumnActions(menu);
        QCOMPARE(menu.actions().size(), 3);
        menu.actions()[0]->trigger();
        QVERIFY(m_table->isColumnHidden(0));
        QMenu again;
        m_table->addColumnActions(again);
        QVERIFY(!again.actions()[1]->isEnabled());
        again.actions()[2]->trigger();
        QVERIFY(!m_table->isColumnHidden(2));
    }

    void restoresWhatItSaved()
    {
        m_table->horizontalHeader()->moveSection(0, 1);
        m_table->setColumnHidden(2, false);
        m_table->setColumnWidth(1, 123);
        const QJsonObject state = m_table->saveState();
        cleanup();
        init();
        m_table->restoreState(state);
        QCOMPARE(m_table->horizontalHeader()->visualIndex(0), 1);
        QVERIFY(!m_table->isColumnHidden(2));
        QCOMPARE(m_table->columnWidth(1), 123);
        QCOMPARE(m_table->saveState(), state);
    }

    void aStrangeStateDoesNoHarm()
    {
        const QJsonObject hidden{{u"hidden"_s, true}, {u"column"_s, 0}};
        for (const QJsonObject &state :
             {QJsonObject{}, QJsonObject{{u"columns"_s, 7}},
              QJsonObject{{u"columns"_s, QJsonArray{1, u"x"_s}}},
              QJsonObject{{u"columns"_s, QJsonArray{QJsonObject{{u"column"_s, 99}, {u"width"_s, -5}}}}},
              QJsonObject{{u"columns"_s, QJsonArray{QJsonObject{{u"column"_s, 1}, {u"width"_s, 2e9}}}}},
              QJsonObject{{u"columns"_s, QJsonArray{hidden, hidden, hidden, hidden, hidden}},
                          {u"sort"_s, 1e300}}})
            m_table->restoreState(state);
        QVERIFY(m_table->horizontalHeader()->hiddenSectionCount() < 3);
        QVERIFY(m_table->columnWidth(1) <= 2000);
    }

private:
    Theme m_theme;
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<PanelTable> m_table;
};

DESK_GUI_TEST(TstPanelTable)
#include "tst_paneltable.moc"
