// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preferencesdialog.h"
#include "app/shortcuts.h"
#include "tests/gui/deskwindows.h"
#include "tests/support/testprogram.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>

using namespace deskwindows;

class TstPreferences : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;

    PreferencesDialog *open() const
    {
        QApplication::setActiveWindow(&m_desk->main());
        QTest::keyClick(&m_desk->main(), Qt::Key_Comma, Qt::ControlModifier);
        return m_desk->main().findChild<PreferencesDialog *>();
    }
    template <class T>
    static T *part(PreferencesDialog *dialog, const char *name)
    {
        return dialog->findChild<T *>(QLatin1String(name));
    }
    static void choose(QComboBox *box, int index)
    {
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        Q_EMIT box->activated(box->currentIndex());
    }
    static int rowOf(QTableWidget *table, const QString &text)
    {
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->text().contains(text))
                return row;
        }
        return -1;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(*m_folder);
        m_desk->workspace->open({780, 760});
        QVERIFY(QTest::qWaitForWindowExposed(&m_desk->main()));
    }
    void cleanup() { m_desk.reset(); }

    void whatIsChosenTakesEffectAndIsKept()
    {
        PreferencesDialog *dialog = open();
        QVERIFY(dialog);
        choose(part<QComboBox>(dialog, "theme"), 1);
        QCOMPARE(m_desk->world.theme.variant(), ThemeVariant::light);
        choose(part<QComboBox>(dialog, "scale"), 2);
        choose(part<QComboBox>(dialog, "timeFormat"), 1);
        QVERIFY(m_desk->main().timeConductor().saveState().value(u"dayOfYear"_s).toBool());
        QTest::keyClick(part<QCheckBox>(dialog, "reducedMotion"), Qt::Key_Space);
        QVERIFY(m_desk->world.theme.reducedMotion());
        part<QSpinBox>(dialog, "memory")->setValue(512);
        const WindowSettings kept(m_desk->world.folder.path().toStdString());
        QCOMPARE(kept.theme(), u"light"_s);
        QCOMPARE(kept.scale(), 150);
        QVERIFY(kept.reducedMotion());
        QCOMPARE(kept.memoryMiB(), 512);
        part<QSpinBox>(dialog, "memory")->setValue(0);
        QVERIFY(!kept.memoryMiB());
    }

    void otherKeysRunACommandInAllWindows()
    {
        MainWindow &second = m_desk->workspace->openWindow();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // menus of before
        PreferencesDialog *dialog = open();
        part<QTabWidget>(dialog, "preferencesPages")->setCurrentIndex(1);
        auto *table = part<QTableWidget>(dialog, "shortcutTable");
        const int row = rowOf(table, u"New window"_s);
        QVERIFY(row >= 0);
        QCOMPARE(table->item(row, 1)->text(), u"Ctrl+Shift+N"_s);
        table->setCurrentCell(row, 0);
        auto *keys = part<QKeySequenceEdit>(dialog, "shortcutKeys");
        keys->setKeySequence(QKeySequence(u"Ctrl+Alt+W"_s));
        Q_EMIT keys->editingFinished();
        QCOMPARE(table->item(row, 1)->text(), u"Ctrl+Alt+W"_s);
        for (MainWindow *window : {&m_desk->main(), &second})
            QCOMPARE(window->findChild<QAction *>(u"newWindow"_s)->shortcut(), QKeySequence(u"Ctrl+Alt+W"_s));
        dialog->close();
        QApplication::setActiveWindow(&m_desk->main());
        QTest::keyClick(&m_desk->main(), Qt::Key_W, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(m_desk->workspace->windows().size(), std::size_t(3));

        // Kept, also when the menus are made anew; and back to what it was.
        QEvent language(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&m_desk->main(), &language);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(m_desk->action("newWindow")->shortcut(), QKeySequence(u"Ctrl+Alt+W"_s));
        dialog = open();
        table = part<QTableWidget>(dialog, "shortcutTable");
        table->setCurrentCell(rowOf(table, u"New window"_s), 0);
        QVERIFY(part<QPushButton>(dialog, "shortcutReset")->isEnabled());
        part<QPushButton>(dialog, "shortcutReset")->click();
        QCOMPARE(m_desk->action("newWindow")->shortcut(), QKeySequence(u"Ctrl+Shift+N"_s));
        QVERIFY(!m_desk->world.settings.shortcut(u"newWindow"_s));
    }

    void theListLivesOnWhenMenusAreMadeAnew()
    {
        m_desk->action("preferences")->trigger();
        auto *table = m_desk->main().findChild<QTableWidget *>(u"shortcutTable"_s);
        QVERIFY(table);
        table->setCurrentCell(1, 0);
        QVERIFY(m_desk->workspace->saveAs(u"Mine"_s).has_value());
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        table->setCurrentCell(2, 0);
        QVERIFY(!table->item(2, 0)->text().isEmpty());
        QTest::mouseClick(m_desk->main().findChild<QPushButton *>(u"shortcutResetAll"_s), Qt::LeftButton);
        QVERIFY(!table->item(2, 0)->text().isEmpty());
    }

    void keysThatAreTakenAreRefusedAndNamed()
    {
        PreferencesDialog *dialog = open();
        auto *table = part<QTableWidget>(dialog, "shortcutTable");
        table->setCurrentCell(rowOf(table, u"New window"_s), 0);
        auto *keys = part<QKeySequenceEdit>(dialog, "shortcutKeys");
        keys->setKeySequence(QKeySequence(u"Ctrl+K"_s));
        Q_EMIT keys->editingFinished();
        const QString said = part<QLabel>(dialog, "shortcutConflict")->text();
        QVERIFY2(said.contains(u"Find everything"_s) && said.contains(u"Ctrl+K"_s), qPrintable(said));
        QCOMPARE(m_desk->action("newWindow")->shortcut(), QKeySequence(u"Ctrl+Shift+N"_s));
        // Taken away there, they are free.
        table->setCurrentCell(rowOf(table, u"Find everything"_s), 0);
        part<QPushButton>(dialog, "shortcutNone")->click();
        table->setCurrentCell(rowOf(table, u"New window"_s), 0);
        keys->setKeySequence(QKeySequence(u"Ctrl+K"_s));
        Q_EMIT keys->editingFinished();
        QCOMPARE(m_desk->action("newWindow")->shortcut(), QKeySequence(u"Ctrl+K"_s));
        part<QPushButton>(dialog, "shortcutResetAll")->click();
        QCOMPARE(m_desk->action("findEverything")->shortcut(), QKeySequence(u"Ctrl+K"_s));
    }

    void noTwoCommandsComeWithTheSameKeys()
    {
        const auto commands = m_desk->main().commands();
        QVERIFY(commands.size() > 20);
        for (const auto &one : commands) {
            const auto *other = shortcuts::conflict(commands, *one.action, one.action->shortcut());
            QVERIFY2(!other, qPrintable(other ? one.path + u" and "_s + other->path : QString()));
        }
    }
};

DESK_GUI_TEST(TstPreferences)
#include "tst_preferences.moc"
