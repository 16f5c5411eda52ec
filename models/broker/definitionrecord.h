// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesdictionary.h"

#include <span>

namespace desk {

// Names as bytes for the journal: what the dictionary holds beyond a cursor, in an order that can be read
// back one by one. Pure functions, any thread that may read the dictionary.
void encodeDefinitions(const SeriesDictionary &dictionary, const DictionaryCursor &from, std::string &out);

// Adds the definitions to the dictionary. Fails on truncated bytes and when an id would not come out as it
// was written.
Result<void> decodeDefinitions(std::span<const std::byte> bytes, SeriesDictionary &dictionary);

} // namespace desk
