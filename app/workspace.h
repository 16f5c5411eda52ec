// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/layoutstore.h"

#include <QJsonArray>
#include <QObject>
#include <QPointer>
#include <QSize>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace desk {

class MainWindow;
class WindowSettings;

// The windows of the program and how they are arranged: named layouts, the arrangement of the last time, and
// the way back from a change of it. The first window is the main one: with it the program ends. GUI thread.
class Workspace final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workspace)

public:
    using WindowMaker = std::function<std::unique_ptr<MainWindow>(Workspace &)>;

    // settings: what version 1 kept there is taken over once.
    Workspace(const WindowSettings &settings, LayoutStore layouts, WindowMaker make);
    ~Workspace() override;

    // The windows as they were the last time, or in a layout. wanted: the size of the main one, where valid.
    // What cannot be used is said in the main window's notice; the windows are there in any case.
    void open(QSize wanted, const QString &layout = {});
    [[nodiscard]] MainWindow &main() const { return *m_windows.front(); }
    [[nodiscard]] const std::vector<std::unique_ptr<MainWindow>> &windows() const { return m_windows; }
    // One more on the same source, with charts in it.
    MainWindow &openWindow();
    // A window was closed by its user: the main one ends the program, another one goes for good.
    void closed(MainWindow &window);

    [[nodiscard]] const LayoutStore &layouts() const { return m_layouts; }
    // The one chosen last; empty = none.
    [[nodiscard]] const QString &current() const { return m_current; }
    Result<void> choose(const QString &name);
    Result<void> saveAs(const QString &name);
    Result<void> rename(const QString &from, const QString &to);
    Result<void> remove(const QString &name);
    Result<void> reset(); // the current one as it was saved
    // As the last time.
    Result<void> save();

    // A panel was closed or moved, a series added or removed; told by the windows.
    void noteChange();
    // What stands now was not done by the operator: nothing before it is come back to.
    void beginHere();
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();

Q_SIGNALS:
    void changed(); // layouts, the current one, or what can be undone

private:
    enum class How { docks, everything };
    [[nodiscard]] QJsonArray capture() const;
    void apply(const QJsonArray &windows, How how);
    MainWindow &make();
    void retire(std::unique_ptr<MainWindow> window);
    void matchWindows(const QJsonArray &windows);
    void takeStep();
    void step(std::vector<QJsonArray> &from, std::vector<QJsonArray> &to);
    Result<void> say(Result<void> result) const;

    static constexpr std::size_t mostSteps = 100;
    const WindowSettings &m_settings;
    LayoutStore m_layouts;
    const WindowMaker m_make;
    std::vector<std::unique_ptr<MainWindow>> m_windows;
    std::vector<QPointer<MainWindow>> m_retired; // windows that are about to go
    QString m_current;
    QJsonArray m_shown; // what the next change is a change of
    std::vector<QJsonArray> m_undo;
    std::vector<QJsonArray> m_redo;
    QTimer m_settled; // several changes that come together are one step
    bool m_applying = false;
};

} // namespace desk
