// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sessionopener.h"

#include "app/gapwatcher.h"
#include "models/archive/sessionreader.h"
#include "models/instance/replayinstance.h"

namespace desk {
namespace {

// What was reported while a gap went on is known from then on.
Result<std::vector<GapRecord::Gap>> gapsOf(const std::filesystem::path &file, TimeRange bounds)
{
    auto reader = SessionReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto log = (*reader)->log(bounds.start, bounds.end);
    if (!log)
        return tl::unexpected(log.error());
    const auto gaps = (*reader)->gapsAndNotes();
    if (!gaps)
        return tl::unexpected(gaps.error());
    GapRecord record;
    for (const SessionGap &gap : gaps->gaps)
        GapWatcher::note(record, gap);
    for (const Event &event : log->events)
        GapWatcher::note(record, event);
    return record.gaps();
}

} // namespace

Result<OpenRecording> openSessionFile(const std::filesystem::path &file, const Configuration &configuration,
                                      const TimeService &steady)
{
    auto instance = std::make_unique<ReplayInstance>(file, configuration, steady);
    if (auto started = instance->start(); !started)
        return tl::unexpected(started.error());
    OpenRecording out;
    out.control = &instance->control();
    out.time = &instance->time();
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
