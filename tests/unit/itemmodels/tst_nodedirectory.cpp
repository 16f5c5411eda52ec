// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/nodedirectory.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstNodeDirectory final : public QObject
{
    Q_OBJECT

    static TopologySnapshotPtr fleet(const std::vector<std::pair<std::string, std::string>> &names)
    {
        auto made = std::make_shared<TopologySnapshot>();
        for (const auto &[name, label] : names) {
            TopologyNode node;
            node.name = name;
            node.label = label;
            made->nodes.push_back(node);
        }
        return made;
    }

private Q_SLOTS:
    void findsByNameEntryAndLabel()
    {
        NodeDirectory directory;
        QVERIFY(directory.refresh(fleet({{"sat-1", "sat-1"}, {"gs-b", "Berlin"}})));
        QCOMPARE(directory.entries(), (QStringList{u"sat-1"_s, u"Berlin (gs-b)"_s}));
        for (const QString &text : {u"gs-b"_s, u"GS-B"_s, u"Berlin"_s, u"berlin"_s, u"Berlin (gs-b)"_s})
            QCOMPARE(directory.find(text), std::optional(1U));
        QCOMPARE(directory.find(u"sat-1"_s), std::optional(0U));
        QVERIFY(!directory.find(u"sat"_s));
        QVERIFY(!directory.find({}));
        QCOMPARE(directory.labelOf(u"gs-b"_s), u"Berlin"_s);
        QCOMPARE(directory.labelOf(u"sat-7"_s), u"sat-7"_s);
    }

    void aLabelThatTwoHaveNamesNobody()
    {
        NodeDirectory directory;
        directory.refresh(fleet({{"a", "twin"}, {"b", "twin"}, {"twin", ""}, {"A", ""}}));
        QCOMPARE(directory.find(u"twin"_s), std::optional(2U)); // a name is a name
        QVERIFY(!directory.find(u"Twin"_s));
        QCOMPARE(directory.find(u"twin (a)"_s), std::optional(0U));
        QCOMPARE(directory.find(u"a"_s), std::optional(0U));
        QCOMPARE(directory.find(u"A"_s), std::optional(3U));
    }

    void isMadeAnewOnlyForOtherNames()
    {
        NodeDirectory directory;
        QVERIFY(!directory.refresh({}));
        QVERIFY(directory.refresh(fleet({{"a", ""}})));
        QVERIFY(!directory.refresh(fleet({{"a", ""}})));
        QVERIFY(directory.refresh(fleet({{"a", "label"}})));
        QVERIFY(directory.refresh(fleet({{"b", ""}})));
        QVERIFY(!directory.find(u"a"_s));
    }
};

DESK_TEST(TstNodeDirectory)
#include "tst_nodedirectory.moc"
