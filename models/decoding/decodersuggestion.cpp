// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decodersuggestion_p.h"

#include <algorithm>

namespace desk {

std::vector<FieldDefinition> fieldsOfBytes(std::size_t bytes, std::size_t markFirst, std::size_t markBytes)
{
    constexpr std::size_t mostShown = 256;
    std::vector<FieldDefinition> fields;
    for (std::size_t i = 0; i < std::min(bytes, mostShown); ++i) {
        FieldDefinition &field = fields.emplace_back();
        const bool marks = i >= markFirst && i < markFirst + markBytes;
        field.type = marks ? FieldType::blank : FieldType::unsignedInteger;
        field.bits = 8;
        if (!marks)
            field.name = "byte_" + std::to_string(i);
    }
    return fields;
}

double sureness(std::size_t frames)
{
    constexpr double half = 1.5; // frames at which it is half
    const auto seen = static_cast<double>(frames);
    return seen * seen / (seen * seen + half * half);
}

std::vector<DecoderSuggestion> suggestDecoders(std::span<const std::byte> bytes, const std::string &node)
{
    constexpr std::size_t mostBytes = 65'536;
    constexpr double least = 0.2;
    const auto seen = bytes.first(std::min(bytes.size(), mostBytes));
    std::vector<DecoderSuggestion> all;
    suggestTexts(seen, node, all);
    suggestStuffed(seen, node, all);
    suggestPackets(seen, node, all);
    suggestFixedLength(seen, node, all);
    const auto unusable = [](const DecoderSuggestion &one) {
        return !(one.confidence >= least) || !checkDefinition(one.definition);
    };
    all.erase(std::remove_if(all.begin(), all.end(), unusable), all.end());
    std::stable_sort(all.begin(), all.end(), [](const DecoderSuggestion &a, const DecoderSuggestion &b) {
        return a.confidence > b.confidence;
    });
    return all;
}

} // namespace desk
