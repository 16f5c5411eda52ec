// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/seriesnames.h"
#include "models/itemmodels/seriesranks.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstSeriesNames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesNodesLinksAndMetrics()
    {
        FeedFixture f;
        const EntityId link = f.entity("sat-1", "gs-1");
        std::uint32_t hint = 0;
        const SeriesId snr = *f.dictionary.series(link, "snr_db", hint, ValueKind::number, "band=\"ka\"");
        f.publish();
        const SeriesNames names(f.feed.catalogue());
        QCOMPARE(names.entity(link), u"sat-1 → gs-1"_s);
        QCOMPARE(names.metric(snr), u"snr_db{band=\"ka\"}"_s);
        QCOMPARE(names.unit(snr), u"dB"_s);
        QCOMPARE(names.node(f.node("gs-1")), u"gs-1"_s);
    }

    void aUnitThatTheFileStatesIsShownForThatSeriesAlone()
    {
        FeedFixture f;
        const SeriesId a = f.series(f.entity("sat-1"), "snr_db");
        const SeriesId b = f.series(f.entity("sat-2"), "snr_db");
        const std::vector<SeriesCatalogue::OwnUnit> units{{"sat-2", "", "snr_db", "dBm"}};
        f.feed.setOwnUnits(units);
        f.publish();
        const SeriesNames names(f.feed.catalogue());
        QCOMPARE(names.unit(a), u"dB"_s);
        QCOMPARE(names.unit(b), u"dBm"_s);
        SeriesRanks ranks(names, f.feed.catalogue());
        ranks.update();
        QVERIFY(ranks.unit(a) < ranks.unit(b));
    }

    void metricsOfManySeriesShareOneString()
    {
        FeedFixture f;
        const SeriesId a = f.series(f.entity("sat-1"), "snr_db");
        const SeriesId b = f.series(f.entity("sat-2"), "snr_db");
        f.publish();
        const SeriesNames names(f.feed.catalogue());
        QCOMPARE(names.metric(a).constData(), names.metric(b).constData());
    }

    void whatIsUnknownHasNoName()
    {
        FeedFixture f;
        const SeriesNames names(f.feed.catalogue());
        QVERIFY(names.node(noNode).isEmpty());
        QVERIFY(names.entity(noEntity).isEmpty());
        QVERIFY(names.metric(noSeries).isEmpty());
        QVERIFY(names.unit(SeriesId{7}).isEmpty());
    }
};

DESK_TEST(TstSeriesNames)
#include "tst_seriesnames.moc"
