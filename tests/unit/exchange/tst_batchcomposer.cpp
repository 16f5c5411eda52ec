// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/exchange/recordingfixture.h"

#include <QTest>

using namespace desk;

namespace {

NamedPoint point(std::uint64_t sequence, std::int64_t generation, double number)
{
    NamedPoint made;
    made.sequence = sequence;
    made.generation = fromNanoseconds(generation);
    made.node = "n";
    made.values = {{"m", {}, {}, ValueKind::number, number, Quality::good}};
    return made;
}

} // namespace

class TstBatchComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersPointsWithoutOneFromOneOn()
    {
        MemorySink sink;
        BatchComposer composer(sink);
        QVERIFY(composer.add(point(0, 10, 1)) && composer.add(point(0, 10, 2)) &&
                composer.add(point(0, 11, 3)));
        QVERIFY(composer.finish());
        QCOMPARE(sink.batches.size(), std::size_t{2});
        QCOMPARE(sink.batches[0]->firstSequence, std::uint64_t{1});
        QCOMPARE(sink.batches[0]->points(), std::size_t{2});
        QVERIFY(sink.batches[0]->reception == fromNanoseconds(10)); // generation, for want of another
        QCOMPARE(sink.batches[1]->firstSequence, std::uint64_t{3});
        QCOMPARE(composer.totals().renumbered, std::uint64_t{0});
    }

    void keepsHolesAndMendsNumbersThatDoNotAscend()
    {
        MemorySink sink;
        BatchComposer composer(sink, 4);
        for (const std::uint64_t number : {5U, 9U, 9U, 3U, 20U})
            QVERIFY(composer.add(point(number, static_cast<std::int64_t>(number), 1)));
        // The second 9 has the first's times and number: a part of it.
        QVERIFY(composer.finish());
        QList<quint64> numbers;
        for (const SampleBatchPtr &batch : sink.batches)
            numbers += batch->firstSequence;
        QCOMPARE(numbers, (QList<quint64>{5, 9, 10, 20}));
        QCOMPARE(sink.batches[1]->samples(), std::size_t{2});
        QCOMPARE(composer.totals().renumbered, std::uint64_t{1});
    }

    void refusesTextsForNumbersAndBadNames()
    {
        MemorySink sink;
        BatchComposer composer(sink);
        NamedPoint text = point(0, 2, 0);
        text.values[0].value = std::string("words");
        text.values[0].kind = ValueKind::text;
        NamedPoint control = point(0, 3, 0);
        control.node = "a\nb";
        NamedPoint latin = point(0, 4, 0);
        latin.values[0].metric = "gr\xF6\xDF";
        NamedPoint longText = point(0, 5, 0);
        longText.values[0] = {"t", {}, {}, ValueKind::text, std::string(1025, 'x'), Quality::good};
        for (NamedPoint bad : {point(0, 1, 1), text, control, latin, longText})
            QVERIFY(composer.add(std::move(bad)));
        QVERIFY(composer.finish());
        QCOMPARE(composer.totals().points, std::uint64_t{1});
        QCOMPARE(composer.totals().refused, std::uint64_t{4});
        QCOMPARE(QString::fromStdString(composer.totals().firstRefusal),
                 QStringLiteral("m of n was a number before"));
    }

    void endsABatchBeforeItIsTooLarge()
    {
        MemorySink sink;
        BatchComposer composer(sink);
        for (std::size_t i = 0; i < BatchComposer::mostPoints + 1; ++i)
            QVERIFY(composer.add(point(0, 7, 1)));
        QVERIFY(composer.finish());
        QCOMPARE(sink.batches.size(), std::size_t{2});
        QCOMPARE(sink.batches[1]->firstSequence, std::uint64_t{BatchComposer::mostPoints + 1});
    }
};

DESK_TEST(TstBatchComposer)
#include "tst_batchcomposer.moc"
