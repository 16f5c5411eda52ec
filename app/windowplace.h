// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QRect>
#include <QString>

class QWidget;

namespace desk {

// Where a window stands: on which monitor, and where there. Plain value.
struct WindowPlace
{
    struct Monitor
    {
        QString name;
        QRect available; // without bars of the desktop
    };

    QRect frame; // of the window that is not maximized, in the coordinates of all monitors
    QString monitor;
    QRect monitorArea;
    bool maximized = false;
    bool fullScreen = false;

    static WindowPlace of(const QWidget &window);
    static WindowPlace fromJson(const QJsonObject &json);
    [[nodiscard]] QJsonObject toJson() const;
    // Moves the window there; false when there is no place.
    [[nodiscard]] bool apply(QWidget &window) const;
    // The same place on the monitor of that name, else on the one that is nearest to where it was; the window
    // as a whole on it.
    [[nodiscard]] QRect on(const QList<Monitor> &monitors) const;
};

} // namespace desk
