// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/ownership/controller.h"

namespace desk {

// The header fields of a request as its worker gets them: without what belongs to the connection (RFC 9110,
// 7.6.1), without any token of ours, with x-forwarded-for. Views of the request; ingest thread.
class ProxyHeaders
{
public:
    explicit ProxyHeaders(const HttpRequest &request);
    [[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>> &fields() const
    {
        return m_fields;
    }

private:
    std::string m_forwarded;
    std::vector<std::pair<std::string_view, std::string_view>> m_fields;
};

// Status, headers and body of a worker's answer, its headers over those that are there. x-request and
// x-worker stay ours; fields that are no plain text, or that belong to the connection, are left out.
void applyWorkerAnswer(ProxyAnswer &&answer, bool isHead, ServerResponse &response);

// yyyy-MM-ddTHH:mm:ss.ffffffZ
std::string workerTime(Timestamp time);

} // namespace desk
