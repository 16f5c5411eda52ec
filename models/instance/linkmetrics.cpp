// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/linkmetrics.h"

#include "models/links/linkmanager.h"

namespace desk {
namespace {

using Values = ServerMetrics::Values;

std::vector<DataLinkStatus> statusesOf(const DataLinkStatistics &server, const LinkManager &links)
{
    std::vector<DataLinkStatus> all = links.statuses();
    std::erase_if(all, [](const DataLinkStatus &status) { return status.state == DataLinkState::disabled; });
    DataLinkStatus &own = all.emplace_back();
    server.fill(own);
    own.link = "HTTP server"; // no id: those have no space
    return all;
}

Values lostOf(const LinkManager &links)
{
    Values values;
    const std::vector<LinkReport> reports = links.reports();
    for (const LinkReport &report : reports) {
        if (!report.definition.enabled)
            continue;
        const auto add = [&](const char *cause, std::uint64_t count) {
            values.push_back(
                {{{"link", report.definition.id}, {"cause", cause}}, static_cast<double>(count)});
        };
        add("queue", report.figures.lostRecords);
        add("receive_buffer", report.figures.lostArrivals);
        add("sequence", report.figures.missing);
    }
    return values;
}

} // namespace

void addLinkMetrics(ServerMetrics &metrics, const DataLinkStatistics &server, const LinkManager &links)
{
    const auto add = [&](const char *metric, const char *help, std::uint64_t DataLinkStatus::*member) {
        metrics.addCounters(metric, help, [&server, &links, member] {
            Values values;
            for (const DataLinkStatus &status : statusesOf(server, links))
                values.push_back({{{"link", status.link}}, static_cast<double>(status.*member)});
            return values;
        });
    };
    add("constellation_link_frames_total", "Requests, packets or lines of a data link.",
        &DataLinkStatus::frames);
    add("constellation_link_points_total", "Points of a data link.", &DataLinkStatus::points);
    add("constellation_link_bytes_total", "Bytes of a data link.", &DataLinkStatus::bytes);
    add("constellation_link_errors_total", "What a data link refused or could not decode.",
        &DataLinkStatus::errors);
    metrics.addCounters("constellation_link_lost_total",
                        "What a link of lab hardware lost: records that found the queue full, arrivals that "
                        "found the system's receive buffer full, what its sender numbered and never came.",
                        [&links] { return lostOf(links); });
    metrics.addGauges("constellation_link_up", "1 while a data link is there, 0 while it is wanted but down.",
                      [&server, &links] {
                          Values values;
                          for (const DataLinkStatus &status : statusesOf(server, links)) {
                              const bool isUp =
                                  status.state == DataLinkState::up || status.state == DataLinkState::idle;
                              values.push_back({{{"link", status.link}}, isUp ? 1.0 : 0.0});
                          }
                          return values;
                      });
}

} // namespace desk
