// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/layoutstore.h"

#include "models/settings/layoutdocument.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUrl>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

Result<QJsonObject> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return failure(file.exists() ? ErrorCode::permissionDenied : ErrorCode::notFound,
                       path.toStdString() + ": " + file.errorString().toStdString());
    if (file.size() > largestLayout)
        return failure(ErrorCode::tooLarge,
                       path.toStdString() + " has more than " + std::to_string(largestLayout) + " bytes");
    auto layout = parseLayout(file.readAll());
    if (!layout)
        layout.error().message = path.toStdString() + ": " + layout.error().message;
    return layout;
}

// What was refused stays, beside the new one.
Result<void> putAside(const QString &path)
{
    if (!QFile::exists(path) || readFile(path))
        return {};
    for (int number = 1; number < 1000; ++number) {
        if (QFile::rename(path, path + u".refused-%1"_s.arg(number)))
            return {};
    }
    return failure(ErrorCode::permissionDenied,
                   path.toStdString() + " cannot be read, nor put aside: nothing was written over it");
}

Result<void> writeFile(const QString &path, const QJsonObject &layout)
{
    if (auto aside = putAside(path); !aside)
        return aside;
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(QJsonDocument(layout).toJson()) < 0 || !file.commit())
        return failure(ErrorCode::storageUnavailable,
                       path.toStdString() + " cannot be written: " + file.errorString().toStdString());
    return {};
}

Result<void> checkName(const QString &name)
{
    const bool isPlain = std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint(); });
    if (name.isEmpty() || name.size() > LayoutStore::longestName || !isPlain || name != name.trimmed())
        return failure(ErrorCode::invalidArgument, "a layout's name has 1 to " +
                                                       std::to_string(LayoutStore::longestName) +
                                                       " characters and no space around it");
    return {};
}

QString nameOf(const QString &file)
{
    return QUrl::fromPercentEncoding(file.chopped(5).toUtf8()); // without .json
}

bool containsName(const QStringList &names, const QString &name)
{
    return names.contains(name, Qt::CaseInsensitive);
}

} // namespace

LayoutStore::LayoutStore(const std::filesystem::path &configuration, const QString &last,
                         const QString &shipped)
    : m_folder(QString::fromStdString(configuration.string()))
    , m_last(last)
    , m_shippedFolder(shipped)
{
    const QStringList files = QDir(shipped).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (const auto layout = readFile(shipped + u'/' + file))
            m_shipped << layout->value(u"name"_s).toString();
    }
}

QStringList LayoutStore::own() const
{
    QStringList names;
    const QStringList files = ownFiles();
    for (const QString &file : files)
        names << nameOf(file);
    names.sort(Qt::CaseInsensitive);
    return names;
}

bool LayoutStore::contains(const QString &name) const
{
    return !find(name).isEmpty();
}

QString LayoutStore::find(const QString &name) const
{
    for (const QStringList &names : {m_shipped, own()}) {
        const auto found = std::find_if(names.begin(), names.end(), [&name](const QString &one) {
            return one.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (found != names.end())
            return *found;
    }
    return {};
}

QStringList LayoutStore::ownFiles() const
{
    return QDir(m_folder + u"/layouts"_s).entryList({u"*.json"_s}, QDir::Files | QDir::Hidden);
}

// One that was put there by hand may be written otherwise than we write it.
QString LayoutStore::file(const QString &name) const
{
    const QStringList files = ownFiles();
    const auto there =
        std::find_if(files.begin(), files.end(), [&name](const QString &one) { return nameOf(one) == name; });
    QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(name));
    if (encoded.startsWith(u'.'))
        encoded.replace(0, 1, u"%2E"_s);
    return m_folder + u"/layouts/"_s + (there != files.end() ? *there : encoded + u".json"_s);
}

QString LayoutStore::lastFile() const
{
    return m_folder + u'/' + m_last;
}

Result<QJsonObject> LayoutStore::read(const QString &name) const
{
    const QString found = find(name);
    if (found.isEmpty())
        return failure(ErrorCode::notFound, "there is no layout " + name.toStdString() + "; there are: " +
                                                (m_shipped + own()).join(u", "_s).toStdString());
    if (!containsName(m_shipped, found))
        return readFile(file(found));
    const QStringList files = QDir(m_shippedFolder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    return readFile(m_shippedFolder + u'/' + files.value(m_shipped.indexOf(found)));
}

Result<void> LayoutStore::write(const QString &name, const QJsonArray &windows)
{
    if (auto checked = checkName(name); !checked)
        return checked;
    if (containsName(m_shipped, name))
        return failure(ErrorCode::forbidden,
                       name.toStdString() + " is shipped with the program; choose another name");
    const QString same = find(name); // written otherwise, it is the same layout
    return writeFile(file(same.isEmpty() ? name : same), layoutOf(name, windows));
}

Result<void> LayoutStore::rename(const QString &from, const QString &to)
{
    if (auto checked = checkName(to); !checked)
        return checked;
    if (containsName(m_shipped, from))
        return failure(ErrorCode::forbidden, from.toStdString() + " is shipped with the program");
    const QString old = find(from);
    if (const QString there = find(to); !there.isEmpty() && there != old)
        return failure(ErrorCode::invalidArgument, "there is a layout " + there.toStdString() + " already");
    auto layout = read(from);
    if (!layout)
        return tl::unexpected(layout.error());
    if (old == to)
        return {};
    const QString before = file(old);
    if (auto written = writeFile(file(to), layoutOf(to, layout->value(u"windows"_s).toArray())); !written)
        return written;
    if (!QFile::remove(before))
        return failure(ErrorCode::permissionDenied, before.toStdString() + " cannot be deleted");
    return {};
}

Result<void> LayoutStore::remove(const QString &name)
{
    if (containsName(m_shipped, name))
        return failure(ErrorCode::forbidden, name.toStdString() + " is shipped with the program");
    const QString path = file(find(name));
    if (!QFile::remove(path))
        return failure(ErrorCode::notFound, path.toStdString() + " cannot be deleted");
    return {};
}

Result<QJsonObject> LayoutStore::readLast() const
{
    return readFile(lastFile());
}

Result<void> LayoutStore::writeLast(const QString &name, const QJsonArray &windows)
{
    return writeFile(lastFile(), layoutOf(name, windows));
}

} // namespace desk
