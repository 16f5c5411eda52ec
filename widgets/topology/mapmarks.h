// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/mapoptions.h"
#include "widgets/topology/maptracer.h"

class QPainter;

namespace desk {

class Theme;

// What is told of the selected node on the map, and of the stations. Plain value.
struct MapMarkContent
{
    std::vector<GeodeticPosition> past;        // ground track up to now
    std::vector<GeodeticPosition> coming;      // and from now on
    std::optional<GeodeticPosition> satellite; // the selected one
    std::optional<GeodeticPosition> station;   // likewise
    std::span<const EarthRing> stationAreas;   // of the others, if they are shown
    double heightKm = 0; // that the area of the station is meant for; 0 = unknown, and none is drawn
};

// Draws ground track, footprint (places that see the satellite above 25 degrees, thin: above the horizon)
// and the areas over which stations see satellites above 25 degrees. GUI thread.
class MapMarks
{
public:
    static constexpr double leastElevation = 25; // degrees

    // Over which a station sees satellites of that height; empty for a height that is not known.
    static std::vector<EarthRing> areasOf(std::span<const GeodeticPosition> stations, double heightKm);

    explicit MapMarks(const Theme &theme)
        : m_theme(theme)
    {
    }

    void paint(QPainter &painter, const ViewCamera &camera, const MapMarkContent &content,
               const MapOptions &options) const;

private:
    void paintTrack(QPainter &painter, const MapTracer &tracer, const MapMarkContent &content) const;
    void paintFootprint(QPainter &painter, const ViewCamera &camera, const GeodeticPosition &satellite) const;
    void paintArea(QPainter &painter, const MapTracer &tracer, const GeodeticPosition &centre, double angle,
                   const QPen &pen, double share) const;

    const Theme &m_theme;
};

} // namespace desk
