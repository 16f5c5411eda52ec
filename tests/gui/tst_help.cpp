// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/firststeps.h"
#include "tests/gui/deskwindows.h"
#include "tests/support/testprogram.h"
#include "widgets/workspace/helpwindow.h"

#include <QClipboard>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTextBrowser>

using namespace deskwindows;

class TstHelp : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    static HelpWindow *pressF1(MainWindow &window)
    {
        QApplication::setActiveWindow(&window);
        QTest::keyClick(&window, Qt::Key_F1);
        return window.findChild<HelpWindow *>();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void f1ShowsTheTopicOfThePanelThatHasTheKeys()
    {
        Desk desk(*m_folder);
        desk.workspace->open({780, 760});
        QVERIFY(QTest::qWaitForWindowExposed(&desk.main()));
        for (const QString &name : desk.main().panelNames()) {
            QApplication::setActiveWindow(&desk.main());
            desk.main().focusPanel(name);
            QTRY_VERIFY2(QApplication::focusWidget() &&
                             desk.panel(qPrintable(name)).isAncestorOf(QApplication::focusWidget()),
                         qPrintable(name));
            HelpWindow *help = pressF1(desk.main());
            QVERIFY(help);
            QCOMPARE(help->topic(), name);
            QVERIFY(help->findChild<QTextBrowser *>()->toPlainText().size() > 80);
            help->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void wordsAreFoundInAllTopics()
    {
        HelpWindow help(u"en"_s, nullptr);
        help.setAttribute(Qt::WA_DeleteOnClose, false);
        auto *list = help.findChild<QListWidget *>();
        const int all = list->count();
        QVERIFY(all >= 10);
        QTest::keyClicks(help.findChild<QLineEdit *>(), u"shaded hole"_s);
        QCOMPARE(list->count(), 1);
        QCOMPARE(help.topic(), u"charts"_s);
        QTest::keyClicks(help.findChild<QLineEdit *>(), u" xyzzy"_s);
        QCOMPARE(list->count(), 0);
        QVERIFY(help.findChild<QTextBrowser *>()->toPlainText().contains(u"No topic"_s));
        help.showTopic(u"events"_s);
        QCOMPARE(list->count(), all);
        QCOMPARE(help.topic(), u"events"_s);
    }

    void germanHasTheSameTopics()
    {
        const HelpWindow english(u"en"_s, nullptr);
        const HelpWindow german(u"de"_s, nullptr);
        const HelpWindow unknown(u"fr"_s, nullptr);
        QCOMPARE(german.topics(), english.topics());
        QCOMPARE(unknown.topics(), english.topics());
        QCOMPARE(german.findChild<QListWidget *>()->item(0)->text(), u"Erste Schritte"_s);
    }

    void theShellLineWorks()
    {
        qputenv("CONSTELLATION_CONFIG_DIR", m_folder->filePath(u"config"_s).toLocal8Bit());
        DeskOptions options;
        options.data = m_folder->filePath(u"data with 'quotes'"_s);
        options.listen = u"127.0.0.1:0"_s;
        options.language = u"en"_s;
        Application desk(options);
        QVERIFY(desk.start().has_value());
        // Nobody has sent anything: the page comes by itself.
        QTRY_VERIFY_WITH_TIMEOUT(desk.window()->findChild<FirstSteps *>(), 20'000);
        auto *steps = desk.window()->findChild<FirstSteps *>();
        QTest::mouseClick(steps->findChild<QPushButton *>(u"shellLineCopy"_s), Qt::LeftButton);
        const QString line = QGuiApplication::clipboard()->text();
        QVERIFY2(line.contains(u"curl"_s) && line.contains(u"/api/v1/telemetry"_s), qPrintable(line));
        QTest::mouseClick(steps->findChild<QPushButton *>(u"addressCopy"_s), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"http://127.0.0.1:"_s));
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, line});
        QVERIFY(shell.waitForFinished(20'000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        QTRY_VERIFY_WITH_TIMEOUT(desk.feed()->catalogue().findEntity("bench-1") != noEntity, 10'000);
        QTest::mouseClick(steps->findChild<QAbstractButton *>(u"showAgain"_s), Qt::LeftButton);
        desk.window()->close();
        QVERIFY(WindowSettings(m_folder->filePath(u"config"_s).toStdString()).firstRunSeen());
    }

    void anotherInstanceIsAskedForByItsAddress()
    {
        Theme theme;
        FirstSteps steps(theme, {}, {}, true, nullptr);
        steps.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(!steps.findChild<QLineEdit *>(u"address"_s)); // there is no server
        QSignalSpy wanted(&steps, &FirstSteps::connectionWanted);
        auto *push = steps.findChild<QPushButton *>(u"connectTo"_s);
        QVERIFY(!push->isEnabled());
        auto *field = steps.findChild<QLineEdit *>(u"otherAddress"_s);
        QTest::keyClicks(field, u"  http://desk-2:8000 "_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front().front().toString(), u"http://desk-2:8000"_s);
        QTest::mouseClick(push, Qt::LeftButton);
        QCOMPARE(wanted.count(), 2);
    }
};

DESK_GUI_TEST(TstHelp)
#include "tst_help.moc"
