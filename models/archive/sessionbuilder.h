// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionlog.h"
#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <filesystem>
#include <memory>

namespace desk {

// Makes a session file out of batches that do not come from a journal: an import, a repair, a simulation.
// Any one thread.
class SessionBuilder
{
public:
    // The file must not exist yet, or be a session file that is gone on with.
    static Result<std::unique_ptr<SessionBuilder>> open(const std::filesystem::path &path);
    ~SessionBuilder(); // without finish(): what was not committed is lost
    SessionBuilder(const SessionBuilder &) = delete;
    SessionBuilder &operator=(const SessionBuilder &) = delete;

    // Where names are resolved that append() then uses.
    [[nodiscard]] SeriesDictionary &dictionary();
    // Unit of a series of the dictionary, where it is not the one that its metric usually has.
    void setUnit(SeriesId series, std::string unit);
    // Points in ascending order of their numbers; firstSequence 0: they get the next ones. reception must be
    // set.
    Result<void> append(SampleBatch batch);
    // Events, gaps, topology and limits that go with the points.
    Result<void> log(SessionLog entries);
    // Key-value pairs about where the data came from, shown with the file ("source", "imported_from", …).
    Result<void> describe(std::string_view key, std::string_view value);
    // Commits all.
    Result<void> finish();
    // Samples of this run that were known already and are not stored again.
    [[nodiscard]] std::uint64_t duplicates() const;

private:
    struct Impl;
    explicit SessionBuilder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
