// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/saidpredictions.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/forecast/skillpanel.h"
#include "widgets/forecast/skillrows.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using SkillColumn = SkillRows::Column;
using SkillView = SkillRows::View;

class TstSkillPanel final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    SaidPredictions m_source;
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<SkillPanel> m_panel;

    // Verdicts that are off by so much where persistence is off by 2, of which so many lie in the band.
    static ForecastScore score(int count, double error, int covered)
    {
        ForecastScore score;
        for (int i = 0; i < count; ++i) {
            const double edge = i < covered ? error + 1 : error - 0.25;
            score.add({10 - edge, 10, 10 + edge}, 10 + error + 2, 10 + error);
        }
        return score;
    }
    static SkillSpan spanOf(Timestamp begin, const ForecastScore &score,
                            ForecastMethod method = ForecastMethod::lstm)
    {
        SkillSpan span{begin, begin + SkillHistory::spanLength, {}, {}};
        span.shown.of("snr_db", 0, method) = score;
        return span;
    }
    static QString text(const std::vector<ResultRow> &rows, std::size_t row, SkillColumn column)
    {
        return rows[row].cells[std::size_t(column)].text;
    }
    static ResultRow only(const ForecastScore &score)
    {
        const auto rows = SkillRows::of(spanOf({}, score), SkillView::shown);
        return rows.size() == 1 ? rows.front() : ResultRow();
    }
    QAbstractItemModel &table() const { return *m_panel->findChild<PanelTable *>(u"skillTable"_s)->model(); }
    QString sentence() const
    {
        for (const QLabel *label : m_panel->findChildren<QLabel *>(u"emptySentence"_s)) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }
    void settle()
    {
        m_panel->refresh();
        QVERIFY(QTest::qWaitFor([this] { return !m_panel->isComputing(); }));
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void init()
    {
        m_source.forget();
        m_fixture = std::make_unique<FeedFixture>();
        m_panel = std::make_unique<SkillPanel>(m_fixture->feed, m_theme);
        m_panel->setSource(&m_source);
        m_panel->resize(700, 400);
        m_panel->show();
    }
    void cleanup()
    {
        m_panel.reset();
        m_fixture.reset();
    }

    void stateIsSaidInWordsAndByShape()
    {
        const auto state = [](const ForecastScore &score) {
            const ResultRow row = only(score);
            return std::pair(row.cells.front().text, row.state.severity);
        };
        QCOMPARE(state(score(99, 1, 90)), std::pair(u"Too few yet"_s, Severity::none));
        QCOMPARE(state(score(100, 1, 90)), std::pair(u"As it should be"_s, Severity::nominal));
        QCOMPARE(state(score(100, 1, 84)), std::pair(u"Band too narrow"_s, Severity::caution));
        QCOMPARE(state(score(100, 1, 96)), std::pair(u"Band too wide"_s, Severity::advisory));
        QCOMPARE(state(score(100, 3, 90)), std::pair(u"Worse than persistence"_s, Severity::warning));
    }

    void figuresAreThoseOfTheScores()
    {
        const ResultRow row = only(score(200, 1, 180));
        const auto text = [&row](SkillColumn column) { return row.cells[std::size_t(column)].text; };
        QCOMPARE(text(SkillColumn::metricColumn), u"snr_db"_s);
        QCOMPARE(text(SkillColumn::horizonColumn), u"1 min"_s);
        QCOMPARE(text(SkillColumn::errorColumn), u"1.00"_s);
        QCOMPARE(text(SkillColumn::unitColumn), u"dB"_s);
        QCOMPARE(text(SkillColumn::skillColumn), u"+50 %"_s);
        QCOMPARE(text(SkillColumn::coverageColumn), u"90 %"_s);
        QCOMPARE(text(SkillColumn::countColumn), u"200"_s);
    }

    void whatIsNotKnownIsADash()
    {
        ForecastScore constant; // persistence was never wrong, no band
        constant.add({.median = 5}, 5, 5);
        const ResultRow row = only(constant);
        QCOMPARE(row.cells[std::size_t(SkillColumn::skillColumn)].text, u"—"_s);
        QCOMPARE(row.cells[std::size_t(SkillColumn::coverageColumn)].text, u"—"_s);
    }

    void whatWasShownIsOneRowWhoeverMadeIt()
    {
        SkillSpan span = spanOf({}, score(100, 1, 90));
        span.shown.of("snr_db", 0, ForecastMethod::drift) = score(100, 1, 90);
        span.methods.of("snr_db", 0, ForecastMethod::geometry) = score(5, 1, 5);
        const auto shown = SkillRows::of(span, SkillView::shown);
        QCOMPARE(shown.size(), 1U);
        QCOMPARE(text(shown, 0, SkillColumn::countColumn), u"200"_s);
        const auto byMethod = SkillRows::of(span, SkillView::shownByMethod);
        QCOMPARE(byMethod.size(), 2U);
        QCOMPARE(text(byMethod, 0, SkillColumn::methodColumn), u"Drift"_s);
        const auto methods = SkillRows::of(span, SkillView::methods);
        QCOMPARE(methods.size(), 1U);
        QCOMPARE(text(methods, 0, SkillColumn::methodColumn), u"Geometry"_s);
    }

    void theSpanChoosesWhatCounts()
    {
        const Timestamp now = m_fixture->time.now();
        m_source.judge(spanOf(now - std::chrono::hours{3}, score(100, 1, 90)));
        m_source.judge(spanOf(now - std::chrono::minutes{5}, score(50, 1, 45)));
        settle();
        QCOMPARE(table().index(0, SkillColumn::countColumn).data().toString(), u"50"_s);
        m_panel->findChild<QComboBox *>(u"skillSpan"_s)->setCurrentIndex(4);
        settle();
        QCOMPARE(table().index(0, SkillColumn::countColumn).data().toString(), u"150"_s);
    }

    void saysInWordsWhatIsMissing()
    {
        QVERIFY(sentence().contains(u"Nobody judges"_s)); // no skill record
        m_source.judge(SkillSpan{});
        settle();
        QVERIFY(sentence().contains(u"judged yet"_s));
        m_panel->setSource(nullptr, u"A recording has none."_s);
        QCOMPARE(sentence(), u"A recording has none."_s);
    }

    // A recording: it is judged bit by bit, and what the methods said is not in it.
    void saysThatItIsBeingJudgedAndWhatIsNotKept()
    {
        const auto line = [this] { return m_panel->findChild<QLabel *>(u"forecastOrigin"_s)->text(); };
        m_source.judge(SkillSpan{}, false);
        settle();
        QVERIFY(sentence().contains(u"being held against"_s));
        QVERIFY(line().contains(u"judged yet"_s));
        m_source.judge(spanOf(m_fixture->time.now(), score(100, 1, 90)));
        settle();
        QVERIFY(!line().contains(u"judged yet"_s));
        QCOMPARE(table().rowCount(), 1);
        m_panel->findChild<QComboBox *>(u"skillView"_s)->setCurrentIndex(int(SkillView::methods));
        QCOMPARE(table().rowCount(), 0);
        QVERIFY(sentence().contains(u"does not keep"_s));
    }

    void everyColumnIsExplained()
    {
        m_source.judge(spanOf(m_fixture->time.now(), score(1, 1, 1)));
        settle();
        for (int column = 0; column < SkillColumn::columnTotal; ++column)
            QVERIFY(table().headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().size() > 5);
        const QString help = m_panel->findChild<QToolButton *>(u"skillHelp"_s)->toolTip();
        for (const char *word : {"Skill", "Coverage", "Pinball", "Verdicts"})
            QVERIFY2(help.contains(QLatin1String(word)), word);
    }

    void restoresWhatItSaved()
    {
        m_panel->findChild<QComboBox *>(u"skillSpan"_s)->setCurrentIndex(3);
        m_panel->findChild<QComboBox *>(u"skillView"_s)->setCurrentIndex(2);
        const QJsonObject state = m_panel->saveState();
        SkillPanel other(m_fixture->feed, m_theme);
        other.restoreState({{u"minutes"_s, 11}, {u"view"_s, 99}});
        QCOMPARE(other.saveState().value(u"minutes"_s).toInteger(), 60);
        other.restoreState(state);
        QCOMPARE(other.saveState(), state);
    }
};

DESK_GUI_TEST(TstSkillPanel)
#include "tst_skillpanel.moc"
