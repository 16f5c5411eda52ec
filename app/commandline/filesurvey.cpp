// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/filesurvey.h"

#include "app/commandline/figures.h"

#include <iostream>

namespace desk {
namespace {

constexpr std::size_t firstPoints = 3;
constexpr std::size_t mostNames = 100'000;
constexpr std::size_t pipePoints = 1000;

std::string someOf(const std::set<std::string> &names)
{
    constexpr std::size_t shown = 3;
    std::string text;
    for (auto name = names.begin(); name != names.end() && std::distance(names.begin(), name) < 3; ++name)
        text += (text.empty() ? "" : ", ") + *name;
    return " (" + text + (names.size() > shown ? ", ...)" : ")");
}

} // namespace

void FileSurvey::add(const FilePoint &point)
{
    ++points;
    times.add(point);
    if (nodes.size() < mostNames)
        nodes.insert(point.node);
    for (const FileValue &value : point.values) {
        if (metrics.size() < mostNames)
            metrics.insert(value.metric);
    }
    if (first.size() < firstPoints)
        first.push_back(point);
}

Result<void> FileSurvey::add(PointSource &source, bool whole, const std::stop_token &stop)
{
    using Kind = PointSource::Item::Kind;
    std::vector<PointSource::Item> read;
    const auto before = points;
    while (true) {
        auto item = source.next(stop);
        if (!item)
            return tl::unexpected(item.error());
        if (item->kind == Kind::end)
            break;
        if (item->kind == Kind::point)
            add(item->point);
        else if (item->kind == Kind::skipped && whole)
            skipped.add(source.name(), item->error.index, item->error.message);
        if (whole)
            continue;
        // A pipe that pauses before its first point may only be slow to begin.
        const bool pause = item->kind == Kind::pause;
        if (!pause)
            read.push_back(std::move(*item));
        if (points - before >= pipePoints || (pause && points > before)) {
            isWhole = false;
            break;
        }
    }
    if (const auto format = source.reader().format()) {
        std::cerr << source.name() << ": " << pointFormatWords(*format) << '\n';
        for (const std::string &note : source.reader().notes())
            std::cerr << source.name() << ": " << note << '\n';
    }
    if (whole)
        filtered += source.reader().filtered();
    source.putBack(std::move(read));
    return whole && source.isFile() ? source.rewind() : Result<void>{};
}

std::string FileSurvey::contents() const
{
    return counted(points, "point") + " of " + counted(nodes.size(), "node") + someOf(nodes) + " with " +
           counted(metrics.size(), "metric") + someOf(metrics);
}

} // namespace desk
