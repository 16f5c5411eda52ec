// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/connect/topicmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace desk;
using namespace Qt::StringLiterals;

class TstTopicModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topicsComeByNameAndStayTicked()
    {
        TopicModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTopics({{"b", 1, {}, "1"}, {"d", 5, 2.0, "2"}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, TopicModel::rateColumn).data().toString(), u"—"_s);
        QVERIFY(model.index(1, TopicModel::rateColumn).data().toString().startsWith(u"2"_s));
        QSignalSpy ticked(&model, &TopicModel::tickedChanged);
        QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(ticked.size(), 1);
        model.setTopics({{"a", 1, {}, "1"}, {"b", 2, 1.0, "3"}, {"c", 1, {}, "1"}, {"d", 6, 2.0, "4"}});
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(model.index(1, TopicModel::newestColumn).data().toString(), u"3"_s);
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.ticked(), (QStringList{u"a"_s, u"d"_s}));
        QVERIFY(model.setData(model.index(3, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.ticked(), QStringList{u"a"_s});
        QVERIFY(!model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
    }
};

DESK_TEST(TstTopicModel)
#include "tst_topicmodel.moc"
