// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace desk {

// How series travel by drag and drop inside the program: one decimal SeriesId a line. The payload may come
// from any program, so reading it never fails: what is not an id is skipped, repetitions too, and at most
// maxDraggedSeries are read. Whether a series exists is for the receiver to check. Any thread.
inline constexpr char seriesMimeType[] = "application/x-desk-series";
inline constexpr std::size_t maxDraggedSeries = 256;

[[nodiscard]] QByteArray encodeSeries(std::span<const SeriesId> series);
[[nodiscard]] std::vector<SeriesId> decodeSeries(const QByteArray &payload);

} // namespace desk
