// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linkunits.h"

#include "models/links/linkmanager.h"
#include "models/processing/parameterfeed.h"

namespace desk {

LinkUnits::LinkUnits(const LinkManager &links, ParameterFeed &feed)
    : QObject(&feed)
    , m_links(links)
    , m_feed(feed)
{
    connect(&feed, &ParameterFeed::advanced, this, &LinkUnits::look);
    look();
}

void LinkUnits::look()
{
    const std::uint64_t revision = m_links.revision();
    if (revision == m_revision)
        return;
    m_revision = revision;
    m_feed.setOwnUnits(of(m_links.definitions()));
}

std::vector<SeriesCatalogue::OwnUnit> LinkUnits::of(const std::vector<LinkDefinition> &links)
{
    std::vector<SeriesCatalogue::OwnUnit> units;
    for (const LinkDefinition &link : links) {
        const std::string &node = link.node.empty() ? link.decoder.node : link.node;
        if (node.find('{') != std::string::npos)
            continue;
        for (const FieldDefinition &field : link.decoder.fields) {
            if (!field.ignored && !field.unit.empty())
                units.push_back({node, {}, field.name.empty() ? field.source : field.name, field.unit});
        }
    }
    return units;
}

} // namespace desk
