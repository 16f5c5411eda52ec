// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/seriesmime.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace desk {

QByteArray encodeSeries(std::span<const SeriesId> series)
{
    QByteArray out;
    for (const SeriesId id : series) {
        out += QByteArray::number(index(id));
        out += '\n';
    }
    return out;
}

std::vector<SeriesId> decodeSeries(const QByteArray &payload)
{
    constexpr std::size_t longestPayload = maxDraggedSeries * 16;
    std::string_view rest(payload.constData(), std::min(std::size_t(payload.size()), longestPayload));
    if (rest.size() < std::size_t(payload.size())) // no half number
        rest = rest.substr(0, rest.rfind('\n') + 1);
    std::vector<SeriesId> out;
    while (!rest.empty() && out.size() < maxDraggedSeries) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        std::uint32_t number = 0;
        const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), number);
        if (line.empty() || error != std::errc() || stop != line.data() + line.size())
            continue;
        const SeriesId id{number};
        if (id != noSeries && std::find(out.begin(), out.end(), id) == out.end())
            out.push_back(id);
    }
    return out;
}

} // namespace desk
