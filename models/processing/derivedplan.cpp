// SPDX-License-Identifier: GPL-3.0-or-later
// What of the evaluator looks up names: when a series or a definition is new, never per sample.
#include "models/processing/derivedevaluator_p.h"

#include <algorithm>

namespace desk {

DerivedEvaluator::DerivedEvaluator(SeriesDictionary &dictionary, Options options)
    : m_dictionary(dictionary)
    , m_options(std::move(options))
    , m_budget{m_options.maxWindowValues}
{
}

DerivedEvaluator::~DerivedEvaluator() = default;

void DerivedEvaluator::refuse(const std::string &subject, const std::string &why)
{
    if (std::find(m_refused.begin(), m_refused.end(), subject) != m_refused.end())
        return;
    m_refused.push_back(subject);
    if (m_options.refused)
        m_options.refused(subject, why);
}

void DerivedEvaluator::setDefinitions(const DerivedSet &set)
{
    m_touched.clear();
    m_refused.clear();
    std::vector<std::unique_ptr<Definition>> before = std::move(m_definitions);
    m_definitions.clear();
    for (const std::size_t at : set.order()) {
        const DerivedDefinition &given = set.definitions()[at];
        const auto same = std::find_if(before.begin(), before.end(),
                                       [&](const auto &one) { return one && one->given == given; });
        if (same != before.end()) {
            (*same)->preference = at;
            m_definitions.push_back(std::move(*same));
        } else if (auto expression = Expression::compile(given.expression)) {
            m_definitions.push_back(
                std::make_unique<Definition>(Definition{given, at, *std::move(expression)}));
        }
    }
    m_byPreference.resize(m_definitions.size());
    for (std::size_t i = 0; i < m_definitions.size(); ++i)
        m_byPreference[i] = i;
    std::sort(m_byPreference.begin(), m_byPreference.end(), [&](std::size_t a, std::size_t b) {
        return m_definitions[a]->preference < m_definitions[b]->preference;
    });
    const auto gone = [&](const Instance &instance) {
        return std::none_of(m_definitions.begin(), m_definitions.end(),
                            [&](const auto &one) { return one.get() == instance.definition; });
    };
    m_outputs = 0;
    for (const auto &plan : m_plans) {
        if (!plan)
            continue;
        std::erase_if(plan->instances, gone);
        m_outputs += plan->instances.size();
    }
    m_seenSeries = 0; // another may hold for a node or link now
}

void DerivedEvaluator::resolveNew(bool mayAdd)
{
    if (m_seenSeries == m_dictionary.seriesCount())
        return;
    std::vector<EntityId> entities;
    for (std::size_t i = m_seenSeries; i < m_dictionary.seriesCount(); ++i)
        entities.push_back(m_dictionary.definition(SeriesId{static_cast<std::uint32_t>(i)}).entity);
    std::sort(entities.begin(), entities.end());
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
    m_slotOf.resize(m_dictionary.seriesCount(), noSlot);
    m_plans.resize(m_dictionary.entityCount());
    for (const EntityId entity : entities)
        resolve(entity, mayAdd);
    m_slotOf.resize(m_dictionary.seriesCount(), noSlot);
    m_seenSeries = m_dictionary.seriesCount();
}

void DerivedEvaluator::resolve(EntityId entity, bool mayAdd)
{
    const EntityDefinition &about = m_dictionary.definition(entity);
    const std::string &node = m_dictionary.definition(about.node).name;
    const std::string_view dst =
        about.dst == noNode ? std::string_view{} : m_dictionary.definition(about.dst).name;
    auto &plan = m_plans[index(entity)];
    const std::vector<std::size_t> wanted = definitionsFor(node, dst);
    if (!plan && wanted.empty())
        return;
    if (!plan)
        plan = std::make_unique<Plan>();
    // In order of evaluation, those that are there with all they know.
    std::vector<Instance> before = std::move(plan->instances);
    plan->instances.clear();
    m_outputs -= before.size();
    for (const std::size_t i : wanted) {
        const auto known = std::find_if(before.begin(), before.end(), [&](const Instance &instance) {
            return instance.definition == m_definitions[i].get();
        });
        if (known == before.end()) {
            addInstance(*plan, i, entity, mayAdd);
        } else {
            plan->instances.push_back(std::move(*known));
            ++m_outputs;
        }
    }
    if (plan->instances.empty() && plan->slots.empty())
        plan.reset();
}

// Of two with the same name the one that stands further up; positions in order of evaluation.
std::vector<std::size_t> DerivedEvaluator::definitionsFor(std::string_view node, std::string_view dst) const
{
    std::vector<std::string_view> names;
    std::vector<std::size_t> found;
    for (const std::size_t i : m_byPreference) {
        const DerivedDefinition &given = m_definitions[i]->given;
        if (!given.matches(node, dst) || std::find(names.begin(), names.end(), given.name) != names.end())
            continue;
        names.push_back(given.name);
        found.push_back(i);
    }
    std::sort(found.begin(), found.end());
    return found;
}

void DerivedEvaluator::addInstance(Plan &plan, std::size_t definition, EntityId entity, bool mayAdd)
{
    Definition &one = *m_definitions[definition];
    std::vector<SeriesId> inputs;
    bool complete = true;
    for (const std::string &name : one.expression.inputs()) {
        const auto series = m_dictionary.findSeries(entity, name);
        if (!series) {
            complete = false;
            continue;
        }
        const ValueKind kind = m_dictionary.definition(*series).kind;
        if (kind == ValueKind::text || kind == ValueKind::state) {
            refuse(one.given.name, name + " of " + m_dictionary.entityName(entity) + " is no number");
            return;
        }
        inputs.push_back(*series);
    }
    // What comes before the last of them counts, too.
    for (const SeriesId input : inputs)
        static_cast<void>(slotFor(plan, input));
    if (!complete)
        return;
    auto output = m_dictionary.findSeries(entity, one.given.name);
    if (!output) {
        if (!mayAdd)
            return;
        if (m_outputs >= m_options.maxOutputs) {
            refuse("derived parameters", "more than " + std::to_string(m_options.maxOutputs) +
                                             " derived series; choose fewer nodes with of");
            return;
        }
        const auto added = m_dictionary.seriesByName(entity, one.given.name, ValueKind::number, {});
        if (!added) {
            refuse(one.given.name, added.error().message);
            return;
        }
        output = *added;
        m_slotOf.resize(m_dictionary.seriesCount(), noSlot);
    }
    if (m_outputs >= m_options.maxOutputs || plan.slots.size() + inputs.size() + 1 >= noSlot) {
        refuse("derived parameters", "more than " + std::to_string(m_options.maxOutputs) +
                                         " derived series; choose fewer nodes with of");
        return;
    }
    Instance made;
    made.definition = &one;
    for (const SeriesId input : inputs)
        made.inputs.push_back(static_cast<std::uint16_t>(slotFor(plan, input)));
    made.output = static_cast<std::uint16_t>(slotFor(plan, *output));
    made.windows.reserve(one.expression.calls().size());
    for (const Expression::Call &call : one.expression.calls())
        made.windows.emplace_back(call.function, call.duration, m_budget);
    plan.instances.push_back(std::move(made));
    ++m_outputs;
}

std::uint32_t DerivedEvaluator::slotFor(Plan &plan, SeriesId series)
{
    std::uint16_t &at = m_slotOf[index(series)];
    if (at == noSlot) {
        at = static_cast<std::uint16_t>(plan.slots.size());
        plan.slots.push_back({.series = series});
    }
    return at;
}

void DerivedEvaluator::rollback()
{
    for (Plan *const plan : m_touched) {
        std::copy(plan->slotsBefore.begin(), plan->slotsBefore.end(), plan->slots.begin());
        for (Instance &instance : plan->instances) {
            instance.time = instance.timeBefore;
            for (RollingWindow &window : instance.windows)
                window.rollback();
        }
    }
    m_touched.clear();
    // Series that the dictionary took back are no more.
    const std::size_t known = m_dictionary.seriesCount();
    if (m_seenSeries <= known)
        return;
    const std::size_t outputs = m_outputs;
    for (const auto &plan : m_plans) {
        if (!plan)
            continue;
        const auto gone = [&](std::uint16_t slot) { return index(plan->slots[slot].series) >= known; };
        m_outputs -= std::erase_if(plan->instances, [&](const Instance &instance) {
            return gone(instance.output) || std::any_of(instance.inputs.begin(), instance.inputs.end(), gone);
        });
        while (!plan->slots.empty() && index(plan->slots.back().series) >= known)
            plan->slots.pop_back();
    }
    m_slotOf.resize(known);
    m_plans.resize(m_dictionary.entityCount());
    m_seenSeries = m_outputs == outputs ? known : 0; // what lost its output gets a new one
}

} // namespace desk
