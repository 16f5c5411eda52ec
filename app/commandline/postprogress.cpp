// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postprogress.h"

#include "app/commandline/figures.h"

#include <cmath>

namespace desk {

void PostProgress::update(std::uint64_t done, const std::string &trouble)
{
    if (trouble != m_waiting) {
        m_waiting = trouble;
        if (!trouble.empty() && !m_line.isDrawn())
            m_line.say("waiting: " + trouble);
    }
    if (!m_line.isDue())
        return;
    constexpr double memory = 3; // seconds
    const auto now = Clock::now();
    if (m_at == Clock::time_point{}) {
        m_at = now;
        m_done = done;
    }
    const double passed = std::chrono::duration<double>(now - m_at).count();
    if (passed > 0) {
        const double rate = static_cast<double>(done - m_done) / passed;
        m_rate = m_rate > 0 ? m_rate + (rate - m_rate) * (1 - std::exp(-passed / memory)) : rate;
        m_at = now;
        m_done = done;
    }
    std::string text = grouped(done) + (m_total > 0 ? " of " + grouped(m_total) : std::string()) + " points";
    std::optional<double> share;
    if (m_total > 0)
        share = static_cast<double>(done) / static_cast<double>(m_total);
    if (!trouble.empty()) {
        text += "  waiting: " + trouble;
    } else if (m_rate > 0) {
        text += "  " + grouped(static_cast<std::uint64_t>(std::llround(m_rate))) + "/s";
        if (m_total > done)
            text += "  " +
                    durationWords(std::chrono::duration_cast<std::chrono::nanoseconds>(
                        std::chrono::duration<double>(static_cast<double>(m_total - done) / m_rate))) +
                    " left";
    }
    m_line.show(share, text);
}

} // namespace desk
