// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/mainwindow.h"
#include "models/itemmodels/linktablemodel.h"
#include "models/links/linkmanager.h"
#include "models/settings/windowsettings.h"
#include "tests/gui/ptyboard.h"
#include "tests/support/testprogram.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"
#include "widgets/connect/connectassistant.h"
#include "widgets/connect/fieldspage.h"
#include "widgets/connect/topicmodel.h"
#include "widgets/connect/topicsdialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolBar>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;

// The whole program, offscreen, worked by keys and clicks: a board is plugged in and seen on a chart.
class TstConnectDevice : public QObject
{
    Q_OBJECT

    static constexpr qint64 longestWay = 60'000; // ms
    QTemporaryDir m_folder;

    DeskOptions options() const
    {
        DeskOptions o;
        o.data = m_folder.filePath(u"data"_s);
        o.listen = u"127.0.0.1:0"_s;
        o.language = u"en"_s;
        o.theme = u"dark"_s;
        o.size = QSize(1600, 1000);
        return o;
    }
    // For people to look at, in the folder that DESK_PICTURES names.
    static void picture(QWidget &of, const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("DESK_PICTURES"); !folder.isEmpty())
            of.grab().save(folder + u'/' + name + u".png"_s);
    }
    static QString textOf(const QWidget &in, const char *label)
    {
        const auto *found = in.findChild<QLabel *>(QLatin1String(label));
        return found && found->isVisible() ? found->text() : QString();
    }
    static void click(QWidget &in, const char *button)
    {
        auto *found = in.findChild<QPushButton *>(QLatin1String(button));
        QVERIFY(found && found->isEnabled());
        QTest::mouseClick(found, Qt::LeftButton);
    }
    static void replaceText(QLineEdit &line, const QString &text)
    {
        QTest::mouseClick(&line, Qt::LeftButton);
        QTest::keyClick(&line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&line, text);
    }
    static void fillCell(QTableWidget &table, int row, int column, const QString &text)
    {
        const QRect cell = table.visualItemRect(table.item(row, column));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, cell.center());
        QTest::keyClick(&table, Qt::Key_F2);
        auto *editor = table.viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(table.item(row, column)->text(), text);
        QTRY_VERIFY(!table.viewport()->findChild<QLineEdit *>());
    }
    static int rowOf(const QTableWidget &table, const QString &source)
    {
        for (int row = 0; row < table.rowCount(); ++row) {
            if (table.item(row, 0)->text() == source)
                return row;
        }
        return -1;
    }

    static LinkDefinition ofABoard(const QString &port)
    {
        LinkDefinition link;
        link.id = "bench";
        link.name = "Bench board";
        link.node = link.decoder.node = "bench-1";
        SerialSettings serial;
        serial.port = port.toStdString();
        link.transport = serial;
        link.decoder.decoder = DecoderKind::json;
        return link;
    }
    void writeLinks(const QString &folder, const std::vector<LinkDefinition> &links) const
    {
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + u"/links.json"_s);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray::fromStdString(linksJson(links)));
    }
    static std::vector<LinkDefinition> keptLinks(const QString &folder)
    {
        QFile file(folder + u"/links.json"_s);
        return file.open(QFile::ReadOnly) ? parseLinks(file.readAll().toStdString()).value()
                                          : std::vector<LinkDefinition>();
    }
    static int rowNamed(const QAbstractItemView &table, const QString &name)
    {
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            if (table.model()->index(row, LinkTableModel::nameColumn).data().toString() == name)
                return row;
        }
        return -1;
    }
    static void clickAction(QWidget &panel, const char *name)
    {
        auto *bar = panel.findChild<QToolBar *>(u"linksBar"_s);
        auto *action = panel.findChild<QAction *>(QLatin1String(name));
        QVERIFY(bar && action);
        QWidget *button = bar->widgetForAction(action);
        QVERIFY2(button->isVisible() && button->isEnabled(), qPrintable(action->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString config = m_folder.filePath(u"config"_s);
        qputenv("CONSTELLATION_CONFIG_DIR", config.toLocal8Bit());
        WindowSettings(config.toStdString()).setFirstRunSeen(true);
    }

    void fromAnUnpluggedBoardToAChartInUnderAMinute()
    {
        Application desk(options());
        const auto started = desk.start();
        QVERIFY2(started, started ? "" : started.error().message.c_str());
        MainWindow &window = *desk.window();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const QString port = m_folder.filePath(u"board"_s);

        QElapsedTimer way;
        way.start();
        QTest::keyClick(&window, Qt::Key_D, Qt::ControlModifier);
        auto *assistant = window.findChild<ConnectAssistant *>();
        QVERIFY(assistant);
        QVERIFY(QTest::qWaitForWindowActive(assistant));
        auto *kinds = assistant->findChild<QListWidget *>(u"transportKinds"_s);
        QTest::mouseClick(kinds->viewport(), Qt::LeftButton, {},
                          kinds->visualItemRect(kinds->item(0)).center());
        QCOMPARE(assistant->form().kind(), TransportForm::Kind::serial);
        auto *device = assistant->findChild<QComboBox *>(u"port"_s);
        if (device->count() == 0) // none is plugged into this machine
            QVERIFY2(textOf(*assistant, "transportNote").contains(u"No serial device is plugged in"_s),
                     qPrintable(textOf(*assistant, "transportNote")));
        picture(*assistant, u"connect-1-unplugged"_s);
        replaceText(*device->lineEdit(), port);
        click(*assistant, "assistantNext");

        // Not there yet: what is wrong, and what to do about it.
        QCOMPARE(assistant->step(), 1);
        QTRY_VERIFY2(textOf(*assistant, "trialState").contains(u"is not there; plug the device in"_s),
                     qPrintable(textOf(*assistant, "trialState")));
        QVERIFY(textOf(*assistant, "trialState").contains(port));
        picture(*assistant, u"connect-2-waiting"_s);

        QElapsedTimer plugged;
        plugged.start();
        PtyBoard board;
        QVERIFY(board.plugIn(port));
        auto *bytes = assistant->findChild<QPlainTextEdit *>(u"trialBytes"_s);
        QTRY_VERIFY_WITH_TIMEOUT(bytes->toPlainText().contains(u"{\"t\":"_s), 20'000);
        const QString before = bytes->toPlainText();
        QTRY_VERIFY_WITH_TIMEOUT(bytes->toPlainText() != before, 5'000); // they are live
        const qint64 bytesAfter = plugged.elapsed();

        auto *decoders = assistant->findChild<QListWidget *>(u"decoders"_s);
        const auto isSuggested = [&] {
            const QString first = decoders->item(0)->text();
            return first.contains(u"JSON"_s) && first.contains(u"likelihood"_s);
        };
        QTRY_VERIFY2(isSuggested(), qPrintable(decoders->item(0)->text()));
        QTest::mouseClick(decoders->viewport(), Qt::LeftButton, {},
                          decoders->visualItemRect(decoders->item(0)).center());
        QTRY_VERIFY(assistant->decoding().hasRecords());
        picture(*assistant, u"connect-3-bytes"_s);
        click(*assistant, "assistantNext");

        QCOMPARE(assistant->step(), 2);
        QTableWidget &fields = assistant->fields().table();
        const int temperature = rowOf(fields, u"t"_s);
        QVERIFY(temperature >= 0 && rowOf(fields, u"u"_s) >= 0);
        fillCell(fields, temperature, 1, u"board_temperature"_s);
        fillCell(fields, temperature, 2, u"°C"_s);
        QVERIFY(!QTest::currentTestFailed());
        replaceText(*assistant->findChild<QLineEdit *>(u"linkName"_s), u"Thermal board"_s);
        replaceText(*assistant->findChild<QLineEdit *>(u"linkNode"_s), u"board-7"_s);
        picture(*assistant, u"connect-4-names"_s);
        QPointer<ConnectAssistant> open(assistant);
        click(*assistant, "assistantNext");
        QTRY_VERIFY2(!open || !open->isVisible(), "the link was not kept");

        // A chart has it, with values that go on.
        SeriesId series = noSeries;
        const auto charted = [&] {
            const SeriesCatalogue &names = desk.feed()->catalogue();
            const EntityId node = names.findEntity("board-7");
            series = node == noEntity ? noSeries : names.find(node, "board_temperature");
            const auto &charts = window.charts().charts();
            return series != noSeries &&
                   std::any_of(charts.begin(), charts.end(), [&](const ChartView *chart) {
                       return chart->isVisible() && chart->contains(series);
                   });
        };
        QTRY_VERIFY_WITH_TIMEOUT(charted(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.feed()->store().series(series) && desk.feed()->store().series(series)->size() >= 10, 20'000);
        const qint64 all = way.elapsed();
        const qint64 sincePlug = plugged.elapsed();
        qInfo("from the first key to ten values on a chart: %lld ms; from the plug: %lld ms to live bytes, "
              "%lld "
              "ms to the chart",
              all, bytesAfter, sincePlug);
        QVERIFY2(all < longestWay, qPrintable(QString::number(all)));
        QCOMPARE(desk.feed()->catalogue().unit(series), std::string_view("°C"));
        QTest::qWait(1500); // the picture shows a line
        picture(window, u"connect-5-chart"_s);

        // It is kept, and up.
        QFile kept(m_folder.filePath(u"data/links.json"_s));
        QVERIFY(kept.open(QFile::ReadOnly));
        const QByteArray text = kept.readAll();
        QVERIFY(text.contains("\"thermal-board\"") && text.contains("board_temperature"));
        window.close();
    }

    void linksAreChangedWhereTheyAreListed()
    {
        const QString port = m_folder.filePath(u"bench"_s);
        DeskOptions other = options();
        other.data = m_folder.filePath(u"bench-data"_s);
        writeLinks(other.data, {ofABoard(port)});
        PtyBoard board;
        QVERIFY(board.plugIn(port));
        Application desk(other);
        QVERIFY(desk.start().has_value());
        MainWindow &window = *desk.window();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QWidget &panel = *window.panel(u"links"_s);
        auto *table = panel.findChild<QTableView *>(u"linksTable"_s);
        const auto stateOf = [&](const QString &name) {
            const int row = rowNamed(*table, name);
            return table->model()->index(row, LinkTableModel::stateColumn).data().toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"Bench board"_s), u"Up"_s, 10'000);
        const auto choose = [&](const QString &name) {
            const QModelIndex index =
                table->model()->index(rowNamed(*table, name), LinkTableModel::nameColumn);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
        };
        choose(u"HTTP server"_s);
        QVERIFY(!panel.findChild<QAction *>(u"linkRemove"_s)->isEnabled());
        choose(u"Bench board"_s);
        picture(panel, u"links-chosen"_s);

        clickAction(panel, "linkSwitch");
        QTRY_COMPARE(stateOf(u"Bench board"_s), u"Off"_s);
        QVERIFY(!keptLinks(other.data).at(0).enabled);
        clickAction(panel, "linkSwitch");
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"Bench board"_s), u"Up"_s, 10'000);

        // Another name and a unit for one of its values; the link holds the port until the assistant tries
        // it.
        clickAction(panel, "linkEdit");
        auto *assistant = window.findChild<ConnectAssistant *>();
        QVERIFY(assistant && QTest::qWaitForWindowActive(assistant));
        QCOMPARE(assistant->windowTitle(), u"Edit Bench board"_s);
        QCOMPARE(assistant->form().field(u"port"_s), port);
        click(*assistant, "assistantNext");
        QTRY_VERIFY_WITH_TIMEOUT(assistant->decoding().hasRecords(), 10'000);
        picture(*assistant, u"connect-6-edit"_s);
        click(*assistant, "assistantNext");
        replaceText(*assistant->findChild<QLineEdit *>(u"linkName"_s), u"Bench two"_s);
        QTableWidget &fields = assistant->fields().table();
        fillCell(fields, rowOf(fields, u"u"_s), 2, u"V"_s);
        QVERIFY(!QTest::currentTestFailed());
        click(*assistant, "assistantNext");
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"Bench two"_s), u"Up"_s, 10'000);
        const auto kept = keptLinks(other.data);
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(kept[0].id, std::string("bench"));
        const auto unit = [&desk] {
            const SeriesCatalogue &names = desk.feed()->catalogue();
            const EntityId node = names.findEntity("bench-1");
            const SeriesId series = node == noEntity ? noSeries : names.find(node, "u");
            return series == noSeries ? std::string() : std::string(names.unit(series));
        };
        QTRY_COMPARE(unit(), std::string("V"));

        choose(u"Bench two"_s);
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(rowNamed(*table, u"Bench two"_s), -1);
        QVERIFY(keptLinks(other.data).empty());
        auto *undo = window.findChild<QToolButton *>(u"noticeAction"_s);
        QVERIFY(undo->isVisible());
        picture(window, u"links-removed"_s);
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"Bench two"_s), u"Up"_s, 10'000);
        QVERIFY(keptLinks(other.data) == kept);
        window.close();
    }

    // Of panels with links of three kinds in each theme, and once in German; only where DESK_PICTURES names a
    // folder.
    void looksRightInEachTheme()
    {
        if (qEnvironmentVariable("DESK_PICTURES").isEmpty())
            QSKIP("DESK_PICTURES names no folder");
        for (const auto &[theme, language] : {std::pair{"dark", "en"}, {"light", "de"}}) {
            const QString port = m_folder.filePath(u"look"_s);
            DeskOptions other = options();
            other.data = m_folder.filePath(u"look-data-"_s + QLatin1String(theme));
            other.theme = QLatin1String(theme);
            other.language = QLatin1String(language);
            LinkDefinition off = ofABoard(u"/dev/ttyUSB7"_s);
            off.id = "off";
            off.name = "Power supply";
            off.enabled = false;
            writeLinks(other.data, {ofABoard(port), off});
            PtyBoard board;
            QVERIFY(board.plugIn(port));
            Application desk(other);
            QVERIFY(desk.start().has_value());
            MainWindow &window = *desk.window();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            window.focusPanel(u"ingest"_s);
            auto *table = window.panel(u"links"_s)->findChild<QTableView *>(u"linksTable"_s);
            QTRY_VERIFY(rowNamed(*table, u"Bench board"_s) >= 0);
            table->selectRow(rowNamed(*table, u"Bench board"_s));
            QTest::qWait(3000);
            picture(window, u"links-"_s + QLatin1String(theme));
            window.connectDevice();
            auto *assistant = window.findChild<ConnectAssistant *>();
            assistant->form().choose(TransportForm::Kind::mqtt);
            QTest::qWait(300);
            picture(*assistant, u"mqtt-"_s + QLatin1String(theme));
            auto *find = assistant->findChild<QPushButton *>(u"findTopics"_s);
            QTest::mouseClick(find, Qt::LeftButton);
            QTest::qWait(1500);
            assistant->findChild<TopicsDialog *>()->model().setTopics(
                {{"lab/psu/current_a", 1, {}, "{\"value\": 1.52}"},
                 {"lab/psu/voltage_v", 240, 10.0, "{\"value\": 12.01}"}});
            picture(*assistant->findChild<QDialog *>(u"topicsDialog"_s), u"topics-"_s + QLatin1String(theme));
            assistant->close();
            window.close();
        }
    }
};

DESK_GUI_TEST(TstConnectDevice)
#include "tst_connectdevice.moc"
