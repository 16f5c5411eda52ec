// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// The last line of a terminal, redrawn while something goes on; nothing where stderr is no terminal. Lines
// that are said meanwhile stay above it. One thread.
class ProgressLine
{
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    // Is there a terminal to draw on?
    [[nodiscard]] bool isDrawn() const { return m_kind != Kind::none; }
    // Is it time to draw again (ten times a second, where there is a terminal)?
    [[nodiscard]] bool isDue() const;
    // "[#####-----] 45 %  text", cut to the width of the terminal; without a share only the text.
    void show(std::optional<double> share, const std::string &text);
    // A line of its own on stderr.
    void say(std::string_view text);
    void clear();

private:
    enum class Kind : unsigned char { none, plain, redrawn };

    Kind m_kind;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_drawn{};
};

} // namespace desk
