// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace desk {

// Where a controller listens.
struct ControllerAddress
{
    std::string host;
    std::string port = "8001";
    std::string path = "/";

    // ws://host[:port][/path]
    static Result<ControllerAddress> of(const std::string &url);
};

// One WebSocket to a controller, from its opening to its end. Everything runs on the thread of the context.
class WorkerConnection
{
public:
    struct Handlers
    {
        std::function<void()> opened;
        std::function<void(std::string_view message)> message;
        std::function<void(const std::string &reason)> ended; // last call
    };
    using Headers = std::vector<std::pair<std::string, std::string>>;

    static std::shared_ptr<WorkerConnection> open(boost::asio::io_context &context,
                                                  const ControllerAddress &address, const Headers &headers,
                                                  Handlers handlers);
    virtual ~WorkerConnection() = default;

    // Sent in order; nothing once it ended.
    virtual void send(std::string message, bool binary) = 0;
    virtual void close() = 0;
};

} // namespace desk
