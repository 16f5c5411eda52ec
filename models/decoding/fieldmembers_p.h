// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/definitionmembers_p.h"
#include "models/decoding/fielddefinition.h"

namespace desk {

// A field as JSON. Inside models/decoding only.
void readField(DefinitionReader &in, FieldDefinition &field);
void writeField(DefinitionWriter &out, const FieldDefinition &field);

} // namespace desk
