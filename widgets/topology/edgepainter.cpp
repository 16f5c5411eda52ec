// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/edgepainter.h"

#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {
constexpr std::array edgeWidths{1.0, 1.5, 2.2, 3.0}; // pixels, by utilisation
}

void EdgePainter::add(const PictureEdge &edge, QLineF line, Emphasis emphasis, const MetricScale &scale,
                      LinkColouring colouring)
{
    Look look;
    look.emphasis = emphasis;
    const bool trouble = edge.active && edge.severity >= Severity::advisory;
    if (!edge.active) {
        look.layer = Layer::inactive;
    } else if (trouble && (colouring == LinkColouring::state || edge.severity >= Severity::warning)) {
        look.layer = Layer(int(Layer::advisory) + int(edge.severity) - int(Severity::advisory));
        if (edge.severity >= Severity::caution && emphasis == Emphasis::dimmed)
            look.emphasis = Emphasis::plain; // an alarm stays as loud as it is
    } else if (colouring != LinkColouring::state && !std::isnan(edge.value)) {
        look.step = scale.step(edge.value);
    }
    if (edge.active && !m_thin && !std::isnan(edge.utilisation))
        look.width = std::size_t(std::clamp(edge.utilisation, 0.0, 0.99) * double(edgeWidths.size()));
    if (look.layer >= Layer::caution)
        look.width = std::max<std::size_t>(look.width, 2);
    m_lines[look].push_back(line);
    if (trouble && edge.severity >= Severity::caution)
        m_marks.emplace_back(edge.severity, line.center());
}

QPen EdgePainter::penOf(const Look &look) const
{
    const QColor ground = m_theme.color(Token::plot);
    QColor color;
    switch (look.layer) {
    case Layer::inactive:
        color = blend(m_theme.color(Token::off), ground, 0.65);
        break;
    case Layer::figure:
        color = look.step >= 0 ? MetricScale::color(m_theme, look.step)
                               : blend(m_theme.color(Token::textDim), ground,
                                       look.emphasis == Emphasis::strong ? 0.9 : 0.42);
        break;
    case Layer::advisory:
        color = m_theme.color(Severity::advisory);
        break;
    case Layer::caution:
        color = m_theme.color(Severity::caution);
        break;
    case Layer::warning:
        color = m_theme.color(Severity::warning);
        break;
    case Layer::critical:
        color = m_theme.color(Severity::critical);
        break;
    }
    if (look.emphasis == Emphasis::dimmed)
        color = blend(color, ground, 0.45);
    double width = edgeWidths[look.width] * m_theme.lineWidth();
    if (look.emphasis == Emphasis::strong)
        width += 1;
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    pen.setCosmetic(true);
    if (look.layer == Layer::inactive)
        pen.setDashPattern({4 / width, 4 / width});
    return pen;
}

void EdgePainter::paint(QPainter &painter) const
{
    for (const auto &[look, lines] : m_lines) {
        painter.setPen(penOf(look));
        painter.drawLines(lines.data(), int(lines.size()));
    }
}

void EdgePainter::paintMarks(QPainter &painter) const
{
    constexpr double side = 10;
    for (const auto &[severity, centre] : m_marks) {
        const QRectF box(centre.x() - side / 2, centre.y() - side / 2, side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::plot));
        painter.drawEllipse(box.adjusted(-1.5, -1.5, 1.5, 1.5));
        m_theme.drawSeverity(painter, box, severity);
    }
}

} // namespace desk
