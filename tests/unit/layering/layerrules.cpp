// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/layering/layerrules.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace desk {

namespace {

const auto spdxLine = u"// SPDX-License-Identifier: GPL-3.0-or-later"_s;
constexpr qsizetype longestSource = 600;

// Each target of models/ may use only those before it.
const QStringList buildOrder{u"telemetry"_s, u"timeseries"_s, u"analysis"_s,   u"alarms"_s,    u"topology"_s,
                             u"network"_s,   u"broker"_s,     u"archive"_s,    u"decoding"_s,  u"datalink"_s,
                             u"links"_s,     u"exchange"_s,   u"processing"_s, u"forecast"_s,  u"ownership"_s,
                             u"ingest"_s,    u"settings"_s,   u"instance"_s,   u"itemmodels"_s};
// Item models adapt stores; where the data come from and how the program is put together is not their
// business.
const QStringList unknownToItemModels{u"ingest"_s, u"settings"_s, u"instance"_s};
// Panels that show findings in the tables that all others have.
const QStringList usersOfTables{u"network"_s, u"forecast"_s, u"ingest"_s, u"ownership"_s};
const QStringList qtOfModels{u"QtCore"_s, u"QtNetwork"_s, u"QtConcurrent"_s, u"QtWebSockets"_s,
                             u"QtSerialPort"_s};
const QStringList namesWithoutMeaning{u"util"_s,   u"utils"_s,   u"utilities"_s, u"common"_s,  u"core"_s,
                                      u"helper"_s, u"helpers"_s, u"misc"_s,      u"manager"_s, u"managers"_s};

QString section(const QString &path, qsizetype index)
{
    return path.section(u'/', index, index);
}

QString modelsViolation(const QString &includer, const QString &included)
{
    if (section(included, 0) != u"models"_s)
        return u"models/ must not include "_s + included;
    const QString from = section(includer, 1);
    const QString to = section(included, 1);
    if (from == to)
        return {};
    if (!buildOrder.contains(to))
        return u"models/%1 is not in the build order"_s.arg(to);
    if (buildOrder.indexOf(to) > buildOrder.indexOf(from) ||
        (from == u"itemmodels"_s && unknownToItemModels.contains(to)))
        return u"models/%1 must not include models/%2"_s.arg(from, to);
    return {};
}

QString widgetsViolation(const QString &includer, const QString &included)
{
    if (section(included, 0) == u"app"_s)
        return u"widgets/ must not include "_s + included;
    const QString from = section(includer, 1);
    const QString to = section(included, 1);
    const bool shared = to == u"theme"_s || (to == u"tables"_s && usersOfTables.contains(from));
    if (section(included, 0) == u"widgets"_s && from != to && !shared)
        return u"widgets/%1 must not include widgets/%2"_s.arg(from, to);
    return {};
}

} // namespace

LayerRules::LayerRules(QString qtHeaders)
    : m_qtHeaders(std::move(qtHeaders))
{
}

QStringList LayerRules::violations(const QString &path, const QString &text) const
{
    QStringList found;
    const QStringList lines = text.split(u'\n');
    if (lines.first() != spdxLine)
        found += u"the first line is not "_s + spdxLine;
    if (path.endsWith(u".h"_s) && !lines.contains(u"#pragma once"_s))
        found += u"#pragma once is missing"_s;
    if (path.endsWith(u".cpp"_s) && text.count(u'\n') > longestSource)
        found += u"%1 lines; %2 are the most"_s.arg(text.count(u'\n')).arg(longestSource);
    if (section(path, 0) == u"models"_s && path.count(u'/') > 1 && !buildOrder.contains(section(path, 1)))
        found += u"models/%1 is not in the build order"_s.arg(section(path, 1));

    static const QRegularExpression include(uR"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"_s);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = include.match(lines[i]);
        if (!match.hasMatch())
            continue;
        const QString wrong = includeViolation(path, match.captured(2), match.captured(1) == u"\""_s);
        if (!wrong.isEmpty())
            found += u"line %1: %2"_s.arg(i + 1).arg(wrong);
    }
    return found;
}

QStringList LayerRules::folderViolations(const QString &path)
{
    const QString name = path.section(u'/', -1).toLower();
    if (!namesWithoutMeaning.contains(name))
        return {};
    return {u"a folder named %1 says nothing; name what its contents are about"_s.arg(name)};
}

QString LayerRules::includeViolation(const QString &includer, const QString &name, bool quoted) const
{
    static const QStringList ourFolders{u"models"_s, u"widgets"_s, u"app"_s, u"tests"_s};
    const QString from = section(includer, 0);
    const bool isOurs = ourFolders.contains(section(name, 0)) && name.contains(u'/');
    if (quoted && !isOurs && !name.endsWith(u".moc"_s) && !name.startsWith(u"moc_"_s))
        return u"\"%1\" is not written from the root of the project"_s.arg(name);
    if (isOurs && from == u"models"_s)
        return modelsViolation(includer, name);
    if (isOurs && from == u"widgets"_s)
        return widgetsViolation(includer, name);
    if (from == u"models"_s && !isAllowedQtHeader(name))
        return u"models/ must not include <%1>: only %2"_s.arg(name, qtOfModels.join(u", "_s));
    return {};
}

bool LayerRules::isAllowedQtHeader(const QString &name) const
{
    static const QRegularExpression qtHeader(u"^(Q[A-Za-z0-9]+(/.*)?|q[a-z0-9_]+\\.h)$"_s);
    if (!qtHeader.match(name).hasMatch() || name.startsWith(u"QCoro"_s))
        return true;
    const QString module = section(name, 0);
    if (qtOfModels.contains(module))
        return true;
    return !name.contains(u'/') && std::ranges::any_of(qtOfModels, [&](const QString &folder) {
        return QFileInfo::exists(m_qtHeaders + u'/' + folder + u'/' + name);
    });
}

} // namespace desk
