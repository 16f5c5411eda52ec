// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/intakerefusals.h"

namespace desk {

void IntakeRefusals::add(Last last, std::vector<Note> notes)
{
    const std::lock_guard lock(m_mutex);
    m_last = std::move(last);
    for (Note &note : notes)
        m_notes.push_back(std::move(note));
    while (m_notes.size() > mostNotes)
        m_notes.pop_front();
}

IntakeRefusals::Last IntakeRefusals::last() const
{
    const std::lock_guard lock(m_mutex);
    return m_last;
}

void IntakeRefusals::mark(std::vector<KeptFrame> &frames) const
{
    const std::lock_guard lock(m_mutex);
    for (const Note &note : m_notes) {
        for (KeptFrame &frame : frames) {
            if (note.frame == Place{frame.offset, frame.arrival} && frame.refusal.empty())
                frame.refusal = note.message;
        }
    }
}

} // namespace desk
