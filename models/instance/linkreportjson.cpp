// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/linkreportjson.h"

#include <nlohmann/json.hpp>

namespace desk {
namespace {

using nlohmann::ordered_json;

const char *stateWord(DataLinkState state)
{
    switch (state) {
    case DataLinkState::disabled:
        return "disabled";
    case DataLinkState::connecting:
        return "connecting";
    case DataLinkState::up:
        return "up";
    case DataLinkState::idle:
        return "idle";
    case DataLinkState::down:
        return "down";
    case DataLinkState::outOfContact:
        break;
    }
    return "out of contact";
}

// Seconds; null where it is not known.
ordered_json clockJson(const LinkReport &report)
{
    const ClockDefinition::Source source = report.definition.decoder.clock.source;
    if (source == ClockDefinition::Source::arrival)
        return {{"source", "arrival"}};
    const auto known = [](const std::optional<double> &value) {
        return value ? ordered_json(*value) : ordered_json(nullptr);
    };
    ordered_json clock{{"source", source == ClockDefinition::Source::device ? "device" : "corrected"},
                       {"skew_s", nullptr},
                       {"drift", nullptr}};
    if (!report.clock)
        return clock;
    clock["skew_s"] = known(report.clock->skewSeconds);
    clock["drift"] = known(report.clock->drift);
    clock["uncertainty_s"] = report.clock->uncertaintySeconds;
    clock["jumps"] = report.clock->jumps;
    return clock;
}

ordered_json reportJson(const LinkReport &report)
{
    const LinkCounts &figures = report.figures;
    ordered_json status{{"state", stateWord(report.status.state)}, {"address", report.status.address}};
    if (!report.status.reason.empty())
        status["reason"] = report.status.reason;
    if (!report.refusal.message.empty())
        status["last_refusal"] = {{"message", report.refusal.message}, {"origin", report.refusal.origin}};
    status["clients"] = report.status.clients;
    status["bytes"] = figures.bytes;
    status["arrivals"] = figures.arrivals;
    status["frames"] = figures.frames;
    status["refused_frames"] = figures.refusedFrames;
    status["records"] = figures.records;
    status["accepted"] = figures.acceptedRecords;
    status["refused"] = figures.refusedRecords;
    status["lost"] = figures.lostRecords;
    status["lost_arrivals"] = figures.lostArrivals;
    status["missing"] = figures.missing;
    status["connects"] = figures.connects;
    status["clock"] = clockJson(report);
    ordered_json object = ordered_json::parse(linkJson(report.definition));
    object["status"] = std::move(status);
    return object;
}

std::string hexOf(const std::vector<std::byte> &bytes)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::byte byte : bytes) {
        text += digits[std::to_integer<unsigned>(byte) >> 4U];
        text += digits[std::to_integer<unsigned>(byte) & 15U];
    }
    return text;
}

// Reasons hold what a device sent, which may be no UTF-8.
std::string dumped(const ordered_json &object)
{
    return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace

std::string linkReportJson(const LinkReport &report)
{
    return dumped(reportJson(report));
}

std::string linkReportsJson(const std::vector<LinkReport> &reports)
{
    ordered_json list = ordered_json::array();
    for (const LinkReport &report : reports)
        list.push_back(reportJson(report));
    return dumped({{"links", std::move(list)}});
}

std::string keptFramesJson(const std::vector<KeptFrame> &frames)
{
    ordered_json list = ordered_json::array();
    for (const KeptFrame &frame : frames) {
        ordered_json fields = ordered_json::array();
        for (const KeptFrame::Field &field : frame.fields)
            fields.push_back({{"name", field.name},
                              {"raw", field.raw},
                              {"value", field.value},
                              {"first_bit", field.at.first},
                              {"bits", field.at.count}});
        ordered_json one{{"offset", frame.offset},
                         {"arrival", formatTimestamp(frame.arrival)},
                         {"length", frame.wireLength},
                         {"hex", hexOf(frame.bytes)},
                         {"fields", std::move(fields)}};
        if (!frame.refusal.empty())
            one["refusal"] = frame.refusal;
        if (frame.refusedAt >= 0)
            one["refused_at"] = frame.refusedAt;
        list.push_back(std::move(one));
    }
    return dumped({{"frames", std::move(list)}});
}

} // namespace desk
