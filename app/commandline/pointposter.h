// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/connection.h"
#include "app/commandline/interruption.h"
#include "app/commandline/postpace.h"
#include "app/commandline/rowcomplaints.h"

#include "models/datalink/stampplan.h"
#include "models/telemetry/timeservice.h"

#include <functional>
#include <random>
#include <set>

namespace desk {

// Posts points in batches, in their order, each batch until the server took it: network errors and an
// overloaded server are waited out with a growing, jittered pause, and a batch keeps its idempotency key, so
// that nothing is taken twice. What the server refuses point by point is counted with its place. One thread.
class PointPoster
{
public:
    // What a request holds, and the route that takes it: an array of the API's points; lines, which have a
    // place for labels and texts; lines with names that the API does not allow, for a desk's route for
    // foreign clients.
    enum class Form : std::uint8_t { json, lines, foreignLines };
    struct Options
    {
        Form form = Form::json;
        std::size_t batchPoints = 1000;
        double rate = 0; // points a second; 0 = as fast as the server takes them
        std::chrono::milliseconds delay{};
        std::chrono::nanoseconds giveUp = std::chrono::minutes(10);      // without any answer but "later"
        std::chrono::nanoseconds firstContact = std::chrono::seconds(3); // the same, before the first answer
    };
    struct Totals
    {
        std::uint64_t sent = 0; // taken or refused
        std::uint64_t accepted = 0;
        std::uint64_t requests = 0;
        std::uint64_t retries = 0;
        RowComplaints rejected;
    };
    // About every tenth of a second; what is said while the server is away, else empty.
    using Progress = std::function<void(const std::string &trouble)>;

    PointPoster(Options options, ServerChoice server, const TimeService &time, Interruption &interruption,
                Progress progress);

    void setPlan(const StampPlan &plan) { m_plan = plan; }
    // Errors end everything: a refused token, nobody there, the patience is over, interrupted (see
    // Interruption). What was accepted until then is in totals().
    Result<void> add(FilePoint point, const std::string &file);
    Result<void> flush();

    [[nodiscard]] const Totals &totals() const { return m_totals; }
    // The last point that the server answered for: "data.csv:17"; empty before the first.
    [[nodiscard]] const std::string &reached() const { return m_reached; }

private:
    struct Entry
    {
        FilePoint point;
        const std::string *file;
    };

    void compose();
    Result<void> deliver(const std::string &key);
    Result<HttpResponse> post(const std::string &key);
    [[nodiscard]] bool isOfTheBatch(int status) const;
    void refuse(const Error &why, const std::string &answer);
    void settle(const std::string &answer);
    void finish();
    Result<void> waitOut(const Error &error, std::optional<std::chrono::seconds> asked, SteadyTime since);
    bool sleep(std::chrono::nanoseconds time, const std::string &trouble);
    void report(const std::string &trouble);

    const Options m_options;
    const ServerChoice m_server;
    const TimeService &m_time;
    Interruption &m_interruption;
    Progress m_progress;
    HttpClient m_client;
    PostPace m_pace;
    StampPlan m_plan;
    std::string m_run; // begins the idempotency keys
    std::mt19937_64 m_random;
    std::vector<Entry> m_batch;
    std::string m_body;
    std::size_t m_sending = 0;     // points of the batch that are in the body
    std::set<std::string> m_files; // entries point into it
    std::chrono::milliseconds m_pause{};
    bool m_answered = false;
    SteadyTime m_reported{};
    std::string m_trouble; // as reported last
    Totals m_totals;
    std::string m_reached;
};

} // namespace desk
