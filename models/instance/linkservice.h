// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"
#include "models/links/linkintake.h"
#include "models/links/linkmanager.h"

namespace desk {

// The links of lab hardware of a data folder: its links.json, the way of their records to the ingest thread,
// and GET, PUT and DELETE /api/v1/links. Made before the ingest thread starts and destroyed after it ended.
class LinkService
{
public:
    // sink, durable: see LinkIntake.
    LinkService(IngestServer &server, SeriesDictionary &dictionary, EventLog &events, const TimeService &time,
                LinkIntake::Sink sink, LinkIntake::Durable durable);

    // A damaged links.json is an error: an operator must not believe in links that are not there.
    Result<void> load(const std::filesystem::path &folder) { return m_links.load(folder); }
    void addRoutes();
    // Links run between these two.
    void start() { m_links.start(); }
    void stop() { m_links.stop(); }
    // After stop() and the end of the ingest thread: what still waits.
    void finish();

    [[nodiscard]] LinkManager &links() { return m_links; } // any thread

private:
    void wake();
    void drain();
    ServerResponse list() const;
    ServerResponse show(const HttpRequest &request);
    ServerResponse put(const HttpRequest &request);
    ServerResponse remove(const HttpRequest &request);

    IngestServer &m_server;
    IntakeQueue m_queue;
    LinkIntake m_intake;
    EnvironmentLinkSecrets m_secrets;
    LinkManager m_links;
};

} // namespace desk
