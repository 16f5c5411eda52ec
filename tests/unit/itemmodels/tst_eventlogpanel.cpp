// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/events/eventlogpanel.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstEventLogPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_log = std::make_unique<EventLog>();
        m_reported = 0;
        m_panel = std::make_unique<EventLogPanel>(*m_log, m_theme);
        m_panel->resize(430, 280);
        m_panel->show();
    }

    void cleanup()
    {
        m_panel.reset();
        m_log.reset();
    }

    void saysWhatBelongsHere()
    {
        QVERIFY(m_panel->findChild<QLabel *>(u"emptySentence"_s)->isVisible());
        QVERIFY(!table()->isVisible());
    }

    void followsTheNewestUntilScrolledUp()
    {
        report(50);
        QVERIFY(atBottom());
        report(5);
        QVERIFY(atBottom());
        table()->verticalScrollBar()->setValue(100);
        QVERIFY(!m_panel->isFollowing());
        const int top = table()->rowAt(0);
        report(12);
        QCOMPARE(table()->verticalScrollBar()->value(), 100);
        QCOMPARE(table()->rowAt(0), top);
        QVERIFY(news()->isVisible());
        QCOMPARE(news()->text(), u"12 new"_s);
        news()->click();
        QVERIFY(atBottom());
        QVERIFY(!news()->isVisible());
        report(3);
        QVERIFY(atBottom());
    }

    void endFollowsAgain()
    {
        report(50);
        table()->verticalScrollBar()->setValue(0);
        QVERIFY(!m_panel->isFollowing());
        QTest::keyClick(table(), Qt::Key_End);
        QVERIFY(m_panel->isFollowing());
        QVERIFY(atBottom());
    }

    void filtersBySeverityAndText()
    {
        m_log->report({}, Severity::nominal, EventCode::linkUp, "alpha");
        m_log->report({}, Severity::warning, EventCode::linkDown, "alpha", "cable");
        m_log->report({}, Severity::critical, EventCode::linkDown, "beta", "cable");
        pull();
        QCOMPARE(table()->model()->rowCount(), 3);
        auto *box = m_panel->findChild<QComboBox *>(u"severity"_s);
        box->setCurrentIndex(box->findText(u"Warning or worse"_s));
        QCOMPARE(table()->model()->rowCount(), 2);
        m_panel->findChild<QLineEdit *>(u"filter"_s)->setText(u"BETA down"_s);
        QCOMPARE(table()->model()->rowCount(), 1);
        m_panel->findChild<QLineEdit *>(u"filter"_s)->setText(u"gamma"_s);
        QCOMPARE(m_panel->findChild<QLabel *>(u"emptySentence"_s)->text(), u"No event passes the filter."_s);
        const QJsonObject state = m_panel->saveState();
        box->setCurrentIndex(0);
        m_panel->restoreState(state);
        QCOMPARE(box->currentText(), u"Warning or worse"_s);
        m_panel->restoreState({{u"severity"_s, 7}});
        QCOMPARE(box->currentText(), u"Warning or worse"_s);
    }

    void copiesWhatIsSelected()
    {
        m_log->report(fromNanoseconds(1'795'269'787'250'000'000), Severity::warning, EventCode::linkDown,
                      "alpha", "cable");
        pull();
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"2026-11-21T14:03:07.250Z\tWarning\talpha is down: cable"_s);
    }

    void exportsWhatIsShownAsCsv()
    {
        const Timestamp t = fromNanoseconds(1'795'269'787'250'000'000);
        m_log->report(t, Severity::warning, EventCode::linkDown, "al\"pha", "a, b\nc");
        m_log->report(t, Severity::warning, EventCode::linkDown, "al\"pha", "a, b\nc");
        m_log->report(t, Severity::nominal, EventCode::linkUp, "=cmd()");
        pull();
        const QByteArray expected("time,severity,event,repeats\r\n"
                                  "2026-11-21T14:03:07.250Z,warning,\"al\"\"pha is down: a, b c\",2\r\n"
                                  "2026-11-21T14:03:07.250Z,nominal,\"'=cmd() is up\",1\r\n");
        QCOMPARE(m_panel->csv(), expected);
        QTemporaryDir folder;
        QVERIFY(m_panel->exportCsv(folder.filePath(u"events.csv"_s)));
        QFile file(folder.filePath(u"events.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), expected);
        const auto refused = m_panel->exportCsv(folder.filePath(u"no/such/folder/events.csv"_s));
        QVERIFY(!refused);
        QVERIFY(!refused.error().message.empty());
    }

    void costsNothingWhileHidden()
    {
        m_panel->hide();
        m_log->report({}, Severity::nominal, EventCode::linkUp, "alpha");
        QCoreApplication::processEvents();
        QCOMPARE(table()->model()->rowCount(), 0);
        m_panel->show();
        QCOMPARE(table()->model()->rowCount(), 1);
    }

private:
    void report(int count)
    {
        for (int i = 0; i < count; ++i)
            m_log->report({}, Severity::nominal, EventCode::nodeLearned, "n" + std::to_string(m_reported++));
        pull();
    }

    // What the panel's timer does, at once.
    void pull()
    {
        const int before = table()->model()->rowCount();
        QTRY_VERIFY_WITH_TIMEOUT(table()->model()->rowCount() > before, 3000);
        QCoreApplication::processEvents();
    }

    bool atBottom() const
    {
        const QScrollBar *bar = table()->verticalScrollBar();
        return m_panel->isFollowing() && bar->value() == bar->maximum();
    }

    QTableView *table() const { return m_panel->findChild<QTableView *>(u"eventTable"_s); }
    QPushButton *news() const { return m_panel->findChild<QPushButton *>(u"news"_s); }

    Theme m_theme;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<EventLogPanel> m_panel;
    int m_reported = 0;
};

DESK_GUI_TEST(TstEventLogPanel)
#include "tst_eventlogpanel.moc"
