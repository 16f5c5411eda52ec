// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ContactStrip that paints.
#include "models/itemmodels/timeticks.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/contacts/contactstrip.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t brightnesses = 8;
constexpr double faintest = 0.45; // of the colour, on the ground

QColor between(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int from, int to) { return int(from + (to - from) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace

void ContactStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    paintInto(painter);
}

void ContactStrip::paintInto(QPainter &painter) const
{
    painter.fillRect(viewport()->rect(), m_theme.color(Token::plot));
    if (m_visible.end <= m_visible.start)
        return;
    paintLines(painter);
    paintAxis(painter);
    painter.save();
    painter.setClipRect(plot());
    paintBars(painter);
    painter.restore();
    paintMoments(painter);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void ContactStrip::paintLines(QPainter &painter) const
{
    const QRectF room = plot();
    painter.save();
    painter.setClipRect(QRectF(0, 0, room.right(), room.bottom()));
    painter.setFont(m_theme.smallMonoFont());
    const QFontMetrics metrics(m_theme.smallMonoFont());
    const auto [first, last] = linesOnScreen();
    const std::uint32_t marked =
        m_selected >= 0 ? m_rows.rowOfContact[std::size_t(m_selected)] : ContactRows::noRow;
    for (std::size_t row = first; row < last; ++row) {
        const QRectF line(0, lineTop(row), room.right(), lineHeight);
        if (row == marked)
            painter.fillRect(line, m_theme.selection());
        painter.setPen(m_theme.grid());
        painter.drawLine(line.bottomLeft(), line.bottomRight());
        painter.setPen(m_theme.color(Token::text));
        const QRectF name(Theme::gridUnit, line.top(), room.left() - 2 * Theme::gridUnit, lineHeight);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(m_rows.rows[row].name, Qt::ElideMiddle, int(name.width())));
    }
    painter.restore();
}

// By brightness, so that thousands of bars are a few calls; a bar that would fall into the pixels of the one
// before and is not higher is left out.
void ContactStrip::paintBars(QPainter &painter) const
{
    std::array<std::vector<QRectF>, brightnesses> bars;
    const QRectF room = plot();
    const double least = m_contacts ? m_contacts->query.minElevationDegrees : 0;
    const auto [first, last] = linesOnScreen();
    for (std::size_t row = first; row < last; ++row) {
        const double top = lineTop(row);
        QRectF before;
        for (const std::uint32_t index : m_rows.rows[row].contacts) {
            const Contact &contact = m_contacts->contacts[index];
            const QRectF bar = barIn(contact, top);
            if (bar.right() < room.left() || bar.left() > room.right() ||
                (bar.right() <= before.right() && bar.height() <= before.height()))
                continue;
            before = bar;
            const double share =
                std::clamp((contact.highest.elevation - least) / (90 - least + 1e-9), 0.0, 1.0);
            bars[std::min(std::size_t(share * brightnesses), brightnesses - 1)].push_back(bar);
        }
    }
    const QColor ground = m_theme.color(Token::plot);
    const QColor brightest = m_theme.color(Token::accent);
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < brightnesses; ++i) {
        if (bars[i].empty())
            continue;
        const double share = faintest + (1 - faintest) * double(i) / (brightnesses - 1);
        painter.setBrush(between(ground, brightest, share));
        painter.drawRects(bars[i].data(), int(bars[i].size()));
    }
    const auto outline = [&](int contact, const QPen &pen) {
        if (contact < 0)
            return;
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(barOf(std::uint32_t(contact)).adjusted(-1, -1, 1, 1));
    };
    outline(m_hovered, QPen(m_theme.color(Token::textDim), 1));
    outline(m_selected, QPen(m_theme.color(Token::text), 2));
}

void ContactStrip::paintAxis(QPainter &painter) const
{
    const QRectF room = plot();
    const QRectF axis(0, room.bottom(), room.right(), viewport()->height() - room.bottom());
    painter.fillRect(axis, m_theme.color(Token::panel));
    painter.setFont(m_theme.smallMonoFont());
    const QFontMetrics metrics(m_theme.smallMonoFont());
    double taken = -1e9;
    for (const TimeTick &tick : timeTicks(m_visible, room.width(), timeTickSpacing)) {
        const double x = xOf(fromNanoseconds(tick.time));
        painter.setPen(m_theme.grid());
        painter.drawLine(QPointF(x, 0), QPointF(x, room.bottom()));
        const double width = metrics.horizontalAdvance(tick.label);
        const QRectF label(std::clamp(x - width / 2, room.left(), room.right() - width), axis.top(), width,
                           axis.height());
        if (label.left() < taken + Theme::gridUnit)
            continue;
        taken = label.right();
        painter.setPen(m_theme.color(Token::textDim));
        painter.drawText(label, Qt::AlignCenter | Qt::TextDontClip, tick.label);
    }
}

void ContactStrip::paintMoments(QPainter &painter) const
{
    const QRectF room = plot();
    const auto line = [&](Timestamp at, const QPen &pen) {
        const double x = std::round(xOf(at));
        if (x < room.left() || x > room.right())
            return;
        painter.setPen(pen);
        painter.drawLine(QPointF(x, 0), QPointF(x, room.bottom()));
    };
    line(m_now, QPen(m_theme.color(m_replay ? Token::replay : Token::nominal), m_theme.lineWidth()));
    if (m_cursor)
        line(*m_cursor, QPen(m_theme.color(Token::text), m_theme.lineWidth(), Qt::DashLine));
}

} // namespace desk
