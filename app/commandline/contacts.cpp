// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/contacts.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/fleetsource.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"

#include "models/network/contacts.h"
#include "models/network/fleetmotion.h"
#include "models/telemetry/timeservice.h"
#include "models/telemetry/timetext.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::hours longestRange{24 * 31};

struct ContactsOptions
{
    FleetSourceOptions source;
    std::string station;
    std::string from;
    std::string to;
    double minElevation = ContactQuery{}.minElevationDegrees;
    bool json = false;
};

// Satellites of a fleet by the names they have in it.
struct FleetOrbits
{
    std::vector<Orbit> orbits;
    std::vector<std::string> names;
    std::size_t leftOut = 0; // their elements are outside the theory
};

FleetOrbits orbitsOf(const FleetDefinition &fleet)
{
    FleetOrbits result;
    for (const FleetNode &node : fleet.nodes) {
        if (!node.orbit)
            continue;
        const NodeMotion motion = motionOf(node);
        if (!motion.orbit) {
            ++result.leftOut;
            continue;
        }
        result.orbits.push_back(*motion.orbit);
        result.names.push_back(node.id);
    }
    return result;
}

Json optionalTime(const std::optional<Timestamp> &time)
{
    return time ? Json(formatTimestamp(*time)) : Json();
}

std::string contactsJson(const std::vector<Contact> &contacts, const FleetOrbits &fleet,
                         const ContactsOptions &options, const std::string &station, const TimeRange &range)
{
    Json list = Json::array();
    for (const Contact &contact : contacts) {
        const bool whole = contact.rise && contact.set;
        list.push_back(
            {{"satellite", fleet.names[contact.satellite]},
             {"rise", optionalTime(contact.rise)},
             {"culmination", formatTimestamp(contact.culmination)},
             {"set", optionalTime(contact.set)},
             {"duration_s",
              whole ? Json(std::chrono::duration<double>(*contact.set - *contact.rise).count()) : Json()},
             {"max_elevation_deg", contact.highest.elevation},
             {"rise_azimuth_deg", contact.rise ? Json(contact.riseLook.azimuth) : Json()},
             {"culmination_azimuth_deg", contact.highest.azimuth},
             {"set_azimuth_deg", contact.set ? Json(contact.setLook.azimuth) : Json()},
             {"culmination_range_km", contact.highest.rangeKm}});
    }
    const Json json{{"station", station},
                    {"from", formatTimestamp(range.start)},
                    {"to", formatTimestamp(range.end)},
                    {"min_elevation_deg", options.minElevation},
                    {"satellites", fleet.orbits.size()},
                    {"contacts", std::move(list)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string contactsText(const std::vector<Contact> &contacts, const FleetOrbits &fleet)
{
    const auto cell = [](std::string text, std::size_t width) {
        text.resize(std::max(width, text.size()), ' ');
        return text;
    };
    const auto time = [](const std::optional<Timestamp> &t) {
        return t ? formatTimestamp(*t, Fraction::none) : std::string("-");
    };
    constexpr std::size_t timeWidth = 22;
    std::size_t width = 11;
    for (const Contact &contact : contacts)
        width = std::max(width, fleet.names[contact.satellite].size() + 2);
    std::string out = cell("satellite", width) + cell("rise", timeWidth) + cell("culmination", timeWidth) +
                      cell("set", timeWidth) + "highest\n";
    for (const Contact &contact : contacts)
        out += cell(fleet.names[contact.satellite], width) + cell(time(contact.rise), timeWidth) +
               cell(time(contact.culmination), timeWidth) + cell(time(contact.set), timeWidth) +
               decimal(contact.highest.elevation, 1) + " deg\n";
    return out;
}

Result<TimeRange> rangeOf(const ContactsOptions &options, Timestamp now)
{
    TimeRange range{now, {}};
    const auto read = [now](const std::string &text, const char *name) -> Result<Timestamp> {
        auto time = parseTimeText(text, now);
        if (!time)
            return failure(ErrorCode::invalidArgument, std::string(name) + ": " + time.error().message);
        return time;
    };
    if (!options.from.empty()) {
        const auto from = read(options.from, "--from");
        if (!from)
            return tl::unexpected(from.error());
        range.start = *from;
    }
    range.end = range.start + std::chrono::hours(24);
    if (!options.to.empty()) {
        const auto to = read(options.to, "--to");
        if (!to)
            return tl::unexpected(to.error());
        range.end = *to;
    }
    if (range.end <= range.start)
        return failure(ErrorCode::invalidArgument, "--to must be later than --from");
    if (range.end - range.start > longestRange)
        return failure(ErrorCode::invalidArgument,
                       "--from and --to must not be further apart than 31 days: element sets are no good for "
                       "longer");
    return range;
}

int answer(const ContactsOptions &options, const FleetMoment &picture, const TimeRange &range,
           const Interruption &interruption)
{
    for (const std::string &note : picture.notes)
        std::cerr << "constellation: " << note << '\n';
    const auto index = findFleetNode(picture.fleet, options.station);
    if (!index)
        return complain(picture.origin + ": " + index.error().message);
    const NodeMotion station = motionOf(picture.fleet.nodes[*index]);
    if (!station.place)
        return complain(picture.origin + ": " + options.station +
                        " is no station on the ground with a known position");
    const FleetOrbits fleet = orbitsOf(picture.fleet);
    if (fleet.leftOut > 0)
        std::cerr << "constellation: " << counted(fleet.leftOut, "satellite")
                  << " left out: SGP4 takes no such orbit\n";
    if (fleet.orbits.empty())
        return complain(picture.origin + ": no node has an orbit");
    const auto contacts = findContacts(fleet.orbits, std::span(&*station.place, 1),
                                       {range, options.minElevation}, interruption.token());
    if (interruption.isRequested())
        return complain("interrupted");
    std::cout << (options.json ? contactsJson(contacts, fleet, options, options.station, range)
                               : contactsText(contacts, fleet));
    return std::cout.flush() ? exitOk : complain("cannot write to stdout");
}

int contacts(const ContactsOptions &options)
{
    const ConnectionOptions &connection = options.source.connection;
    if (options.source.fromFiles() && !(connection.url.empty() && connection.data.empty()))
        return complain("--tle and --stations, and --url or --data exclude each other", exitUsage);
    const auto range = rangeOf(options, SystemTimeService().now());
    if (!range)
        return complain(range.error(), exitUsage);
    Interruption interruption;
    Result<FleetMoment> picture;
    if (options.source.fromFiles()) {
        picture = readOrbits(options.source, range->start);
    } else {
        const auto server = chooseServer(options.source.connection);
        if (!server)
            return complainOfConfiguration(server.error());
        picture = readServedFleet(*server, [&] { return interruption.isRequested(); });
    }
    return picture ? answer(options, *picture, *range, interruption) : complain(picture.error());
}

} // namespace

void addContactsCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("contacts", "When satellites pass over a station");
    command->footer(
        "Rise and set are the crossings of the least elevation, from the orbits as they are. A pass\n"
        "that reaches into the time is there with its whole length; - (null in JSON): it was up for\n"
        "longer than half an hour before, or will be after.");
    auto options = std::make_shared<ContactsOptions>();
    addOption(*command, "STATION", "", options->station, "Node on the ground")->required();
    addOption(*command, "--from", "TIME", options->from, "2026-11-21T14:03:07Z, +2h (default: now)");
    addOption(*command, "--to", "TIME", options->to, "Default: a day after --from; at most 31 days");
    addOption(*command, "--min-elevation", "DEGREES", options->minElevation,
              "Above the horizon, from where on it is in contact")
        ->check(within(0.0, 89.0))
        ->capture_default_str();
    addFleetSourceOptions(*command, options->source);
    command->add_flag("--json", options->json, "For programs: one JSON object");
    command->callback([options, &exitCode] { exitCode = contacts(*options); });
}

} // namespace desk
