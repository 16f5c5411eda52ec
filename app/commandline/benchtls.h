// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>

struct ssl_ctx_st;
struct ssl_st;

namespace desk {

// TLS 1.2 and later for a benchmark's connections, over their own sockets. Made once for a server and shared;
// a session is used by one thread.
class BenchTls
{
public:
    struct End
    {
        void operator()(ssl_ctx_st *context) const;
        void operator()(ssl_st *session) const;
    };
    using Session = std::unique_ptr<ssl_st, End>;

    // caFile: PEM certificates trusted besides the system's; empty = only those. The process has to ignore
    // SIGPIPE, because the library writes without MSG_NOSIGNAL.
    static Result<std::shared_ptr<const BenchTls>> of(const std::string &host, const std::string &caFile);

    // Shakes hands over a connected socket that blocks. Errors name the remedy.
    [[nodiscard]] Result<Session> begin(int socket) const;

    // As send(2) and recv(2) on a socket that does not block, with errno.
    static ssize_t send(ssl_st *session, std::string_view bytes);
    static ssize_t receive(ssl_st *session, char *data, std::size_t size);

private:
    std::string m_host;
    std::unique_ptr<ssl_ctx_st, End> m_context;
};

} // namespace desk
