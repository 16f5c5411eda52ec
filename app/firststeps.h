// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QGridLayout;
class QLabel;

namespace desk {

class Theme;

// What to do where nothing comes yet: post from lab hardware (address and a line for the shell that works,
// both copied by a click), look at another instance, see the demo, open a recording. Deletes itself. GUI
// thread.
class FirstSteps final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstSteps)

public:
    // address: of the server, empty = there is none. dataFolder: where the token lies, empty = not here.
    FirstSteps(const Theme &theme, const QString &address, const QString &dataFolder, bool showsAgain,
               QWidget *window);

    // Posts one point. The token is read by the shell and not on screen.
    [[nodiscard]] static QString shellLine(const QString &address, const QString &dataFolder);

Q_SIGNALS:
    void demoWanted();
    void recordingWanted();
    void connectionWanted(const QString &address);
    void showAgainChosen(bool again);

private:
    void addHardware(QGridLayout &grid, const QString &address, const QString &dataFolder);
    void addOthers(QGridLayout &grid);
    void addCopied(QGridLayout &grid, const QString &name, const QString &label, const QString &text);

    const Theme &m_theme;
    QLabel *m_said = nullptr;
};

} // namespace desk
