// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/timestrip.h"

#include "models/itemmodels/timeticks.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/hairline.h"

#include <QPainter>

#include <algorithm>

namespace desk {
namespace {
using namespace Qt::StringLiterals;
constexpr std::size_t mostLabels = 24;
} // namespace

TimeStrip::TimeStrip(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                     QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_time(time)
    , m_theme(theme)
{
    setObjectName(u"timeStrip"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, &TimeStrip::forget);
}

void TimeStrip::forget()
{
    m_labels.clear();
    update();
}

const QStaticText &TimeStrip::label(const QString &text, bool mono)
{
    const auto known = std::ranges::find_if(
        m_labels, [&](const Label &one) { return one.mono == mono && one.text == text; });
    if (known != m_labels.end()) {
        std::rotate(m_labels.begin(), known, known + 1);
        return m_labels.front().prepared;
    }
    if (m_labels.size() >= mostLabels)
        m_labels.pop_back();
    Label made{text, mono, QStaticText(text)};
    made.prepared.setTextFormat(Qt::PlainText);
    made.prepared.setPerformanceHint(QStaticText::AggressiveCaching);
    made.prepared.prepare({}, mono ? m_theme.smallMonoFont() : m_theme.smallFont());
    m_labels.insert(m_labels.begin(), std::move(made));
    return m_labels.front().prepared;
}

// In the middle of the box.
void TimeStrip::draw(QPainter &painter, const QRectF &box, const QStaticText &text) const
{
    const QSizeF size = text.size();
    painter.drawStaticText(QPointF(box.center().x() - size.width() / 2, (height() - size.height()) / 2),
                           text);
}

void TimeStrip::setPlot(int left, int width)
{
    m_left = left;
    m_width = std::max(1, width);
    update();
}

void TimeStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::panel));
    const PlotGrid &grid = m_content.grid();
    const auto xOf = [&](std::int64_t time) {
        return m_left + grid.column(time) / std::max(1, grid.columns) * m_width;
    };
    QRectF taken; // room that tick labels leave free
    const auto place = [&](double centre, const QString &text) {
        const double width = label(text, false).size().width() + 8;
        QRectF box(centre - width / 2, 0, width, height());
        box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, this->width() - width)));
        return box;
    };

    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.color(Token::textDim));
    // Which time it is; a window of another day says which day instead.
    const QString today = ValueFormatter::fullTime(m_time.now()).left(10);
    const QString day = ValueFormatter::fullTime(grid.visible().start).left(10);
    const bool elsewhere = day != today && ValueFormatter::fullTime(grid.visible().end).left(10) != today;
    const QString caption = elsewhere ? day : tr("gen. time");
    const double captionWidth = label(caption, false).size().width() + 6;
    const bool fits = elsewhere || captionWidth <= m_left;
    if (fits)
        draw(painter, QRectF(2, 0, captionWidth - 6, height()), label(caption, false));
    const double leftEnd = fits ? captionWidth : 0;

    if (grid.now > grid.start && grid.now < grid.end()) {
        const QString moment = ValueFormatter::timeOfDay(m_time.now(), false);
        QString word = tr("now");
        const Token token = tokenOfNow(m_time);
        if (token == Token::replay)
            word = moment;
        else if (token == Token::caution)
            word = tr("held %1").arg(moment);
        taken = place(xOf(grid.now), word);
        painter.setPen(m_theme.color(token));
        draw(painter, taken, label(word, false));
    }
    painter.setFont(m_theme.smallMonoFont());
    painter.setPen(m_theme.color(Token::textDim));
    for (const TimeTick &tick : timeTicks(grid.range(), m_width, timeTickSpacing)) {
        const QStaticText &text = label(tick.label, true);
        const double width = text.size().width();
        const QRectF box(xOf(tick.time) - width / 2, 0, width, height());
        if (box.left() < leftEnd || box.right() > this->width() ||
            (!taken.isEmpty() && box.intersects(taken)))
            continue;
        draw(painter, box, text);
    }
}

} // namespace desk
