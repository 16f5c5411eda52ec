// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journal.h"
#include "models/broker/journalformat.h"

#include <optional>

namespace desk {

// The payload of a batch record as the journal holds it, its CRC already checked. Pure functions.

// Appends such a payload, without a keyed answer, behind its length as four bytes.
void encodeBatch(const SampleBatch &batch, std::string &out);
// The header, when its counts are those of the payload.
std::optional<journalformat::BatchHeader> peekBatch(std::span<const std::byte> payload);
// The keyed answer at its end; the key is empty without one.
IdempotentAnswer answerOf(const journalformat::BatchHeader &header, std::span<const std::byte> payload);
// The samples of it, whatever their names. False when it is no batch.
bool readColumns(std::span<const std::byte> payload, SampleBatch &batch);
// The same; false also when it uses a name the dictionary does not know.
bool decodeBatch(std::span<const std::byte> payload, const SeriesDictionary &dictionary, SampleBatch &batch);

} // namespace desk
