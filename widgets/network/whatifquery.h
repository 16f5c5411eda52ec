// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/whatif.h"
#include "widgets/network/routequery.h"

namespace desk {

// A node, or with another end a link, that is switched off in thought; by names. Plain value.
struct NamedOutage
{
    std::string node;
    std::string otherEnd; // empty = the node itself
    bool operator==(const NamedOutage &) const = default;
};

// What an outage would take, of one moment. Plain value.
struct WhatIfReply
{
    LinkFiguresPtr figures;
    std::vector<NamedOutage> items;     // that were asked for
    std::vector<NamedOutage> strangers; // of them, what the fleet does not have
    Outage outage;
    std::vector<NamedRoute> watched;
    WhatIf result; // its routes are those watched
};

std::shared_ptr<const WhatIfReply> answerWhatIf(std::vector<NamedOutage> items,
                                                std::vector<NamedRoute> watched, LinkFiguresPtr figures);

} // namespace desk
