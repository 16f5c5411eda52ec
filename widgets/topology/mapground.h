// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/mapoptions.h"
#include "widgets/topology/viewcamera.h"

#include "models/topology/geodesy.h"

#include <QPixmap>

class QPainter;

namespace desk {

class Theme;

// The Earth under the fleet: land, day and night, the rim and net of the globe. Painted into a pixmap that
// reaches beyond the view, so that panning the map costs a copy; turning the globe or zooming paints it anew.
// GUI thread.
class MapGround
{
public:
    explicit MapGround(const Theme &theme)
        : m_theme(theme)
    {
    }

    // sun: where it stands in the zenith.
    void paint(QPainter &painter, const ViewCamera &camera, double pixelRatio, const MapOptions &options,
               const GeodeticPosition &sun);
    void themeChanged() { m_pixmap = {}; }
    // How often it was painted anew.
    [[nodiscard]] int paintings() const { return m_paintings; }

private:
    [[nodiscard]] bool suits(const ViewCamera &camera, double pixelRatio, const MapOptions &options,
                             const GeodeticPosition &sun) const;
    void render(const ViewCamera &camera, double pixelRatio, const MapOptions &options,
                const GeodeticPosition &sun);
    void paintLand(QPainter &painter, const ViewCamera &camera) const;
    void paintNight(QPainter &painter, const ViewCamera &camera, const GeodeticPosition &sun) const;

    const Theme &m_theme;
    QPixmap m_pixmap;
    QRectF m_area;       // what the pixmap covers, in pixels of m_camera
    ViewCamera m_camera; // that it was painted with
    MapOptions m_options;
    GeodeticPosition m_sun;
    int m_paintings = 0;
};

} // namespace desk
