// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/calmsortmodel.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTest>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

// Sorts strings by length; "!" at the front is bad.
class ByLength final : public CalmSortModel
{
public:
    explicit ByLength(QStringListModel &source)
        : CalmSortModel(nullptr)
        , m_source(source)
    {
        setSourceModel(&source);
        sort(0);
    }

private:
    QString at(int row) const { return m_source.stringList().at(row); }
    bool filtersByValue() const override { return false; }
    int badness(int row) const override { return at(row).startsWith(u'!') ? 1 : 0; }
    int compare(int left, int right, int) const override { return int(at(left).size() - at(right).size()); }

    QStringListModel &m_source;
};

QStringList rows(const QAbstractItemModel &model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out += model.index(row, 0).data().toString();
    return out;
}

} // namespace

class TstCalmSortModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesRowsOnlyWhenAsked()
    {
        QStringListModel source({u"ccc"_s, u"a"_s, u"bb"_s});
        ByLength model(source);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(rows(model), (QStringList{u"a"_s, u"bb"_s, u"ccc"_s}));
        source.setData(source.index(1), u"aaaa"_s);
        QCOMPARE(rows(model), (QStringList{u"aaaa"_s, u"bb"_s, u"ccc"_s}));
        model.settle();
        QCOMPARE(rows(model), (QStringList{u"bb"_s, u"ccc"_s, u"aaaa"_s}));
    }

    void theTimerAsksOnceASecondWhileActive()
    {
        QStringListModel source({u"bb"_s, u"a"_s});
        ByLength model(source);
        model.setActive(true);
        source.setData(source.index(1), u"aaaa"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rows(model), (QStringList{u"bb"_s, u"aaaa"_s}), 5000);
        model.setActive(false);
    }

    void equalRowsKeepTheirOrderInBothDirections()
    {
        QStringListModel source({u"x1"_s, u"y1"_s, u"z"_s, u"w1"_s});
        ByLength model(source);
        QCOMPARE(rows(model), (QStringList{u"z"_s, u"x1"_s, u"y1"_s, u"w1"_s}));
        model.sort(0, Qt::DescendingOrder);
        QCOMPARE(rows(model), (QStringList{u"x1"_s, u"y1"_s, u"w1"_s, u"z"_s}));
    }

    void theWorstStandOnTopInBothDirections()
    {
        QStringListModel source({u"a"_s, u"!bbbb"_s, u"cc"_s});
        ByLength model(source);
        model.setWorstFirst(true);
        QCOMPARE(rows(model), (QStringList{u"!bbbb"_s, u"a"_s, u"cc"_s}));
        model.sort(0, Qt::DescendingOrder);
        QCOMPARE(rows(model), (QStringList{u"!bbbb"_s, u"cc"_s, u"a"_s}));
    }

    void followsInsertionRemovalAndEmptying()
    {
        QStringListModel source({u"a"_s});
        ByLength model(source);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        source.insertRows(0, 2);
        QCOMPARE(model.rowCount(), 3);
        source.removeRows(0, 3);
        QCOMPARE(model.rowCount(), 0);
        model.settle();
        source.setStringList({u"bb"_s, u"a"_s});
        QCOMPARE(rows(model), (QStringList{u"a"_s, u"bb"_s}));
    }

    void unknownFiguresAreLast()
    {
        const double unknown = std::nan("");
        QVERIFY(compareFigures(1, unknown, Qt::AscendingOrder) < 0);
        QVERIFY(compareFigures(1, unknown, Qt::DescendingOrder) > 0); // Qt turns it round
        QVERIFY(compareFigures(unknown, 1, Qt::AscendingOrder) > 0);
        QCOMPARE(compareFigures(unknown, unknown, Qt::AscendingOrder), 0);
        QVERIFY(compareFigures(-1, 2, Qt::AscendingOrder) < 0);
        QCOMPARE(compareFigures(2, 2, Qt::DescendingOrder), 0);
    }
};

DESK_TEST(TstCalmSortModel)
#include "tst_calmsortmodel.moc"
