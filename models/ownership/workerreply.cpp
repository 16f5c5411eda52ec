// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/workerreply.h"

#include <nlohmann/json.hpp>

namespace desk {

WorkerReply replyError(int status, std::string_view error, std::string_view message)
{
    using Json = nlohmann::ordered_json;
    WorkerReply reply;
    reply.status = status;
    reply.body = Json{{"Error", error}, {"Message", message}, {"StatusCode", status}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
    return reply;
}

WorkerReply replyMethodNotAllowed(const std::string &allowed)
{
    WorkerReply reply = replyError(405, "MethodNotAllowed", "this resource takes only " + allowed);
    reply.headers.emplace_back("Allow", allowed);
    return reply;
}

} // namespace desk
