// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string>
#include <string_view>

namespace desk {

// What a producer's body carries: the member "payload" of a JSON object (a text, or any JSON as it stands),
// else the whole body. Refuses what is empty or not UTF-8. Pure, any thread.
Result<std::string> payloadOfBody(std::string_view body);

// What decides the partition of a payload, in this order: the member uuid, the member node_id, element 5 of a
// JSON array of 12, else the whole payload. Members count when they are texts that are not empty. Pure.
std::string partitionKey(std::string_view payload);

} // namespace desk
