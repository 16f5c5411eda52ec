// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"

#include <QRectF>
#include <QStaticText>

#include <span>

class QPainter;

namespace desk {

class Theme;

// Writes the names of nodes where there is room, the important ones first. Texts are laid out once and kept.
// GUI thread.
class NodeLabels
{
public:
    explicit NodeLabels(const Theme &theme)
        : m_theme(theme)
    {
    }

    struct Candidate
    {
        int rank = 0; // the smaller the sooner; up to necessaryRank even over marks of others
        std::uint32_t node = 0;
        QPointF centre;
        double radius = 0; // of the mark that is to stay free
        double clear = 0;  // from the centre to where the text may begin
        bool dimmed = false;
    };
    static constexpr int necessaryRank = 2;
    static constexpr int loudRank = 3; // up to there in the colour of text

    // Puts the candidates into order. Where many cannot find room the rest is left out.
    void paint(QPainter &painter, QRectF view, const std::vector<PictureNode> &nodes,
               std::vector<Candidate> &candidates, std::span<const QRectF> reserved);
    void clear() { m_texts.clear(); }

private:
    const QStaticText &text(const PictureNode &node, std::uint32_t index);

    const Theme &m_theme;
    std::vector<QStaticText> m_texts; // by node
};

} // namespace desk
