// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/historydecoder.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstHistoryDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSeriesOfNodesAndLinksAndTheCursor()
    {
        SeriesDictionary names;
        HistoryDecoder decoder(names);
        SampleBatch batch;
        QByteArray text =
            "{'series':[{'node_id':'a','dst':'b','metric':'snr_db','unit':'dB','encoding':'raw',"
            "'points':[['10',1.5,'good'],[20,2,'uncertain'],['30',null,'good']],"
            "'gaps':[['1','2','expired']]},{'node_id':'a','dst':null,'metric':'mode{k=\\'v\\'}',"
            "'points':[['5','safe','good']]}],'next':'c1'}";
        text.replace('\'', '"'); // moc gives up on raw strings that hold a backslash and a quote
        const auto page = decoder.decode(text.toStdString(), batch);
        QVERIFY2(page, page ? "" : page.error().message.c_str());
        QCOMPARE(page->next, std::string("c1"));
        QCOMPARE(batch.generation, (std::vector<std::int64_t>{10, 20, 5}));
        QCOMPARE(names.entityName(batch.entity[0]), std::string("a->b"));
        QVERIFY(batch.quality[1] == Quality::uncertain);
        QCOMPARE(names.definition(batch.series[2]).labels, std::string("k=\"v\""));
        QCOMPARE(names.text(batch.series[2], 0), std::string_view("safe"));
    }

    void refusesWhatIsNoHistoryAndLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "[]", "{}", R"({"series":[{"metric":"x","points":[]}]})",
              R"({"series":[{"node_id":"a","points":[]}]})", R"({"series":[{"node_id":"a","metric":"x"}]})",
              R"({"series":[{"node_id":"a","metric":"x","points":[["1",1,"good"],["1",1]]}]})",
              R"({"series":[{"node_id":"a","metric":"x","points":[["1",{},"good"]]}]})",
              R"({"series":[{"node_id":"a","metric":"x","points":[["1",1,"nice"]]}]})"})
            QTest::addRow("%s", text) << QByteArray(text);
    }

    void refusesWhatIsNoHistoryAndLeavesNothing()
    {
        QFETCH(QByteArray, text);
        SeriesDictionary names;
        HistoryDecoder decoder(names);
        SampleBatch batch;
        const auto page = decoder.decode(std::string_view(text.constData(), std::size_t(text.size())), batch);
        QVERIFY(!page);
        QVERIFY(!page.error().message.empty());
        QCOMPARE(batch.samples(), std::size_t(0));
        QCOMPARE(names.nodeCount(), std::size_t(0));
    }
};

DESK_TEST(TstHistoryDecoder)

#include "tst_historydecoder.moc"
