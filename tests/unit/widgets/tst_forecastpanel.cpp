// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/saidforecast.h"
#include "tests/unit/forecast/saidpredictions.h"
#include "tests/unit/itemmodels/feedfixture.h"
#include "widgets/forecast/fleetforecastpage.h"
#include "widgets/forecast/forecastcard.h"
#include "widgets/forecast/forecastpanel.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;
using Said = SaidForecast;
using ForecastColumn = FleetForecastModel::Column;

class TstForecastPanel final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    SaidPredictions m_source;
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FleetSelection> m_selection;
    std::unique_ptr<ForecastPanel> m_panel;
    SeriesId m_snr{};
    SeriesId m_queue{};
    EntityId m_link{};

    template <class Widget>
    Widget *child(const char *name) const
    {
        return m_panel->findChild<Widget *>(QLatin1String(name));
    }
    PanelTable *table() const { return child<PanelTable>("forecastTable"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QStringList cardTexts() const
    {
        QStringList texts;
        for (const QLabel *label : child<ForecastCard>("forecastCard")->findChildren<QLabel *>()) {
            if (!label->isHidden())
                texts += label->text();
        }
        return texts;
    }
    // The sentence that is on screen.
    QString sentence() const
    {
        for (const QLabel *label : m_panel->findChildren<QLabel *>(u"emptySentence"_s)) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }
    static std::shared_ptr<const LimitSet> limits()
    {
        LimitRule rule;
        rule.dsts = "*";
        rule.metric = "snr_db";
        rule.limits = Said::limits();
        return std::make_shared<const LimitSet>(std::vector{rule});
    }

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<EntityId>();
        qRegisterMetaType<SeriesId>();
    }
    void init()
    {
        m_source.forget();
        m_fixture = std::make_unique<FeedFixture>();
        m_selection = std::make_unique<FleetSelection>();
        m_link = m_fixture->entity("sat-1", "gs-1");
        m_fixture->node("gs-1", NodeType::groundStation);
        m_snr = m_fixture->series(m_link, "snr_db");
        m_queue = m_fixture->series(m_link, "utilization");
        m_fixture->publish();
        m_panel = std::make_unique<ForecastPanel>(m_fixture->feed, *m_selection, m_theme);
        m_panel->setLimits(limits());
        m_panel->setSource(&m_source);
        m_panel->resize(700, 600);
        m_panel->show();
    }
    void cleanup()
    {
        m_panel.reset();
        m_selection.reset();
        m_fixture.reset();
    }

    void saysWhyThereAreNone()
    {
        QVERIFY(sentence().contains(u"two minutes"_s));
        m_panel->setSource(nullptr, u"A recording has none."_s);
        QCOMPARE(sentence(), u"A recording has none."_s);
        QVERIFY(!child<QComboBox>("forecastPage")->isEnabled());
    }

    void saysWhoseTheyAreAndWhatIsWrong()
    {
        m_source.whose = "desk-2";
        m_panel->refresh();
        QCOMPARE(child<QLabel>("forecastOrigin")->text(), u"Forecasts of desk-2 · 0 issued"_s);
        QVERIFY(!child<QLabel>("forecastFault")->isVisible());
        m_source.wrong = "no answer for 30 s";
        m_panel->refresh();
        QVERIFY(child<QLabel>("forecastFault")->isVisible());
        QCOMPARE(child<QLabel>("forecastFault")->text(), u"No new forecasts: no answer for 30 s"_s);
    }

    void aClickSelectsTheLinkAndShowsItsCard()
    {
        m_source.say(
            {Said::of(20, {14, 8, 7}, 2, 0, m_snr), Said::of(0.5, {0.6, 0.7, 0.8}, 0.1, 0, m_queue)});
        m_panel->refresh();
        QVERIFY(child<QLabel>("cardNote")->isVisible());
        table()->selectRow(0);
        Q_EMIT table()->rowChosen(table()->model()->index(0, 0));
        QCOMPARE(m_selection->selected(), m_link);
        QVERIFY(!child<QLabel>("cardNote")->isVisible());
        QCOMPARE(child<QLabel>("cardTitle")->text(), u"sat-1 → gs-1"_s);
        const QStringList texts = cardTexts();
        for (const char *expected : {"20.00", "14.00", "8.00", "12.00…16.00", "0.6000", "LSTM", "50 %, 50 %",
                                     "14:03:07Z", "this desk", "Caution, too low: 10 at 14:05:27Z"})
            QVERIFY2(texts.contains(QString::fromUtf8(expected)), expected);
    }

    void theCardSaysWhenTheSatelliteSets()
    {
        Forecast forecast = Said::of(20, {19, 0, 0}, 1, 0, m_snr);
        forecast.horizons[1].endsAt = forecast.horizons[2].endsAt = Said::at(100);
        m_source.say(forecast);
        m_panel->refresh();
        m_selection->select(m_link);
        QVERIFY(cardTexts().contains(u"the satellite sets at 14:04:47Z"_s));
    }

    void theCardTellsWhatHasNoForecast()
    {
        m_source.say(Said::of(20, {14, 8, 7}, 2, 0, m_snr));
        m_panel->refresh();
        m_selection->select(m_fixture->entity("sat-1"));
        m_fixture->publish();
        m_panel->refresh();
        QCOMPARE(child<QLabel>("cardNote")->text(), u"There are no forecasts of sat-1 itself."_s);
    }

    void anOldForecastIsSaidToBeOld()
    {
        m_source.say(Said::of(20, {14, 8, 7}, 2, 0, m_snr));
        m_selection->select(m_link);
        m_fixture->time.advance(std::chrono::seconds{75});
        m_panel->refresh();
        QVERIFY(cardTexts().contains(u"1 m 15 s, too old to go by"_s));
    }

    void reasonsAreShownOnDemand()
    {
        Forecast refused = Said::of(0, {0, 0, 0}, 1, 0, m_snr);
        refused.refusal = ForecastRefusal::constant;
        m_source.say(refused);
        m_panel->refresh();
        QVERIFY(sentence().contains(u"too little"_s));
        for (QPushButton *action : m_panel->findChildren<QPushButton *>(u"emptyAction"_s)) {
            if (action->isVisible())
                QTest::mouseClick(action, Qt::LeftButton);
        }
        QVERIFY(child<QToolButton>("forecastReasons")->isChecked());
        QVERIFY(table()->isVisible());
        QCOMPARE(cell(0, ForecastColumn::remarkColumn), u"Constant for the last 10 minutes"_s);
    }

    void aDoubleClickChartsAndCtrlCCopies()
    {
        m_source.say(Said::of(20, {14, 8, 7}, 2, 0, m_snr));
        m_panel->refresh();
        QSignalSpy charted(m_selection.get(), &FleetSelection::chartRequested);
        table()->showRow(table()->model()->index(0, 0));
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(charted.size(), 1);
        QCOMPARE(charted[0][0].value<SeriesId>(), m_snr);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"sat-1 → gs-1\tsnr_db\t20.00\tdB\t14.00"_s));
    }

    void hiddenItLooksAtNothingButGoesOnWatching()
    {
        m_panel->hide();
        m_source.say(Said::of(20, {14, 8, 7}, 2, 0, m_snr));
        m_panel->refresh();
        QCOMPARE(table()->model()->rowCount(), 0);
        m_panel->watch().look();
        QCOMPARE(m_panel->watch().violations().entries().size(), 1U);
        m_panel->show();
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void predictedViolationsTellTheirOutcome()
    {
        m_panel->showPage(ForecastPanel::Page::violations);
        QVERIFY(sentence().contains(u"No forecast has met a limit"_s));
        m_fixture->post(m_snr, 20);
        m_source.say(Said::of(20, {14, 8, 7}, 2, 0, m_snr));
        m_panel->watch().look();
        m_panel->refresh();
        const QAbstractItemModel &model = *child<PanelTable>("violationsTable")->model();
        const auto row = [&model] {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells += model.index(0, column).data().toString();
            return cells.join(u'|');
        };
        QCOMPARE(row(), u"Caution, too low|sat-1 → gs-1|snr_db|10.00|14:05:27Z|2 m 20 s|Expected|—|LSTM"_s);
        m_fixture->time.advance(std::chrono::seconds{120});
        m_fixture->post(m_snr, 9);
        m_panel->watch().look();
        m_panel->refresh();
        QCOMPARE(row(),
                 u"Caution, too low|sat-1 → gs-1|snr_db|10.00|14:05:27Z|2 m 00 s|Hit|14:05:07Z|LSTM"_s);
        QCOMPARE(child<QLabel>("violationsSummary")->text(),
                 u"0 expected · 1 hit · 0 false · 0 missed · 100 % of what was said came, 100 % of what came "
                 u"was said"_s);
        Q_EMIT child<PanelTable>("violationsTable")->rowChosen(model.index(0, 0));
        QCOMPARE(m_selection->selected(), m_link);
    }

    void aCopyShowsWhatTheFirstOneWatches()
    {
        ForecastPanel copy(m_fixture->feed, *m_selection, m_theme, &m_panel->watch());
        copy.setSource(&m_source);
        m_source.say(Said::of(20, {14, 8, 7}, 2, 0, m_snr));
        m_panel->watch().look();
        copy.showPage(ForecastPanel::Page::violations);
        copy.show();
        QCOMPARE(copy.findChild<PanelTable *>(u"violationsTable"_s)->model()->rowCount(), 1);
    }

    void fitsInto320Pixels()
    {
        m_source.say(Said::of(20, {14, 8, 7}, 2, 0, m_snr));
        m_selection->select(m_link);
        for (const auto page : {ForecastPanel::Page::fleet, ForecastPanel::Page::violations}) {
            m_panel->showPage(page);
            QVERIFY2(m_panel->minimumSizeHint().width() <= 320,
                     qPrintable(QString::number(m_panel->minimumSizeHint().width())));
        }
    }

    void restoresWhatItSaved()
    {
        m_panel->showPage(ForecastPanel::Page::violations);
        child<QToolButton>("forecastReasons")->setChecked(true);
        child<QToolButton>("forecastCardShown")->setChecked(false);
        const QJsonObject state = m_panel->saveState();
        ForecastPanel other(m_fixture->feed, *m_selection, m_theme);
        other.restoreState({{u"page"_s, 7}, {u"fleet"_s, u"none"_s}});
        QCOMPARE(other.page(), ForecastPanel::Page::fleet);
        other.restoreState(state);
        QCOMPARE(other.page(), ForecastPanel::Page::violations);
        QCOMPARE(other.saveState(), state);
    }
};

DESK_GUI_TEST(TstForecastPanel)
#include "tst_forecastpanel.moc"
