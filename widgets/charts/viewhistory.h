// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

namespace desk {

// What a user changed of a view (zoom, place, ranges of values), for undoing and redoing it. What happens
// between beginGesture() and endGesture() is undone at once; anything else by itself. Remembers the last 200
// gestures. GUI thread.
class ViewHistory final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewHistory)

public:
    static constexpr std::size_t mostEntries = 200;
    using Step = std::function<void()>;

    using QObject::QObject;

    void beginGesture();
    void endGesture() { m_inGesture = false; }
    // What was done just now to an object, which may go; of the same object in one gesture the first way back
    // and the last way there are kept.
    void note(QObject *of, Step back, Step there);

    [[nodiscard]] bool canUndo() const { return m_position > 0; }
    [[nodiscard]] bool canRedo() const { return m_position < m_entries.size(); }
    // False when there is nothing.
    bool undo();
    bool redo();

private:
    struct Part
    {
        QPointer<QObject> of;
        Step back;
        Step there;
    };
    using Entry = std::vector<Part>;

    std::vector<Entry> m_entries;
    std::size_t m_position = 0; // entries before it are done
    bool m_inGesture = false;
    bool m_gestureHasEntry = false;
    bool m_replaying = false; // what steps do is no news
};

} // namespace desk
