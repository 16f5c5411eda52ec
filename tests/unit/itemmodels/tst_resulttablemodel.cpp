// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/resulttablemodel.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstResultTableModel final : public QObject
{
    Q_OBJECT

    static std::vector<ResultRow> rows(const QString &keys, const QString &text = u"x"_s)
    {
        std::vector<ResultRow> made;
        for (const QChar key : keys)
            made.push_back({QString(key), EntityId{key.unicode()}, {{text, 1.5, u"tip"_s}, {key, {}, {}}}});
        return made;
    }
    static QString keys(const ResultTableModel &model)
    {
        QString all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += model.index(row, 1).data().toString();
        return all;
    }

private Q_SLOTS:
    void takesAnyFindingsOver_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        for (const auto &[before, after] :
             {std::pair{"", "abc"}, std::pair{"abc", ""}, std::pair{"abc", "abc"}, std::pair{"abc", "axc"},
              std::pair{"abc", "abcd"}, std::pair{"abcd", "bcd"}, std::pair{"abcd", "acd"},
              std::pair{"abc", "cba"}, std::pair{"aab", "ab"}, std::pair{"ab", "aab"}, std::pair{"a", "b"}})
            QTest::addRow("%s to %s", before, after)
                << QString::fromLatin1(before) << QString::fromLatin1(after);
    }

    void takesAnyFindingsOver()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        ResultTableModel model(2);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rows(before));
        QCOMPARE(keys(model), before);
        model.setRows(rows(after));
        QCOMPARE(keys(model), after);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void aRowThatStaysIsTheSameRow()
    {
        ResultTableModel model(2);
        model.setRows(rows(u"abcde"_s));
        const QPersistentModelIndex first = model.index(0, 0);
        const QPersistentModelIndex last = model.index(4, 0);
        model.setRows(rows(u"axe"_s));
        QCOMPARE(first.row(), 0);
        QCOMPARE(last.row(), 2);
    }

    void onlyWhatChangedIsSaid()
    {
        ResultTableModel model(2);
        model.setRows(rows(u"abc"_s));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRows(rows(u"abc"_s));
        QCOMPARE(changes.count(), 0);
        auto next = rows(u"abc"_s);
        next[1].cells[0].text = u"y"_s;
        model.setRows(next);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
        QCOMPARE(changes[0][1].toModelIndex().row(), 1);
    }

    void cellsTellWhatTheySortByAndWhatTheyAreAbout()
    {
        ResultTableModel model(3); // more columns than cells
        model.setRows(rows(u"a"_s));
        QCOMPARE(model.index(0, 0).data(SortRole).toDouble(), 1.5);
        QCOMPARE(model.index(0, 1).data(SortRole).toString(), u"a"_s); // the text
        QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), u"tip"_s);
        QVERIFY(!model.index(0, 1).data(Qt::ToolTipRole).isValid());
        QVERIFY(!model.index(0, 2).data().isValid());
        QCOMPARE(model.index(0, 0).data(EntityRole).toUInt(), 97U);
        QCOMPARE(model.rowOf(u"a"_s), 0);
        QCOMPARE(model.rowOf(u"b"_s), -1);
    }
};

DESK_TEST(TstResultTableModel)
#include "tst_resulttablemodel.moc"
