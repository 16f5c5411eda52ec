// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/mainwindow.h"
#include "app/statusstrip.h"
#include "models/settings/windowsettings.h"
#include "tests/support/testprogram.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"
#include "widgets/timeconductor/timeconductorbar.h"

#include <QApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

// The whole program, offscreen: the demo posts through the real server over a real socket.
class TstDesk : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    DeskOptions options() const
    {
        DeskOptions o;
        o.demo = true;
        o.data = m_folder.filePath(u"data"_s);
        o.listen = u"127.0.0.1:0"_s;
        o.language = u"en"_s;
        o.theme = u"dark"_s;
        o.size = QSize(1600, 1000);
        o.stats = m_folder.filePath(u"stats.json"_s);
        return o;
    }

private Q_SLOTS:
    void initTestCase() { qputenv("CONSTELLATION_CONFIG_DIR", m_folder.filePath(u"config"_s).toLocal8Bit()); }

    void theDemoFillsTheWindowAndSelectionIsOneForAll()
    {
        {
            Application desk(options());
            const auto started = desk.start();
            QVERIFY2(started, started ? "" : started.error().message.c_str());
            MainWindow *window = desk.window();
            QVERIFY(window);

            // Data arrive: a fleet, and back-fill and live points on charts that chose themselves.
            QTRY_VERIFY_WITH_TIMEOUT(desk.feed()->topology() && desk.feed()->topology()->nodes.size() >= 170,
                                     20'000);
            QTRY_VERIFY_WITH_TIMEOUT(!window->charts().isEmpty(), 20'000);
            QTRY_VERIFY_WITH_TIMEOUT(desk.feed()->topology()->edges.size() >= 280, 20'000);

            // Select a node with telemetry of its own: the inspector follows, a chart takes its first series.
            const TopologyNode node = desk.feed()->topology()->nodes.front();
            desk.selection().select(node.entity);
            QVERIFY(desk.selection().selected() == node.entity);
            const auto inspectorShows = [&] {
                for (const QLabel *label : window->panel(u"inspector"_s)->findChildren<QLabel *>()) {
                    if (label->text().contains(
                            QString::fromStdString(node.label.empty() ? node.name : node.label)))
                        return true;
                }
                return false;
            };
            QTRY_VERIFY_WITH_TIMEOUT(inspectorShows(), 5'000);
            QTRY_VERIFY_WITH_TIMEOUT(!desk.feed()->catalogue().seriesOf(node.entity).empty(), 10'000);
            const SeriesId series = desk.feed()->catalogue().seriesOf(node.entity).front();
            QTRY_VERIFY_WITH_TIMEOUT(desk.feed()->store().series(series) != nullptr, 10'000);
            desk.selection().requestChart(series);
            const auto charted = [&] {
                const auto &charts = window->charts().charts();
                return std::any_of(charts.begin(), charts.end(),
                                   [&](const ChartView *chart) { return chart->contains(series); });
            };
            QTRY_VERIFY_WITH_TIMEOUT(charted(), 5'000);
            const std::size_t before = desk.feed()->store().series(series)->size();
            QTRY_VERIFY_WITH_TIMEOUT(desk.feed()->store().series(series)->size() > before,
                                     10'000); // it is alive

            const QString picture = m_folder.filePath(u"desk.png"_s);
            QVERIFY(window->grab().save(picture));
            QVERIFY(QFileInfo(picture).size() > 20'000);
            window->close();
        }
        QFile stats(m_folder.filePath(u"stats.json"_s));
        QVERIFY(stats.open(QFile::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(stats.readAll()).object();
        QVERIFY(json["points"_L1]["received"_L1].toInteger() > 100'000); // 15 minutes at 1 Hz
        QCOMPARE(json["points"_L1]["dropped"_L1]["display"_L1].toInteger(), qint64(0));
        QVERIFY(json["fleet"_L1]["nodes"_L1].toInteger() >= 170);
    }

    void theLayoutIsKeptBetweenStarts()
    {
        DeskOptions plain = options();
        plain.demo = false;
        plain.size = {};
        {
            Application desk(plain);
            QVERIFY(desk.start().has_value());
            desk.window()->panel(u"events"_s)->hide();
            desk.window()->close();
        }
        Application again(plain);
        QVERIFY(again.start().has_value());
        QVERIFY(!again.window()->panel(u"events"_s)->isVisibleTo(again.window()));
        QVERIFY(again.window()->panel(u"topology"_s)->isVisibleTo(again.window()));
    }

    void theTimeConductorIsBelowThePanelsAlsoAfterAnOlderLayout()
    {
        DeskOptions plain = options();
        plain.demo = false;
        {
            QMainWindow older; // knows nothing of the row
            WindowSettings settings(m_folder.filePath(u"config"_s).toStdString());
            settings.setDocks(older.saveState(1).toBase64());
        }
        Application desk(plain);
        QVERIFY(desk.start().has_value());
        QVERIFY(QTest::qWaitForWindowExposed(desk.window()));
        const TimeConductorBar &bar = desk.window()->timeConductor();
        QVERIFY(bar.isVisible());
        const int top = bar.mapTo(desk.window(), QPoint()).y();
        const QWidget *panel = desk.window()->panel(u"charts"_s);
        QVERIFY(top >= panel->mapTo(desk.window(), QPoint(0, panel->height())).y());
        QVERIFY(top + bar.height() <= desk.window()->status().mapTo(desk.window(), QPoint()).y());
        QVERIFY(bar.width() > desk.window()->width() - 40);
        desk.window()->close();
    }

    void widthsOfPanelsAreKeptInAWindowLargerThanTheScreen()
    {
        DeskOptions large = options();
        large.demo = false;
        std::array<int, 2> widths{};
        for (int &width : widths) {
            Application desk(large);
            QVERIFY(desk.start().has_value());
            QVERIFY(QTest::qWaitForWindowExposed(desk.window()));
            width = desk.window()->panel(u"inspector"_s)->width();
            desk.window()->close();
        }
        QVERIFY2(std::abs(widths[0] - widths[1]) <= 8,
                 qPrintable(u"%1 and %2"_s.arg(widths[0]).arg(widths[1])));
    }

    void germanIsComplete()
    {
        DeskOptions german = options();
        german.demo = false;
        german.language = u"de"_s;
        Application desk(german);
        QVERIFY(desk.start().has_value());
        // A known string of each library that has some.
        QCOMPARE(QApplication::translate("desk::MainWindow", "Event log"), u"Ereignisprotokoll"_s);
        QVERIFY(QApplication::translate("desk::MainWindow", "&File") != u"&File"_s);
    }

    void optionsThatAreWrongAreNamed()
    {
        const auto unknown = DeskOptions::parse({u"--demos"_s});
        QVERIFY(!unknown);
        QVERIFY(unknown.error().message.find("--demos") != std::string::npos);
        const auto value = DeskOptions::parse({u"--size"_s, u"huge"_s});
        QVERIFY(!value);
        QVERIFY(value.error().message.find("1600x1000") != std::string::npos);
        QVERIFY(!DeskOptions::parse({u"--stats"_s}));
        QVERIFY(DeskOptions::parse({u"--after=2.5"_s})->screenshotAfter == std::chrono::milliseconds{2500});
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        DeskOptions refused = options();
        refused.data = u"/proc/nowhere"_s;
        Application desk(refused);
        const auto started = desk.start();
        QVERIFY(!started);
        QVERIFY(started.error().message.find("/proc/nowhere") != std::string::npos);
    }
};

DESK_GUI_TEST(TstDesk)
#include "tst_desk.moc"
