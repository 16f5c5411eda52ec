// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entitymime.h"

#include <algorithm>

namespace desk {

QByteArray encodeEntities(const SeriesCatalogue &catalogue, std::span<const EntityId> entities)
{
    std::string out;
    for (const EntityId id : entities) {
        if (index(id) >= catalogue.entityCount())
            continue;
        const EntityDefinition &entity = catalogue.entity(id);
        out += catalogue.node(entity.node).name;
        if (entity.dst != noNode)
            out += '\t' + catalogue.node(entity.dst).name;
        out += '\n';
    }
    return QByteArray::fromStdString(out);
}

std::vector<EntityId> decodeEntities(const SeriesCatalogue &catalogue, const QByteArray &payload)
{
    constexpr std::size_t longestPayload = maxDraggedEntities * 1024;
    std::string_view rest(payload.constData(), std::min(std::size_t(payload.size()), longestPayload));
    std::vector<EntityId> out;
    while (!rest.empty() && out.size() < maxDraggedEntities) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const std::string_view node = line.substr(0, line.find('\t'));
        const std::string_view dst =
            node.size() < line.size() ? line.substr(node.size() + 1) : std::string_view{};
        const EntityId id = catalogue.findEntity(node, dst);
        if (id != noEntity && std::find(out.begin(), out.end(), id) == out.end())
            out.push_back(id);
    }
    return out;
}

} // namespace desk
