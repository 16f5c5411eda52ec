// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace desk {

// How nodes and links travel by drag and drop inside the program: one decimal EntityId a line. The payload
// may come from any program, so reading it never fails: what is not an id is skipped, repetitions too, and at
// most maxDraggedEntities are read. Whether an entity exists is for the receiver to check. Any thread.
inline constexpr char entityMimeType[] = "application/x-desk-entities";
inline constexpr std::size_t maxDraggedEntities = 256;

[[nodiscard]] QByteArray encodeEntities(std::span<const EntityId> entities);
[[nodiscard]] std::vector<EntityId> decodeEntities(const QByteArray &payload);

} // namespace desk
