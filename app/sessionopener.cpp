// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sessionopener.h"

#include "app/gapwatcher.h"
#include "models/archive/sessionreader.h"
#include "models/instance/replayinstance.h"
#include "models/telemetry/units.h"

namespace desk {
namespace {

// What was reported while a gap went on is known from then on.
Result<std::vector<GapRecord::Gap>> gapsOf(const std::filesystem::path &file, TimeRange bounds)
{
    const auto reader = SessionLogReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto log = reader->between(bounds.start, bounds.end);
    if (!log)
        return tl::unexpected(log.error());
    const auto gaps = reader->gapsAndNotes();
    if (!gaps)
        return tl::unexpected(gaps.error());
    GapRecord record;
    for (const SessionGap &gap : gaps->gaps)
        GapWatcher::note(record, gap);
    for (const Event &event : log->events)
        GapWatcher::note(record, event);
    return record.gaps();
}

// A file that cannot be read has none; the replay says why.
std::vector<SeriesCatalogue::OwnUnit> unitsOf(const std::filesystem::path &file)
{
    const auto reader = SessionReader::open(file);
    return reader ? ownUnits((*reader)->names()) : std::vector<SeriesCatalogue::OwnUnit>();
}

} // namespace

std::vector<SeriesCatalogue::OwnUnit> ownUnits(const SessionNames &names)
{
    std::vector<SeriesCatalogue::OwnUnit> units;
    for (const auto &[id, unit] : names.units) {
        const auto series = names.series.find(id);
        if (unit.empty() || series == names.series.end() || unit == unitOf(series->second.metric))
            continue;
        const SeriesDefinition &of = series->second;
        units.push_back({std::string(names.node(of.entity)), std::string(names.dst(of.entity)),
                         of.labels.empty() ? of.metric : of.metric + "{" + of.labels + "}", unit});
    }
    return units;
}

Result<OpenRecording> openSessionFile(const std::filesystem::path &file, const Configuration &configuration,
                                      const TimeService &steady)
{
    auto instance = std::make_unique<ReplayInstance>(file, configuration, steady);
    if (auto started = instance->start(); !started)
        return tl::unexpected(started.error());
    OpenRecording out;
    out.control = &instance->control();
    out.time = &instance->time();
    out.units = unitsOf(file);
    out.look = [replay = instance.get(), file]() -> Result<OpenRecording::Contents> {
        auto overview = replay->overview();
        if (!overview)
            return tl::unexpected(overview.error());
        auto gaps = gapsOf(file, overview->bounds);
        if (!gaps)
            return tl::unexpected(gaps.error());
        return OpenRecording::Contents{*std::move(overview), *std::move(gaps)};
    };
    out.stop = [replay = instance.get()] { replay->stop(); };
    out.source = std::move(instance);
    return out;
}

} // namespace desk
