// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// Server-sent events: bytes of a text/event-stream in any pieces -> its events (WHATWG HTML, 9.2.6). Any one
// thread.
class EventStreamParser
{
public:
    struct StreamEvent
    {
        std::string name = "message";
        std::string data;
    };
    static constexpr std::size_t longestEvent = 16U << 20U; // bytes; a longer one is dropped and counted

    void feed(std::string_view bytes, const std::function<void(const StreamEvent &)> &event);
    // A new connection: forgets what was begun; the last id stays.
    void restart();

    [[nodiscard]] const std::string &lastId() const { return m_lastId; }
    // What the server asked to wait before the next connection.
    [[nodiscard]] std::optional<std::chrono::milliseconds> retry() const { return m_retry; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

private:
    void line(std::string_view text, const std::function<void(const StreamEvent &)> &event);
    void field(std::string_view name, std::string_view value);

    std::string m_line;
    StreamEvent m_event{{}, {}};
    bool m_hasData = false;
    bool m_tooLong = false;
    bool m_afterReturn = false; // a line feed that follows belongs to it
    bool m_first = true;        // a byte order mark may stand here
    std::string m_lastId;
    std::string m_id;
    std::optional<std::chrono::milliseconds> m_retry;
    std::uint64_t m_dropped = 0;
};

} // namespace desk
