// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/derivedset.h"
#include "models/telemetry/tomlparser_p.h"
#include "models/telemetry/tomltext.h"

#include <array>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace desk {
namespace {

tl::unexpected<Error> wrong(const toml::node &node, std::string_view key, const std::string &what)
{
    return failure(ErrorCode::parseError,
                   "line " + std::to_string(node.source().begin.line) + ", " + std::string(key) + ": " + what,
                   std::string(key));
}

Result<DerivedDefinition> readDefinition(const toml::table &table)
{
    DerivedDefinition one;
    for (const auto &[key, value] : table) {
        const std::string_view name = key.str();
        std::string DerivedDefinition::*member = name == "name"         ? &DerivedDefinition::name
                                                 : name == "of"         ? &DerivedDefinition::nodes
                                                 : name == "to"         ? &DerivedDefinition::dsts
                                                 : name == "expression" ? &DerivedDefinition::expression
                                                 : name == "unit"       ? &DerivedDefinition::unit
                                                                        : nullptr;
        if (name == "hold_s") {
            const auto seconds = value.value<double>();
            if (!value.is_number() || !seconds || !(*seconds >= 0 && *seconds <= 86'400))
                return wrong(value, name, "must be a number of seconds from 0 to 86400");
            one.hold = std::llround(*seconds * 1e9);
        } else if (!member) {
            return wrong(value, name, "unknown key; use name, of, to, expression, unit, hold_s");
        } else {
            const auto text = value.value<std::string>();
            if (!value.is_string() || !text)
                return wrong(value, name, "must be text");
            one.*member = *text;
        }
    }
    return one;
}

} // namespace

Result<DerivedSet> DerivedSet::parse(std::string_view text)
{
    if (auto plain = checkTomlText(text); !plain)
        return tl::unexpected(plain.error());
    try {
        const toml::table document = toml::parse(text);
        for (const auto &[key, value] : document) {
            if (key != "derived" || !value.is_array_of_tables())
                return wrong(value, key.str(), "unknown key; this file holds [[derived]] tables only");
        }
        std::vector<DerivedDefinition> definitions;
        if (const toml::array *list = document["derived"].as_array()) {
            for (const toml::node &node : *list) {
                auto one = readDefinition(*node.as_table());
                if (!one)
                    return tl::unexpected(one.error());
                definitions.push_back(*std::move(one));
            }
        }
        return make(std::move(definitions));
    } catch (const toml::parse_error &error) {
        return failure(ErrorCode::parseError, "line " + std::to_string(error.source().begin.line) + ": " +
                                                  std::string(error.description()));
    } catch (const std::runtime_error &) {
        return failure(ErrorCode::parseError, "not TOML: a key or table name is malformed");
    }
}

Result<DerivedSet> DerivedSet::load(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    if (!in || (in.peek() != std::ifstream::traits_type::eof() && !(text << in.rdbuf())))
        return failure(ErrorCode::notFound, "cannot read derived parameters from " + file);
    auto set = parse(text.str());
    if (!set)
        set.error().message = file + ": " + set.error().message;
    return set;
}

std::string DerivedSet::toml() const
{
    std::string out = "# Derived parameters; the window and PUT /api/v1/derived write this file.\n";
    for (const DerivedDefinition &one : m_definitions) {
        out += "\n[[derived]]\nname = " + tomlQuoted(one.name) + "\nof = " + tomlQuoted(one.nodes) + "\n";
        if (!one.dsts.empty())
            out += "to = " + tomlQuoted(one.dsts) + "\n";
        out += "expression = " + tomlQuoted(one.expression) + "\n";
        if (!one.unit.empty())
            out += "unit = " + tomlQuoted(one.unit) + "\n";
        if (one.hold > 0)
            out += "hold_s = " + tomlFloat(static_cast<double>(one.hold) / 1e9) + "\n";
    }
    return out;
}

} // namespace desk
