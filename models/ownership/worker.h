// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/reconnectdelay.h"
#include "models/ownership/workerreply.h"

#include <atomic>
#include <functional>
#include <memory>

namespace desk {

// Owns a device for a controller: keeps a WebSocket to it, answers its heartbeats and gives its requests to a
// handler. A lost connection is made anew with back-off and the same GUID. start() and stop() by the thread
// that made it; the handler runs on threads of the worker's own, so that a slow device delays no heartbeat.
class Worker
{
public:
    enum class State : std::uint8_t { connecting, connected, lost };
    struct Options
    {
        std::string controller = "ws://127.0.0.1:8001";
        Guid guid = Guid::make();
        std::vector<std::string> paths; // announced; empty = whatever the controller gives it
        std::string token;              // Bearer; empty = none
        unsigned threads = 1;           // of the handler; 0 = it is quick and runs where messages arrive
        ReconnectDelay::Options reconnect{std::chrono::milliseconds{200}, std::chrono::seconds{5}};
        // On the network thread: connected, or why not.
        std::function<void(State, const std::string &reason)> onState;
    };
    using Handler = std::function<WorkerReply(const WorkerMessage &)>;

    // invalidArgument: the controller's address is none.
    static Result<std::unique_ptr<Worker>> make(Options options, Handler handler);
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void start();
    // Ends the connection; requests under way are not answered any more. Idempotent.
    void stop();

    [[nodiscard]] const Guid &guid() const;
    [[nodiscard]] bool isConnected() const;          // any thread
    [[nodiscard]] std::uint64_t answered() const;    // likewise
    [[nodiscard]] std::uint64_t expired() const;     // requests left alone: nobody waited for them any more
    [[nodiscard]] std::uint64_t connections() const; // made so far; likewise

private:
    struct Impl;
    explicit Worker(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
