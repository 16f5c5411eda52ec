// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/eventstreamparser.h"

#include <charconv>

namespace desk {

void EventStreamParser::feed(std::string_view bytes, const std::function<void(const StreamEvent &)> &event)
{
    while (!bytes.empty()) {
        if (m_afterReturn && bytes.front() == '\n')
            bytes.remove_prefix(1);
        m_afterReturn = false;
        const auto end = bytes.find_first_of("\r\n");
        const std::string_view piece = bytes.substr(0, end);
        if (m_line.size() + piece.size() <= longestEvent)
            m_line += piece;
        else
            m_tooLong = true;
        if (end == std::string_view::npos)
            return;
        m_afterReturn = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        const std::string whole = std::move(m_line);
        m_line.clear();
        line(whole, event);
    }
}

void EventStreamParser::restart()
{
    m_line.clear();
    m_event = {{}, {}};
    m_hasData = false;
    m_tooLong = false;
    m_afterReturn = false;
    m_first = true;
    m_id = m_lastId;
}

void EventStreamParser::line(std::string_view text, const std::function<void(const StreamEvent &)> &event)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (m_first && text.substr(0, mark.size()) == mark)
        text.remove_prefix(mark.size());
    m_first = false;
    if (!text.empty()) {
        const auto colon = text.find(':');
        if (colon == 0)
            return; // a comment
        std::string_view value =
            colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
        if (!value.empty() && value.front() == ' ')
            value.remove_prefix(1);
        return field(text.substr(0, colon), value);
    }
    m_lastId = m_id;
    if (m_tooLong) {
        ++m_dropped;
    } else if (m_hasData) {
        m_event.data.pop_back(); // the line end behind the last line
        if (m_event.name.empty())
            m_event.name = "message";
        event(m_event);
    }
    m_event = {{}, {}};
    m_hasData = false;
    m_tooLong = false;
}

void EventStreamParser::field(std::string_view name, std::string_view value)
{
    if (name == "data") {
        m_hasData = true;
        if (m_event.data.size() + value.size() < longestEvent)
            m_event.data.append(value).append("\n");
        else
            m_tooLong = true;
    } else if (name == "event") {
        m_event.name = value;
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos)
            m_id = value;
    } else if (name == "retry") {
        std::int64_t wait = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), wait);
        if (!value.empty() && read.ptr == value.data() + value.size() && wait >= 0)
            m_retry = std::chrono::milliseconds(wait);
    }
}

} // namespace desk
