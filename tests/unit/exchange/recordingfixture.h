// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/batchcomposer.h"
#include "models/exchange/importreader.h"
#include "models/exchange/recordingexport.h"

#include "models/telemetry/units.h"

#include <QStringList>

namespace desk {

// Batches in memory as an export's source.
class MemoryRecording final : public BatchSource
{
public:
    [[nodiscard]] const SessionNames &names() const override { return m_names; }
    Result<SampleBatchPtr> next() override
    {
        return m_next < batches.size() ? batches[m_next++] : SampleBatchPtr();
    }
    void rewind() { m_next = 0; }

    void setNames(SessionNames names) { m_names = std::move(names); }
    std::vector<SampleBatchPtr> batches;

private:
    SessionNames m_names;
    std::size_t m_next = 0;
};

// Keeps what an import appends.
class MemorySink final : public BatchSink
{
public:
    SeriesDictionary &dictionary() override { return m_dictionary; }
    void setUnit(SeriesId series, const std::string &unit) override { m_units[series] = unit; }
    Result<void> append(SampleBatch batch) override
    {
        batches.push_back(std::make_shared<const SampleBatch>(std::move(batch)));
        return {};
    }

    // What came, to be read again.
    [[nodiscard]] MemoryRecording recording() const
    {
        SessionNames names;
        const DictionaryChanges all = m_dictionary.changesSince({});
        for (const auto &node : all.nodes)
            names.nodes[node.id] = node;
        for (const auto &entity : all.entities)
            names.entities[entity.id] = entity;
        for (const auto &series : all.series)
            names.series[series.id] = series;
        for (const auto &series : all.series)
            names.units[series.id] = unitOf(series.metric);
        for (const auto &[id, unit] : m_units)
            names.units[id] = unit;
        for (const auto &text : all.texts)
            names.texts[text.series][text.code] = text.text;
        MemoryRecording recording;
        recording.setNames(std::move(names));
        recording.batches = batches;
        return recording;
    }

    std::vector<SampleBatchPtr> batches;

private:
    SeriesDictionary m_dictionary;
    std::map<SeriesId, std::string> m_units;
};

inline QString describe(const NamedPoint &point, const NamedValue &value)
{
    std::string text = "#" + std::to_string(point.sequence) + " " +
                       (point.received ? formatTimestamp(*point.received, Fraction::nano) : "-") + " " +
                       formatTimestamp(point.generation, Fraction::nano) + " " + point.node + "(" +
                       std::string(point.type ? nodeTypeWord(*point.type) : "-") + ")";
    if (!point.dst.empty())
        text +=
            "->" + point.dst + "(" + std::string(point.dstType ? nodeTypeWord(*point.dstType) : "-") + ")";
    text += " " + value.metric + "{" + value.labels + "} " + std::string(kindWord(value.kind)) + " ";
    if (const auto *number = std::get_if<double>(&value.value))
        appendExact(text, *number);
    else if (const auto *integer = std::get_if<std::int64_t>(&value.value))
        text += "wide " + std::to_string(*integer);
    else if (const auto *on = std::get_if<bool>(&value.value))
        text += *on ? "true" : "false";
    else
        text += "'" + std::get<std::string>(value.value) + "'";
    return QString::fromStdString(text + " " + qualityWords(value.quality));
}

// Every sample of a recording in words, in its order.
inline QStringList described(MemoryRecording recording, const ExchangeSelection &selection = {})
{
    QStringList lines;
    recording.rewind();
    BatchNaming naming(recording.names(), selection);
    NamedPoint point;
    for (const SampleBatchPtr &batch : recording.batches) {
        for (std::size_t p = 0; p < batch->points(); ++p) {
            if (!naming.name(*batch, p, point))
                continue;
            for (const NamedValue &value : point.values)
                lines += describe(point, value);
        }
    }
    return lines;
}

inline std::string exported(MemoryRecording &recording, ExchangeFormat format,
                            ExchangeSelection selection = {})
{
    recording.rewind();
    RecordingExport run(recording, std::move(selection), format);
    std::string bytes;
    while (true) {
        const auto more = run.step(bytes);
        if (!more)
            return "error: " + more.error().message;
        if (!*more)
            return bytes;
    }
}

struct Imported
{
    MemorySink sink;
    QStringList errors;
    BatchComposer::Totals totals;
    std::vector<std::string> notes;
    std::optional<ExchangeFormat> format;
};

// piece: bytes that come at once.
inline void import(std::string_view bytes, Imported &into, std::size_t piece = 1U << 16U,
                   PointReaderOptions options = {}, std::optional<ExchangeFormat> expected = {})
{
    ImportReader reader(std::move(options), expected);
    BatchComposer composer(into.sink);
    const auto take = [&] {
        while (true) {
            auto point = reader.next();
            if (!point)
                into.errors += QString::number(point.error().index) + u": " +
                               QString::fromStdString(point.error().message);
            else if (!*point)
                return;
            else if (const auto added = composer.add(std::move(**point)); !added)
                into.errors += QString::fromStdString(added.error().message);
            if (!point && point.error().index < 0)
                return;
        }
    };
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        reader.append(bytes.substr(at, piece));
        take();
    }
    reader.finish();
    take();
    if (const auto finished = composer.finish(); !finished)
        into.errors += QString::fromStdString(finished.error().message);
    into.totals = composer.totals();
    into.notes = reader.notes();
    into.format = reader.format();
}

} // namespace desk
