// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/derivedset.h"

#include "models/alarms/limitset.h"
#include "models/processing/expression.h"
#include "models/telemetry/names.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t longestText = 256; // of patterns and units
constexpr std::int64_t longestHold = 86'400'000'000'000;

tl::unexpected<Error> wrong(const std::vector<DerivedDefinition> &definitions, std::size_t at,
                            std::string_view field, const std::string &what, std::int64_t offset = -1)
{
    const std::string &name = definitions[at].name;
    return failure(ErrorCode::invalidArgument,
                   "derived parameter " + std::to_string(at + 1) + (name.empty() ? "" : " (" + name + ")") +
                       ", " + std::string(field) + ": " + what,
                   std::string(field), offset, static_cast<std::int64_t>(at));
}

bool isPlainText(std::string_view text)
{
    return text.size() <= longestText &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

// Depth first: white, grey (on the way), black.
class Ordering
{
public:
    Ordering(const std::vector<DerivedDefinition> &definitions,
             const std::vector<std::vector<std::string>> &inputs)
        : m_definitions(definitions)
        , m_uses(definitions.size())
        , m_states(definitions.size())
    {
        for (std::size_t i = 0; i < definitions.size(); ++i) {
            for (std::size_t j = 0; j < definitions.size(); ++j) {
                const bool bothLinks = definitions[i].dsts.empty() == definitions[j].dsts.empty();
                if (bothLinks &&
                    std::find(inputs[i].begin(), inputs[i].end(), definitions[j].name) != inputs[i].end())
                    m_uses[i].push_back(j);
            }
        }
    }

    // The way round, when there is one.
    std::optional<std::string> visit(std::size_t at)
    {
        if (m_states[at] == State::done)
            return std::nullopt;
        m_way.push_back(at);
        if (m_states[at] == State::open) {
            std::string cycle;
            for (auto i = std::find(m_way.begin(), m_way.end(), at); i != m_way.end(); ++i)
                cycle += (cycle.empty() ? "" : " → ") + m_definitions[*i].name;
            return cycle;
        }
        m_states[at] = State::open;
        for (const std::size_t used : m_uses[at]) {
            if (auto cycle = visit(used))
                return cycle;
        }
        m_way.pop_back();
        m_states[at] = State::done;
        m_order.push_back(at);
        return std::nullopt;
    }

    [[nodiscard]] std::vector<std::size_t> order() { return std::move(m_order); }

private:
    enum class State : std::uint8_t { unseen, open, done };
    const std::vector<DerivedDefinition> &m_definitions;
    std::vector<std::vector<std::size_t>> m_uses;
    std::vector<State> m_states;
    std::vector<std::size_t> m_way;
    std::vector<std::size_t> m_order;
};

} // namespace

bool DerivedDefinition::matches(std::string_view node, std::string_view dst) const
{
    return dsts.empty() == dst.empty() && matchesPattern(nodes, node) &&
           (dst.empty() || matchesPattern(dsts, dst));
}

Result<DerivedSet> DerivedSet::make(std::vector<DerivedDefinition> definitions)
{
    if (definitions.size() > maxDefinitions)
        return failure(ErrorCode::tooLarge, std::to_string(definitions.size()) + " derived parameters; " +
                                                std::to_string(maxDefinitions) + " are the most");
    std::vector<std::vector<std::string>> inputs;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        const DerivedDefinition &one = definitions[i];
        if (!isMetricName(one.name))
            return wrong(definitions, i, "name",
                         "must be a letter or _ and at most 127 more of A-Z a-z 0-9 _ . : /");
        if (one.nodes.empty() || !isPlainText(one.nodes))
            return wrong(definitions, i, "of",
                         "must be a pattern of nodes such as satellite-*, at most 256 bytes");
        if (!isPlainText(one.dsts))
            return wrong(definitions, i, "to", "must be a pattern of nodes such as gs-*, at most 256 bytes");
        if (!isPlainText(one.unit))
            return wrong(definitions, i, "unit", "must be a text of at most 256 bytes");
        if (one.hold < 0 || one.hold > longestHold)
            return wrong(definitions, i, "hold_s", "must be a number of seconds from 0 to 86400");
        const auto compiled = Expression::compile(one.expression);
        if (!compiled)
            return wrong(definitions, i, "expression",
                         compiled.error().message + " (at character " +
                             std::to_string(compiled.error().offset + 1) + ")",
                         compiled.error().offset);
        if (compiled->inputs().empty())
            return wrong(definitions, i, "expression",
                         "uses no parameter; a constant has no time at which it is so", 0);
        inputs.push_back(compiled->inputs());
    }
    Ordering ordering(definitions, inputs);
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        if (const auto cycle = ordering.visit(i))
            return wrong(definitions, i, "expression", "needs its own value: " + *cycle, 0);
    }
    DerivedSet set;
    set.m_order = ordering.order();
    set.m_definitions = std::move(definitions);
    return set;
}

} // namespace desk
