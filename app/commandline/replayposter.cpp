// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/replayposter.h"

#include "models/exchange/labeltext.h"
#include "models/telemetry/names.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

using Form = PointPoster::Form;
using namespace std::string_view_literals;

constexpr std::array forms{Form::json, Form::lines, Form::foreignLines};
constexpr std::size_t mostValues = 60; // the API takes 64, one may be the source
constexpr std::array apiMembers{"timestamp"sv, "node_id"sv, "node_type"sv,         "link"sv,   "source"sv,
                                "labels"sv,    "seq"sv,     "atmospheric_state"sv, "quality"sv};

template <class Names>
bool holds(const Names &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

Form formOf(const NamedPoint &point, const NamedValue &value)
{
    const bool isText = std::holds_alternative<std::string>(value.value);
    if (!isNodeName(point.node) || (!point.dst.empty() && !isNodeName(point.dst)) ||
        !isMetricName(value.metric) || (isText && value.metric == "source"))
        return Form::foreignLines;
    const bool isJson =
        value.labels.empty() && (isText ? value.metric == "health" : !holds(apiMembers, value.metric));
    return isJson ? Form::json : Form::lines;
}

// Nothing: a label has the name of what says whom the point is about.
std::optional<LabelList> tagsOf(std::string_view labels)
{
    auto tags = splitLabels(labels);
    const auto isTaken = [](const auto &tag) {
        return tag.first == "node_id" || tag.first == "node_type" || tag.first == "dst";
    };
    if (tags && std::any_of(tags->begin(), tags->end(), isTaken))
        return std::nullopt;
    return tags;
}

} // namespace

ReplayPoster::ReplayPoster(const ServerChoice &server, std::string file, const TimeService &time,
                           Interruption &interruption, const PointPoster::Progress &progress)
    : m_file(std::move(file))
{
    for (const Form form : forms) {
        PointPoster::Options options;
        options.form = form;
        m_posters.push_back(std::make_unique<PointPoster>(options, server, time, interruption, progress));
        m_posters.back()->setPlan(StampPlan::decide(Stamp::file, {}, time.now()));
    }
}

// Values that follow each other and go the same way, with the same labels and no metric twice.
Result<void> ReplayPoster::add(const NamedPoint &point)
{
    for (std::size_t begin = 0; begin < point.values.size();) {
        const NamedValue &first = point.values[begin];
        const Form form = formOf(point, first);
        std::size_t end = begin + 1;
        for (; end < point.values.size() && end - begin < mostValues; ++end) {
            const NamedValue &next = point.values[end];
            const auto same = [&](const NamedValue &value) { return value.metric == next.metric; };
            if (next.labels != first.labels || formOf(point, next) != form ||
                std::any_of(point.values.begin() + static_cast<std::ptrdiff_t>(begin),
                            point.values.begin() + static_cast<std::ptrdiff_t>(end), same))
                break;
        }
        if (auto added = addRun(point, begin, end, form); !added)
            return added;
        begin = end;
    }
    return {};
}

Result<void> ReplayPoster::addRun(const NamedPoint &point, std::size_t begin, std::size_t end, Form form)
{
    auto tags = tagsOf(point.values[begin].labels);
    if (!tags) {
        m_leftOut += end - begin;
        return {};
    }
    FilePoint part;
    part.line = static_cast<std::int64_t>(point.sequence);
    part.time = point.generation;
    part.node = point.node;
    if (point.type)
        part.nodeType = nodeTypeWord(*point.type);
    part.dst = point.dst;
    part.labels = *std::move(tags);
    bool isSimulated = true;
    for (std::size_t i = begin; i < end; ++i) {
        const NamedValue &value = point.values[i];
        part.values.push_back({value.metric, value.value});
        isSimulated = isSimulated && has(value.quality, Quality::simulated);
    }
    // Nobody must take it for real.
    if (isSimulated && form == Form::json)
        part.more = R"("source":"simulator")";
    else if (isSimulated && form == Form::lines)
        part.values.push_back({"source", std::string("simulator")});
    return m_posters[static_cast<std::size_t>(form)]->add(std::move(part), m_file);
}

Result<void> ReplayPoster::flush()
{
    for (const auto &poster : m_posters) {
        if (auto flushed = poster->flush(); !flushed)
            return flushed;
    }
    return {};
}

std::uint64_t ReplayPoster::acceptedPoints() const
{
    std::uint64_t points = 0;
    for (const auto &poster : m_posters)
        points += poster->totals().accepted;
    return points;
}

std::uint64_t ReplayPoster::rejectedPoints() const
{
    std::uint64_t points = 0;
    for (const auto &poster : m_posters)
        points += poster->totals().rejected.count();
    return points;
}

std::string ReplayPoster::rejections() const
{
    std::string text;
    for (const auto &poster : m_posters)
        text += poster->totals().rejected.text();
    return text;
}

} // namespace desk
