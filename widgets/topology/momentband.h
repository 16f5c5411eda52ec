// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QRectF>

class QPainter;

namespace desk {

class FleetPicture;
class Theme;

// What a picture that does not show now says over its upper edge: which moment it shows, how long ago that
// was, and from when on it is known where it is not. With it goes a frame round the picture. GUI thread.
class MomentBand
{
    Q_DECLARE_TR_FUNCTIONS(desk::MomentBand)

public:
    explicit MomentBand(const Theme &theme)
        : m_theme(theme)
    {
    }

    // Of a recording: in the colour of replays.
    void setReplay(bool replay) { m_isReplay = replay; }
    // Empty for a picture of now.
    [[nodiscard]] QString text(const FleetPicture &picture) const;
    // What it takes of the picture's upper edge; 0 for a picture of now.
    [[nodiscard]] double height(const FleetPicture &picture) const;
    void paint(QPainter &painter, QRectF view, const FleetPicture &picture) const;

private:
    const Theme &m_theme;
    bool m_isReplay = false;
};

} // namespace desk
