// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/limitpreview.h"

#include "models/alarms/limitgrader.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

LimitPreview::LimitPreview(const ParameterFeed &feed, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_theme(theme)
{
    setObjectName(u"limitPreview"_s);
    setMinimumHeight(80);
}

void LimitPreview::show(SeriesId series, const Limits &limits)
{
    m_series = series;
    m_limits = limits;
    m_samples.clear();
    if (const TimeSeries *all = series == noSeries ? nullptr : m_feed.store().series(series)) {
        const Timestamp now = m_feed.time().now();
        all->samples({now - past, now + std::chrono::nanoseconds{1}}, m_samples);
    }
    grade();
    setAccessibleName(m_words);
    update();
}

void LimitPreview::grade()
{
    const QString before = std::exchange(m_words, {});
    std::array<int, Limits::grades + 2> counts{};
    LimitGrader grader;
    int total = 0;
    for (const Sample &one : m_samples) {
        if (std::isnan(one.value))
            continue;
        ++total;
        ++counts[std::size_t(grader.grade(m_limits, one.value, nanoseconds(one.generation)).severity)];
    }
    if (total > 0) {
        QStringList parts;
        for (std::size_t i = counts.size(); i-- > 0;) {
            if (counts[i] > 0)
                parts += u"%1 × %2"_s.arg(counts[i]).arg(severityText(Severity(i)));
        }
        m_words = tr("now %1: %2. Last %3: %4")
                      .arg(ValueFormatter(locale()).valueWithUnit(m_samples.back().value,
                                                                  m_feed.catalogue().series(m_series).metric),
                           monitoringText(grader.current()), ValueFormatter::span(past), parts.join(u", "_s));
    }
    if (m_words != before)
        Q_EMIT wordsChanged(m_words);
}

void LimitPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::plot));
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const auto take = [&](double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    for (const Sample &one : m_samples)
        take(one.value);
    for (std::size_t i = 0; i < Limits::grades; ++i) {
        take(m_limits.low[i]);
        take(m_limits.high[i]);
    }
    if (!(low <= high))
        return;
    const double margin = high > low ? (high - low) * 0.1 : 1;
    low -= margin;
    high += margin;
    const auto y = [&](double value) { return height() - (value - low) / (high - low) * height(); };
    for (std::size_t i = 0; i < Limits::grades; ++i) {
        const Severity severity = Limits::severityOf(i);
        painter.setPen(QPen(m_theme.color(severity), m_theme.lineWidth(), Qt::DashLine));
        for (const double threshold : {m_limits.low[i], m_limits.high[i]}) {
            if (std::isnan(threshold))
                continue;
            painter.drawLine(QPointF(16, y(threshold)), QPointF(width(), y(threshold)));
            m_theme.drawSeverity(painter, QRectF(3, y(threshold) - 5, 10, 10), severity);
        }
    }
    if (m_samples.empty())
        return;
    const auto begin = double(nanoseconds(m_feed.time().now() - past));
    const double scale = (width() - 16) / double(std::chrono::nanoseconds(past).count());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::accent), 1.2));
    QPolygonF line;
    for (const Sample &one : m_samples) {
        if (std::isfinite(one.value))
            line += QPointF(16 + (double(nanoseconds(one.generation)) - begin) * scale, y(one.value));
    }
    painter.drawPolyline(line);
}

} // namespace desk
