// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/nodelabels.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/labelplacer.h"
#include "widgets/topology/metricscale.h"

#include <QPainter>

#include <algorithm>

namespace desk {
namespace {
constexpr int mostWritten = 400;  // more is a carpet, not a picture
constexpr int mostFailures = 600; // tries without room, after which there is hardly any
} // namespace

const QStaticText &NodeLabels::text(const PictureNode &node, std::uint32_t index)
{
    if (m_texts.size() <= index)
        m_texts.resize(index + 1);
    QStaticText &text = m_texts[index];
    if (text.text() != node.label) {
        text.setTextFormat(Qt::PlainText);
        text.setText(node.label);
        text.setPerformanceHint(QStaticText::AggressiveCaching);
        text.prepare({}, m_theme.smallFont());
    }
    return text;
}

void NodeLabels::paint(QPainter &painter, QRectF view, const std::vector<PictureNode> &nodes,
                       std::vector<Candidate> &candidates, std::span<const QRectF> reserved)
{
    LabelPlacer placer(view.adjusted(2, 2, -2, -2));
    for (const QRectF &box : reserved)
        placer.reserve(box);
    for (const Candidate &one : candidates)
        placer.reserve(
            QRectF(one.centre - QPointF(one.radius, one.radius), QSizeF(2 * one.radius, 2 * one.radius)));
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::pair(a.rank, a.node) < std::pair(b.rank, b.node);
    });
    QColor ground = m_theme.color(Token::plot);
    ground.setAlphaF(0.72F);
    painter.setFont(m_theme.smallFont());
    int written = 0;
    int failures = 0;
    for (const Candidate &one : candidates) {
        if (written == mostWritten || failures == mostFailures)
            break;
        const QStaticText &name = text(nodes[one.node], one.node);
        const QSizeF room = name.size() + QSizeF(6, 0); // names side by side must not run together
        const QRectF wide = placer.place(one.centre, one.clear, room, one.rank <= necessaryRank);
        if (wide.isEmpty()) {
            ++failures;
            continue;
        }
        const QRectF box = wide.adjusted(3, 0, -3, 0);
        painter.fillRect(box.adjusted(-1, 1, 1, -1), ground);
        const bool loud = one.rank <= loudRank;
        const QColor color = m_theme.color(loud ? Token::text : Token::textDim);
        painter.setPen(one.dimmed && !loud ? blend(color, m_theme.color(Token::plot), 0.6) : color);
        painter.drawStaticText(box.topLeft(), name);
        ++written;
    }
}

} // namespace desk
