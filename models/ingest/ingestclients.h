// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/telemetry/time.h"
#include "models/telemetry/timeservice.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace desk {

// What of a client's input was not taken, and why. Plain value.
struct RefusedInput
{
    Timestamp at{};
    std::string path;
    Error error; // offset: byte in the body, index: element or line
    std::size_t points = 0;
    std::size_t bodySize = 0;
    std::size_t excerptBegin = 0; // byte of the body that the excerpt begins with
    std::string excerpt;          // of the body, about the offset; any bytes
};

// One sender of points over HTTP: an address, who its token stands for and which program it says it is.
// Plain value.
struct IngestClient
{
    std::string address;
    std::string name;    // of the token; empty without one
    std::string program; // its User-Agent; empty when it says none
    std::string path;    // of the last request
    Timestamp first{};
    Timestamp last{};
    std::uint64_t requests = 0;
    std::uint64_t refusedRequests = 0;
    std::uint64_t points = 0;
    std::uint64_t refusedPoints = 0;
    std::uint64_t bytes = 0;
    std::uint64_t gaps = 0;            // numbers of X-Sequence that never came
    double intervalSeconds = 0;        // between requests, smoothed; 0 = fewer than two
    double jitterSeconds = 0;          // of the intervals, smoothed mean deviation
    std::optional<double> skewSeconds; // newest generation time less reception; nothing before a point came
    std::vector<RefusedInput> refused; // the last few, the newest last
};

// Who sends points over HTTP and what became of it. Bounded: who was silent for longest makes room. Written
// on the ingest thread, one request at a time; snapshot() on any thread.
class IngestClients
{
public:
    static constexpr std::size_t mostClients = 128;
    static constexpr std::size_t mostRefused = 16; // kept of each
    static constexpr std::size_t excerptBytes = 64;

    explicit IngestClients(const TimeService &time)
        : m_time(time)
    {
    }

    // A request that may bring points; what is counted until end() is its.
    void begin(const HttpRequest &request);
    void count(std::size_t points, std::int64_t newestGeneration);
    void reject(const Error &error, std::size_t points);
    // The answer to that request is a status, and why where it is a refusal. Of one that never began, since
    // it was refused before anybody looked into it, only a refusal is noted.
    void end(const HttpRequest &request, int status, std::string_view message);

    [[nodiscard]] std::vector<IngestClient> snapshot() const;

private:
    struct Kept
    {
        IngestClient client;
        SteadyTime lastSteady{};
        std::string producer;
        std::optional<std::uint64_t> sequence; // the newest of the producer
    };
    struct Key // borrowed
    {
        std::string_view address;
        std::string_view name;
        std::string_view program;
        auto operator<=>(const Key &) const = default; // NOLINT(modernize-use-nullptr): false alarm of 14
    };

    static Key keyOf(const HttpRequest &request);
    Kept &find(const Key &key);
    void refuse(const HttpRequest &request, const Error &error, std::size_t points);
    void noteInterval(Kept &kept, SteadyTime now);
    static void noteSequence(Kept &kept, const HttpRequest &request);

    const TimeService &m_time;
    mutable std::mutex m_mutex;                     // guards the map and what is in it
    std::map<Key, std::unique_ptr<Kept>> m_clients; // keys borrow from what they stand for
    Kept *m_current = nullptr;                      // between begin() and end()
    const HttpRequest *m_request = nullptr;         // likewise
    bool m_explained = false;                       // by reject(), since begin()
};

} // namespace desk
