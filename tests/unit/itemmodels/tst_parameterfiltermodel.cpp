// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/parameterfiltermodel.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using FilteredModel = ParameterTableModel;

class TstParameterFilterModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_model = std::make_unique<FilteredModel>(m_fixture->feed);
        m_filter = std::make_unique<ParameterFilterModel>(*m_model);
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest));
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
            m_filter.get(), QAbstractItemModelTester::FailureReportingMode::QtTest));
    }

    void cleanup()
    {
        m_testers.clear();
        m_filter.reset();
        m_model.reset();
        m_fixture.reset();
    }

    void allWordsMustMatchNodeDestinationOrMetric()
    {
        fill();
        m_filter->setText(u"  GS-1   snr "_s);
        QCOMPARE(rows(), (QStringList{u"gs-1 → sat-2 snr_db"_s, u"sat-1 → gs-1 snr_db"_s}));
        m_filter->setText(u"sat-2 temp"_s);
        QCOMPARE(rows(), QStringList{u"sat-2 temperature_c"_s});
        m_filter->setText(u"nothing has this"_s);
        QCOMPARE(rows(), QStringList{});
        m_filter->setText(u" "_s);
        QCOMPARE(rows().size(), 6);
    }

    void strangeTextsAreOnlyText()
    {
        fill();
        for (const QString &text :
             {u".*"_s, u"["_s, u"\\"_s, u"%1"_s, QString(100'000, u'x'), QString(QChar(0))}) {
            m_filter->setText(text);
            QCOMPARE(m_filter->rowCount(), 0);
        }
    }

    void aNodeBringsItsLinks()
    {
        fill();
        m_filter->setEntity(m_fixture->entity("sat-1"));
        QCOMPARE(rows(),
                 (QStringList{u"sat-1 snr_db"_s, u"sat-1 temperature_c"_s, u"sat-1 → gs-1 snr_db"_s}));
        m_filter->setEntity(m_fixture->entity("gs-1"));
        QCOMPARE(rows(), (QStringList{u"gs-1 → sat-2 snr_db"_s, u"sat-1 → gs-1 snr_db"_s}));
    }

    void aLinkBringsBothDirections()
    {
        fill();
        m_fixture->post(m_fixture->series(m_fixture->entity("gs-1", "sat-1"), "latency_ms"), 1);
        m_model->refresh();
        m_filter->setEntity(m_fixture->entity("sat-1", "gs-1"));
        QCOMPARE(rows(), (QStringList{u"gs-1 → sat-1 latency_ms"_s, u"sat-1 → gs-1 snr_db"_s}));
        m_filter->setEntity(EntityId{999'999}); // nothing the window knows
        QCOMPARE(rows(), QStringList{});
        m_filter->setEntity(noEntity);
        QCOMPARE(rows().size(), 7);
    }

    void onlyOutOfLimitsFollowsTheValues()
    {
        fill();
        m_filter->setOnlyOutOfLimits(true);
        QCOMPARE(rows(), QStringList{});
        m_fixture->post(m_series[1], 80, Severity::critical);
        m_model->refresh();
        m_filter->settle();
        QCOMPARE(rows(), QStringList{u"sat-1 temperature_c"_s});
        m_fixture->post(m_series[1], 20, Severity::nominal);
        m_model->refresh();
        m_filter->settle();
        QCOMPARE(rows(), QStringList{});
    }

    void onlyStaleFollowsTheClock()
    {
        fill();
        m_filter->setOnlyStale(true);
        QCOMPARE(rows(), QStringList{});
        m_fixture->time.advance(std::chrono::minutes{1});
        m_filter->settle();
        QCOMPARE(rows().size(), 6);
        m_fixture->post(m_series[0], 1);
        m_filter->settle();
        QCOMPARE(rows().size(), 5);
    }

    void rowsThatComeLaterAreFilteredToo()
    {
        fill();
        m_filter->setText(u"sat-3"_s);
        QCOMPARE(rows(), QStringList{});
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-3"), "snr_db"), 1);
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-4"), "snr_db"), 1);
        m_model->refresh();
        QCOMPARE(rows(), QStringList{u"sat-3 snr_db"_s});
    }

    void theOrderStandsUntilItIsLookedAt()
    {
        fill();
        m_filter->sort(FilteredModel::valueColumn, Qt::DescendingOrder);
        const QStringList before = rows();
        QCOMPARE(before.first(), u"sat-2 temperature_c"_s);
        QSignalSpy layout(m_filter.get(), &QAbstractItemModel::layoutChanged);
        m_fixture->post(m_series[0], 1e6);
        m_model->refresh();
        QCOMPARE(rows(), before);
        QCOMPARE(layout.size(), 0);
        m_filter->settle();
        QCOMPARE(rows().first(), u"sat-1 snr_db"_s);
        QCOMPARE(layout.size(), 1);
        m_filter->settle(); // right already: nothing moves
        QCOMPARE(layout.size(), 1);
    }

    void aPersistentIndexFollowsItsRow()
    {
        fill();
        m_filter->sort(FilteredModel::valueColumn, Qt::AscendingOrder);
        const QPersistentModelIndex chosen = m_filter->index(0, FilteredModel::entityColumn);
        const QString name = chosen.data().toString();
        const SeriesId series{chosen.data(SeriesRole).toUInt()};
        m_fixture->post(series, 1e6);
        m_model->refresh();
        m_filter->settle();
        QCOMPARE(chosen.row(), m_filter->rowCount() - 1);
        QCOMPARE(chosen.data().toString(), name);
    }

    void unknownFiguresStandLastInBothDirections()
    {
        fill();
        m_fixture->series(m_fixture->entity("sat-9"), "never");
        m_fixture->post(m_series[2], std::nan(""));
        m_model->refresh();
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            m_filter->sort(FilteredModel::valueColumn, order);
            const QStringList all = rows();
            QCOMPARE(QSet<QString>(all.end() - 2, all.end()),
                     (QSet<QString>{u"sat-9 never"_s, u"sat-2 snr_db"_s}));
        }
    }

    void worstFirstHoldsInBothDirections()
    {
        fill();
        m_fixture->post(m_series[3], 99, Severity::caution);
        m_fixture->post(m_series[5], 1, Severity::critical);
        m_model->refresh();
        m_filter->setWorstFirst(true);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            m_filter->sort(FilteredModel::entityColumn, order);
            QCOMPARE(rows().mid(0, 2), (QStringList{u"gs-1 → sat-2 snr_db"_s, u"sat-2 temperature_c"_s}));
        }
        m_filter->setWorstFirst(false);
        m_filter->sort(FilteredModel::entityColumn, Qt::AscendingOrder);
        QCOMPARE(rows().last(), u"sat-2 temperature_c"_s);
    }

    void sortsByEveryColumn()
    {
        fill();
        m_fixture->series(m_fixture->entity("sat-9"), "never");
        m_model->refresh();
        for (int column = 0; column < FilteredModel::columnTotal; ++column) {
            m_filter->sort(column, Qt::DescendingOrder);
            m_filter->sort(column, Qt::AscendingOrder);
            QSignalSpy layout(m_filter.get(), &QAbstractItemModel::layoutChanged);
            m_filter->settle();
            QVERIFY2(layout.isEmpty(), qPrintable(QString::number(column)));
        }
    }

    void findsTheRowOfAnEntity()
    {
        fill();
        QCOMPARE(m_filter->firstOf(m_fixture->entity("sat-2")).data(EntityRole).toUInt(),
                 index(m_fixture->entity("sat-2")));
        // A node without series of its own: its first link.
        QVERIFY(m_filter->firstOf(m_fixture->entity("gs-1")).isValid());
        QVERIFY(!m_filter->firstOf(noEntity).isValid());
        m_filter->setText(u"sat-1"_s);
        QVERIFY(!m_filter->firstOf(m_fixture->entity("sat-2")).isValid());
    }

    void emptiesAndFillsAgain()
    {
        fill();
        m_filter->setText(u"snr"_s);
        m_model->setScope(EntityId{4711});
        QCOMPARE(m_filter->rowCount(), 0);
        m_model->setScope(noEntity);
        QCOMPARE(m_filter->rowCount(), 4);
    }

private:
    void fill()
    {
        const EntityId one = m_fixture->entity("sat-1");
        const EntityId two = m_fixture->entity("sat-2");
        m_fixture->entity("gs-1"); // known, without a series of its own
        m_series = {m_fixture->series(one, "snr_db"),
                    m_fixture->series(one, "temperature_c"),
                    m_fixture->series(two, "snr_db"),
                    m_fixture->series(two, "temperature_c"),
                    m_fixture->series(m_fixture->entity("sat-1", "gs-1"), "snr_db"),
                    m_fixture->series(m_fixture->entity("gs-1", "sat-2"), "snr_db")};
        for (std::size_t i = 0; i < m_series.size(); ++i)
            m_fixture->post(m_series[i], i == 3 ? 50.0 : double(i), Severity::nominal);
        m_model->setActive(true);
        m_filter->settle();
    }

    QStringList rows() const
    {
        QStringList out;
        for (int row = 0; row < m_filter->rowCount(); ++row)
            out += m_filter->index(row, FilteredModel::entityColumn).data().toString() + u' ' +
                   m_filter->index(row, FilteredModel::metricColumn).data().toString();
        return out;
    }

    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FilteredModel> m_model;
    std::unique_ptr<ParameterFilterModel> m_filter;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
    std::vector<SeriesId> m_series;
};

DESK_TEST(TstParameterFilterModel)
#include "tst_parameterfiltermodel.moc"
