// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/sparkline.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

namespace desk {
namespace {

struct SparklineWords
{
    Q_DECLARE_TR_FUNCTIONS(desk::Sparkline)
};

constexpr double breakAt = 3; // cadences

} // namespace

bool Sparkline::look(SeriesId id, int columns) const
{
    m_columns.clear();
    const TimeSeries *series = m_feed.store().series(id);
    if (!series || columns <= 0)
        return false;
    const Timestamp now = m_feed.time().now();
    series->envelope({now - m_span, now + std::chrono::nanoseconds{1}}, columns, m_columns);
    std::erase_if(m_columns, [columns](const EnvelopeColumn &one) {
        return one.column < 0 || one.column >= columns || !std::isfinite(one.min) || !std::isfinite(one.max);
    });
    return !m_columns.empty();
}

void Sparkline::paint(QPainter &painter, const QRect &room, SeriesId id, bool dim) const
{
    constexpr int dot = 2;
    if (!look(id, room.width() - dot))
        return;
    double low = m_columns.front().min;
    double high = m_columns.front().max;
    for (const EnvelopeColumn &one : m_columns) {
        low = std::min(low, one.min);
        high = std::max(high, one.max);
    }
    const double height = room.height() - 1;
    const double scale = high > low ? height / (high - low) : 0;
    const auto y = [&](double value) {
        return scale > 0 ? room.bottom() - (value - low) * scale : room.bottom() - height / 2;
    };
    const LastValue *last = m_feed.lastValues().find(id);
    // Where the cadence is not known: whatever is not further than a tenth of the time.
    const double longest = last && last->cadence > 0 ? breakAt * 1e9 * double(last->cadence)
                                                     : double(std::chrono::nanoseconds(m_span).count()) / 10;
    const ValueKind kind = m_feed.catalogue().series(id).kind;
    const bool stepped = kind != ValueKind::number && kind != ValueKind::integer;
    m_lines.clear();
    const EnvelopeColumn *before = nullptr;
    for (const EnvelopeColumn &one : m_columns) {
        const double x = room.left() + one.column;
        if (before && double(one.firstTime - before->lastTime) <= longest) {
            const double left = room.left() + before->column;
            if (stepped) {
                m_lines.emplace_back(left, y(before->last), x, y(before->last));
                m_lines.emplace_back(x, y(before->last), x, y(one.first));
            } else {
                m_lines.emplace_back(left, y(before->last), x, y(one.first));
            }
        }
        if (one.max > one.min || !before || double(one.firstTime - before->lastTime) > longest)
            m_lines.emplace_back(x, y(one.min), x, y(one.max) - (one.max > one.min ? 0 : 0.5));
        before = &one;
    }
    painter.setPen(QPen(m_theme.color(dim ? Token::textDim : Token::accent), 1));
    painter.drawLines(m_lines.data(), int(m_lines.size()));
    painter.fillRect(QRectF(room.left() + before->column - 1, y(before->last) - 1, 3, 3),
                     m_theme.color(dim ? Token::textDim : Token::text));
}

QString Sparkline::words(SeriesId id) const
{
    if (!look(id, 64))
        return {};
    const SeriesDefinition &series = m_feed.catalogue().series(id);
    if (series.kind != ValueKind::number && series.kind != ValueKind::integer)
        return {};
    double low = m_columns.front().min;
    double high = m_columns.front().max;
    for (const EnvelopeColumn &one : m_columns) {
        low = std::min(low, one.min);
        high = std::max(high, one.max);
    }
    const ValueFormatter format{QLocale()};
    const std::string_view unit = m_feed.catalogue().unit(id);
    return SparklineWords::tr("last %1: from %2 to %3, now %4")
        .arg(ValueFormatter::span(m_span), format.valueWithUnit(low, series.metric, unit),
             format.valueWithUnit(high, series.metric, unit),
             format.valueWithUnit(m_columns.back().last, series.metric, unit));
}

} // namespace desk
