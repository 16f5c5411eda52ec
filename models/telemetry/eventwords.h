// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/eventlog.h"

#include <optional>
#include <string_view>

namespace desk {

// What kind of event it is, as files keep it: such a word never changes its meaning. Pure functions.
std::string_view eventWord(EventCode code);
std::optional<EventCode> eventFromWord(std::string_view word);

} // namespace desk
