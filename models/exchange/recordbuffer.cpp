// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/recordbuffer.h"

#include <algorithm>

namespace desk {

void RecordBuffer::append(std::string_view bytes)
{
    m_buffer.erase(0, m_at);
    m_at = 0;
    m_buffer += bytes;
}

std::optional<std::string_view> RecordBuffer::take(bool quotes)
{
    const std::string_view text = rest();
    std::size_t at = m_scanned;
    if (quotes) {
        // A doubled quote closes and opens again, which comes to the same.
        for (; at < text.size() && (m_inside || text[at] != '\n') && at < longest; ++at)
            m_inside = m_inside != (text[at] == '"');
    } else {
        at = std::min(text.find('\n', at), text.size());
    }
    m_scanned = at;
    const bool ended = at < text.size() && text[at] == '\n' && !(quotes && m_inside);
    if (!ended && at < longest && (!m_finished || text.empty()))
        return std::nullopt;
    std::string_view record = text.substr(0, at);
    m_at += at + (ended ? 1 : 0);
    m_scanned = 0;
    m_inside = false;
    m_line = m_next;
    m_next += std::count(record.begin(), record.end(), '\n') + (ended ? 1 : 0);
    if (record.ends_with('\r'))
        record.remove_suffix(1);
    return record;
}

} // namespace desk
