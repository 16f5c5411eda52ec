// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/tables/limitpreview.h"
#include "widgets/tables/limitsdialog.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstLimitsDialog : public QObject
{
    Q_OBJECT

    struct Kept final : LimitDefinitions
    {
        std::shared_ptr<const LimitSet> set = std::make_shared<const LimitSet>();
        bool refuses = false;
        std::shared_ptr<const LimitSet> limits() const override { return set; }
        Result<void> replace(const LimitSet &fresh) override
        {
            if (refuses)
                return failure(ErrorCode::storageUnavailable, "the disk is full");
            set = std::make_shared<const LimitSet>(fresh);
            return {};
        }
    };
    struct Rig
    {
        FeedFixture data;
        Theme theme;
        Kept kept;
        SeriesId snr;
        std::unique_ptr<LimitsDialog> dialog;

        Rig()
        {
            snr = data.series(data.entity("sat-1", "gs-1"), "snr_db");
            for (const double value : {9.0, 3.0, 2.5, 9.0}) {
                data.post(snr, value);
                data.time.advance(std::chrono::seconds{1});
            }
            data.post(data.series(data.entity("sat-2"), "temperature_c"), 20);
        }
        void open()
        {
            dialog = std::make_unique<LimitsDialog>(kept, data.feed, theme);
            dialog->show();
            dialog->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        }
        template <class Widget>
        Widget *find(const QString &name) const
        {
            return dialog->findChild<Widget *>(name);
        }
        void type(const QString &name, const QString &text) const
        {
            auto *field = find<QLineEdit>(name);
            field->selectAll();
            QTest::keyClicks(field, text);
        }
        QPushButton *save() const
        {
            return dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
        }
        QString message() const { return find<QLabel>(u"message"_s)->text(); }
    };

private Q_SLOTS:
    void whatIsTypedIsCheckedShownAndKept()
    {
        Rig rig;
        rig.open();
        QTest::keyClick(rig.dialog.get(), Qt::Key_Insert);
        QTRY_COMPARE(rig.find<QListWidget>(u"list"_s)->count(), 1);
        QVERIFY(!rig.save()->isEnabled());
        QVERIFY(rig.message().contains(u"snr_db"_s));
        rig.type(u"metric"_s, u"snr_db"_s);
        rig.type(u"nodes"_s, u"sat-*"_s);
        rig.type(u"dsts"_s, u"gs-*"_s);
        QCOMPARE(rig.find<QComboBox>(u"sample"_s)->currentText(), u"sat-1 → gs-1 snr_db"_s);
        rig.type(u"low1"_s, u"4"_s);
        QVERIFY(rig.save()->isEnabled());
        // What it would have made of the series: 9 and 9 inside, 3 and 2.5 too low.
        const QString words = rig.find<QLabel>(u"words"_s)->text();
        QVERIFY2(words.contains(u"2 × Caution"_s) && words.contains(u"2 × Nominal"_s), qPrintable(words));
        rig.find<QSpinBox>(u"onSamples"_s)->setValue(2);
        QVERIFY(rig.find<QLabel>(u"words"_s)->text().contains(u"1 × Caution"_s));
        rig.type(u"low3"_s, u"5"_s);
        QVERIFY(!rig.save()->isEnabled());
        QVERIFY(rig.message().contains(u"further out"_s));
        rig.type(u"low3"_s, u"1x"_s);
        QVERIFY(!rig.save()->isEnabled());
        QVERIFY(rig.message().contains(u"not a number"_s));
        rig.type(u"low3"_s, u"1"_s);
        rig.type(u"deadband"_s, u"0.5"_s);
        QVERIFY2(rig.save()->isEnabled(), qPrintable(rig.message()));
        rig.save()->click();
        QVERIFY(!rig.dialog->isVisible());
        QCOMPARE(rig.kept.set->size(), std::size_t(1));
        const LimitRule &rule = rig.kept.set->rules().front();
        QCOMPARE(rule.dsts, std::string("gs-*"));
        QCOMPARE(rule.limits.low[1], 4.0);
        QCOMPARE(rule.limits.low[3], 1.0);
        QVERIFY(std::isnan(rule.limits.high[0]));
        QCOMPARE(rule.limits.deadband, 0.5);
        QCOMPARE(rule.limits.onSamples, 2U);
    }

    void theOrderIsChangedByKeyAndEscapeLeavesAllAsItWas()
    {
        Rig rig;
        LimitRule one;
        one.metric = "snr_db";
        LimitRule two;
        two.metric = "temperature_c";
        rig.kept.set = std::make_shared<const LimitSet>(*LimitSet::make({one, two}));
        rig.open();
        auto *list = rig.find<QListWidget>(u"list"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(list->currentRow(), 1);
        QVERIFY(list->item(0)->text().contains(u"temperature_c"_s));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(list->count(), 1);
        QTest::keyClick(rig.dialog.get(), Qt::Key_Escape);
        QVERIFY(!rig.dialog->isVisible());
        QCOMPARE(rig.kept.set->size(), std::size_t(2));
        rig.open();
        list = rig.find<QListWidget>(u"list"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        rig.save()->click();
        QCOMPARE(rig.kept.set->rules().front().metric, std::string("temperature_c"));
    }

    void whatCannotBeKeptIsSaid()
    {
        Rig rig;
        rig.kept.refuses = true;
        rig.open();
        rig.save()->click();
        QVERIFY(rig.dialog->isVisible());
        QVERIFY(rig.message().contains(u"the disk is full"_s));
    }

    void aSeriesLeadsToItsRuleOrToANewOne()
    {
        Rig rig;
        LimitRule one;
        one.metric = "temperature_c";
        rig.kept.set = std::make_shared<const LimitSet>(*LimitSet::make({one}));
        rig.open();
        rig.dialog->showSeries(rig.snr);
        auto *list = rig.find<QListWidget>(u"list"_s);
        QCOMPARE(list->count(), 2);
        QCOMPARE(list->currentRow(), 0); // in front: it must not stand behind one that takes its series
        QCOMPARE(rig.find<QLineEdit>(u"nodes"_s)->text(), u"sat-1"_s);
        QCOMPARE(rig.find<QLineEdit>(u"dsts"_s)->text(), u"gs-1"_s);
        rig.dialog->showSeries(rig.snr);
        QCOMPARE(list->count(), 2);
    }
};

DESK_GUI_TEST(TstLimitsDialog)
#include "tst_limitsdialog.moc"
