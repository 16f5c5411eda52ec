// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contacts/contactstrip.h"

#include "widgets/theme/theme.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double leastBarWidth = 2;
constexpr double leastBarHeight = 5; // of a contact that hardly rises above the least elevation
constexpr double mostBarHeight = 16; // of one through the zenith
constexpr std::chrono::nanoseconds shortestTime = std::chrono::minutes(1);

} // namespace

ContactStrip::ContactStrip(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(u"contactStrip"_s);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, &ContactStrip::layOut);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

QSize ContactStrip::minimumSizeHint() const
{
    return {160, axisHeight + 2 * lineHeight};
}

void ContactStrip::setContacts(FleetContactsPtr contacts, std::span<const std::uint32_t> shown,
                               bool byStation, const TimeRange &extent)
{
    m_contacts = std::move(contacts);
    m_rows = m_contacts ? ContactRows(*m_contacts, shown, byStation) : ContactRows();
    m_selected = noContact;
    m_hovered = noContact;
    m_drag.reset();
    setExtent(extent);
    layOut();
}

void ContactStrip::setExtent(const TimeRange &extent)
{
    const bool inside = m_visible.start < extent.end && m_visible.end > extent.start;
    const bool all = isFitted() || !inside;
    m_extent = extent;
    setVisibleTime(all ? extent : m_visible);
}

void ContactStrip::setNow(Timestamp now, bool replay)
{
    if (now == m_now && replay == m_replay)
        return;
    m_now = now;
    m_replay = replay;
    viewport()->update();
}

void ContactStrip::setCursorTime(std::optional<Timestamp> cursor)
{
    if (cursor == m_cursor)
        return;
    m_cursor = cursor;
    viewport()->update();
}

void ContactStrip::fit()
{
    m_visible = m_extent;
    viewport()->update();
}

void ContactStrip::setVisibleTime(TimeRange range)
{
    const auto whole = m_extent.end - m_extent.start;
    const auto span = std::clamp(range.end - range.start, std::min(shortestTime, whole), whole);
    range.start = std::clamp(range.start, m_extent.start, m_extent.end - span);
    m_visible = {range.start, range.start + span};
    viewport()->update();
}

// The moment stays where it is in the picture.
void ContactStrip::zoom(Timestamp at, double factor)
{
    const auto scaled = [factor](std::chrono::nanoseconds span) {
        return std::chrono::nanoseconds(std::llround(double(span.count()) / factor));
    };
    setVisibleTime({at - scaled(at - m_visible.start), at + scaled(m_visible.end - at)});
}

void ContactStrip::pan(double pixels)
{
    const double span = double((m_visible.end - m_visible.start).count());
    const std::chrono::nanoseconds by(std::llround(pixels / std::max(1.0, plot().width()) * span));
    setVisibleTime({m_visible.start + by, m_visible.end + by});
}

void ContactStrip::layOut()
{
    const QFontMetrics metrics(m_theme.smallMonoFont());
    int longest = 0;
    for (const ContactRows::Row &row : m_rows.rows)
        longest = std::max(longest, int(row.name.size()));
    const int names = longest * metrics.averageCharWidth() + 2 * Theme::gridUnit;
    m_names = std::min(names, viewport()->width() * 3 / 10);
    const int room = std::max(0, viewport()->height() - axisHeight);
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(lineHeight);
    verticalScrollBar()->setRange(0, std::max(0, int(m_rows.rows.size()) * lineHeight - room));
    viewport()->update();
}

QRectF ContactStrip::plot() const
{
    const QSize size = viewport()->size();
    return {m_names, 0, std::max(1.0, size.width() - m_names),
            double(std::max(0, size.height() - axisHeight))};
}

double ContactStrip::xOf(Timestamp time) const
{
    const QRectF room = plot();
    const double span = double((m_visible.end - m_visible.start).count());
    return span > 0 ? room.left() + double((time - m_visible.start).count()) / span * room.width()
                    : room.left();
}

Timestamp ContactStrip::timeAt(double x) const
{
    const QRectF room = plot();
    const double span = double((m_visible.end - m_visible.start).count());
    return m_visible.start + std::chrono::nanoseconds(std::llround((x - room.left()) / room.width() * span));
}

double ContactStrip::lineTop(std::size_t row) const
{
    return double(row) * lineHeight - verticalScrollBar()->value();
}

std::pair<std::size_t, std::size_t> ContactStrip::linesOnScreen() const
{
    const int scrolled = verticalScrollBar()->value();
    const auto first = std::size_t(scrolled / lineHeight);
    const auto last = std::size_t((scrolled + int(plot().height())) / lineHeight + 1);
    return {std::min(first, m_rows.rows.size()), std::min(last, m_rows.rows.size())};
}

// What goes on before or after the search reaches its edge and over it.
QRectF ContactStrip::barIn(const Contact &contact, double top) const
{
    const double left = contact.rise ? xOf(*contact.rise) : plot().left() - 8;
    const double right = contact.set ? xOf(*contact.set) : plot().right() + 8;
    const double least = m_contacts->query.minElevationDegrees;
    const double share =
        std::clamp((contact.highest.elevation - least) / std::max(1.0, 90 - least), 0.0, 1.0);
    const double height = std::round(leastBarHeight + share * (mostBarHeight - leastBarHeight));
    return {left, top + (lineHeight - height) / 2, std::max(leastBarWidth, right - left), height};
}

QRectF ContactStrip::barOf(std::uint32_t contact) const
{
    const std::uint32_t row =
        contact < m_rows.rowOfContact.size() ? m_rows.rowOfContact[contact] : ContactRows::noRow;
    return row == ContactRows::noRow ? QRectF() : barIn(m_contacts->contacts[contact], lineTop(row));
}

// The nearest within a few pixels: bars may be narrower than a pointer is steady.
int ContactStrip::contactAt(QPointF place) const
{
    constexpr double tolerance = 3;
    const auto row = std::size_t(std::max(0.0, place.y() + verticalScrollBar()->value()) / lineHeight);
    if (!plot().contains(place) || row >= m_rows.rows.size())
        return noContact;
    int nearest = noContact;
    double distance = tolerance;
    for (const std::uint32_t index : m_rows.rows[row].contacts) {
        const QRectF bar = barIn(m_contacts->contacts[index], lineTop(row));
        const double away = std::max({0.0, bar.left() - place.x(), place.x() - bar.right()});
        if (away < distance) {
            distance = away;
            nearest = int(index);
        }
    }
    return nearest;
}

void ContactStrip::select(int contact)
{
    m_selected = contact;
    const std::uint32_t row = contact >= 0 && std::size_t(contact) < m_rows.rowOfContact.size()
                                  ? m_rows.rowOfContact[std::size_t(contact)]
                                  : ContactRows::noRow;
    if (row != ContactRows::noRow) {
        const Contact &one = m_contacts->contacts[std::size_t(contact)];
        if (!m_visible.contains(one.culmination)) {
            const auto half = (m_visible.end - m_visible.start) / 2;
            setVisibleTime({one.culmination - half, one.culmination + half});
        }
        QScrollBar *bar = verticalScrollBar();
        const int top = int(row) * lineHeight;
        bar->setValue(std::clamp(bar->value(), top + lineHeight - bar->pageStep(), std::max(0, top)));
    }
    viewport()->update();
}

void ContactStrip::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

} // namespace desk
