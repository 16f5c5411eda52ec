// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// A parameter that is worked out from others of the same node or link. Plain value.
struct DerivedDefinition
{
    std::string name;       // the metric it becomes
    std::string nodes{"*"}; // pattern: * any run of characters, ? one
    std::string dsts;       // pattern; not empty = of links nodes -> dsts
    std::string expression;
    std::string unit;
    std::int64_t hold = 0; // ns for which an input stands when it does not come; 0 = 3 x its cadence

    bool operator==(const DerivedDefinition &) const = default;
    [[nodiscard]] bool matches(std::string_view node, std::string_view dst) const;
};

// The derived parameters of a data folder, in the order an operator gave them; of two with the same name the
// first that matches a node or link holds. Checked: names, expressions, and that none needs itself. Plain
// value.
class DerivedSet
{
public:
    static constexpr std::size_t maxDefinitions = 200;

    DerivedSet() = default;
    // index = the definition, field = its member, offset = byte in the expression. A cycle is named: "a → b →
    // a".
    static Result<DerivedSet> make(std::vector<DerivedDefinition> definitions);
    // TOML with [[derived]] tables: name, expression, and where they are not left out of, to, unit, hold_s.
    static Result<DerivedSet> parse(std::string_view toml);
    static Result<DerivedSet> load(const std::string &file);
    [[nodiscard]] std::string toml() const;

    [[nodiscard]] const std::vector<DerivedDefinition> &definitions() const { return m_definitions; }
    // Positions in definitions(): each behind those whose values it uses.
    [[nodiscard]] const std::vector<std::size_t> &order() const { return m_order; }
    bool operator==(const DerivedSet &) const = default;

private:
    std::vector<DerivedDefinition> m_definitions;
    std::vector<std::size_t> m_order;
};

} // namespace desk
