// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/worker.h"

#include "models/ownership/workerconnection.h"
#include "models/telemetry/timeservice.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace desk {

namespace asio = boost::asio;

struct Worker::Impl
{
    struct Work
    {
        WorkerMessage request;
        std::weak_ptr<WorkerConnection> connection; // an answer goes where its request came from, or nowhere
    };

    Impl(Options ofWorker, ControllerAddress where, Handler handle)
        : options(std::move(ofWorker))
        , address(std::move(where))
        , handler(std::move(handle))
        , delay(options.reconnect, options.guid.low)
    {
    }

    void tell(State state, const std::string &reason)
    {
        if (options.onState)
            options.onState(state, reason);
    }

    void connect()
    {
        WorkerConnection::Headers headers{{"x-guid", options.guid.text()}};
        std::string paths;
        for (const std::string &path : options.paths)
            paths += (paths.empty() ? "" : ", ") + path;
        if (!paths.empty())
            headers.emplace_back("x-paths", paths);
        if (!options.token.empty())
            headers.emplace_back("Authorization", "Bearer " + options.token);
        tell(State::connecting, {});
        connection = WorkerConnection::open(context, address, headers,
                                            {[this] { opened(); },
                                             [this](std::string_view message) { receive(message); },
                                             [this](const std::string &reason) { ended(reason); }});
    }

    void opened()
    {
        delay.reset();
        ++connections;
        connected = true;
        tell(State::connected, {});
    }

    void ended(const std::string &reason)
    {
        connected = false;
        connection.reset();
        if (stopping)
            return leave();
        tell(State::lost, reason);
        timer.expires_after(delay.next());
        timer.async_wait([this](boost::system::error_code error) {
            if (!error && !stopping)
                connect();
        });
    }

    void leave()
    {
        patience.cancel();
        work.reset();
    }

    void receive(std::string_view text)
    {
        auto message = reader.read(text);
        if (!message)
            return; // nothing that could be answered: it has no GUID
        if (message->type == WorkerMessageType::heartbeat) {
            connection->send(encodeHeartbeat(message->guid, time.now()), false);
        } else if (message->type == WorkerMessageType::request) {
            if (const auto lifetime = message->lifetime())
                message->deadline = time.steadyNow() + *lifetime;
            if (options.threads == 0)
                return connection->send(replyTo(*message), true);
            const std::lock_guard lock(mutex);
            waiting.push_back({*std::move(message), connection});
            wake.notify_one();
        }
    }

    // Of a request that waited too long: its caller was told that nothing came and may have asked again, so
    // it must not be carried out.
    bool isOver(const WorkerMessage &request) const
    {
        return request.deadline && time.steadyNow() >= *request.deadline;
    }

    std::string replyTo(const WorkerMessage &request)
    {
        WorkerReply reply;
        try {
            reply = handler(request);
        } catch (const std::exception &error) {
            reply = replyError(500, "InternalError", error.what());
        }
        std::string text = encodeReply(request, std::move(reply));
        if (text.size() <= WorkerMessageReader::longest)
            return text;
        return encodeReply(request,
                           replyError(500, "AnswerTooLarge",
                                      "the answer is larger than a controller takes, which is 64 MiB "
                                      "with its encoding; ask for less"));
    }

    std::string encodeReply(const WorkerMessage &request, WorkerReply reply)
    {
        WorkerMessage message;
        message.guid = request.guid;
        message.type = WorkerMessageType::response;
        message.status = reply.status;
        message.contentType = std::move(reply.contentType);
        message.headers = std::move(reply.headers);
        message.body = std::move(reply.body);
        message.traceParent = request.traceParent;
        message.traceState = request.traceState;
        ++answered;
        return encode(message, time.now());
    }

    void handleRequests()
    {
        std::unique_lock lock(mutex);
        while (true) {
            wake.wait(lock, [this] { return ending || !waiting.empty(); });
            if (ending)
                return;
            Work next = std::move(waiting.front());
            waiting.pop_front();
            if (isOver(next.request)) {
                ++expired;
                continue;
            }
            lock.unlock();
            asio::post(context, [text = replyTo(next.request), to = std::move(next.connection)]() mutable {
                if (const auto open = to.lock())
                    open->send(std::move(text), true);
            });
            lock.lock();
        }
    }

    void run()
    {
        work.emplace(context.get_executor());
        for (unsigned i = 0; i < options.threads; ++i)
            threads.emplace_back([this] { handleRequests(); });
        asio::post(context, [this] { connect(); });
        network = std::thread([this] { context.run(); });
    }

    void finish()
    {
        if (!network.joinable())
            return;
        {
            const std::lock_guard lock(mutex);
            ending = true;
        }
        wake.notify_all();
        asio::post(context, [this] {
            stopping = true;
            timer.cancel();
            if (connection)
                connection->close();
            else
                return leave();
            patience.expires_after(std::chrono::seconds(1)); // of a controller that does not say goodbye
            patience.async_wait([this](boost::system::error_code error) {
                if (!error)
                    context.stop();
            });
        });
        for (std::thread &thread : threads)
            thread.join();
        threads.clear();
        network.join();
    }

    const Options options;
    const ControllerAddress address;
    const Handler handler;
    const SystemTimeService time;
    std::atomic<bool> connected{false};
    std::atomic<std::uint64_t> answered{0};
    std::atomic<std::uint64_t> expired{0};
    std::atomic<std::uint64_t> connections{0};

    asio::io_context context{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    asio::steady_timer timer{context};
    asio::steady_timer patience{context};
    // The network thread's.
    ReconnectDelay delay;
    WorkerMessageReader reader;
    std::shared_ptr<WorkerConnection> connection;
    bool stopping = false;

    std::mutex mutex; // guards the next two
    std::deque<Work> waiting;
    bool ending = false;
    std::condition_variable wake;
    std::vector<std::thread> threads;
    std::thread network;
};

Result<std::unique_ptr<Worker>> Worker::make(Options options, Handler handler)
{
    auto address = ControllerAddress::of(options.controller);
    if (!address)
        return tl::unexpected(address.error());
    return std::unique_ptr<Worker>(
        new Worker(std::make_unique<Impl>(std::move(options), *std::move(address), std::move(handler))));
}

Worker::Worker(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

Worker::~Worker()
{
    stop();
}

void Worker::start()
{
    m_impl->run();
}

void Worker::stop()
{
    m_impl->finish();
}

const Guid &Worker::guid() const
{
    return m_impl->options.guid;
}

bool Worker::isConnected() const
{
    return m_impl->connected;
}

std::uint64_t Worker::expired() const
{
    return m_impl->expired;
}

std::uint64_t Worker::answered() const
{
    return m_impl->answered;
}

std::uint64_t Worker::connections() const
{
    return m_impl->connections;
}

} // namespace desk
