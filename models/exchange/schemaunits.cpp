// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/schemaunits.h"

#include <simdjson.h>

namespace desk {
namespace {

using Element = simdjson::dom::element;

constexpr unsigned deepestSchema = 8;

void read(Element schema, bool isOwn, const std::string &path, unsigned depth, SchemaUnits &units)
{
    simdjson::dom::object properties;
    if (depth > deepestSchema || schema["properties"].get(properties) != simdjson::SUCCESS)
        return;
    for (const auto &[name, property] : properties) {
        const std::string metric = path.empty() ? std::string(name) : path + "." + std::string(name);
        std::string_view unit;
        if (property["unit"].get(unit) == simdjson::SUCCESS ||
            property["units"].get(unit) == simdjson::SUCCESS ||
            (isOwn && property["description"].get(unit) == simdjson::SUCCESS))
            units[metric] = unit;
        read(property, isOwn, metric, depth + 1, units);
    }
}

} // namespace

SchemaUnits unitsOfSchema(std::string_view json, bool isOwn)
{
    SchemaUnits units;
    simdjson::dom::parser parser;
    Element root;
    if (parser.parse(json.data(), json.size(), true).get(root) == simdjson::SUCCESS)
        read(root, isOwn, {}, 0, units);
    return units;
}

} // namespace desk
