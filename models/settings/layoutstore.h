// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <QJsonObject>
#include <QStringList>

#include <filesystem>

namespace desk {

// Arrangements of windows by name: those shipped with the program, the operator's own as files in
// layouts/ of the configuration folder, and the one of the last time (workspace.json). A file is replaced as
// a whole or not at all. One that cannot be read is refused with the reason and never overwritten: it is put
// aside under another name. GUI thread.
class LayoutStore
{
public:
    static constexpr qsizetype longestName = 64;

    // last: the file of the last time. shipped: a folder with layouts that cannot be changed, in the order of
    // their file names.
    explicit LayoutStore(const std::filesystem::path &configuration,
                         const QString &last = QStringLiteral("workspace.json"),
                         const QString &shipped = QStringLiteral(":/desk/layouts"));

    [[nodiscard]] const QStringList &shipped() const { return m_shipped; }
    [[nodiscard]] QStringList own() const; // in order of names
    [[nodiscard]] bool contains(const QString &name) const;
    // The name as it is written: the case of letters does not matter. Empty for an unknown one.
    [[nodiscard]] QString find(const QString &name) const;

    [[nodiscard]] Result<QJsonObject> read(const QString &name) const;
    // An own layout of that name is replaced.
    Result<void> write(const QString &name, const QJsonArray &windows);
    Result<void> rename(const QString &from, const QString &to);
    Result<void> remove(const QString &name);

    // notFound = there is none.
    [[nodiscard]] Result<QJsonObject> readLast() const;
    Result<void> writeLast(const QString &name, const QJsonArray &windows);

private:
    [[nodiscard]] QStringList ownFiles() const;
    [[nodiscard]] QString file(const QString &name) const;
    [[nodiscard]] QString lastFile() const;

    const QString m_folder;
    const QString m_last;
    const QString m_shippedFolder;
    QStringList m_shipped;
};

} // namespace desk
