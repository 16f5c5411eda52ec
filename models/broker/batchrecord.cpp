// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/batchrecord.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace desk {

using namespace journalformat;

namespace {

template <class T>
void takeColumn(std::span<const std::byte> &rest, std::vector<T> &column, std::size_t count)
{
    column.resize(count);
    if (count > 0) // an empty vector has no place to copy to
        std::memcpy(column.data(), rest.data(), count * sizeof(T));
    rest = rest.subspan(count * sizeof(T));
}

// A code without its text would be shown as whatever text takes that code later.
bool hasText(const SeriesDictionary &dictionary, SeriesId series, double value)
{
    const ValueKind kind = dictionary.definition(series).kind;
    if (kind != ValueKind::state && kind != ValueKind::text)
        return true;
    return value >= 0 && value < double(std::numeric_limits<std::uint32_t>::max()) &&
           dictionary.text(series, static_cast<std::uint32_t>(value)).data() != nullptr;
}

} // namespace

void encodeBatch(const SampleBatch &batch, std::string &out)
{
    const BatchHeader header{batch.firstSequence,
                             nanoseconds(batch.reception),
                             static_cast<std::uint32_t>(batch.points()),
                             static_cast<std::uint32_t>(batch.samples()),
                             static_cast<std::uint32_t>(batch.wide.size()),
                             batch.source,
                             0,
                             0};
    const auto put = [&out](const void *bytes, std::size_t size) {
        out.append(static_cast<const char *>(bytes), size);
    };
    const auto column = [&put](const auto &values) { put(values.data(), values.size() * sizeof values[0]); };
    const auto length = static_cast<std::uint32_t>(sizeof header + batch.points() * 16 +
                                                   batch.samples() * 13 + batch.wide.size() * wideBytes);
    put(&length, sizeof length);
    put(&header, sizeof header);
    column(batch.generation);
    column(batch.value);
    column(batch.entity);
    column(batch.pointEnd);
    column(batch.series);
    column(batch.quality);
    for (const SampleBatch::WideInteger &wide : batch.wide) {
        put(&wide.sample, sizeof wide.sample);
        put(&wide.value, sizeof wide.value);
    }
}

std::optional<BatchHeader> peekBatch(std::span<const std::byte> payload)
{
    BatchHeader header;
    if (payload.size() < sizeof header)
        return std::nullopt;
    std::memcpy(&header, payload.data(), sizeof header);
    const std::uint64_t size = std::uint64_t{header.points} * 16 + std::uint64_t{header.samples} * 13 +
                               std::uint64_t{header.wide} * wideBytes + header.keyBytes + header.answerBytes;
    if (size != payload.size() - sizeof header || header.firstSequence == 0)
        return std::nullopt;
    return header;
}

// CRC has been checked, so a mismatch here is a writer of another mind.
bool readColumns(std::span<const std::byte> payload, SampleBatch &batch)
{
    const auto known = peekBatch(payload);
    if (!known)
        return false;
    const BatchHeader &header = *known;
    payload = payload.subspan(sizeof header);
    takeColumn(payload, batch.generation, header.points);
    takeColumn(payload, batch.value, header.samples);
    takeColumn(payload, batch.entity, header.points);
    takeColumn(payload, batch.pointEnd, header.points);
    takeColumn(payload, batch.series, header.samples);
    takeColumn(payload, batch.quality, header.samples);
    batch.wide.resize(header.wide);
    for (std::uint32_t i = 0; i < header.wide; ++i) {
        std::memcpy(&batch.wide[i].sample, payload.data() + i * wideBytes, 4);
        std::memcpy(&batch.wide[i].value, payload.data() + i * wideBytes + 4, 8);
        if (batch.wide[i].sample >= header.samples)
            return false;
    }
    batch.reception = fromNanoseconds(header.reception);
    batch.firstSequence = header.firstSequence;
    batch.source = header.source;
    std::uint32_t last = 0;
    for (const std::uint32_t end : batch.pointEnd) {
        if (end < last || end > header.samples)
            return false;
        last = end;
    }
    return last == header.samples;
}

bool decodeBatch(std::span<const std::byte> payload, const SeriesDictionary &dictionary, SampleBatch &batch)
{
    if (!readColumns(payload, batch))
        return false;
    for (const EntityId id : batch.entity) {
        if (index(id) >= dictionary.entityCount())
            return false;
    }
    for (std::size_t i = 0; i < batch.series.size(); ++i) {
        if (index(batch.series[i]) >= dictionary.seriesCount() ||
            !hasText(dictionary, batch.series[i], batch.value[i]))
            return false;
    }
    return true;
}

IdempotentAnswer answerOf(const BatchHeader &header, std::span<const std::byte> payload)
{
    const std::size_t texts = std::size_t{header.keyBytes} + header.answerBytes;
    const std::string_view all(reinterpret_cast<const char *>(payload.data()), payload.size());
    const std::string_view both = all.substr(all.size() - texts);
    return {std::string(both.substr(0, header.keyBytes)), std::string(both.substr(header.keyBytes)),
            fromNanoseconds(header.reception)};
}

} // namespace desk
