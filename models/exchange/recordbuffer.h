// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// Cuts bytes that come in pieces into lines or CSV records (whose quoted cells may hold line ends). What a
// call gives is valid until the next append(). One thread.
class RecordBuffer
{
public:
    // A longer one is cut there; a row of 100,000 columns still fits.
    static constexpr std::size_t longest = 4U << 20U;

    void append(std::string_view bytes);
    void finish() { m_finished = true; }

    // Without its end; nothing while it is not whole.
    std::optional<std::string_view> line() { return take(false); }
    std::optional<std::string_view> csvRecord() { return take(true); }
    // Where the record that was given last begins, from 1.
    [[nodiscard]] std::int64_t lineNumber() const { return m_line; }
    // What has not been given yet.
    [[nodiscard]] std::string_view rest() const { return std::string_view(m_buffer).substr(m_at); }
    [[nodiscard]] bool isFinished() const { return m_finished; }

private:
    std::optional<std::string_view> take(bool quotes);

    std::string m_buffer;
    std::size_t m_at = 0;
    std::size_t m_scanned = 0; // from m_at on, without an end in it
    bool m_inside = false;     // of quotes, at m_scanned
    std::int64_t m_line = 0;
    std::int64_t m_next = 1;
    bool m_finished = false;
};

} // namespace desk
