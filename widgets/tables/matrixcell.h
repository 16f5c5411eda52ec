// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/valuelook.h"
#include "models/telemetry/monitoringresult.h"

#include <QColor>
#include <QPixmap>

#include <unordered_map>

class QPainter;

namespace desk {

class Theme;

// Paints what a cell of the fleet matrix says, without its figure. Hue belongs to limits alone: a ground of
// the severity's colour and its shape. Where no limits are defined, a grey and a bar at the bottom say where
// the figure lies in the recent range. What is not alive has no ground but the shape of why. Each look is
// painted once and then copied. GUI thread.
class MatrixCellPainter
{
public:
    struct Look
    {
        Severity severity = Severity::none;
        ValueLook look = ValueLook::never;
        int level = -1;      // of FleetMatrix::levels; -1 = nowhere
        bool exists = false; // the node has such a metric
    };

    explicit MatrixCellPainter(const Theme &theme)
        : m_theme(theme)
    {
    }

    void paint(QPainter &painter, const QRect &cell, const Look &look) const;
    // Of a figure or letter on that ground: at least Theme::readable.
    [[nodiscard]] QColor textColour(const Look &look) const;
    [[nodiscard]] QColor ground(const Look &look) const;
    // The theme or the resolution is another.
    void forget() { m_tiles.clear(); }

    static constexpr int shape = 9; // of shapes, pixels

private:
    void draw(QPainter &painter, const QRect &cell, const Look &look) const;

    const Theme &m_theme;
    mutable std::unordered_map<quint64, QPixmap> m_tiles;
};

} // namespace desk
