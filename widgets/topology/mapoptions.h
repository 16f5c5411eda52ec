// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace desk {

// What the map and the globe show beside the fleet. Plain value.
struct MapOptions
{
    bool land = true;
    bool night = true;
    bool groundTrack = true;   // of the selected satellite
    bool footprint = true;     // likewise
    bool stationAreas = false; // of all stations; that of a selected one is always shown

    bool operator==(const MapOptions &) const = default;
};

QJsonObject toJson(const MapOptions &options);
// What is missing, or not understood, is as by default.
MapOptions mapOptionsFrom(const QJsonObject &json);

} // namespace desk
