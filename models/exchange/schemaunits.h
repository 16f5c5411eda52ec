// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace desk {

// Units by the paths of a message's members ("power.bus_v").
using SchemaUnits = std::map<std::string, std::string, std::less<>>;

// What a JSON schema says of them: a property's "unit" or "units", and in our own schemas its "description".
// Nothing of a text that is no JSON schema. Pure.
SchemaUnits unitsOfSchema(std::string_view json, bool isOwn);

} // namespace desk
