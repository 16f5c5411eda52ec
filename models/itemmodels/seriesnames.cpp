// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/seriesnames.h"

#include "models/telemetry/units.h"

namespace desk {
namespace {

using namespace Qt::StringLiterals;

template <class T, class Id>
T &slot(std::vector<T> &all, Id id)
{
    if (index(id) >= all.size())
        all.resize(index(id) + 1);
    return all[index(id)];
}

} // namespace

QString SeriesNames::node(NodeId id) const
{
    if (index(id) >= m_catalogue.nodeCount())
        return {};
    QString &name = slot(m_nodes, id);
    if (name.isNull())
        name = QString::fromStdString(m_catalogue.node(id).name);
    return name;
}

QString SeriesNames::entity(EntityId id) const
{
    if (index(id) >= m_catalogue.entityCount())
        return {};
    QString &name = slot(m_entities, id);
    if (name.isNull()) {
        const EntityDefinition &definition = m_catalogue.entity(id);
        name = node(definition.node);
        if (definition.dst != noNode)
            name = name + u" → "_s + node(definition.dst);
    }
    return name;
}

const SeriesNames::Metric &SeriesNames::metricOf(SeriesId id) const
{
    const Metric *&known = slot(m_series, id);
    if (!known) {
        const std::string name = m_catalogue.metricName(id);
        const auto [it, added] = m_metrics.try_emplace(name);
        if (added) {
            const std::string_view unit = unitOf(name);
            it->second = {QString::fromStdString(name),
                          QString::fromUtf8(unit.data(), qsizetype(unit.size()))};
        }
        known = &it->second;
    }
    return *known;
}

QString SeriesNames::metric(SeriesId id) const
{
    return index(id) < m_catalogue.size() ? metricOf(id).name : QString();
}

QString SeriesNames::unit(SeriesId id) const
{
    if (index(id) >= m_catalogue.size())
        return {};
    if (!m_catalogue.hasOwnUnit(id))
        return metricOf(id).unit;
    const std::string_view own = m_catalogue.unit(id);
    return QString::fromUtf8(own.data(), qsizetype(own.size()));
}

} // namespace desk
