// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/ingest/proxymetrics.h"
#include "models/ownership/controller.h"

namespace desk {

// A refusal in the words of Constellation.Core: {"Error","Message","StatusCode","Description"}.
ServerResponse proxyError(int status, const std::string &description = {});

// The HTTP side of device ownership: requests that no name of ours answers go to the worker that owns their
// path; with an admin token GET /workers and GET /maps tell who that is. Each answer carries x-request, and
// x-worker where one was chosen. Ingest thread.
class ProxyRoutes
{
public:
    // secure: clients come by https.
    ProxyRoutes(Controller &controller, ProxyMetrics &metrics, const TimeService &time, bool secure)
        : m_controller(controller)
        , m_metrics(metrics)
        , m_time(time)
        , m_scheme(secure ? "https://" : "http://")
    {
    }

    ServerResponse answer(const HttpRequest &request);
    // Of a token that is missing or wrong.
    static ServerResponse refuse(const HttpRequest &request, const Error &error);

private:
    struct Waiting;

    ServerResponse proxy(const HttpRequest &request);
    [[nodiscard]] ServerResponse workers() const;
    [[nodiscard]] ServerResponse maps() const;

    Controller &m_controller;
    ProxyMetrics &m_metrics;
    const TimeService &m_time;
    const std::string m_scheme;
};

} // namespace desk
