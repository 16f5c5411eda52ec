// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/limitsservice.h"

#include "models/instance/keptfile.h"
#include "models/instance/limitsjson.h"

namespace desk {

LimitsService::LimitsService(IngestServer &server, EventLog &events, const TimeService &time)
    : m_server(server)
    , m_events(events)
    , m_time(time)
{
}

Result<void> LimitsService::load(const std::filesystem::path &folder)
{
    m_file = folder / "limits.toml";
    std::error_code none;
    const bool own = std::filesystem::exists(m_file, none);
    auto set = own ? LimitSet::load(m_file.string()) : LimitSet::parse(builtInLimits());
    if (!set)
        return tl::unexpected(set.error());
    m_events.report(m_time.now(), Severity::nominal, EventCode::limitsLoaded,
                    own ? m_file.string() : "built in", std::to_string(set->size()));
    m_set = std::make_shared<const LimitSet>(*std::move(set));
    return {};
}

void LimitsService::addRoutes(Applied applied)
{
    m_applied = std::move(applied);
    m_server.router().add({HttpMethod::get,
                           "/api/v1/limits",
                           [this](const HttpRequest &) { return list(); },
                           {"read", "telemetry:read"},
                           0});
    m_server.router().add({HttpMethod::put,
                           "/api/v1/limits",
                           [this](const HttpRequest &request) { return put(request); },
                           {"write"},
                           1U << 20U});
}

std::shared_ptr<const LimitSet> LimitsService::limits() const
{
    const std::lock_guard lock(m_mutex);
    return m_set;
}

// On the disk before it is in force: whoever sees it at work finds it after a restart.
Result<void> LimitsService::replace(const LimitSet &set)
{
    const std::lock_guard writing(m_writing);
    const std::string text = set.toml().empty() ? limitsToml(set.rules()) : set.toml();
    // What cannot be read again would keep the next start from coming up.
    if (const auto again = LimitSet::parse(text); !again)
        return tl::unexpected(again.error());
    if (auto kept = keepFile(m_file, text); !kept)
        return kept;
    const auto now = std::make_shared<const LimitSet>(set);
    {
        const std::lock_guard lock(m_mutex);
        m_set = now;
    }
    m_events.report(m_time.now(), Severity::nominal, EventCode::limitsLoaded, m_file.string(),
                    std::to_string(set.size()));
    m_server.post([this, now] { m_applied(now); });
    return {};
}

ServerResponse LimitsService::list() const
{
    ServerResponse response;
    response.body = limitsToJson(limits()->rules());
    return response;
}

ServerResponse LimitsService::put(const HttpRequest &request)
{
    const auto set = limitsFromJson({request.body.data(), request.body.size()});
    if (!set)
        return errorResponse(set.error());
    if (auto replaced = replace(*set); !replaced)
        return errorResponse(replaced.error());
    ServerResponse response;
    response.body = "{\"success\":true,\"count\":" + std::to_string(set->size()) + "}";
    return response;
}

} // namespace desk
