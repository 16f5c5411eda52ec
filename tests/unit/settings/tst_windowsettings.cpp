// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/windowsettings.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstWindowSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersBetweenStarts()
    {
        QTemporaryDir folder;
        {
            WindowSettings settings(folder.path().toStdString());
            QVERIFY(settings.theme().isEmpty());
            settings.setTheme(u"light"_s);
            settings.setGeometry("YWJj");
            settings.setPanel(u"charts"_s, {{u"columns"_s, 2}});
        }
        const WindowSettings again(folder.path().toStdString());
        QCOMPARE(again.theme(), u"light"_s);
        QCOMPARE(again.geometry(), QByteArray("YWJj"));
        QCOMPARE(again.panel(u"charts"_s)["columns"_L1].toInt(), 2);
        QVERIFY(again.panel(u"unknown"_s).isEmpty());
    }

    void whatNobodyChoseIsStandard()
    {
        QTemporaryDir folder;
        WindowSettings settings(folder.path().toStdString());
        QCOMPARE(settings.scale(), 100);
        QVERIFY(!settings.reducedMotion());
        QVERIFY(!settings.memoryMiB());
        QVERIFY(!settings.shortcut(u"quit"_s));
        QVERIFY(!settings.firstRunSeen());
        settings.setScale(900); // a file that somebody wrote
        settings.setMemoryMiB(3);
        QCOMPARE(settings.scale(), 100);
        QVERIFY(!settings.memoryMiB());
    }

    void preferencesAreKept()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        {
            WindowSettings settings(path);
            settings.setScale(150);
            settings.setReducedMotion(true);
            settings.setMemoryMiB(512);
            settings.setShortcut(u"layout-A/B = \u00fc"_s, u"Ctrl+Shift+;"_s);
            settings.setShortcut(u"quit"_s, QString());
            settings.setFirstRunSeen(true);
        }
        WindowSettings again(path);
        QCOMPARE(again.scale(), 150);
        QVERIFY(again.reducedMotion());
        QCOMPARE(again.memoryMiB(), 512);
        QCOMPARE(again.shortcut(u"layout-A/B = \u00fc"_s), u"Ctrl+Shift+;"_s);
        QCOMPARE(again.shortcut(u"quit"_s), QString()); // none, on purpose
        QVERIFY(again.firstRunSeen());
        again.setShortcut(u"quit"_s, {});
        QVERIFY(!again.shortcut(u"quit"_s));
        again.setMemoryMiB({});
        QVERIFY(!again.memoryMiB());
    }
};

DESK_TEST(TstWindowSettings)
#include "tst_windowsettings.moc"
