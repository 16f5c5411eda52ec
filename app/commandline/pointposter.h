// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/connection.h"
#include "app/commandline/deadletterfile.h"
#include "app/commandline/interruption.h"
#include "app/commandline/postanswer.h"
#include "app/commandline/postattempts.h"
#include "app/commandline/postpace.h"
#include "app/commandline/rowcomplaints.h"

#include "models/datalink/stampplan.h"
#include "models/telemetry/timeservice.h"

#include <functional>
#include <set>

namespace desk {

// Posts points in batches, in their order: network errors and an overloaded server are waited out by
// PostAttempts, and a batch keeps its idempotency key, so that nothing is taken twice. With tries a batch
// that is not taken goes to the dead letters and the next one follows; without, it is posted until the
// patience is over. What the server refuses point by point is counted with its place. One thread.
class PointPoster
{
public:
    using Form = PostForm;
    struct Options
    {
        Form form = Form::json;
        std::size_t batchPoints = 1000;
        double rate = 0; // points a second; 0 = as fast as the server takes them
        std::chrono::milliseconds delay{};
        PostAttempts::Options attempts{};
        // While the circuit is open: true = points wait; false = what is added is not taken, at once.
        bool waits = true;
        DeadLetterFile *deadLetters =
            nullptr;                      // for what is not taken, and what the server refuses; null = none
        std::string run{};                // begins the idempotency keys; empty = one that is new
        std::uint64_t sentBefore = 0;     // points of the same run, by an earlier program
        std::chrono::nanoseconds drain{}; // how long it goes on after an interruption
    };
    struct Totals
    {
        std::uint64_t sent = 0; // taken, refused or given up
        std::uint64_t accepted = 0;
        std::uint64_t givenUp = 0; // not taken after all tries
        std::uint64_t requests = 0;
        std::uint64_t retries = 0;
        RowComplaints rejected;
    };
    // About every tenth of a second; what is said while the server is away, else empty.
    using Progress = std::function<void(const std::string &trouble)>;
    // What became of the points that were added first and are not settled yet. An error ends everything.
    using Settled = std::function<Result<void>(const PostedBatch &batch)>;

    PointPoster(Options options, ServerChoice server, const TimeService &time, Interruption &interruption,
                Progress progress);

    void setPlan(const StampPlan &plan) { m_plan = plan; }
    void setSettled(Settled settled) { m_settled = std::move(settled); }
    // Errors end everything: a refused token, nobody there, the patience is over, interrupted (see
    // Interruption). What was accepted until then is in totals().
    Result<void> add(FilePoint point, const std::string &file);
    Result<void> flush();

    [[nodiscard]] const Totals &totals() const { return m_totals; }
    // The last point that the server answered for: "data.csv:17"; empty before the first.
    [[nodiscard]] const std::string &reached() const { return m_reached; }
    [[nodiscard]] const PostAttempts &attempts() const { return m_attempts; }
    // The idempotency keys begin with it.
    static std::string newRun();

private:
    struct Entry
    {
        FilePoint point;
        const std::string *file;
    };

    void compose();
    Result<void> deliver();
    Result<HttpResponse> post(const std::string &key);
    Result<void> giveUp(const std::string &reason);
    Result<void> finish(PostedBatch batch);
    Result<void> bury(const PostedBatch &batch);
    [[nodiscard]] std::string placeOf(std::size_t index) const;
    bool sleep(std::chrono::nanoseconds time, const std::string &trouble);
    void report(const std::string &trouble);
    bool isEnded();

    const Options m_options;
    const ServerChoice m_server;
    const TimeService &m_time;
    Interruption &m_interruption;
    Progress m_progress;
    HttpClient m_client;
    PostPace m_pace;
    StampPlan m_plan;
    std::string m_run; // begins the idempotency keys
    PostAttempts m_attempts;
    Settled m_settled;
    std::vector<Entry> m_batch;
    std::vector<Timestamp> m_times; // of the points in the body
    std::string m_body;
    std::size_t m_sending = 0;     // points of the batch that are in the body
    std::set<std::string> m_files; // entries point into it
    std::string m_fault;           // what keeps the server from taking the batch; empty = nothing known
    std::optional<SteadyTime> m_interrupted;
    SteadyTime m_reported{};
    std::string m_trouble; // as reported last
    Totals m_totals;
    std::string m_reached;
};

} // namespace desk
