// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/httpsession.h"
#include "models/ingest/pointdecoder.h"
#include "models/ingest/requestguard.h"
#include "models/ingest/websocketpeer.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

using namespace desk;
namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

[[noreturn]] void fail(const char *what, std::string_view received = {})
{
    std::fprintf(stderr, "%s\n%.*s\n", what, static_cast<int>(received.size()), received.data());
    std::abort();
}

// Answers of every kind that the server's routes give, on a connection that is no network.
class Server
{
    SystemTimeService m_time; // before the sessions, which refer to it

public:
    explicit Server(asio::io_context &context)
        : m_context(context)
    {
        sessions.options.maxHeader = 1024;
        sessions.options.maxUrl = 256;
        sessions.options.maxBody = 2048;
        sessions.handlers.accept = [this](const HttpRequest &request, std::string_view raw,
                                          std::size_t &maxBody) -> std::optional<ServerResponse> {
            isHead.push_back(request.method == HttpMethod::head);
            if (request.path == "/small")
                maxBody = 4;
            return m_guard.check(request, raw);
        };
        sessions.handlers.answer = [this](const HttpRequest &request) { return answer(request); };
    }

    HttpSessions sessions{m_time};
    bool closesWebSocket = false;
    std::vector<bool> isHead; // of each request whose header was understood

private:
    ServerResponse answer(const HttpRequest &request)
    {
        volatile char last = 0;
        for (std::size_t i = 0; i < PointDecoder::padding; ++i)
            last = request.body.data()[request.body.size() + i]; // promised to be readable
        static_cast<void>(last);
        ServerResponse response;
        response.body = request.parameter("x") + std::string(request.body.begin(), request.body.end());
        if (request.path == "/throw")
            throw std::runtime_error("a handler's fault");
        if (request.path == "/hold")
            response.hold = [this](std::function<void()> ready) { asio::post(m_context, std::move(ready)); };
        else if (request.path == "/events")
            response.stream = [this](const std::shared_ptr<ResponseStream> &stream) {
                stream->write(std::make_shared<const std::string>("data: 1\n\n"));
                stream->write(std::make_shared<const std::string>("data: 2\n\n"));
                asio::post(m_context, [stream] { stream->end(); });
            };
        else if (request.path == "/stream" && equalIgnoringCase(request.header("upgrade"), "websocket"))
            response.upgrade = [this](const std::shared_ptr<WebSocketPeer> &peer) {
                peer->onText = [this, peer = peer.get()](std::string_view text) {
                    closesWebSocket = closesWebSocket || text == "end";
                    if (text == "end")
                        peer->close(CloseCode::goingAway, "asked for");
                    else
                        peer->send({std::string(text), std::make_shared<const std::string>("!")});
                };
            };
        else if (request.path == "/nothing")
            response.status = 204, response.body.clear();
        return response;
    }

    asio::io_context &m_context;
    const RequestGuard m_guard{{{"localhost"}, 8000, {"https://console.example"}}};
};

// One connection from its first byte to its end.
std::string converse(asio::io_context &context, Server &server, std::string_view input, std::uint8_t how)
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0)
        fail("no socket");
    {
        auto session = std::make_shared<HttpSession>(
            asio::ip::tcp::socket(context, asio::ip::tcp::v4(), ends[1]), server.sessions);
        server.sessions.open.insert(session);
        session->start();
    }
    std::string received;
    const auto turn = [&] {
        do {
            std::array<char, 4096> piece{};
            for (ssize_t n = 0; (n = ::read(ends[0], piece.data(), piece.size())) > 0;)
                received.append(piece.data(), static_cast<std::size_t>(n));
        } while (context.poll() > 0);
    };
    // How the bytes arrive: all at once, header by header, or in pieces of one size.
    const std::size_t most = std::max<std::size_t>(how, input.size() / 32 + 1);
    while (!input.empty()) {
        const auto blank = input.find("\r\n\r\n");
        const std::size_t length = how == 0                          ? input.size()
                                   : how > 1                         ? std::min(most, input.size())
                                   : blank == std::string_view::npos ? input.size()
                                                                     : blank + 4;
        if (::send(ends[0], input.data(), length, MSG_NOSIGNAL) < 0)
            break; // the server has closed
        input.remove_prefix(length);
        turn();
    }
    ::shutdown(ends[0], SHUT_WR);
    turn();
    // As the server at its end. A WebSocket that we close waits 5 s for a peer that breaks the protocol
    // instead.
    if (server.closesWebSocket || received.starts_with("HTTP/1.1 101")) {
        for (const auto &session : std::set(server.sessions.open)) {
            session->stop();
            session->abandon();
        }
        server.sessions.open.clear();
        ::close(ends[0]);
        return received;
    }
    // All that a session may still wait for is its peer, and that has gone.
    if (!server.sessions.open.empty() || server.sessions.connections != 0 || server.sessions.fresh != 0 ||
        !server.sessions.byAddress.empty())
        fail("the session did not end", received);
    ::close(ends[0]);
    return received;
}

// Whether these are whole answers, one after the other, no more than there were requests and refusals.
void checkAnswers(std::string_view received, const std::vector<bool> &isHead)
{
    std::size_t answers = 0;
    bool last = false;
    while (!received.empty()) {
        if (last)
            fail("bytes after the last answer", received);
        http::response_parser<http::string_body> parser;
        parser.skip(answers < isHead.size() && isHead[answers]);
        boost::beast::error_code error;
        std::size_t used = parser.put(asio::buffer(received.data(), received.size()), error);
        if (!error && !parser.is_done()) {
            parser.eager(true);
            if (received.size() > used)
                used += parser.put(asio::buffer(received.data() + used, received.size() - used), error);
            if (!error && !parser.is_done())
                parser.put_eof(error);
        }
        if (error || !parser.is_done())
            fail(("not a whole answer: " + error.message()).c_str(), received);
        received.remove_prefix(used);
        const unsigned status = parser.get().result_int();
        if (status == 101)
            return; // frames follow
        if (status == 100)
            continue;
        ++answers;
        last = !parser.get().keep_alive();
    }
    if (answers > isHead.size() + 1)
        fail("more answers than requests");
}

} // namespace

// Bytes of a client on one connection; the first says how they arrive. Whatever they are, the answers are
// whole and in order, and the connection ends with them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    asio::io_context context{1};
    Server server(context);
    const std::string_view input(reinterpret_cast<const char *>(data) + 1, size - 1);
    checkAnswers(converse(context, server, input, data[0]), server.isHead);
    return 0;
}
