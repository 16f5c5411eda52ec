// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/pointposter.h"

#include <nlohmann/json_fwd.hpp>

namespace desk {

// What `constellation post` says at its end of what it delivered. Pure functions.

// "12 points accepted by URL in 0.1 s (120/s), 0 rejected, 0 rows skipped, ..."
std::string deliveryWords(const PointPoster &poster, const std::string &url, double seconds,
                          std::uint64_t skipped);
// Where the dead letters are, and how they are sent again; empty where there are none.
std::string deadLetterWords(const DeadLetterFile *letters);
// The members of --json that say the same.
void addDelivery(nlohmann::ordered_json &json, const PointPoster &poster, const DeadLetterFile *letters,
                 double seconds);
nlohmann::ordered_json complaintsJson(const RowComplaints &rows);

} // namespace desk
