// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/progressline.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono_literals;

std::size_t terminalWidth()
{
    winsize size{};
    constexpr std::size_t usual = 80;
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

std::string bar(double share, std::size_t width)
{
    const auto full = static_cast<std::size_t>(std::floor(share * static_cast<double>(width)));
    return "[" + std::string(full, '#') + std::string(width - full, '-') + "]";
}

} // namespace

ProgressLine::ProgressLine()
{
    const char *terminal = std::getenv("TERM");
    const bool dumb = !terminal || std::string_view(terminal) == "dumb";
    m_kind = ::isatty(STDERR_FILENO) == 0 ? Kind::none : dumb ? Kind::plain : Kind::redrawn;
}

ProgressLine::~ProgressLine()
{
    clear();
}

bool ProgressLine::isDue() const
{
    const auto every = m_kind == Kind::plain ? 2s : 100ms;
    return m_kind != Kind::none && std::chrono::steady_clock::now() - m_drawn >= every;
}

void ProgressLine::show(std::optional<double> share, const std::string &text)
{
    if (m_kind == Kind::none)
        return;
    m_drawn = std::chrono::steady_clock::now();
    const double part = std::clamp(share.value_or(0), 0.0, 1.0);
    std::string line = share ? std::to_string(static_cast<int>(part * 100)) + " %  " + text : text;
    if (m_kind == Kind::plain) {
        std::cerr << line << '\n';
        return;
    }
    const std::size_t width = terminalWidth() - 1; // in the last column a line would wrap
    constexpr std::size_t longestBar = 30;
    constexpr std::size_t shortestBar = 5;
    if (share && line.size() + shortestBar + 3 <= width)
        line.insert(0, bar(part, std::min(longestBar, width - line.size() - 3)) + " ");
    std::cerr << '\r' << line.substr(0, width) << "\x1B[K" << std::flush;
    m_shown = true;
}

void ProgressLine::clear()
{
    if (std::exchange(m_shown, false))
        std::cerr << "\r\x1B[K" << std::flush;
}

void ProgressLine::say(std::string_view text)
{
    clear();
    std::cerr << text << '\n';
}

} // namespace desk
