// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/seriescatalogue.h"

#include <QByteArray>

namespace desk {

// How nodes and links travel by drag and drop inside the program: by name, for a recording beside the live
// source numbers them otherwise; one a line, of a link "node<tab>destination". The payload may come from any
// program, so reading it never fails: what the catalogue does not know is skipped, repetitions too, and at
// most maxDraggedEntities are read. GUI thread.
inline constexpr char entityMimeType[] = "application/x-desk-entities";
inline constexpr std::size_t maxDraggedEntities = 64;

[[nodiscard]] QByteArray encodeEntities(const SeriesCatalogue &catalogue, std::span<const EntityId> entities);
[[nodiscard]] std::vector<EntityId> decodeEntities(const SeriesCatalogue &catalogue,
                                                   const QByteArray &payload);

} // namespace desk
