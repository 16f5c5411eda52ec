// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/workermessage.h"

namespace desk {

// What a worker answers to a request. Plain value.
struct WorkerReply
{
    int status = 200;
    std::string contentType = "application/json";
    WorkerMessage::Headers headers;
    std::string body;
};

// {"Error","Message","StatusCode"}, as controllers word theirs.
WorkerReply replyError(int status, std::string_view error, std::string_view message);
// The device takes only these methods, "GET, POST".
WorkerReply replyMethodNotAllowed(const std::string &allowed);

} // namespace desk
