// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/layering/layerrules.h"

#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const auto root = QStringLiteral(DESK_SOURCE_DIR);
const auto mark = u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;

desk::LayerRules makeRules()
{
    return desk::LayerRules(QLibraryInfo::path(QLibraryInfo::HeadersPath));
}

QString source(const QString &include)
{
    return mark + u"#include "_s + include + u"\n"_s;
}

} // namespace

class TstLayering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySourceKeepsTheRules();
    void everyFolderHasAMeaning();
    void judgesAnInclude_data();
    void judgesAnInclude();
    void missesTheLicenceMark();
    void missesPragmaOnce();
    void findsASourceThatIsTooLong();
    void findsAnUnknownTarget();
    void findsAFolderWithoutMeaning();
    void namesTheLine();
};

void TstLayering::everySourceKeepsTheRules()
{
    const auto rules = makeRules();
    QStringList found;
    int models = 0;
    for (const QString &top : {u"models"_s, u"widgets"_s, u"app"_s, u"tests"_s}) {
        QDirIterator files(root + u'/' + top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const QString path = file.fileName().mid(root.size() + 1);
            for (const QString &violation : rules.violations(path, QString::fromUtf8(file.readAll())))
                found += path + u": "_s + violation;
            models += path.startsWith(u"models/"_s) ? 1 : 0;
        }
    }
    QVERIFY2(models > 0, "no source found: DESK_SOURCE_DIR is wrong");
    found.sort();
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

void TstLayering::everyFolderHasAMeaning()
{
    QStringList found;
    for (const QString &top :
         {u"models"_s, u"widgets"_s, u"app"_s, u"tests"_s, u"resources"_s, u"installer"_s}) {
        QDirIterator folders(root + u'/' + top, QDir::Dirs | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (folders.hasNext()) {
            const QString path = folders.next();
            found += desk::LayerRules::folderViolations(path);
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TstLayering::judgesAnInclude_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<bool>("allowed");

    const auto row = [](const char *name, const QString &path, const QString &include, bool allowed) {
        QTest::addRow("%s", name) << path << include << allowed;
    };
    const auto topology = u"models/topology/x.cpp"_s;
    const auto items = u"models/itemmodels/x.cpp"_s;
    const auto charts = u"widgets/charts/x.cpp"_s;
    const auto main = u"app/x.cpp"_s;

    row("standard header", topology, u"<vector>"_s, true);
    row("library header", topology, u"<boost/graph/adjacency_list.hpp>"_s, true);
    row("Qt Core class", topology, u"<QString>"_s, true);
    row("Qt Core header in lower case", topology, u"<qglobal.h>"_s, true);
    row("Qt Core by module", topology, u"<QtCore/QString>"_s, true);
    row("Qt Network class", topology, u"<QTcpSocket>"_s, true);
    row("item model base class", items, u"<QAbstractTableModel>"_s, true);
    row("coroutine header", topology, u"<QCoroTask>"_s, true);
    row("widget class", topology, u"<QWidget>"_s, false);
    row("widget class in lower case", topology, u"<qwidget.h>"_s, false);
    row("widget module", topology, u"<QtWidgets>"_s, false);
    row("widget class by module", topology, u"<QtWidgets/QWidget>"_s, false);
    row("colour", items, u"<QColor>"_s, false);
    row("painter", items, u"<QPainter>"_s, false);
    row("chart", topology, u"<QtCharts/QChart>"_s, false);
    row("spaces in the directive", topology, u"  <QWidget>  // why"_s, false);

    row("own target", topology, u"\"models/topology/orbit.h\""_s, true);
    row("target above", topology, u"\"models/telemetry/ids.h\""_s, true);
    row("target below", topology, u"\"models/broker/journal.h\""_s, false);
    row("target below in angle brackets", topology, u"<models/broker/journal.h>"_s, false);
    row("target of no order", topology, u"\"models/elsewhere/x.h\""_s, false);
    row("processing from items", items, u"\"models/processing/parameterfeed.h\""_s, true);
    row("server from items", items, u"\"models/ingest/ingestserver.h\""_s, false);
    row("composition root from items", items, u"\"models/instance/instance.h\""_s, false);
    row("items from the composition root", u"models/instance/x.h"_s, u"\"models/itemmodels/x.h\""_s, false);
    row("widget from a model", topology, u"\"widgets/theme/theme.h\""_s, false);
    row("program from a model", topology, u"\"app/mainwindow.h\""_s, false);
    row("test from a model", topology, u"\"tests/unit/layering/layerrules.h\""_s, false);
    row("path from the folder", topology, u"\"orbit.h\""_s, false);
    row("path upwards", topology, u"\"../broker/journal.h\""_s, false);

    row("model from a widget", charts, u"\"models/timeseries/timeseries.h\""_s, true);
    row("own folder", charts, u"\"widgets/charts/plotitem.h\""_s, true);
    row("theme from a widget", charts, u"\"widgets/theme/theme.h\""_s, true);
    row("sibling widget", charts, u"\"widgets/tables/parametertable.h\""_s, false);
    row("widget from the theme", u"widgets/theme/x.cpp"_s, u"\"widgets/charts/plotitem.h\""_s, false);
    row("program from a widget", charts, u"\"app/mainwindow.h\""_s, false);
    row("Qt Widgets from a widget", charts, u"<QWidget>"_s, true);

    row("everything from the program", main, u"\"widgets/tables/parametertable.h\""_s, true);
    row("generated by moc", main, u"\"main.moc\""_s, true);
}

void TstLayering::judgesAnInclude()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(bool, allowed);

    const QString text =
        path.endsWith(u".h"_s) ? mark + u"#pragma once\n#include "_s + include : source(include);
    const QStringList found = makeRules().violations(path, text);
    QCOMPARE(found.isEmpty(), allowed);
}

void TstLayering::missesTheLicenceMark()
{
    const QStringList found = makeRules().violations(u"app/x.cpp"_s, u"int x;\n"_s);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.first().contains(u"SPDX"_s));
}

void TstLayering::missesPragmaOnce()
{
    const auto rules = makeRules();
    QCOMPARE(rules.violations(u"app/x.h"_s, mark + u"int x;\n"_s), QStringList{u"#pragma once is missing"_s});
    QVERIFY(rules.violations(u"app/x.h"_s, mark + u"#pragma once\nint x;\n"_s).isEmpty());
}

void TstLayering::findsASourceThatIsTooLong()
{
    const auto rules = makeRules();
    QVERIFY(rules.violations(u"app/x.cpp"_s, mark + u"\n"_s.repeated(599)).isEmpty());
    QCOMPARE(rules.violations(u"app/x.cpp"_s, mark + u"\n"_s.repeated(600)),
             QStringList{u"601 lines; 600 are the most"_s});
}

void TstLayering::findsAnUnknownTarget()
{
    QCOMPARE(makeRules().violations(u"models/elsewhere/x.cpp"_s, mark),
             QStringList{u"models/elsewhere is not in the build order"_s});
}

void TstLayering::findsAFolderWithoutMeaning()
{
    QCOMPARE(desk::LayerRules::folderViolations(u"models/utils"_s).size(), 1);
    QCOMPARE(desk::LayerRules::folderViolations(u"widgets/Common"_s).size(), 1);
    QVERIFY(desk::LayerRules::folderViolations(u"models/telemetry"_s).isEmpty());
}

void TstLayering::namesTheLine()
{
    const QStringList found =
        makeRules().violations(u"models/alarms/x.cpp"_s, mark + u"\n#include <QWidget>\n"_s);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().startsWith(u"line 3: "_s), qPrintable(found.first()));
}

DESK_TEST(TstLayering)

#include "tst_layering.moc"
