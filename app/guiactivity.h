// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <atomic>
#include <string>

namespace desk {

// What the GUI thread is doing: the event that is being handled, and the class that handles it. Plain value.
struct GuiActivity
{
    const char *receiver = nullptr; // a class's own name, which lives as long as the program; null = nothing
    int event = 0;                  // QEvent::Type

    // "desk::PlotArea Paint"; empty = nothing. Any thread.
    [[nodiscard]] std::string words() const;
    bool operator==(const GuiActivity &) const = default;
};

// An application that knows what it is doing, for about a nanosecond an event. GUI thread.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;
    // Any thread. Its two parts may be of two events that follow each other.
    [[nodiscard]] static GuiActivity activity();

private:
    static inline std::atomic<const char *> s_receiver = nullptr;
    static inline std::atomic<int> s_event = 0;
};

} // namespace desk
