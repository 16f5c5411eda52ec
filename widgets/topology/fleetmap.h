// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/fleetorbits.h"
#include "widgets/topology/fleetpicture.h"
#include "widgets/topology/mapground.h"
#include "widgets/topology/mapmarks.h"

#include <QFutureWatcher>
#include <QObject>

namespace desk {

// How the place of a node is known.
enum class PlaceSource : std::uint8_t { unknown, defined, reported, orbit };

// The fleet on the Earth at the moment shown: where its nodes are, and what is painted under them. Now, nodes
// are where the feed has them (their own reports, else SGP4 once a second); at another moment SGP4 places
// those with an orbit, in the thread pool, ground nodes stand, and the others are nowhere unless the graph
// shown is of that time. Orbits are read once a definition. GUI thread.
class FleetMap final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetMap)

public:
    FleetMap(const FleetPicture &picture, const Theme &theme, QObject *parent = nullptr);
    ~FleetMap() override;

    void setOptions(const MapOptions &options) { m_options = options; }
    [[nodiscard]] const MapOptions &options() const { return m_options; }
    // nullopt = now.
    void setMoment(std::optional<Timestamp> moment);
    [[nodiscard]] std::optional<Timestamp> moment() const { return m_moment; }
    // The picture has another snapshot.
    void takeFleet();
    // Whether day and night moved since they were painted.
    [[nodiscard]] bool isNightStale() const;
    // Positions are being computed.
    [[nodiscard]] bool isBusy() const { return m_busy; }

    // Per node of the picture: longitude and latitude, and its height.
    [[nodiscard]] const std::vector<std::optional<LayoutPoint>> &places() const { return m_places; }
    [[nodiscard]] const std::vector<float> &heightsKm() const { return m_heights; }
    [[nodiscard]] std::optional<GeodeticPosition> positionOf(std::uint32_t node) const;
    [[nodiscard]] PlaceSource sourceOf(std::uint32_t node) const;

    // What lies under links and nodes. Returns what texts cover.
    std::vector<QRectF> paintGround(QPainter &painter, const ViewCamera &camera, double pixelRatio);
    // Above links: ground track, footprint, areas of stations.
    void paintMarks(QPainter &painter, const ViewCamera &camera, std::uint32_t selected);
    void themeChanged() { m_ground.themeChanged(); }
    [[nodiscard]] const MapGround &ground() const { return m_ground; }

Q_SIGNALS:
    // places() are others.
    void moved();

private:
    using Positions = std::vector<std::optional<GeodeticPosition>>;
    struct Propagated
    {
        FleetOrbitsPtr orbits;
        Positions positions;
        Timestamp moment;
    };

    [[nodiscard]] Timestamp shownTime() const;
    void propagate();
    void takePropagated();
    void place();
    [[nodiscard]] MapMarkContent marksOf(std::uint32_t selected);
    void updateTrack(const TopologyNode &node);
    void updateAreas(std::uint32_t selected, double heightKm);
    [[nodiscard]] double medianHeightKm() const;
    [[nodiscard]] QRectF paintNotes(QPainter &painter, const ViewCamera &camera) const;

    const FleetPicture &m_picture;
    const Theme &m_theme;
    MapOptions m_options;
    std::optional<Timestamp> m_moment;
    MapGround m_ground;
    MapMarks m_marks;
    Timestamp m_nightAt{}; // what was painted last

    FleetOrbitsPtr m_orbits;
    std::optional<Propagated> m_propagated; // of m_moment, or the moment before it
    QFutureWatcher<Propagated> m_watcher;
    bool m_busy = false;  // until the result is taken over
    bool m_again = false; // asked for while one was under way

    std::vector<std::optional<LayoutPoint>> m_places;
    std::vector<float> m_heights;

    // The track of the selected satellite.
    std::shared_ptr<const std::string> m_trackOf;
    std::shared_ptr<const Orbit> m_trackOrbit;
    Timestamp m_trackAt{};
    std::vector<GeodeticPosition> m_past;
    std::vector<GeodeticPosition> m_coming;
    // The areas of all stations but the selected one, and what they were made for.
    std::vector<EarthRing> m_areas;
    std::vector<GeodeticPosition> m_areaStations;
    double m_areaHeightKm = 0;
};

} // namespace desk
