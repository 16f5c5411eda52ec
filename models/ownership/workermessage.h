// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/guid.h"
#include "models/telemetry/result.h"
#include "models/telemetry/time.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

enum class WorkerMessageType : std::uint8_t { unknown, heartbeat, request, response };

// One message between a controller and a worker of Constellation.Core 1.1.1: UTF-8 JSON with PascalCase
// names. Plain value, any thread.
struct WorkerMessage
{
    using Headers = std::vector<std::pair<std::string, std::string>>;

    Guid guid; // an answer has its request's
    WorkerMessageType type = WorkerMessageType::unknown;
    std::string timestamp;     // of TimestampUtc, as it was sent
    std::string expiration;    // of ExpirationUtc; empty = none
    std::optional<int> status; // 100-599
    std::string method;
    std::string contentType;
    std::string url;    // scheme, host and target; empty = the message has none
    std::string target; // path and query, as the client sent them
    Headers headers;    // several values of a name are several entries
    std::string body;
    std::string traceParent;
    std::string traceState;
    // When nobody waits for an answer any more, by the clock of who has it; told by whoever reads it.
    std::optional<SteadyTime> deadline;

    // How long after it was sent it expires, by its sender's clock; nothing without a moment.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> lifetime() const;
    [[nodiscard]] std::string_view path() const;
    [[nodiscard]] std::string_view query() const;
    // Case-insensitive; empty when missing.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    // Percent-decoded value of a query parameter; nothing when missing.
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
    // All values of that name, in order.
    [[nodiscard]] std::vector<std::string> parameters(std::string_view name) const;
};

// A request on its way to a worker, as views of what the client sent: it is written without a copy.
struct WorkerRequestText
{
    Guid guid;
    std::string_view method;
    std::string_view origin; // scheme and host
    std::string_view target;
    const std::vector<std::pair<std::string_view, std::string_view>> &headers;
    std::string_view contentType;
    std::string_view body;
    std::string_view traceParent;
    std::string_view traceState;
    std::chrono::nanoseconds lifetime{}; // until its caller is told that nothing came; 0 = not told
};

std::string encodeRequest(const WorkerRequestText &request, Timestamp now);
std::string encodeHeartbeat(const Guid &guid, Timestamp now);
// A whole message. What has no value is left out.
std::string encode(const WorkerMessage &message, Timestamp now);

// Reads messages; keeps its buffers between them. One thread at a time.
class WorkerMessageReader
{
public:
    static constexpr std::size_t longest = 64U << 20U;

    WorkerMessageReader();
    ~WorkerMessageReader();
    WorkerMessageReader(const WorkerMessageReader &) = delete;
    WorkerMessageReader &operator=(const WorkerMessageReader &) = delete;

    // parseError or outOfRange name the field; such a message is dropped as a whole.
    Result<WorkerMessage> read(std::string_view json);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
