// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/eventwords.h"

#include <algorithm>
#include <array>

namespace desk {

namespace {

constexpr std::array<std::string_view, 28> words{
    "server_listening",  "server_port_taken", "server_stopped",     "journal_replayed",
    "journal_torn_tail", "journal_full",      "journal_error",      "link_up",
    "link_down",         "node_learned",      "fleet_replaced",     "limit_violated",
    "limit_cleared",     "refused",           "cardinality_limit",  "display_overflow",
    "token_created",     "token_revoked",     "fault_injected",     "limits_loaded",
    "limits_refused",    "stream_gap",        "recording_finished", "recording_thinned",
    "recording_deleted", "recording_failed",  "memory_short",       "window_stalled",
};
static_assert(words.size() == std::size_t(EventCode::windowStalled) + 1);

} // namespace

std::string_view eventWord(EventCode code)
{
    return words.at(static_cast<std::size_t>(code));
}

std::optional<EventCode> eventFromWord(std::string_view word)
{
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end())
        return std::nullopt;
    return static_cast<EventCode>(found - words.begin());
}

} // namespace desk
