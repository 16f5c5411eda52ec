// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/tables/deriveddialog.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstDerivedDialog : public QObject
{
    Q_OBJECT

    struct Kept final : DerivedParameters
    {
        DerivedSet set;
        bool refuses = false;
        DerivedSet definitions() const override { return set; }
        Result<void> replace(const DerivedSet &fresh) override
        {
            if (refuses)
                return failure(ErrorCode::storageUnavailable, "the disk is full");
            set = fresh;
            return {};
        }
    };
    struct Rig
    {
        FeedFixture data;
        Theme theme;
        Kept kept;
        std::unique_ptr<DerivedDialog> dialog;

        Rig()
        {
            const EntityId one = data.entity("satellite-1");
            data.post(data.series(one, "queue_depth_gb"), 10);
            data.post(data.series(one, "capacity_gbps"), 4);
            data.post(data.series(data.entity("satellite-2"), "queue_depth_gb"), 3);
        }
        void open()
        {
            dialog = std::make_unique<DerivedDialog>(kept, data.feed, theme);
            dialog->show();
            dialog->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        }
        template <class Widget>
        Widget *find(const QString &name) const
        {
            return dialog->findChild<Widget *>(name);
        }
        QPushButton *save() const
        {
            return dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
        }
    };

private Q_SLOTS:
    void whatIsTypedIsCheckedShownAndKept()
    {
        Rig rig;
        rig.open();
        QTest::keyClick(rig.dialog.get(), Qt::Key_Insert);
        QTRY_COMPARE(rig.find<QListWidget>(u"list"_s)->count(), 1);
        QVERIFY(!rig.save()->isEnabled());
        QTest::keyClicks(rig.find<QLineEdit>(u"name"_s), u"queue_seconds"_s);
        rig.find<QLineEdit>(u"nodes"_s)->clear();
        QTest::keyClicks(rig.find<QLineEdit>(u"nodes"_s), u"satellite-*"_s);
        auto *expression = rig.find<QPlainTextEdit>(u"expression"_s);
        QTest::keyClicks(expression, u"queue_depth_gb / "_s);
        QVERIFY(!rig.save()->isEnabled());
        QCOMPARE(expression->extraSelections().size(), 1);
        QVERIFY(rig.find<QLabel>(u"message"_s)->text().contains(u"ends"_s));
        QTest::keyClicks(expression, u"capacity_gbps"_s);
        QVERIFY(expression->extraSelections().isEmpty());
        QVERIFY(rig.find<QLabel>(u"message"_s)->text().isEmpty());
        QTest::keyClicks(rig.find<QLineEdit>(u"unit"_s), u"s"_s);
        QCOMPARE(rig.find<QComboBox>(u"sample"_s)->count(), 2);
        QCOMPARE(rig.find<QLabel>(u"value"_s)->text(), u"2.5 s"_s);
        rig.find<QComboBox>(u"sample"_s)->setFocus();
        QTest::keyClick(rig.find<QComboBox>(u"sample"_s), Qt::Key_Down);
        QTRY_COMPARE(rig.find<QLabel>(u"value"_s)->text(), u"not all of its inputs have come"_s);
        rig.save()->click();
        QVERIFY(!rig.dialog->isVisible());
        QCOMPARE(rig.kept.set.definitions().size(), std::size_t(1));
        QCOMPARE(rig.kept.set.definitions()[0].unit, std::string("s"));
    }

    void thePlaceOfAMistakeIsUnderlined()
    {
        Rig rig;
        rig.kept.set = *DerivedSet::parse("[[derived]]\nname = 'a'\nexpression = 'x + 1'\n");
        rig.open();
        auto *expression = rig.find<QPlainTextEdit>(u"expression"_s);
        expression->setPlainText(u"x + nosuch(y) + 1"_s);
        QCOMPARE(expression->extraSelections().size(), 1);
        QCOMPARE(expression->extraSelections()[0].cursor.selectionStart(), 4);
        QCOMPARE(expression->extraSelections()[0].cursor.selectedText(), u"nosuch"_s);
        QVERIFY(rig.find<QLabel>(u"message"_s)->text().startsWith(u"At character 5:"_s));
        expression->setPlainText(u"a * 2"_s);
        QVERIFY(rig.find<QLabel>(u"message"_s)->text().contains(u"a → a"_s));
        QVERIFY(!rig.save()->isEnabled());
    }

    void deleteRemovesAndEscapeLeavesAllAsItWas()
    {
        Rig rig;
        rig.kept.set = *DerivedSet::parse("[[derived]]\nname = 'a'\nexpression = 'x'\n");
        rig.open();
        auto *list = rig.find<QListWidget>(u"list"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_COMPARE(list->count(), 0);
        QTest::keyClick(rig.dialog.get(), Qt::Key_Escape);
        QCOMPARE(rig.kept.set.definitions().size(), std::size_t(1));
    }

    void whatCannotBeKeptIsSaid()
    {
        Rig rig;
        rig.kept.refuses = true;
        rig.open();
        rig.save()->click();
        QVERIFY(rig.dialog->isVisible());
        QVERIFY(rig.find<QLabel>(u"message"_s)->text().contains(u"the disk is full"_s));
    }
};

DESK_GUI_TEST(TstDerivedDialog)
#include "tst_deriveddialog.moc"
