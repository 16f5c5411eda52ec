// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderchain.h"
#include "models/decoding/decodersuggestion.h"

namespace desk {

// Inside models/decoding only. Each appends what it finds.
void suggestTexts(std::span<const std::byte> bytes, const std::string &node,
                  std::vector<DecoderSuggestion> &all);
void suggestStuffed(std::span<const std::byte> bytes, const std::string &node,
                    std::vector<DecoderSuggestion> &all);
void suggestPackets(std::span<const std::byte> bytes, const std::string &node,
                    std::vector<DecoderSuggestion> &all);
void suggestFixedLength(std::span<const std::byte> bytes, const std::string &node,
                        std::vector<DecoderSuggestion> &all);

// A field for each byte; those of a mark are blank.
std::vector<FieldDefinition> fieldsOfBytes(std::size_t bytes, std::size_t markFirst = 0,
                                           std::size_t markBytes = 0);
// In [0, 1]: how sure so many frames in a row make, of which a wrong guess takes each with this chance.
double sureness(std::size_t frames);

} // namespace desk
