// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/controller.h"

namespace desk {

// The transport to a worker that a test plays.
class FakeChannel final : public WorkerChannel
{
public:
    bool send(std::string message, bool binary) override
    {
        if (broken)
            return false;
        sent.push_back({std::move(message), binary});
        return true;
    }
    void close(std::string_view reason) override { closed = std::string(reason); }

    struct Sent
    {
        std::string text;
        bool binary;
    };
    std::vector<Sent> sent;
    bool broken = false;
    std::optional<std::string> closed;
};

// A worker that answers what the test tells it to.
struct FakeWorker
{
    FakeWorker(Controller &of, const TimeService &clock, Guid guid = Guid::make(),
               std::vector<std::string> announced = {})
        : controller(of)
        , time(clock)
        , id(of.add({guid, "127.0.0.1", 5000, std::move(announced)}, channel))
    {
    }

    // All messages since the last call, read.
    std::vector<WorkerMessage> take()
    {
        std::vector<WorkerMessage> messages;
        for (const FakeChannel::Sent &each : channel->sent)
            messages.push_back(reader.read(each.text).value());
        channel->sent.clear();
        return messages;
    }
    void answer(const WorkerMessage &request, int status = 200, std::string body = {})
    {
        WorkerMessage message;
        message.guid = request.guid;
        message.type = request.type == WorkerMessageType::heartbeat ? WorkerMessageType::heartbeat
                                                                    : WorkerMessageType::response;
        message.status = status;
        message.body = std::move(body);
        controller.receive(id, encode(message, time.now()));
    }
    // Answers the heartbeats, gives back the requests.
    std::vector<WorkerMessage> live()
    {
        std::vector<WorkerMessage> requests;
        for (const WorkerMessage &message : take()) {
            if (message.type == WorkerMessageType::heartbeat)
                answer(message);
            else
                requests.push_back(message);
        }
        return requests;
    }

    Controller &controller;
    const TimeService &time;
    std::shared_ptr<FakeChannel> channel = std::make_shared<FakeChannel>();
    WorkerId id;
    WorkerMessageReader reader;
};

} // namespace desk
