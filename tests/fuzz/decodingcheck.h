// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderchain.h"
#include "models/telemetry/names.h"

#include <cstdlib>
#include <string>

namespace desk {

// Ends the program when a chain gives what it must not; keeps what it gave, to compare.
class CheckingSink final : public DecodingSink
{
public:
    explicit CheckingSink(const DecoderChain &chain)
        : m_chain(chain)
    {
    }

    void record(const DecodedRecord &record) override
    {
        check(isNodeName(record.node));
        text += record.node;
        for (const DecodedField &field : record.fields) {
            check(field.at.endByte() <= record.frame.bytes.size());
            check(isMetricName(field.name));
            check(field.key < m_chain.decoder().fieldCount());
            check(m_chain.decoder().field(field.key).name == field.name);
            check(field.raw.kind != DecodedValue::Kind::text ||
                  field.raw.text.size() <= record.frame.bytes.size());
            text.append(" ").append(field.name).append("=").append(field.raw.toText());
            text.append(">").append(field.value.toText());
        }
        text += '\n';
        ++records;
    }
    void refused(const Frame &frame, DecodingStage stage, const Error &error) override
    {
        check(!error.message.empty());
        if (stage == DecodingStage::framing)
            check(error.offset >= static_cast<std::int64_t>(frame.offset));
        else
            check(error.offset <= static_cast<std::int64_t>(frame.bytes.size()));
        for (const char c : error.message)
            check(static_cast<unsigned char>(c) >= 0x20);
        text.append(error.message).append("\n");
        ++refusals;
    }
    static void check(bool good)
    {
        if (!good)
            std::abort();
    }

    std::string text;
    std::uint64_t records = 0;
    std::uint64_t refusals = 0;

private:
    const DecoderChain &m_chain;
};

// The stream whole, and then in pieces: both must give the same.
inline void checkChain(const DecoderDefinition &definition, std::span<const std::byte> stream,
                       std::size_t piece)
{
    std::string texts[2];
    for (int round = 0; round < 2; ++round) {
        auto chain = DecoderChain::make(definition);
        if (!chain)
            return;
        (*chain)->history().setCapacity(4);
        CheckingSink sink(**chain);
        const std::size_t step = round == 0 ? stream.size() : piece;
        for (std::size_t at = 0; at < stream.size(); at += step) {
            const auto part = stream.subspan(at, std::min(step, stream.size() - at));
            (*chain)->feed(part, {}, sink, definition.framing.kind == FramingKind::datagram);
        }
        (*chain)->endOfStream({}, sink);
        const DecodingCounters counters = (*chain)->counters();
        CheckingSink::check(counters.records == sink.records);
        CheckingSink::check(counters.refusedIn(DecodingStage::framing) == counters.framing.faults);
        CheckingSink::check(counters.framing.bytes == stream.size());
        texts[round] = std::move(sink.text);
    }
    CheckingSink::check(definition.framing.kind == FramingKind::datagram || texts[0] == texts[1]);
}

inline std::span<const std::byte> fuzzBytes(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const std::byte *>(data), size};
}

} // namespace desk
