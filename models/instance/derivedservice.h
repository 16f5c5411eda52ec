// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"
#include "models/processing/derivedevaluator.h"
#include "models/processing/derivedparameters.h"

#include <filesystem>
#include <mutex>

namespace desk {

// The derived parameters of a data folder: derived.toml, the evaluator that works them out, and GET and PUT
// /api/v1/derived. Made before the ingest thread starts and destroyed after it ended; the evaluator is that
// thread's, definitions() and replace() are for any.
class DerivedService final : public DerivedParameters
{
public:
    DerivedService(IngestServer &server, SeriesDictionary &dictionary, EventLog &events,
                   const TimeService &time);

    // Before the journal is read. A damaged file is an error: nobody must miss values that are not made.
    Result<void> load(const std::filesystem::path &folder);
    void addRoutes();

    [[nodiscard]] DerivedEvaluator &evaluator() { return m_evaluator; }
    [[nodiscard]] DerivedSet definitions() const override;
    Result<void> replace(const DerivedSet &set) override;

private:
    ServerResponse list() const;
    ServerResponse put(const HttpRequest &request);
    static void declareUnitsOf(const DerivedSet &set);

    IngestServer &m_server;
    EventLog &m_events;
    const TimeService &m_time;
    DerivedEvaluator m_evaluator; // ingest thread
    std::filesystem::path m_file;
    std::mutex m_writing;       // guards the file; taken before the other
    mutable std::mutex m_mutex; // guards m_set
    DerivedSet m_set;
};

} // namespace desk
