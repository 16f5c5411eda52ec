// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/storedata.h"

#include "app/commandline/benchsamples.h"
#include "app/commandline/pointsource.h"

#include <algorithm>
#include <fstream>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t batchPoints = 1000;
constexpr auto newYear = fromNanoseconds(1'735'689'600'000'000'000); // 2025-01-01
constexpr auto onTheWay = 100ms;                                     // from generation to reception

Result<std::vector<FilePoint>> pointsOf(const std::filesystem::path &path)
{
    PointFileOptions options;
    std::ifstream text(path);
    std::string head;
    std::getline(text, head);
    const bool counted = head.starts_with("minute,");
    auto source = PointSource::open(path, options);
    if (!source)
        return tl::unexpected(source.error());
    std::vector<FilePoint> points;
    while (true) {
        auto item = source->next({});
        if (!item)
            return tl::unexpected(item.error());
        if (item->kind == PointSource::Item::Kind::end)
            return points;
        if (item->kind != PointSource::Item::Kind::point)
            continue;
        FilePoint &point = item->point;
        if (counted) {
            const auto minute = std::find_if(point.values.begin(), point.values.end(),
                                             [](const FileValue &each) { return each.metric == "minute"; });
            if (minute != point.values.end())
                point.values.erase(minute);
        }
        if (!point.time)
            point.time =
                newYear + (counted ? 1min * static_cast<std::int64_t>(points.size()) : point.elapsed);
        points.push_back(std::move(point));
    }
}

// Rows of one node or link and one time become one point, as a collector of such rows sends them.
std::vector<FilePoint> merged(std::vector<FilePoint> points)
{
    std::stable_sort(points.begin(), points.end(),
                     [](const FilePoint &a, const FilePoint &b) { return *a.time < *b.time; });
    std::vector<FilePoint> some;
    std::map<std::pair<std::string, std::string>, std::size_t> known; // of the time that is being read
    for (FilePoint &point : points) {
        if (some.empty() || some.back().time != point.time)
            known.clear();
        const auto [at, fresh] = known.try_emplace({point.node, point.dst}, some.size());
        if (fresh)
            some.push_back(std::move(point));
        else
            std::move(point.values.begin(), point.values.end(), std::back_inserter(some[at->second].values));
    }
    return some;
}

Result<SeriesId> seriesOf(SeriesDictionary &names, EntityId entity, const FileValue &one, std::uint32_t &hint,
                          double &value)
{
    if (const auto *text = std::get_if<std::string>(&one.value)) {
        const auto id = names.series(entity, one.metric, hint, ValueKind::state);
        const auto code = id ? names.textCode(*id, *text) : tl::unexpected(id.error());
        if (!code)
            return tl::unexpected(code.error());
        value = *code;
        return id;
    }
    ValueKind kind = ValueKind::number;
    if (const auto *number = std::get_if<double>(&one.value)) {
        value = *number;
    } else if (const auto *integer = std::get_if<std::int64_t>(&one.value)) {
        value = double(*integer);
    } else {
        value = std::get<bool>(one.value) ? 1 : 0;
        kind = ValueKind::boolean;
    }
    return names.series(entity, one.metric, hint, kind);
}

Result<EntityId> entityOf(SeriesDictionary &names, const FilePoint &point)
{
    const auto node = names.node(point.node, nodeTypeFromWord(point.nodeType));
    if (!node)
        return tl::unexpected(node.error());
    if (point.dst.empty())
        return names.entity(*node);
    const auto dst = names.node(point.dst, {});
    return dst ? names.entity(*node, *dst) : tl::unexpected(dst.error());
}

} // namespace

Result<std::unique_ptr<StoreData>> StoreData::files(std::string name,
                                                    const std::vector<std::filesystem::path> &files)
{
    std::vector<FilePoint> points;
    for (const auto &file : files) {
        auto some = pointsOf(file);
        if (!some)
            return tl::unexpected(some.error());
        std::move(some->begin(), some->end(), std::back_inserter(points));
    }
    points = merged(std::move(points));
    std::unique_ptr<StoreData> data(new StoreData(std::move(name)));
    std::map<SeriesId, std::int64_t> last;
    SampleBatch batch;
    for (const FilePoint &point : points) {
        const auto entity = entityOf(data->m_names, point);
        if (!entity)
            return tl::unexpected(entity.error());
        const std::int64_t time = nanoseconds(*point.time);
        std::uint32_t hint = 0;
        const std::size_t before = batch.samples();
        for (const FileValue &one : point.values) {
            double value = 0;
            const auto series = seriesOf(data->m_names, *entity, one, hint, value);
            if (!series)
                return tl::unexpected(series.error());
            const auto known = last.find(*series);
            if (known == last.end() || known->second != time)
                batch.addSample(*series, value, Quality::good);
            last[*series] = time;
        }
        if (batch.samples() == before)
            continue;
        batch.endPoint(*entity, time);
        batch.reception = *point.time + onTheWay;
        if (batch.points() == batchPoints)
            data->take(std::exchange(batch, {}));
    }
    if (batch.points() > 0)
        data->take(std::move(batch));
    data->m_names.publish();
    return data;
}

Result<std::unique_ptr<StoreData>> StoreData::synthetic(std::size_t points, std::size_t entities)
{
    std::unique_ptr<StoreData> data(new StoreData("synthetic"));
    BenchSamples::Options options;
    options.entities = entities;
    auto source = BenchSamples::create(options, data->m_names);
    if (!source)
        return tl::unexpected(source.error());
    for (std::size_t left = points; left > 0; left -= std::min(left, batchPoints))
        data->take((*source)->next(std::min(left, batchPoints)));
    return data;
}

void StoreData::take(SampleBatch batch)
{
    for (std::size_t p = 0; p < batch.points(); ++p) {
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            Series &series = m_series[batch.series[i]];
            series.time.push_back(batch.generation[p]);
            series.value.push_back(batch.value[i]);
        }
    }
    m_samples += batch.samples();
    m_batches.push_back(std::move(batch));
}

} // namespace desk
