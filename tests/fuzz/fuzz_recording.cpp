// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/batchcomposer.h"
#include "models/exchange/importreader.h"
#include "models/exchange/recordingexport.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace desk;

namespace {

// Keeps what an import appends, and gives it to an export.
class Recording final : public BatchSink, public BatchSource
{
public:
    SeriesDictionary &dictionary() override { return m_dictionary; }
    [[nodiscard]] const SessionNames &names() const override { return m_names; }

    void setUnit(SeriesId series, const std::string &unit) override
    {
        if (index(series) >= m_dictionary.seriesCount() || unit.empty())
            std::abort();
        m_units[series] = unit;
    }
    Result<void> append(SampleBatch batch) override
    {
        if (batch.points() == 0 || batch.firstSequence <= m_last ||
            batch.pointEnd.back() != batch.samples() || batch.value.size() != batch.samples() ||
            batch.quality.size() != batch.samples())
            std::abort();
        m_last = batch.lastSequence();
        for (std::size_t i = 0; i < batch.samples(); ++i) {
            if (index(batch.series[i]) >= m_dictionary.seriesCount() || !std::isfinite(batch.value[i]))
                std::abort();
        }
        m_batches.push_back(std::make_shared<const SampleBatch>(std::move(batch)));
        return {};
    }

    Result<SampleBatchPtr> next() override
    {
        return m_next < m_batches.size() ? m_batches[m_next++] : SampleBatchPtr();
    }

    void rewind()
    {
        m_next = 0;
        m_names = {};
        const DictionaryChanges all = m_dictionary.changesSince({});
        for (const auto &node : all.nodes)
            m_names.nodes[node.id] = node;
        for (const auto &entity : all.entities)
            m_names.entities[entity.id] = entity;
        for (const auto &series : all.series)
            m_names.series[series.id] = series;
        m_names.units = m_units;
        for (const auto &text : all.texts)
            m_names.texts[text.series][text.code] = text.text;
    }

private:
    SeriesDictionary m_dictionary;
    SessionNames m_names;
    std::map<SeriesId, std::string> m_units;
    std::vector<SampleBatchPtr> m_batches;
    std::size_t m_next = 0;
    std::uint64_t m_last = 0;
};

std::size_t import(std::string_view bytes, std::size_t piece, Recording &into)
{
    std::size_t errors = 0;
    PointReaderOptions options;
    options.file.fallback = "file";
    ImportReader reader(options, std::nullopt);
    BatchComposer composer(into);
    const auto take = [&] {
        while (true) {
            auto point = reader.next();
            if (!point) {
                ++errors;
                if (point.error().index < 0)
                    return;
            } else if (!*point) {
                return;
            } else if (!composer.add(std::move(**point))) {
                std::abort();
            }
        }
    };
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        reader.append(bytes.substr(at, piece));
        take();
    }
    reader.finish();
    take();
    if (!composer.finish())
        std::abort();
    return errors + composer.totals().refused;
}

std::string exported(Recording &recording, ExchangeFormat format)
{
    recording.rewind();
    RecordingExport run(recording, {}, format);
    std::string bytes;
    while (true) {
        const auto more = run.step(bytes);
        if (!more)
            std::abort();
        if (!*more)
            return bytes;
    }
}

} // namespace

// A recording of any format and any bytes. What could be read must survive being written and read again,
// whatever the format (the first byte says which): no row is refused, and written once more it is the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    Recording first;
    import(bytes, (data[0] & 8U) != 0 ? 5 : std::max<std::size_t>(bytes.size(), 1), first);
    const std::string lines = exported(first, ExchangeFormat::jsonLines);
    if (lines.empty())
        return 0; // a file without a point says so when it is read
    constexpr ExchangeFormat formats[]{ExchangeFormat::csv, ExchangeFormat::lineProtocol,
                                       ExchangeFormat::jsonLines, ExchangeFormat::mcap};
    Recording again;
    if (import(exported(first, formats[data[0] & 3U]), 1U << 20U, again) != 0)
        std::abort();
    if (exported(again, ExchangeFormat::jsonLines) != lines)
        std::abort();
    exported(first, ExchangeFormat::wideCsv);
    exported(first, ExchangeFormat::gpuCsv);
    return 0;
}
