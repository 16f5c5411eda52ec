// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowplace.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QJsonArray numbers(const QRect &rect)
{
    return {rect.x(), rect.y(), rect.width(), rect.height()};
}

QRect rectOf(const QJsonValue &value)
{
    const QJsonArray n = value.toArray();
    return n.size() == 4 ? QRect(n[0].toInt(), n[1].toInt(), n[2].toInt(), n[3].toInt()) : QRect();
}

int distance(const QRect &from, const QRect &to)
{
    return (from.center() - to.center()).manhattanLength();
}

} // namespace

WindowPlace WindowPlace::of(const QWidget &window)
{
    WindowPlace place{window.normalGeometry(), {}, {}, window.isMaximized(), window.isFullScreen()};
    if (!place.frame.isValid())
        place.frame = window.geometry();
    if (const QScreen *screen = window.screen()) {
        place.monitor = screen->name();
        place.monitorArea = screen->availableGeometry();
    }
    return place;
}

WindowPlace WindowPlace::fromJson(const QJsonObject &json)
{
    return {rectOf(json.value(u"frame"_s)), json.value(u"monitor"_s).toString(),
            rectOf(json.value(u"monitorArea"_s)), json.value(u"maximized"_s).toBool(),
            json.value(u"fullScreen"_s).toBool()};
}

QJsonObject WindowPlace::toJson() const
{
    return {{u"frame"_s, numbers(frame)},
            {u"monitor"_s, monitor},
            {u"monitorArea"_s, numbers(monitorArea)},
            {u"maximized"_s, maximized},
            {u"fullScreen"_s, fullScreen}};
}

QRect WindowPlace::on(const QList<Monitor> &monitors) const
{
    if (monitors.isEmpty())
        return frame;
    const QRect &was = monitorArea.isValid() ? monitorArea : frame;
    auto chosen = std::find_if(monitors.begin(), monitors.end(),
                               [this](const Monitor &one) { return one.name == monitor; });
    if (chosen == monitors.end())
        chosen = std::min_element(monitors.begin(), monitors.end(), [&](const Monitor &a, const Monitor &b) {
            return distance(a.available, was) < distance(b.available, was);
        });
    const QRect &area = chosen->available;
    if (chosen->name == monitor && area == monitorArea)
        return frame; // all is as it was: also a window that is larger than its monitor
    const QSize size = frame.size().boundedTo(area.size());
    QRect out(frame.topLeft() - was.topLeft() + area.topLeft(), size);
    out.moveLeft(std::clamp(out.left(), area.left(), area.right() - size.width() + 1));
    out.moveTop(std::clamp(out.top(), area.top(), area.bottom() - size.height() + 1));
    return out;
}

bool WindowPlace::apply(QWidget &window) const
{
    if (frame.width() < 100 || frame.height() < 100)
        return false;
    QList<Monitor> monitors;
    for (const QScreen *screen : QGuiApplication::screens())
        monitors.push_back({screen->name(), screen->availableGeometry()});
    window.setGeometry(on(monitors));
    Qt::WindowStates states = window.windowState() & ~(Qt::WindowMaximized | Qt::WindowFullScreen);
    states.setFlag(Qt::WindowMaximized, maximized);
    states.setFlag(Qt::WindowFullScreen, fullScreen);
    window.setWindowState(states);
    return true;
}

} // namespace desk
