// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/derivedset.h"
#include "models/processing/expression.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <functional>
#include <memory>
#include <vector>

namespace desk {

// Adds the derived parameters to the points of a batch, before it goes to the journal: a derived value lies
// in the record of what it was made of, so it is kept, streamed and shown like any other and a restart finds
// it once. Ingest thread. Per sample no allocation, string or lock: names are looked up when a series comes
// for the first time.
//
// - A node or link has a derived parameter once it has had all of its inputs.
// - It is worked out for each point that brings one of them, at the point's generation time. An input that
//   the point does not bring stands as it last was, for DerivedDefinition::hold.
// - Quality is derived, and what the inputs are: uncertain, out of range, simulated; clock ahead and
//   back-filled as in the point.
// - It is invalid, and its value no number, when an input is, or came never or too long ago, or when the
//   arithmetic has no value (division by zero). Windows take up nothing then.
// - A point older than the newest that was worked out changes nothing and gets no derived value; one of the
//   same time replaces. Where a clock had leapt ahead, the way back begins anew.
// - A value that a sender gives for the name itself stands.
class DerivedEvaluator
{
public:
    static constexpr std::size_t maxOutputs = 20'000;
    static constexpr std::int64_t unknownCadenceHold = 15'000'000'000; // ns, until two samples came

    struct Options
    {
        std::int64_t clockAhead = 5'000'000'000; // ns after reception that a clock may be
        std::size_t maxOutputs = DerivedEvaluator::maxOutputs;
        std::size_t maxWindowValues = RollingBudget{}.left;
        // What was left out, once for each cause: "derived parameters" or a name, and why.
        std::function<void(const std::string &subject, const std::string &why)> refused = {};
    };

    DerivedEvaluator(SeriesDictionary &dictionary, Options options);
    explicit DerivedEvaluator(SeriesDictionary &dictionary)
        : DerivedEvaluator(dictionary, Options{})
    {
    }
    ~DerivedEvaluator();
    DerivedEvaluator(const DerivedEvaluator &) = delete;
    DerivedEvaluator &operator=(const DerivedEvaluator &) = delete;

    // From the next batch on. What did not change goes on with its windows and integrals.
    void setDefinitions(const DerivedSet &set);

    // The batch's times must have been judged. commit() or rollback() follows.
    void evaluate(SampleBatch &batch);
    void commit() { m_touched.clear(); }
    // The batch was not taken: windows, integrals and held values are as before. After the dictionary's.
    void rollback();
    // A batch found in the journal at start: brings windows up and integrals to where they were.
    void restore(const SampleBatch &batch);

    [[nodiscard]] std::size_t outputs() const { return m_outputs; }

private:
    struct Definition;
    struct Slot;
    struct Instance;
    struct Plan;
    struct Output
    {
        std::uint32_t point = 0;
        SeriesId series = noSeries;
        double value = 0;
        Quality quality = Quality::good;
    };

    void resolveNew(bool mayAdd);
    void resolve(EntityId entity, bool mayAdd);
    [[nodiscard]] std::vector<std::size_t> definitionsFor(std::string_view node, std::string_view dst) const;
    void addInstance(Plan &plan, std::size_t definition, EntityId entity, bool mayAdd);
    std::uint32_t slotFor(Plan &plan, SeriesId series);
    void touch(Plan &plan);
    void feed(Plan &plan, const SampleBatch &batch, std::size_t point);
    void run(const SampleBatch &batch, bool restoring);
    void runPoint(Plan &plan, const SampleBatch &batch, std::size_t point, bool restoring);
    double evaluate(Plan &plan, Instance &instance, std::int64_t time, Quality &quality);
    void insert(SampleBatch &batch) const;
    void refuse(const std::string &subject, const std::string &why);

    SeriesDictionary &m_dictionary;
    const Options m_options;
    RollingBudget m_budget;
    std::vector<std::unique_ptr<Definition>> m_definitions; // in order of evaluation
    std::vector<std::unique_ptr<Plan>> m_plans;             // by EntityId, null = nothing to do
    std::vector<std::uint16_t> m_slotOf;                    // by SeriesId, in the plan of its entity
    std::vector<std::size_t> m_byPreference;                // positions in m_definitions
    std::size_t m_seenSeries = 0;
    bool m_addsLater = false;      // restore() adds no series
    std::vector<Plan *> m_touched; // by the batch
    std::vector<Output> m_results; // of the batch
    std::uint64_t m_stamp = 0;     // of the point
    std::int64_t m_latest = 0;     // generation that is not ahead, of the batch
    std::size_t m_outputs = 0;
    std::vector<std::string> m_refused; // subjects, said once
};

} // namespace desk
