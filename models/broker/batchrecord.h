// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journal.h"
#include "models/broker/journalformat.h"

#include <optional>

namespace desk {

// The payload of a batch record as the journal holds it, its CRC already checked. Pure functions.

// The header, when its counts are those of the payload.
std::optional<journalformat::BatchHeader> peekBatch(std::span<const std::byte> payload);
// The keyed answer at its end; the key is empty without one.
IdempotentAnswer answerOf(const journalformat::BatchHeader &header, std::span<const std::byte> payload);
// False when it is no batch. Its names are not looked at.
bool decodeColumns(std::span<const std::byte> payload, SampleBatch &batch);
// False when it is no batch or uses a name the dictionary does not know.
bool decodeBatch(std::span<const std::byte> payload, const SeriesDictionary &dictionary, SampleBatch &batch);

} // namespace desk
