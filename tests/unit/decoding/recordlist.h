// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderchain.h"
#include "tests/unit/decoding/framelist.h"

namespace desk {

// What a chain gave, as lines of text:
//   board temp=21.5[C] state=1>on
// (raw value, the engineering value where it is another) and refusals with their stage.
class RecordList final : public DecodingSink
{
public:
    void record(const DecodedRecord &record) override
    {
        std::string line(record.node);
        if (!record.destination.empty())
            line.append(">").append(record.destination);
        for (const DecodedField &field : record.fields) {
            line.append(" ").append(field.name).append("=").append(field.raw.toText());
            if (field.isCalibrated())
                line.append(">").append(field.value.toText());
            if (!field.unit.empty())
                line.append("[").append(field.unit).append("]");
            ranges.push_back(field.at);
        }
        lines.push_back(std::move(line));
        times.push_back(record.time);
        timesFrom.push_back(record.timeFrom);
        deviceTimes.push_back(record.deviceTime);
    }
    void refused(const Frame &, DecodingStage stage, const Error &error) override
    {
        refusals.push_back(error);
        lines.push_back(std::string(decodingStageWord(stage)) + ": " + error.message);
    }
    [[nodiscard]] std::string text() const
    {
        std::string all;
        for (const std::string &line : lines)
            all += line + '\n';
        return all;
    }

    std::vector<std::string> lines;
    std::vector<BitRange> ranges;
    std::vector<Timestamp> times;
    std::vector<RecordTime> timesFrom;
    std::vector<std::optional<std::chrono::nanoseconds>> deviceTimes;
    std::vector<Error> refusals;
};

inline DecoderDefinition definitionOf(DecoderKind kind, FramingKind framing = FramingKind::lines)
{
    DecoderDefinition definition;
    definition.node = "board";
    definition.decoder = kind;
    definition.framing.kind = framing;
    return definition;
}

// What becomes of a stream that ends. A definition that is wrong is a line of its own.
inline RecordList recordsOf(const DecoderDefinition &definition, std::string_view stream)
{
    RecordList list;
    const auto chain = DecoderChain::make(definition);
    if (!chain) {
        list.lines.push_back("definition: " + chain.error().message);
        return list;
    }
    (*chain)->feed(bytesOf(stream), {}, list);
    (*chain)->endOfStream({}, list);
    return list;
}

} // namespace desk
