// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"

#include <QLine>
#include <QString>

class QPainter;
class QRect;

namespace desk {

class Theme;

// The last minutes of a series in the height of a row: a line a pixel column from the least to the greatest
// value, joined where samples follow one another. No axis: it says which way, not how much. One reads it from
// memory, a few microseconds each. GUI thread.
class Sparkline
{
public:
    Sparkline(const ParameterFeed &feed, const Theme &theme)
        : m_feed(feed)
        , m_theme(theme)
    {
    }

    void setSpan(std::chrono::minutes span) { m_span = span; }
    [[nodiscard]] std::chrono::minutes span() const { return m_span; }
    void paint(QPainter &painter, const QRect &room, SeriesId id, bool dim) const;
    // Least, greatest and last value of that time, for those who cannot see it; empty where nothing came.
    [[nodiscard]] QString words(SeriesId id) const;

private:
    [[nodiscard]] bool look(SeriesId id, int columns) const;

    const ParameterFeed &m_feed;
    const Theme &m_theme;
    std::chrono::minutes m_span{5};
    mutable std::vector<EnvelopeColumn> m_columns; // reused
    mutable std::vector<QLineF> m_lines;           // likewise
};

} // namespace desk
