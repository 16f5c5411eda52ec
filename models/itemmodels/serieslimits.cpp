// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/serieslimits.h"

namespace desk {

void SeriesLimits::set(std::shared_ptr<const LimitSet> limits)
{
    m_limits = std::move(limits);
    m_found.clear();
    m_looked.clear();
}

const Limits *SeriesLimits::of(SeriesId series) const
{
    const std::size_t at = index(series);
    if (!m_limits || at >= m_catalogue.size())
        return nullptr;
    if (at >= m_looked.size()) {
        m_looked.resize(m_catalogue.size());
        m_found.resize(m_catalogue.size());
    }
    if (m_looked[at])
        return m_found[at];
    m_looked[at] = true;
    const SeriesDefinition &definition = m_catalogue.series(series);
    if (definition.kind == ValueKind::number || definition.kind == ValueKind::integer) {
        const EntityDefinition &about = m_catalogue.entity(definition.entity);
        const std::string_view dst =
            about.dst == noNode ? std::string_view{} : std::string_view(m_catalogue.node(about.dst).name);
        m_found[at] = m_limits->find(m_catalogue.node(about.node).name, dst, definition.metric);
    }
    return m_found[at];
}

} // namespace desk
