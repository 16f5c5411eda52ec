// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/seriesdictionary.h"

#include <array>
#include <optional>
#include <string_view>

namespace desk {

// Generation times, ns since 1970. Most points of a producer share the day, which is then not worked out
// again. One decoder's own.
class TimestampReader
{
public:
    // Only the usual form, YYYY-MM-DDTHH:MM:SS[.fraction]Z, of the day read last.
    [[nodiscard]] std::optional<std::int64_t> readUsual(std::string_view text) const;
    Result<std::int64_t> read(std::string_view text);

private:
    std::array<char, 10> m_dayText{};
    std::int64_t m_dayStart = 0;
};

// The node, or its link to dst, adding what is new. A new link's ends can be shown and selected from then on.
Result<EntityId> resolveEntity(SeriesDictionary &dictionary, std::string_view node, NodeType type,
                               std::optional<std::string_view> dst);

} // namespace desk
