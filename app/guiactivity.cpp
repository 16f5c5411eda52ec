// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/guiactivity.h"

#include <QMetaEnum>
#include <QTimer>

namespace desk {

std::string GuiActivity::words() const
{
    if (!receiver)
        return {};
    const char *name = QMetaEnum::fromType<QEvent::Type>().valueToKey(event);
    return std::string(receiver) + ' ' + (name ? name : std::to_string(event));
}

// Events within others are what is being done until they are handled.
bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (receiver->thread() != thread())
        return QApplication::notify(receiver, event);
    const GuiActivity before = activity();
    // A timer says less than what it belongs to. Neither need live on when the event is handled.
    const bool isTimer = receiver->metaObject() == &QTimer::staticMetaObject && receiver->parent();
    s_event.store(event->type(), std::memory_order_relaxed);
    s_receiver.store((isTimer ? receiver->parent() : receiver)->metaObject()->className(),
                     std::memory_order_relaxed);
    const bool done = QApplication::notify(receiver, event);
    s_receiver.store(before.receiver, std::memory_order_relaxed);
    s_event.store(before.event, std::memory_order_relaxed);
    return done;
}

GuiActivity WatchedApplication::activity()
{
    return {s_receiver.load(std::memory_order_relaxed), s_event.load(std::memory_order_relaxed)};
}

} // namespace desk
