// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/retention.h"

#include "models/archive/sessioncursor.h"
#include "models/archive/sessionfolder.h"
#include "models/archive/sessionwriter.h"
#include "models/telemetry/globpattern.h"

#include <algorithm>

namespace desk {

// By the time of their last point, oldest first. A file that cannot be read stays where it is.
std::vector<Retention::File> Retention::files()
{
    std::vector<File> found;
    std::map<std::filesystem::path, Known> known;
    for (const std::filesystem::path &path : finishedSessions(m_folder)) {
        std::error_code error;
        Known now{sessionBytes(path), std::filesystem::last_write_time(path, error), {}};
        const auto before = m_known.find(path);
        if (before != m_known.end() && !error && before->second.bytes == now.bytes &&
            before->second.written == now.written) {
            now.end = before->second.end;
            now.isThinned = before->second.isThinned;
        } else {
            const auto cursor = SessionCursor::open(path);
            const auto extent = cursor ? (*cursor)->extent() : tl::unexpected(cursor.error());
            if (extent && extent->first <= extent->last)
                now.end = extent->end;
        }
        if (now.end)
            found.push_back({path, now.bytes, *now.end});
        known.emplace(path, now);
    }
    m_known = std::move(known);
    std::ranges::sort(found, {}, &File::end);
    return found;
}

Result<bool> Retention::thin(const File &file, Timestamp now) const
{
    auto writer = SessionWriter::open(file.path);
    if (!writer)
        return tl::unexpected(writer.error());
    const auto names = (*writer)->names();
    const auto state = names ? (*writer)->state() : tl::unexpected(names.error());
    if (!state)
        return tl::unexpected(state.error());
    bool any = false;
    for (const Shape &shape : state->shapes) {
        // All series of a shape share its rows: they go when the last of them may.
        std::optional<std::chrono::nanoseconds> after = std::chrono::nanoseconds{};
        for (const SeriesId id : shape.series) {
            const auto series = names->series.find(id);
            const auto rule = std::ranges::find_if(m_options.thinnings, [&](const Thinning &one) {
                return series != names->series.end() && globMatches(one.node, names->node(shape.entity)) &&
                       globMatches(one.metric, series->second.metric);
            });
            after = rule == m_options.thinnings.end() || !after
                        ? std::nullopt
                        : std::optional(std::max(*after, rule->after));
        }
        if (!after || shape.series.empty())
            continue;
        const auto thinned = (*writer)->thin(shape.id, nanoseconds(now - *after));
        if (!thinned)
            return thinned;
        any = any || *thinned;
    }
    return any;
}

Retention::Report Retention::apply(Timestamp now)
{
    Report report;
    if (m_options.maxBytes == 0 && m_options.maxAge.count() <= 0 && m_options.thinnings.empty())
        return report; // nothing may go
    std::vector<File> kept = files();
    std::uint64_t total = 0;
    for (const File &file : kept)
        total += file.bytes;
    std::erase_if(kept, [&](const File &file) {
        const bool tooOld = m_options.maxAge.count() > 0 && now - file.end > m_options.maxAge;
        const bool tooMany = m_options.maxBytes > 0 && total > m_options.maxBytes;
        if (!(tooOld || tooMany) || !removeSession(file.path))
            return false;
        total -= file.bytes;
        report.deleted.push_back(file.path.string());
        return true;
    });
    std::chrono::nanoseconds longest{};
    for (const Thinning &one : m_options.thinnings)
        longest = std::max(longest, one.after);
    for (const File &file : kept) {
        Known &known = m_known.at(file.path);
        if (m_options.thinnings.empty() || known.isThinned)
            continue;
        const auto thinned = thin(file, now);
        if (!thinned)
            report.failed.push_back(thinned.error());
        else if (*thinned)
            report.thinned.push_back(file.path.string());
        else
            known.isThinned = now - file.end > longest;
    }
    return report;
}

} // namespace desk
