// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/edgepainter.h"

#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr std::array edgeWidths{1.0, 1.5, 2.2, 3.0}; // pixels, by utilisation
constexpr double dash = 4;
} // namespace

void EdgePainter::begin(bool thin)
{
    m_thin = thin;
    for (auto &lines : m_lines)
        lines.clear();
    m_marks.clear();
}

std::size_t EdgePainter::placeOf(const Look &look)
{
    const std::size_t layer = std::size_t(look.emphasis) * layers + std::size_t(look.layer);
    return (layer * shades + std::size_t(look.step + 1)) * widths + look.width;
}

EdgePainter::Look EdgePainter::lookAt(std::size_t place)
{
    const std::size_t layer = place / widths / shades;
    return {Emphasis(layer / layers), Layer(layer % layers), int(place / widths % shades) - 1,
            place % widths};
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
    } else if (colouring != LinkColouring::state) {
        look.step = scale.step(edge.value);
    }
    if (edge.active && !m_thin && !std::isnan(edge.utilisation))
        look.width = std::size_t(std::clamp(edge.utilisation, 0.0, 0.99) * double(edgeWidths.size()));
    if (look.layer >= Layer::caution)
        look.width = std::max<std::size_t>(look.width, 2);
    m_lines[placeOf(look)].push_back(line);
    if (trouble && edge.severity >= Severity::caution)
        m_marks.push_back({edge.severity, line.center()});
}

EdgePainter::Pen EdgePainter::penOf(const Look &look) const
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
                                       look.emphasis == Emphasis::strong ? 0.9
                                       : m_thin                          ? 0.28
                                                                         : 0.42);
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
    return {color.rgb(), width, look.layer == Layer::inactive};
}

void EdgePainter::distribute(int rows, double pixelRatio)
{
    const int bands = (rows + PictureRaster::bandRows - 1) / PictureRaster::bandRows;
    m_bands.resize(std::size_t(bands));
    for (auto &band : m_bands)
        band.clear();
    for (std::uint32_t look = 0; look < looks; ++look) {
        if (m_lines[look].empty())
            continue;
        m_pens[look] = penOf(lookAt(look));
        const double reach = m_pens[look].width + 1;
        for (std::uint32_t i = 0; i < m_lines[look].size(); ++i) {
            const QLineF &line = m_lines[look][i];
            const auto bandOf = [&](double y) {
                return int(std::clamp(y * pixelRatio / PictureRaster::bandRows, -1.0, double(bands)));
            };
            const int first = std::max(0, bandOf(std::min(line.y1(), line.y2()) - reach));
            const int last = std::min(bands - 1, bandOf(std::max(line.y1(), line.y2()) + reach));
            for (int band = first; band <= last; ++band)
                m_bands[std::size_t(band)].push_back({look, i});
        }
    }
}

void EdgePainter::paint(PictureRaster &raster)
{
    distribute(raster.rows(), raster.pixelRatio());
    for (std::size_t band = 0; band < m_bands.size(); ++band) {
        raster.setRows(int(band) * PictureRaster::bandRows, int(band + 1) * PictureRaster::bandRows);
        for (const Piece &piece : m_bands[band]) {
            const Pen &pen = m_pens[piece.look];
            const QLineF &line = m_lines[piece.look][piece.line];
            if (pen.dashed)
                raster.dashes(line, pen.width, dash, dash, pen.color);
            else
                raster.line(line, pen.width, pen.color);
        }
    }
    raster.setRows(0, raster.rows());
}

} // namespace desk
