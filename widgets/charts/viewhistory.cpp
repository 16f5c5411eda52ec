// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/viewhistory.h"

#include <algorithm>

namespace desk {

void ViewHistory::beginGesture()
{
    m_inGesture = true;
    m_gestureHasEntry = false;
}

void ViewHistory::note(QObject *of, Step back, Step there)
{
    if (m_replaying)
        return;
    if (!m_inGesture || !m_gestureHasEntry) {
        m_entries.resize(m_position); // what was undone is gone
        if (m_entries.size() == mostEntries)
            m_entries.erase(m_entries.begin());
        m_entries.emplace_back();
        m_position = m_entries.size();
        m_gestureHasEntry = m_inGesture;
    }
    Entry &entry = m_entries.back();
    const auto same = std::ranges::find_if(entry, [of](const Part &part) { return part.of == of; });
    if (same != entry.end())
        same->there = std::move(there);
    else
        entry.push_back({of, std::move(back), std::move(there)});
}

bool ViewHistory::undo()
{
    m_inGesture = false;
    if (!canUndo())
        return false;
    --m_position;
    m_replaying = true;
    for (const Part &part : m_entries[m_position]) {
        if (part.of)
            part.back();
    }
    m_replaying = false;
    return true;
}

bool ViewHistory::redo()
{
    m_inGesture = false;
    if (!canRedo())
        return false;
    m_replaying = true;
    for (const Part &part : m_entries[m_position]) {
        if (part.of)
            part.there();
    }
    m_replaying = false;
    ++m_position;
    return true;
}

} // namespace desk
