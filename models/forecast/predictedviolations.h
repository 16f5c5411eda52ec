// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/limitcrossing.h"

#include <map>
#include <unordered_map>

namespace desk {

// Which limits forecasts said would be violated, and what came of it. One entry a series and side at a time:
// later forecasts move its moment (LimitCrossings::likely), but not beyond what the first could see: who says
// for hours that it comes in two minutes was wrong. It is a hit when the limit is met before that moment and
// `grace` are over, else it was false; a violation that came while the series had
// forecasts and none of them said so was missed. What comes back or gets worse within `quiet` of a violation
// belongs to that one. Bounded: the oldest decided ones go first. No clock of its own; one thread.
class PredictedViolations
{
public:
    enum class Outcome : std::uint8_t {
        open,
        hit,
        missed,
        wrong,    // it did not come
        unjudged, // nothing came any more that could have shown it
    };
    struct Options
    {
        std::size_t mostEntries = 1'000;
        std::chrono::seconds grace{60};
        std::chrono::seconds quiet{300};
    };
    struct Entry
    {
        std::uint64_t id = 0; // ascending
        SeriesId series{};
        MonitoringResult limit;
        double threshold = 0;
        ForecastMethod method = ForecastMethod::persistence; // that said it last
        Outcome outcome = Outcome::open;
        std::optional<Timestamp> said;      // when it was said first; nothing = never
        std::optional<Timestamp> predicted; // when it should come, as said last
        std::optional<Timestamp> came;
        bool isWithdrawn = false; // the newest forecast says so no longer

        [[nodiscard]] Timestamp due() const; // of an open one: then it is decided, but for the grace
        // From the first word to the violation; while that has not come, to when it should.
        [[nodiscard]] std::optional<std::chrono::nanoseconds> lead() const;
        bool operator==(const Entry &) const = default;
    };
    struct Totals
    {
        std::array<std::size_t, 5> by{}; // Outcome

        [[nodiscard]] std::size_t of(Outcome outcome) const { return by[static_cast<std::size_t>(outcome)]; }
        [[nodiscard]] double precision() const; // of what was said, the share that came; NaN = nothing yet
        [[nodiscard]] double recall() const;    // of what came, the share that was said; NaN = nothing yet
    };

    PredictedViolations() = default;
    explicit PredictedViolations(Options options)
        : m_options(options)
    {
    }

    // The newest forecast of a series; one that is a refusal says nothing.
    void expect(const Forecast &forecast, const Limits &limits);
    // A value that came, in the order of its times; of series without forecasts it costs a look-up.
    void observe(SeriesId series, const Limits &limits, Timestamp time, double value);
    // Decides what is over.
    void settle(Timestamp now);
    // Other limits: what is open was said of the old ones and goes.
    void forgetOpen();
    void clear();

    [[nodiscard]] const std::map<std::uint64_t, Entry> &entries() const { return m_entries; } // by id
    [[nodiscard]] Totals totals() const;
    // Changes when entries() do.
    [[nodiscard]] std::uint64_t version() const { return m_version; }
    // Predictions that found no room because all entries are open.
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

private:
    struct Watched
    {
        MonitoringResult last;
        std::optional<Timestamp> observed;
        Timestamp forecast{};                             // the newest with numbers was issued
        std::array<std::optional<Timestamp>, 2> violated; // by side, when last
        std::array<Severity, 2> worst{};                  // by side, of that violation
        std::array<std::uint64_t, 2> open{};              // by side, id; 0 = none
    };
    static std::size_t place(LimitSide side) { return side == LimitSide::low ? 0 : 1; }
    [[nodiscard]] bool isNews(const Watched &watched, const LimitCrossing &crossing, Timestamp issued) const;
    Entry *openEntry(Watched &watched, LimitSide side);
    Entry *add();
    void decide(Entry &entry, Watched &watched, Outcome outcome);

    Options m_options;
    std::map<std::uint64_t, Entry> m_entries;
    std::unordered_map<SeriesId, Watched> m_watched;
    std::uint64_t m_lastId = 0;
    std::uint64_t m_version = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace desk
