// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace.h"
#include "tests/gui/besidelive.h"

namespace deskwindows {

using namespace besidelive;

// Windows that a workspace makes, on a live source by hand.
struct Desk
{
    LiveWorld world;
    std::unique_ptr<Workspace> workspace;

    explicit Desk(QTemporaryDir &folder)
    {
        world.window.reset();
        workspace = std::make_unique<Workspace>(
            world.settings, LayoutStore(folder.path().toStdString()), [this](Workspace &of) {
                MainWindow::Parts parts{world.feed,
                                        world.conductor,
                                        world.selection,
                                        world.live.log,
                                        world.theme,
                                        world.settings,
                                        &world.live,
                                        [] { return std::vector<DataLinkStatus>(); },
                                        [](const QString &) {},
                                        u"en"_s};
                parts.workspace = &of;
                return std::make_unique<MainWindow>(std::move(parts));
            });
    }
    MainWindow &main() const { return workspace->main(); }
    Panel &panel(const char *name) const { return *static_cast<Panel *>(main().panel(QLatin1String(name))); }
    QAction *action(const char *name) const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // menus of before
        return main().findChild<QAction *>(QLatin1String(name));
    }
    // Where each panel is and what it shows, as text.
    QStringList picture(std::size_t window = 0) const
    {
        QStringList lines;
        MainWindow &of = *workspace->windows().at(window);
        for (const QString &name : of.panelNames()) {
            const auto *dock = static_cast<QDockWidget *>(of.panel(name));
            const QRect at =
                dock->isFloating() ? dock->geometry() : QRect(dock->mapTo(&of, QPoint()), dock->size());
            const bool front = !dock->visibleRegion().isEmpty();
            lines << u"%1 open=%2 front=%3 float=%4 %5,%6 %7x%8"_s.arg(name)
                         .arg(dock->toggleViewAction()->isChecked())
                         .arg(front)
                         .arg(dock->isFloating())
                         .arg(front ? at.x() : 0)
                         .arg(front ? at.y() : 0)
                         .arg(front ? at.width() : 0)
                         .arg(front ? at.height() : 0);
        }
        return lines;
    }
};

} // namespace deskwindows
