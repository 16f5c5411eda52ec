// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace desk {

// The rules of ARCHITECTURE.md that can be read off a file: who may include whom, which Qt modules models/
// may see, the marks each source carries. Immutable and without input or output of its own but for looking up
// which module a Qt header belongs to. Any thread.
class LayerRules
{
public:
    // qtHeaders: the folder that holds QtCore/, QtWidgets/ and so on.
    explicit LayerRules(QString qtHeaders);

    // What is wrong with a file, one sentence each; empty when nothing is. The path is relative to the
    // project.
    [[nodiscard]] QStringList violations(const QString &path, const QString &text) const;

    // The same for the name of a folder.
    [[nodiscard]] static QStringList folderViolations(const QString &path);

private:
    [[nodiscard]] QString includeViolation(const QString &includer, const QString &name, bool quoted) const;
    [[nodiscard]] bool isAllowedQtHeader(const QString &name) const;

    QString m_qtHeaders;
};

} // namespace desk
