// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/derivedset.h"
#include "models/processing/parameterfeed.h"

#include <optional>

namespace desk {

// What definitions that are not in force yet would give for a node or link now, worked out by the same
// evaluator from what the window has in memory: at most the newest maxSamples of each input and `past` back.
// Its answer is as of the newest input. GUI thread.
class DerivedPreview
{
public:
    static constexpr std::size_t maxSamples = 2'000;
    static constexpr std::chrono::minutes past{15};

    explicit DerivedPreview(const ParameterFeed &feed)
        : m_feed(feed)
    {
    }

    // None where an input never came. An invalid value is NaN.
    [[nodiscard]] std::optional<double> value(const DerivedSet &set, const std::string &name,
                                              EntityId entity) const;
    // The nodes or links that a definition is for, at most so many.
    [[nodiscard]] std::vector<EntityId> entities(const DerivedDefinition &definition, std::size_t most) const;

private:
    const ParameterFeed &m_feed;
};

} // namespace desk
