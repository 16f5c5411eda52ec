// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/parameterfiltermodel.h"
#include "models/itemmodels/valuelook.h"
#include "models/telemetry/gapsubject.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using ShownModel = ParameterTableModel;

class TstValueLook final : public QObject
{
    Q_OBJECT

    static GapRecord::Gap open(GapRecord::Cause cause, const std::string &subject)
    {
        return {{Timestamp{} + std::chrono::seconds{1}, GapRecord::open}, cause, {}, subject};
    }

private Q_SLOTS:
    void silenceHasACause()
    {
        FeedFixture data;
        const SeriesId link = data.series(data.entity("sat-1", "gs-1"), "snr_db");
        const SeriesId node = data.series(data.entity("sat-2"), "load");
        data.post(link, 5);
        data.post(node, 1);
        GapRecord gaps;
        ShownModel model(data.feed);
        model.setGaps(&gaps);
        model.setActive(true);
        gaps.add(open(GapRecord::Cause::outOfContact, linkSubject("gs-1", "sat-1")));
        model.refresh();
        QCOMPARE(model.lookAt(0), ValueLook::fresh); // it comes: whatever the record says
        data.time.advance(std::chrono::minutes{1});
        model.refresh();
        QCOMPARE(model.lookAt(0), ValueLook::noContact);
        QCOMPARE(model.lookAt(1), ValueLook::stale);
        gaps.add(open(GapRecord::Cause::linkDown, nodeSubject("sat-2")));
        model.refresh();
        QCOMPARE(model.index(1, 0).data(LookRole).toUInt(), quint32(ValueLook::linkDown));
        gaps.close(GapRecord::Cause::linkDown, data.time.now(), nodeSubject("sat-2"));
        model.refresh();
        QCOMPARE(model.lookAt(1), ValueLook::stale);
        gaps.add(open(GapRecord::Cause::linkDown, "HTTP server"));
        model.refresh();
        QCOMPARE(model.lookAt(1), ValueLook::linkDown);
        QCOMPARE(model.lookAt(0), ValueLook::noContact); // its own cause says more
        model.setGaps(nullptr);
        model.refresh();
        QCOMPARE(model.lookAt(0), ValueLook::stale);
    }

    void aGapOfOneSeriesSilencesNoOther()
    {
        FeedFixture data;
        data.post(data.series(data.entity("sat-1"), "load"), 1);
        GapRecord gaps;
        ShownModel model(data.feed);
        model.setGaps(&gaps);
        model.setActive(true);
        gaps.add(open(GapRecord::Cause::linkDown, seriesSubject("sat-1", "", "snr_db")));
        data.time.advance(std::chrono::minutes{1});
        model.refresh();
        QCOMPARE(model.lookAt(0), ValueLook::stale);
    }

    void invalidNeverAndPausedLookDifferent()
    {
        FeedFixture data;
        const EntityId sat = data.entity("sat-1");
        data.post(data.series(sat, "a"), 1, Severity::none, Quality::invalid);
        data.series(sat, "b");
        data.publish();
        ShownModel model(data.feed);
        model.setActive(true);
        QCOMPARE(model.lookAt(0), ValueLook::invalid);
        QCOMPARE(model.lookAt(1), ValueLook::never);
        data.post(data.series(sat, "c"), 1);
        QTRY_COMPARE(model.rowCount(), 3);
        QTRY_COMPARE(model.lookAt(2), ValueLook::paused); // its clock stands
        QCOMPARE(model.lookAt(0), ValueLook::invalid);
        model.setStateWording(
            [](const ShownModel::RowState &state) { return QString::number(int(state.look)); });
        QCOMPARE(model.index(1, ShownModel::stateColumn).data(Qt::AccessibleTextRole).toString(),
                 QString::number(int(ValueLook::never)));
    }

    void filtersByStateAndByPattern()
    {
        FeedFixture data;
        for (int i = 1; i <= 12; ++i)
            data.post(data.series(data.entity("sat-" + std::to_string(i)), "load"), i,
                      i == 3 ? Severity::warning : Severity::nominal);
        data.post(data.series(data.entity("sat-1", "gs-1"), "snr_db"), 4);
        ShownModel model(data.feed);
        model.setActive(true);
        ParameterFilterModel filter(model);
        const QAbstractItemModelTester tester(&filter,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto count = [&](const QString &text) {
            filter.setText(text);
            return filter.rowCount();
        };
        QCOMPARE(count(u"sat-1"_s), 5); // 1, 10, 11, 12 and the link
        QCOMPARE(count(u"sat-1?"_s), 3);
        QCOMPARE(count(u"SAT-1* load"_s), 4);
        QCOMPARE(count(u"gs-*"_s), 1);
        QCOMPARE(count(u"at-*"_s), 0); // a pattern is of a whole name
        QCOMPARE(count({}), 13);
        filter.setStates({1U << unsigned(Severity::warning), ~0U});
        QCOMPARE(filter.rowCount(), 1);
        filter.setStates({~0U, 1U << unsigned(ValueLook::stale)});
        QCOMPARE(filter.rowCount(), 0);
        data.time.advance(std::chrono::minutes{1});
        model.refresh();
        filter.settle();
        QCOMPARE(filter.rowCount(), 13);
        filter.setStates({});
        QVERIFY(!filter.isFiltering());
    }

    void aRandomRunStaysSortedAndComplete()
    {
        FeedFixture data;
        std::vector<SeriesId> all;
        for (int i = 0; i < 60; ++i)
            all.push_back(data.series(data.entity("sat-" + std::to_string(i % 20)), "m" + std::to_string(i)));
        for (const SeriesId id : all)
            data.post(id, 0);
        ShownModel model(data.feed);
        model.setActive(true);
        ParameterFilterModel filter(model);
        const QAbstractItemModelTester tester(&filter,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.sort(ShownModel::valueColumn, Qt::DescendingOrder);
        const QPersistentModelIndex kept = filter.index(30, 0);
        const quint32 series = kept.data(SeriesRole).toUInt();
        unsigned seed = 1;
        for (int round = 0; round < 50; ++round) {
            for (int i = 0; i < 10; ++i) {
                seed = seed * 1664525U + 1013904223U;
                data.post(all[(seed >> 8U) % all.size()], double(seed >> 16U));
            }
            if (round == 25)
                data.post(data.series(data.entity("new-1"), "late"), 1);
            model.refresh();
            filter.settle();
            QCOMPARE(filter.rowCount(), model.rowCount());
            for (int row = 1; row < filter.rowCount(); ++row)
                QVERIFY(filter.index(row - 1, 0).data(ValueRole).toDouble() >=
                        filter.index(row, 0).data(ValueRole).toDouble());
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(filter.mapToSource(filter.mapFromSource(model.index(row, 0))).row(), row);
            QCOMPARE(kept.data(SeriesRole).toUInt(), series);
        }
    }
};

DESK_TEST(TstValueLook)
#include "tst_valuelook.moc"
