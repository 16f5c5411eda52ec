// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/forecastfile.h"

#include "models/datalink/csvcolumns.h"
#include "models/exchange/importreader.h"
#include "models/forecast/windowsteps.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

namespace desk {
namespace {

constexpr std::chrono::seconds sampleStep{WindowSteps::stepSeconds};
// Where samples are counted from: a whole minute, so that a window ends with a whole step.
constexpr Timestamp countedFrom{std::chrono::seconds{60'000'000}};

class SeriesCollector
{
public:
    explicit SeriesCollector(ForecastFile &file)
        : m_file(file)
    {
    }

    void add(const NamedPoint &point)
    {
        for (const NamedValue &value : point.values) {
            const double *number = std::get_if<double>(&value.value);
            if (!number || !std::isfinite(*number) || has(value.quality, Quality::invalid)) {
                ++m_file.unusable;
                continue;
            }
            const std::string metric =
                value.labels.empty() ? value.metric : value.metric + "{" + value.labels + "}";
            seriesOf(point, metric).samples.push_back({point.generation, *number, value.quality});
        }
    }

    void finish()
    {
        for (ForecastFile::Series &series : m_file.series)
            std::ranges::stable_sort(series.samples, {}, &ForecastFile::Sample::time);
        Timestamp first = Timestamp::max();
        for (const ForecastFile::Series &series : m_file.series)
            first = std::min(first, series.samples.front().time);
        for (ForecastFile::Series &series : m_file.series)
            count(series, first);
    }

private:
    ForecastFile::Series &seriesOf(const NamedPoint &point, const std::string &metric)
    {
        const auto [place, isNew] =
            m_places.try_emplace(point.node + "\t" + point.dst + "\t" + metric, m_file.series.size());
        if (isNew) {
            ForecastFile::Series &series = m_file.series.emplace_back();
            series.name = point.dst.empty() ? point.node : point.node + "->" + point.dst;
            series.metric = metric;
        }
        return m_file.series[place->second];
    }

    // first: of all series, so that they stay beside each other.
    static void count(ForecastFile::Series &series, Timestamp first)
    {
        std::vector<std::chrono::nanoseconds> distances;
        for (std::size_t i = 1; i < series.samples.size(); ++i) {
            if (series.samples[i].time > series.samples[i - 1].time)
                distances.push_back(series.samples[i].time - series.samples[i - 1].time);
        }
        if (distances.empty())
            return;
        const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
        std::ranges::nth_element(distances, middle);
        series.spacing = *middle;
        series.inSamples = series.spacing > sampleStep;
        if (!series.inSamples)
            return;
        for (ForecastFile::Sample &sample : series.samples)
            sample.time =
                countedFrom + ((sample.time - first + series.spacing / 2) / series.spacing) * sampleStep;
    }

    ForecastFile &m_file;
    std::map<std::string, std::size_t> m_places;
};

Result<void> takeAll(ImportReader &reader, SeriesCollector &collector, ForecastFile &file)
{
    for (;;) {
        const auto point = reader.next();
        if (!point && point.error().index < 0)
            return failure(point.error().code, file.name + ": " + point.error().message);
        if (!point)
            ++file.skippedRows;
        else if (!*point)
            return {};
        else
            collector.add(**point);
    }
}

} // namespace

Result<ForecastFile> ForecastFile::read(const std::string &name)
{
    ForecastFile file;
    file.name = name;
    std::error_code failed;
    if (std::filesystem::is_directory(name, failed))
        return failure(ErrorCode::notFound, name + " cannot be read: it is a folder");
    std::ifstream input(name, std::ios::binary);
    if (!input)
        return failure(ErrorCode::notFound, name + " cannot be read");
    PointReaderOptions options;
    options.file.fallback = nodeName(std::filesystem::path(name).stem().string());
    options.begin = countedFrom;
    ImportReader reader(options, std::nullopt);
    SeriesCollector collector(file);
    std::string piece(std::size_t{256} << 10U, '\0');
    while (input.read(piece.data(), static_cast<std::streamsize>(piece.size())), input.gcount() > 0) {
        reader.append(std::string_view(piece).substr(0, static_cast<std::size_t>(input.gcount())));
        if (auto taken = takeAll(reader, collector, file); !taken)
            return tl::unexpected(taken.error());
    }
    if (input.bad())
        return failure(ErrorCode::notFound, name + " cannot be read to its end");
    reader.finish();
    if (auto taken = takeAll(reader, collector, file); !taken)
        return tl::unexpected(taken.error());
    if (file.series.empty())
        return failure(ErrorCode::invalidArgument, name + ": there are no numbers in it");
    collector.finish();
    file.notes = reader.notes();
    return file;
}

} // namespace desk
