// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitdefinitions.h"
#include "models/ingest/ingestserver.h"

#include <filesystem>
#include <functional>
#include <mutex>

namespace desk {

// The limits of a data folder: limits.toml, and GET and PUT /api/v1/limits. Made before the ingest thread
// starts and destroyed after it ended; limits() and replace() are for any thread.
class LimitsService final : public LimitDefinitions
{
public:
    using Applied = std::function<void(std::shared_ptr<const LimitSet>)>;

    LimitsService(IngestServer &server, EventLog &events, const TimeService &time);

    // The folder's limits.toml, else the built-in ones. A damaged file is an error: an operator must not
    // believe in limits that are not in force.
    Result<void> load(const std::filesystem::path &folder);
    // applied: called on the ingest thread with those that are in force from then on.
    void addRoutes(Applied applied);

    [[nodiscard]] std::shared_ptr<const LimitSet> limits() const override;
    Result<void> replace(const LimitSet &set) override;

private:
    ServerResponse list() const;
    ServerResponse put(const HttpRequest &request);

    IngestServer &m_server;
    EventLog &m_events;
    const TimeService &m_time;
    Applied m_applied;
    std::filesystem::path m_file;
    std::mutex m_writing; // guards the file, and the order of changes; held while the disk is waited for
    mutable std::mutex m_mutex; // guards m_set
    std::shared_ptr<const LimitSet> m_set = std::make_shared<const LimitSet>();
};

} // namespace desk
