// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/graphlayout.h"

namespace desk {

class GraphLayout::Method
{
public:
    virtual ~Method() = default;
    virtual bool step(const std::stop_token &stop) = 0;

    std::vector<LayoutPoint> positions;
};

} // namespace desk
