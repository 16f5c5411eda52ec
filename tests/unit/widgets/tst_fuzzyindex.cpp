// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/workspace/fuzzyindex.h"

#include <QTest>

#include <algorithm>
#include <chrono>

using namespace desk;

class TstFuzzyIndex : public QObject
{
    Q_OBJECT

    static std::vector<std::string> found(const std::vector<std::string> &texts, std::string_view query)
    {
        FuzzyIndex index;
        for (const std::string &text : texts)
            index.add(text);
        std::vector<std::string> out;
        for (const FuzzyIndex::Hit &hit : index.find(query, 100))
            out.push_back(texts[hit.index]);
        return out;
    }

private Q_SLOTS:
    void lettersInOrderAreEnough()
    {
        const std::vector<std::string> texts{"sat-0412 snr_db", "sat-0412 queue_depth_gb",
                                             "gs-tokyo latency_ms"};
        QCOMPARE(found(texts, "s412snr"), std::vector<std::string>{"sat-0412 snr_db"});
        QCOMPARE(found(texts, "tokyo"), std::vector<std::string>{"gs-tokyo latency_ms"});
        QVERIFY(found(texts, "bd").empty()); // not in this order
        QCOMPARE(found(texts, "").size(), texts.size());
        QVERIFY(found(texts, "xyz").empty());
        QVERIFY(found({}, "a").empty());
    }

    void wordsMayComeInAnyOrder()
    {
        const std::vector<std::string> texts{"sat-0412 snr_db", "sat-0413 snr_db"};
        QCOMPARE(found(texts, "snr 0413"), std::vector<std::string>{"sat-0413 snr_db"});
        QCOMPARE(found(texts, "  0413   snr "), std::vector<std::string>{"sat-0413 snr_db"});
    }

    void caseAndAccentsDoNotMatter()
    {
        QCOMPARE(found({"Größe ändern", "Groesse"}, "GROSE AND").front(), std::string("Größe ändern"));
        QCOMPARE(FuzzyIndex::folded("ÄÖÜ é Ab→"), std::string("aou e ab→"));
        QCOMPARE(FuzzyIndex::folded("\xC3"), std::string("\xC3")); // cut off
    }

    void theBetterMatchComesFirst_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("better");
        QTest::addColumn<QByteArray>("worse");
        QTest::addRow("word before letters")
            << QByteArray("log") << QByteArray("Event log") << QByteArray("List of genes");
        QTest::addRow("beginning of words")
            << QByteArray("nw") << QByteArray("New window") << QByteArray("Unknown");
        QTest::addRow("beginning of text")
            << QByteArray("fl") << QByteArray("Fleet") << QByteArray("The flag");
        QTest::addRow("short before long")
            << QByteArray("chart") << QByteArray("Charts") << QByteArray("Charts of the other kind");
        QTest::addRow("whole word") << QByteArray("sat-1") << QByteArray("sat-1") << QByteArray("sat-10");
    }

    void theBetterMatchComesFirst()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, better);
        QFETCH(QByteArray, worse);
        const std::string first = better.toStdString();
        const auto order = found({worse.toStdString(), first}, query.toStdString());
        QVERIFY(!order.empty());
        QCOMPARE(order.front(), first);
    }

    void theLettersThatAreMeantAreKnown()
    {
        const std::vector<std::uint32_t> windowInNew{4, 5, 6};
        QCOMPARE(FuzzyIndex::letters("win", "New window"), windowInNew);
        const std::vector<std::uint32_t> initials{0, 4};
        QCOMPARE(FuzzyIndex::letters("nw", "New window"), initials);
        QVERIFY(FuzzyIndex::letters("z", "New window").empty());
    }

    void aHundredThousandAreSearchedWithinAFrame()
    {
        FuzzyIndex index;
        const std::vector<std::string> metrics{
            "snr_db",           "latency_ms",    "utilization", "queue_depth_gb",
            "packet_loss_rate", "temperature_c", "battery_pct", "rx_dbm"};
        for (int i = 0; i < 100'000; ++i)
            index.add("sat-" + std::to_string(i / 8) + " -> gs-" + std::to_string(i % 97) + " " +
                      metrics[std::size_t(i % 8)]);
        for (const char *query : {"s", "sat", "s12snr", "snr sat-4711", "t", "lat gs-9", "e t a", "zzz"}) {
            double best = 1e9;
            for (int run = 0; run < 7; ++run) {
                const auto begin = std::chrono::steady_clock::now();
                const auto hits = index.find(query, 50);
                const std::chrono::duration<double, std::milli> took =
                    std::chrono::steady_clock::now() - begin;
                best = std::min(best, took.count());
                QVERIFY(hits.size() <= 50);
            }
            qInfo("%s: %.2f ms", query, best);
            QVERIFY2(best <= 30, query); // 10 on a machine that does nothing else
        }
    }
};

DESK_TEST(TstFuzzyIndex)
#include "tst_fuzzyindex.moc"
