// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QFormLayout;
class QTabWidget;

namespace desk {

class Theme;
class WindowSettings;

// What the operator may choose once for all windows. Each choice is kept and takes effect at once, or says
// that it does at the next start. Deletes itself. GUI thread.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreferencesDialog)

public:
    struct Parts
    {
        Theme &theme;
        WindowSettings &settings;
        QString language;
        bool dayOfYear = false;
        QString dataFolder; // empty = none here
        QString configFolder;
    };

    PreferencesDialog(Parts parts, QWidget *shortcutsPage, QWidget *window);

Q_SIGNALS:
    void languageChosen(const QString &code);
    void dayOfYearChosen(bool on);

private:
    void addLook(QFormLayout &form);
    void addBehaviour(QFormLayout &form);
    void addFolders(QFormLayout &form);

    Parts m_parts;
};

} // namespace desk
