// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartheader.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/referencepen.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int rowHeight = 20;
constexpr int edge = 8;
constexpr int swatch = 14;
constexpr int gap = 6;
constexpr int between = 16; // entries
constexpr int mostRows = 3;
constexpr int mostRowsCompared = 6;
constexpr int leastWithRemark = 200;
constexpr int leastWithUnit = 150;
constexpr int leastWithValue = 96;

} // namespace

ChartHeader::ChartHeader(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                         QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_time(time)
    , m_theme(theme)
{
    setObjectName(u"chartHeader"_s);
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

// The title says what all series have in common, the entries what sets them apart.
void ChartHeader::reset()
{
    const std::vector<Trace> &traces = m_content.traces();
    const auto same = [&](auto member) {
        return traces.size() > 1 && std::all_of(traces.begin(), traces.end(), [&](const Trace &trace) {
                   return trace.description().*member == traces.front().description().*member;
               });
    };
    const bool metric = same(&Trace::Description::metricName);
    const bool node = same(&Trace::Description::node);
    const bool dst = same(&Trace::Description::dst);
    // The parts of a series' name that are common to all, or those that are not.
    const auto parts = [&](const Trace &trace, bool common) {
        const Trace::Description &about = trace.description();
        QStringList out;
        if (common && metric)
            out << about.metricName;
        if (common == node)
            out << about.node;
        if (common == dst && !about.dst.isEmpty())
            out << u"→ "_s + about.dst;
        if (!common && !metric)
            out << about.metricName;
        return out.join(u' ');
    };
    m_title = traces.empty() ? QString() : parts(traces.front(), true);
    m_saysOwnSpan = m_time.ownSpan().has_value();
    if (m_saysOwnSpan)
        m_title += (m_title.isEmpty() ? QString() : u" · "_s) + tr("own span");
    m_entries.clear();
    for (const Trace &trace : traces) {
        Entry entry;
        entry.id = trace.id();
        entry.name = parts(trace, false);
        if (entry.name.isEmpty()) // two labels of one metric may read the same
            entry.name = trace.name();
        entry.unit = trace.isStepped() ? QString() : trace.description().unit;
        entry.unitRoom =
            entry.unit.isEmpty() ? 0 : QFontMetrics(m_theme.textFont()).horizontalAdvance(entry.unit) + 4;
        m_entries.push_back(std::move(entry));
        if (m_content.overlay().isActive())
            m_entries.push_back(referenceEntry(m_entries.back()));
    }
    refreshValues();
    place();
}

void ChartHeader::readEntry(Entry &entry, const Trace &trace) const
{
    entry.remark.clear();
    entry.dim = false;
    entry.severity = Severity::none;
    if (entry.isReference)
        return readReference(entry, trace);
    entry.value = ValueFormatter::unknown();
    if (const auto cursor = m_time.cursor(); cursor && m_content.grid().range().contains(*cursor)) {
        if (const auto ahead = m_content.forecasts().at(trace.id(), *cursor);
            ahead && nanoseconds(*cursor) > m_content.grid().now) {
            entry.value = u"≈"_s + m_content.valueText(trace, ahead->value);
            entry.remark = forecastWords(trace, *ahead);
            return;
        }
        if (const auto sample = m_content.sampleNear(trace, *cursor)) {
            entry.value = m_content.valueText(trace, sample->value);
            if (sample->quality != Quality::good)
                entry.remark = QString::fromStdString(qualityWords(sample->quality));
        }
        if (m_content.isReadingAt(trace, *cursor)) { // a number is said once it is the exact one
            entry.value = ValueFormatter::unknown();
            entry.remark = tr("reading…");
        }
        return;
    }
    if (m_time.isPaused()) { // what the held picture shows last
        if (const EnvelopeColumn *last = trace.lastInside())
            entry.value = m_content.valueText(trace, last->last);
        return;
    }
    const ParameterFeed &feed = m_content.feed();
    const LastValue *last = feed.lastValues().find(trace.id());
    if (!last)
        return;
    entry.value = m_content.valueText(trace, last->value);
    entry.severity = last->monitoring.severity;
    const SteadyTime now = feed.time().steadyNow();
    const Freshness freshness = LastValueCache::freshness(last, now);
    entry.dim = freshness != Freshness::fresh;
    if (freshness == Freshness::stale)
        entry.remark = ValueFormatter::age(std::chrono::duration<double>(now - last->seen).count());
}

// The band, or that nobody can say it yet.
QString ChartHeader::forecastWords(const Trace &trace, const ChartForecasts::Point &ahead) const
{
    if (!std::isfinite(ahead.lower) || !std::isfinite(ahead.upper))
        return tr("forecast");
    return tr("forecast, %1 to %2")
        .arg(m_content.valueText(trace, ahead.lower), m_content.valueText(trace, ahead.upper));
}

void ChartHeader::refreshValues()
{
    const auto cursor = m_time.cursor();
    m_cursorText =
        cursor && m_content.grid().range().contains(*cursor) ? ValueFormatter::timeOfDay(*cursor) : QString();
    const QFontMetrics mono(m_theme.monoFont());
    const QFontMetrics small(m_theme.smallFont());
    bool wider = false;
    for (Entry &entry : m_entries) {
        const Trace *trace = m_content.find(entry.id);
        if (!trace)
            continue;
        readEntry(entry, *trace);
        if (const int room = entry.remark.isEmpty() ? 0 : small.horizontalAdvance(entry.remark) + 16;
            room > entry.remarkRoom) {
            entry.remarkRoom = room;
            wider = true;
        }
        if (const int room = mono.horizontalAdvance(entry.value); room > entry.valueRoom) {
            entry.valueRoom = room;
            wider = true;
        }
    }
    if (wider)
        place();
    update();
}

int ChartHeader::naturalWidth(const Entry &entry) const
{
    // Advances are rounded; without the pixel in reserve a name that fits would be cut.
    return swatch + gap + QFontMetrics(m_theme.textFont()).horizontalAdvance(entry.name) + 1 + gap +
           entry.valueRoom + entry.unitRoom + entry.remarkRoom;
}

int ChartHeader::arrange(int width, std::vector<Entry> &entries) const
{
    const int title =
        m_title.isEmpty()
            ? 0
            : std::min(QFontMetrics(m_theme.titleFont()).horizontalAdvance(m_title) + between, width / 2);
    const int cursor = QFontMetrics(m_theme.monoFont()).horizontalAdvance(u"00:00:00.000Z"_s) + between;
    const int right = width - edge;
    // The cursor's time has its place at the end of the first row whether or not there is one.
    const int firstRight = std::max(width / 2, right - cursor);
    const auto flow = [&](int widest) {
        int row = 0;
        int x = edge + title;
        for (Entry &entry : entries) {
            const int room = std::min(widest, naturalWidth(entry));
            if (x + room > (row == 0 ? firstRight : right) && x > edge) {
                ++row;
                x = edge;
            }
            const int limit = (row == 0 ? firstRight : right) - x;
            entry.box = QRect(x, row * rowHeight + 4, std::min(room, limit), rowHeight);
            x += room + between;
        }
        return row + 1;
    };
    int rows = flow(width);
    const int most = m_content.overlay().isActive() ? mostRowsCompared : mostRows;
    for (int widest = 320; rows > most && widest >= 40; widest -= 20)
        rows = flow(widest);
    return std::max(Theme::headerHeight, rows * rowHeight + 8);
}

int ChartHeader::heightForWidth(int width) const
{
    std::vector<Entry> entries = m_entries;
    return arrange(width, entries);
}

void ChartHeader::place()
{
    if (arrange(width(), m_entries) != height())
        Q_EMIT heightChanged();
    for (Entry &entry : m_entries)
        entry.showValue = entry.box.width() >= std::min(leastWithValue, naturalWidth(entry));
    update();
}

void ChartHeader::resizeEvent(QResizeEvent *)
{
    arrange(width(), m_entries);
    for (Entry &entry : m_entries)
        entry.showValue = entry.box.width() >= std::min(leastWithValue, naturalWidth(entry));
}

QString ChartHeader::valueOf(SeriesId id) const
{
    for (const Entry &entry : m_entries) {
        if (entry.id == id && !entry.isReference)
            return entry.value;
    }
    return {};
}

void ChartHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_title.isEmpty() && !m_entries.empty()) {
        painter.setFont(m_theme.titleFont());
        painter.setPen(m_theme.color(Token::text));
        // As far as the first series; where that stands in the next row, as far as it may.
        const QRect &first = m_entries.front().box;
        const int room = first.top() < rowHeight ? first.left() - edge - 4 : width() / 2;
        painter.drawText(QRect(edge, 4, room, rowHeight), int(Qt::AlignVCenter | Qt::AlignLeft),
                         painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room));
    }
    for (const Entry &entry : m_entries) {
        if (const Trace *trace = m_content.find(entry.id))
            paintEntry(painter, entry, *trace);
    }
    if (!m_cursorText.isEmpty()) {
        painter.setFont(m_theme.monoFont());
        painter.setPen(m_theme.color(Token::accent));
        painter.drawText(QRect(0, 4, width() - edge, rowHeight), int(Qt::AlignVCenter | Qt::AlignRight),
                         m_cursorText);
    }
}

void ChartHeader::paintEntry(QPainter &painter, const Entry &entry, const Trace &trace) const
{
    const QPen pen = entry.isReference ? referencePen(m_theme, trace.description().colour)
                                       : m_theme.seriesPen(trace.description().colour);
    const QRect &box = entry.box;
    QPen line = pen;
    if (!entry.isReference) // whose dashes are to be seen
        line.setWidthF(pen.widthF() + 1);
    painter.setPen(line);
    painter.drawLine(box.left(), box.center().y(), box.left() + swatch, box.center().y());

    const bool withUnit = entry.unitRoom > 0 && box.width() >= std::min(leastWithUnit, naturalWidth(entry));
    const bool withRemark =
        entry.remarkRoom > 0 && box.width() >= std::min(leastWithRemark, naturalWidth(entry));
    const int valueRoom = entry.showValue ? entry.valueRoom + gap + (withUnit ? entry.unitRoom : 0) +
                                                (withRemark ? entry.remarkRoom : 0)
                                          : 0;
    const int nameLeft = box.left() + swatch + gap;
    QFont font = m_theme.textFont();
    painter.setFont(font);
    painter.setPen(entry.isReference ? m_theme.color(Token::textDim) : pen.color());
    const int nameRoom = std::max(0, box.right() - nameLeft - valueRoom + 1);
    // In very little room the beginning tells more than both ends.
    const auto cut = nameRoom < leastWithValue ? Qt::ElideRight : Qt::ElideMiddle;
    const QString name = painter.fontMetrics().elidedText(entry.name, cut, nameRoom);
    painter.drawText(QRect(nameLeft, box.top(), nameRoom, box.height()), int(Qt::AlignVCenter), name);
    if (!entry.showValue)
        return;

    const int valueLeft = nameLeft + std::min(nameRoom, painter.fontMetrics().horizontalAdvance(name)) + gap;
    QFont mono = m_theme.monoFont();
    mono.setItalic(!entry.remark.isEmpty());
    painter.setFont(mono);
    painter.setPen(m_theme.color(entry.dim || !entry.remark.isEmpty() ? Token::textDim : Token::text));
    painter.drawText(QRect(valueLeft, box.top(), entry.valueRoom, box.height()),
                     int(Qt::AlignVCenter | (trace.isStepped() ? Qt::AlignLeft : Qt::AlignRight)),
                     entry.value);
    int x = valueLeft + entry.valueRoom;
    if (withUnit) {
        painter.setFont(font);
        painter.setPen(m_theme.color(Token::textDim));
        painter.drawText(QRect(x + 4, box.top(), entry.unitRoom, box.height()), int(Qt::AlignVCenter),
                         entry.unit);
        x += entry.unitRoom;
    }
    // The glyph stands in the room between the entries, so nothing moves when it comes.
    if (entry.severity > Severity::nominal || !entry.remark.isEmpty())
        m_theme.drawSeverity(painter, QRectF(x + 4, box.center().y() - 4, 9, 9),
                             entry.severity > Severity::nominal ? entry.severity : Severity::none);
    if (withRemark && !entry.remark.isEmpty()) {
        painter.setFont(m_theme.smallFont());
        painter.setPen(m_theme.color(Token::textDim));
        painter.drawText(QRect(x + 16, box.top(), entry.remarkRoom, box.height()), int(Qt::AlignVCenter),
                         entry.remark);
    }
}

// Both times of the sample at the cursor.
QString ChartHeader::timesOf(const Trace &trace) const
{
    const auto cursor = m_time.cursor();
    const auto sample = cursor && m_content.grid().range().contains(*cursor)
                            ? m_content.sampleNear(trace, *cursor)
                            : std::nullopt;
    if (!sample || m_content.isReadingAt(trace, *cursor))
        return {};
    const auto reception = m_content.receptionOf(trace, *sample);
    return u'\n' + tr("quality: %1").arg(QString::fromStdString(qualityWords(sample->quality))) + u'\n' +
           tr("generated %1").arg(ValueFormatter::fullTime(sample->generation)) + u'\n' +
           (reception ? tr("received %1").arg(ValueFormatter::fullTime(*reception))
                      : tr("reception not recorded"));
}

QString ChartHeader::readout() const
{
    QStringList out;
    for (const Entry &entry : m_entries) {
        const Trace *trace = m_content.find(entry.id);
        if (!trace || entry.isReference)
            continue;
        QString text = trace->name() + u": " + entry.value;
        if (!entry.unit.isEmpty())
            text += u' ' + entry.unit;
        if (!entry.remark.isEmpty())
            text += u" – " + entry.remark;
        if (m_content.overlay().isActive() && !referenceOf(entry.id).isEmpty())
            text += u" (" + referenceOf(entry.id) + u')';
        out << text + timesOf(*trace);
    }
    return out.join(u"\n\n"_s);
}

bool ChartHeader::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const Entry &entry : m_entries) {
        const Trace *trace = m_content.find(entry.id);
        if (!trace || !entry.box.adjusted(0, 0, between / 2, 0).contains(help->pos()))
            continue;
        QString text = trace->name() + u'\n' + entry.value;
        if (entry.isReference)
            text.prepend(m_content.overlay().comparison()->reference()->name() + u'\n');
        if (!entry.unit.isEmpty())
            text += u' ' + entry.unit;
        if (!entry.remark.isEmpty())
            text += u" (" + entry.remark + u')';
        if (!entry.isReference)
            text += timesOf(*trace);
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    QToolTip::showText(help->globalPos(), m_keyHelp, this);
    return true;
}

} // namespace desk
