// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/windowsettings.h"

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
};

QTEST_GUILESS_MAIN(TstWindowSettings)
#include "tst_windowsettings.moc"
