// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/derivedset.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstDerivedSet : public QObject
{
    Q_OBJECT

    static std::vector<DerivedDefinition> of(const std::vector<std::pair<std::string, std::string>> &pairs)
    {
        std::vector<DerivedDefinition> list;
        for (const auto &[name, expression] : pairs) {
            DerivedDefinition one;
            one.name = name;
            one.expression = expression;
            list.push_back(one);
        }
        return list;
    }

private Q_SLOTS:
    void readsAndWritesTheSame()
    {
        const auto set = DerivedSet::parse("[[derived]]\n"
                                           "name = \"queue_seconds\"\n"
                                           "of = \"satellite-*\"\n"
                                           "expression = \"queue_depth_gb / capacity_gbps\"\n"
                                           "unit = \"s\"\n"
                                           "[[derived]]\n"
                                           "name = \"margin\"\n"
                                           "of = \"gs-*\"\n"
                                           "to = \"*\"\n"
                                           "expression = 'mean([snr \"db\"], 1 min) - 3'\n"
                                           "hold_s = 2.5\n");
        QVERIFY2(set.has_value(), set ? "" : set.error().message.c_str());
        QCOMPARE(set->definitions().size(), std::size_t(2));
        QCOMPARE(set->definitions()[0].unit, std::string("s"));
        QCOMPARE(qint64(set->definitions()[1].hold), qint64(2'500'000'000));
        const auto again = DerivedSet::parse(set->toml());
        QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
        QVERIFY(*again == *set);
        QVERIFY(DerivedSet::parse("")->definitions().empty());
        QVERIFY(*DerivedSet::parse(DerivedSet().toml()) == DerivedSet());
    }

    void whatIsUsedComesFirst()
    {
        const auto set =
            DerivedSet::make(of({{"c", "a + b"}, {"b", "a * 2"}, {"a", "x"}, {"d", "mean(c, 5 s)"}}));
        QVERIFY(set.has_value());
        const std::vector<std::size_t> expected{2, 1, 0, 3};
        QCOMPARE(set->order(), expected);
    }

    void aCycleIsNamed()
    {
        auto set = DerivedSet::make(of({{"a", "b + 1"}, {"b", "c"}, {"c", "max(b, x)"}}));
        QVERIFY(!set);
        QVERIFY2(set.error().message.find("b → c → b") != std::string::npos, set.error().message.c_str());
        set = DerivedSet::make(of({{"a", "a + 1"}}));
        QVERIFY(!set);
        QVERIFY(set.error().message.find("a → a") != std::string::npos);
        // A node's and a link's parameter of one name never meet.
        auto both = of({{"a", "b"}, {"b", "a"}});
        both[1].dsts = "*";
        QVERIFY(DerivedSet::make(both).has_value());
    }

    void refusalsNameTheDefinitionAndThePlace()
    {
        const auto set = DerivedSet::make(of({{"a", "x"}, {"b", "x + * 2"}}));
        QVERIFY(!set);
        QCOMPARE(qint64(set.error().index), qint64(1));
        QCOMPARE(set.error().field, std::string("expression"));
        QCOMPARE(qint64(set.error().offset), qint64(4));
        QVERIFY(set.error().message.find("(at character 5)") != std::string::npos);
        QVERIFY(!DerivedSet::make(of({{"", "x"}})));
        QVERIFY(!DerivedSet::make(of({{"two words", "x"}})));
        QVERIFY(!DerivedSet::make(of({{"a", "1 + 2"}})));
        QVERIFY(!DerivedSet::make(std::vector<DerivedDefinition>(201, of({{"a", "x"}})[0])));
        auto one = of({{"a", "x"}});
        one[0].nodes = std::string(300, '*');
        QVERIFY(!DerivedSet::make(one));
    }

    void refusesWhatIsNoDefinition_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("key") << u"[[derived]]\nname=\"a\"\nexpresion=\"x\"\n"_qs
                             << u"line 3, expresion: unknown key"_qs;
        QTest::newRow("type") << u"[[derived]]\nname=3\n"_qs << u"must be text"_qs;
        QTest::newRow("hold") << u"[[derived]]\nname=\"a\"\nhold_s=-1\n"_qs << u"seconds"_qs;
        QTest::newRow("table") << u"[limit]\n"_qs << u"[[derived]] tables only"_qs;
        QTest::newRow("toml") << u"[[derived\n"_qs << u"line"_qs;
    }
    void refusesWhatIsNoDefinition()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto set = DerivedSet::parse(text.toStdString());
        QVERIFY(!set);
        QVERIFY2(QString::fromStdString(set.error().message).contains(words), set.error().message.c_str());
    }

    void patternsChooseNodesOrLinks()
    {
        DerivedDefinition one;
        one.nodes = "sat-*";
        QVERIFY(one.matches("sat-1", ""));
        QVERIFY(!one.matches("gs-1", ""));
        QVERIFY(!one.matches("sat-1", "gs-1"));
        one.dsts = "gs-?";
        QVERIFY(!one.matches("sat-1", ""));
        QVERIFY(one.matches("sat-1", "gs-1"));
        QVERIFY(!one.matches("sat-1", "gs-12"));
    }
};

DESK_TEST(TstDerivedSet)
#include "tst_derivedset.moc"
