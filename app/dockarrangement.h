// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <functional>

class QDockWidget;
class QMainWindow;
class QString;

namespace desk {

// Puts docks into a window as a tree says: {"row": [trees], "sizes": [pixels]} beside each other, {"column":
// …} below each other, {"tabs": [names]} in one place, the first in front. Sizes are shares of the window.
// Docks that are not in the tree are hidden; names that find gives nothing for are left out. GUI thread.
void arrangeDocks(QMainWindow &window, const QJsonObject &tree,
                  const std::function<QDockWidget *(const QString &)> &find);

} // namespace desk
