// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/violationorigin.h"

#include "models/forecast/predictedviolations.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace desk {

// Limit violations of a run, each with its cause, and which of them PredictedViolations had said. Counts what
// came whether there was a forecast or not. A violation is a value that is beyond a limit of a side where the
// one before was not, or was beyond a milder one; what comes back or gets worse within `quiet` belongs to it,
// and a series that begins beyond its limit, or comes back after `gap`, violates nothing. One thread.
class ViolationScore
{
public:
    static constexpr std::chrono::seconds quiet{300};
    static constexpr std::chrono::seconds gap{60};
    static constexpr std::chrono::seconds leastLead{60};

    struct Violation
    {
        SeriesId series{};
        std::string metric;
        MonitoringResult limit;
        Timestamp time{};
        ViolationOrigin origin = ViolationOrigin::none;
        std::optional<std::chrono::nanoseconds> lead; // nothing = not said

        [[nodiscard]] bool isSaidEarly() const { return lead && *lead >= leastLead; }
    };
    struct Said // that it would come, decided since
    {
        SeriesId series{};
        std::string metric;
        bool came = false;
        // By what the log had when it was said and when it should come.
        ViolationOrigin origin = ViolationOrigin::none;
    };
    struct Counts
    {
        std::size_t violations = 0;
        std::size_t said = 0;      // of these, before they came
        std::size_t saidEarly = 0; // leastLead before
        std::size_t right = 0;     // predictions
        std::size_t wrong = 0;

        Counts &operator+=(const Counts &other);
        [[nodiscard]] double recall() const;    // early; NaN of none
        [[nodiscard]] double precision() const; // likewise
    };
    using Table = std::map<std::pair<std::string, ViolationOrigin>, Counts>; // by metric

    // What came, in order of time for each series. True when a violation begins: then tell its origin.
    bool observe(SeriesId series, const Limits &limits, Timestamp time, double value);
    void begin(SeriesId series, std::string metric, Timestamp time, ViolationOrigin origin);
    // A prediction that was made, and one that was decided.
    void addSaid(Said said) { m_said.push_back(std::move(said)); }
    // Finds for each violation what was said of it.
    void match(const PredictedViolations &predicted);

    [[nodiscard]] const std::vector<Violation> &violations() const { return m_violations; }
    [[nodiscard]] Table table() const;
    [[nodiscard]] std::size_t violatedFromTheStart() const { return m_fromTheStart; }

private:
    struct Watched
    {
        MonitoringResult last;
        std::optional<Timestamp> observed;
        std::array<std::optional<Timestamp>, 2> violated; // by side, when last
    };

    std::unordered_map<SeriesId, Watched> m_watched;
    std::vector<Violation> m_violations;
    std::vector<Said> m_said;
    std::size_t m_fromTheStart = 0;
};

} // namespace desk
