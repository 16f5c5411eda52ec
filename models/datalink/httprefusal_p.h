// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/httpclient.h"

namespace desk {

// The words for a failed transfer, by libcurl's code (a CURLcode) and its own text. Pure, any thread.
Error transportError(int code, const HttpClientOptions &options, std::string_view detail);

} // namespace desk
