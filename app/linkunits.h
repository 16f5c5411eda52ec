// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/seriescatalogue.h"

#include <QObject>

namespace desk {

class LinkManager;
class ParameterFeed;
struct LinkDefinition;

// Gives the series of links the units that their definitions tell, also after a change by another program.
// Links whose nodes are only known when something comes have none. GUI thread.
class LinkUnits final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkUnits)

public:
    // Both outlive it; it is a child of the feed.
    LinkUnits(const LinkManager &links, ParameterFeed &feed);

    [[nodiscard]] static std::vector<SeriesCatalogue::OwnUnit> of(const std::vector<LinkDefinition> &links);

private:
    void look();

    const LinkManager &m_links;
    ParameterFeed &m_feed;
    std::uint64_t m_revision = 0; // of the links that were looked at
};

} // namespace desk
