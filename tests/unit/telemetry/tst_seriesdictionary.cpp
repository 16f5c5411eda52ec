// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/seriesdictionary.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstSeriesDictionary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameNameSameId()
    {
        SeriesDictionary names;
        const NodeId a = *names.node("sat-1", NodeType::satellite);
        QVERIFY(*names.node("sat-1", NodeType::satellite) == a);
        const EntityId node = *names.entity(a);
        const EntityId link = *names.entity(a, *names.node("gs-1", NodeType::groundStation));
        QVERIFY(node != link);
        QCOMPARE(names.entityName(link), std::string("sat-1->gs-1"));
        std::uint32_t hint = 0;
        const SeriesId snr = *names.series(link, "snr_db", hint);
        const SeriesId latency = *names.series(link, "latency_ms", hint);
        hint = 0; // other order than before: the guess is wrong, the answer is not
        QVERIFY(*names.series(link, "latency_ms", hint) == latency);
        QVERIFY(*names.series(link, "snr_db", hint) == snr);
        hint = 0;
        QVERIFY(*names.series(node, "snr_db", hint) != snr);
    }

    void labelsMakeAnotherSeries()
    {
        SeriesDictionary names;
        const EntityId node = *names.entity(*names.node("host", NodeType::host));
        std::uint32_t hint = 0;
        const SeriesId plain = *names.series(node, "cpu", hint);
        hint = 0;
        const SeriesId core0 = *names.series(node, "cpu", hint, ValueKind::number, "core=\"0\"");
        QVERIFY(plain != core0);
        QCOMPARE(names.definition(core0).labels, std::string("core=\"0\""));
        QVERIFY(*names.findSeries(node, "cpu{core=\"0\"}") == core0);
    }

    void rollbackLeavesNoTrace()
    {
        SeriesDictionary names;
        const NodeId kept = *names.node("kept", NodeType::host);
        const EntityId entity = *names.entity(kept);
        std::uint32_t hint = 0;
        const SeriesId text = *names.series(entity, "mode", hint, ValueKind::text);
        QVERIFY(names.textCode(text, "on").has_value());
        QVERIFY(names.publish());
        const DictionaryCursor before = names.changesSince({}).cursor;

        const EntityId gone = *names.entity(*names.node("gone", NodeType::gpu));
        hint = 0;
        QVERIFY(names.series(gone, "x", hint).has_value());
        QVERIFY(names.series(entity, "y", hint).has_value());
        QCOMPARE(*names.textCode(text, "off"), 1U);
        QVERIFY(names.node("kept", NodeType::gpu).has_value()); // a type change is part of it
        names.rollback();

        QVERIFY(!names.findNode("gone"));
        QVERIFY(!names.findSeries(entity, "y"));
        QCOMPARE(names.seriesCount(), std::size_t(1));
        QVERIFY(names.definition(kept).type == NodeType::host);
        QVERIFY(!names.publish());
        QVERIFY(names.changesSince({}).cursor == before);
        hint = 0;
        const SeriesId fresh = *names.series(entity, "z", hint);
        QCOMPARE(index(fresh), 1U); // the number is free again
        QCOMPARE(*names.textCode(text, "standby"), 1U);
    }

    void readersSeeOnlyWhatIsPublished()
    {
        SeriesDictionary names;
        const EntityId entity = *names.entity(*names.node("a", NodeType::host));
        QVERIFY(names.changesSince({}).empty());
        names.publish();
        const DictionaryChanges first = names.changesSince({});
        QCOMPARE(first.nodes.size(), std::size_t(1));
        std::uint32_t hint = 0;
        QVERIFY(names.series(entity, "x", hint).has_value());
        names.publish();
        const DictionaryChanges second = names.changesSince(first.cursor);
        QVERIFY(second.nodes.empty());
        QCOMPARE(second.series.size(), std::size_t(1));
    }

    void aNodeWithAnotherTypeIsToldAgain()
    {
        SeriesDictionary names;
        QVERIFY(names.node("a", NodeType::host).has_value());
        names.publish();
        const DictionaryCursor cursor = names.changesSince({}).cursor;
        QVERIFY(names.node("a", NodeType::gpu).has_value());
        QVERIFY(names.publish());
        const DictionaryChanges changes = names.changesSince(cursor);
        QCOMPARE(changes.nodes.size(), std::size_t(1));
        QVERIFY(changes.nodes[0].type == NodeType::gpu);
    }

    void oneMoreThanTheLimitIsRefusedAndKnownOnesGoOn()
    {
        SeriesDictionary names({2, 2, 2});
        const EntityId entity = *names.entity(*names.node("a", NodeType::host));
        QVERIFY(names.node("b", NodeType::host).has_value());
        const auto third = names.node("c", NodeType::host);
        QVERIFY(!third);
        QVERIFY(third.error().code == ErrorCode::cardinalityLimit);
        std::uint32_t hint = 0;
        QVERIFY(names.series(entity, "x", hint).has_value());
        QVERIFY(names.series(entity, "y", hint, ValueKind::text).has_value());
        const auto more = names.series(entity, "z", hint);
        QVERIFY(!more);
        QVERIFY(more.error().message.find("z") != std::string::npos);
        hint = 0;
        QVERIFY(names.series(entity, "x", hint).has_value());
        QVERIFY(names.textCode(SeriesId{1}, "a").has_value());
        QVERIFY(names.textCode(SeriesId{1}, "b").has_value());
        QVERIFY(!names.textCode(SeriesId{1}, "c").has_value());
    }
};

DESK_TEST(TstSeriesDictionary)
#include "tst_seriesdictionary.moc"
