// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entitymime.h"

#include "models/itemmodels/seriesmime.h"

namespace desk {

// The same lines of numbers, so the same careful reader.
static_assert(maxDraggedEntities <= maxDraggedSeries);

QByteArray encodeEntities(std::span<const EntityId> entities)
{
    QByteArray out;
    for (const EntityId id : entities) {
        out += QByteArray::number(index(id));
        out += '\n';
    }
    return out;
}

std::vector<EntityId> decodeEntities(const QByteArray &payload)
{
    std::vector<EntityId> out;
    for (const SeriesId number : decodeSeries(payload))
        out.push_back(EntityId{index(number)});
    return out;
}

} // namespace desk
