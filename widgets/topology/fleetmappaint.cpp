// SPDX-License-Identifier: GPL-3.0-or-later
// What FleetMap paints.
#include "models/itemmodels/valueformatter.h"
#include "models/topology/groundtrack.h"
#include "models/topology/sunlight.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/fleetmap.h"
#include "widgets/topology/graticule.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto trackStep = 30s; // 2 degrees of a low orbit
constexpr auto trackGood = 5s;  // a low orbit goes 0.3 degrees

} // namespace

std::vector<QRectF> FleetMap::paintGround(QPainter &painter, const ViewCamera &camera, double pixelRatio)
{
    m_nightAt = shownTime();
    m_ground.paint(painter, camera, pixelRatio, m_options, subsolarPoint(m_nightAt));
    std::vector<QRectF> covered;
    if (camera.projection != Projection::globe)
        covered = drawGraticule(painter, camera, m_theme);
    if (const QRectF notes = paintNotes(painter, camera); !notes.isEmpty())
        covered.push_back(notes);
    return covered;
}

void FleetMap::paintMarks(QPainter &painter, const ViewCamera &camera, std::uint32_t selected)
{
    m_marks.paint(painter, camera, marksOf(selected), m_options);
}

MapMarkContent FleetMap::marksOf(std::uint32_t selected)
{
    MapMarkContent marks;
    const auto &snapshot = m_picture.snapshot();
    if (!snapshot)
        return marks;
    if (const auto place = positionOf(selected)) {
        const TopologyNode &node = snapshot->nodes[selected];
        if (node.type == NodeType::groundStation)
            marks.station = place;
        else if (place->altitudeKm > 80) // what flies lower is no satellite
            marks.satellite = place;
        if (marks.satellite && m_options.groundTrack) {
            updateTrack(node);
            marks.past = m_past;
            marks.coming = m_coming;
        }
    }
    if (m_options.stationAreas || marks.station)
        marks.heightKm = marks.satellite ? marks.satellite->altitudeKm : medianHeightKm();
    if (m_options.stationAreas) {
        updateAreas(selected, marks.heightKm);
        marks.stationAreas = m_areas;
    }
    return marks;
}

void FleetMap::updateAreas(std::uint32_t selected, double heightKm)
{
    std::vector<GeodeticPosition> stations;
    for (std::uint32_t i = 0; i < m_picture.snapshot()->nodes.size(); ++i) {
        const TopologyNode &node = m_picture.snapshot()->nodes[i];
        if (i != selected && node.type == NodeType::groundStation && node.hasPosition)
            stations.push_back({node.latitude, node.longitude, node.altitudeKm});
    }
    constexpr double sameHeight = 5; // km: 0.05 degrees
    if (stations == m_areaStations && std::abs(heightKm - m_areaHeightKm) < sameHeight)
        return;
    m_areas = MapMarks::areasOf(stations, heightKm);
    m_areaStations = std::move(stations);
    m_areaHeightKm = heightKm;
}

void FleetMap::updateTrack(const TopologyNode &node)
{
    const Timestamp now = shownTime();
    if (node.orbit != m_trackOf) {
        m_trackOf = node.orbit;
        m_trackOrbit = orbitOf(node);
    } else if (std::chrono::abs(now - m_trackAt) < trackGood) {
        return;
    }
    m_trackAt = now;
    m_past.clear();
    m_coming.clear();
    if (!m_trackOrbit)
        return;
    // A day shows what there is of the slow ones.
    const auto turn = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::min<std::chrono::duration<double>>(24h, m_trackOrbit->periodMinutes() * 60s));
    m_past = groundTrack(*m_trackOrbit, now - turn, now, trackStep);
    m_coming = groundTrack(*m_trackOrbit, now, now + turn, trackStep);
}

double FleetMap::medianHeightKm() const
{
    std::vector<float> heights;
    for (std::size_t i = 0; i < m_heights.size(); ++i) {
        if (m_heights[i] > 80)
            heights.push_back(m_heights[i]);
    }
    if (heights.empty())
        return 0;
    const auto middle = heights.begin() + std::ptrdiff_t(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return double(*middle);
}

QRectF FleetMap::paintNotes(QPainter &painter, const ViewCamera &camera) const
{
    QStringList notes;
    if (m_moment) {
        notes << tr("Positions at %1").arg(ValueFormatter::fullTime(*m_moment));
        const auto &snapshot = m_picture.snapshot();
        const bool later = *m_moment > m_picture.feed().time().now() + 1min;
        if (snapshot && (later || snapshot->time > *m_moment + 1min))
            notes << tr("Links as of %1").arg(ValueFormatter::fullTime(snapshot->time));
    }
    if (camera.projection == Projection::globe) {
        const auto nowhere = std::count(m_places.begin(), m_places.end(), std::nullopt);
        if (nowhere > 0)
            notes << tr("%n node(s) without a position", nullptr, int(nowhere));
    }
    if (notes.isEmpty())
        return {};
    const QFontMetricsF metrics(m_theme.smallFont());
    double width = 0;
    for (const QString &note : notes)
        width = std::max(width, metrics.horizontalAdvance(note));
    const double margin = 2.0 * Theme::gridUnit;
    const QRectF box(camera.view.left() + margin, camera.view.top() + margin, width + margin,
                     double(notes.size()) * metrics.height() + margin / 2);
    QColor ground = m_theme.color(Token::plot);
    ground.setAlphaF(0.85F);
    painter.fillRect(box, ground);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.color(Token::text));
    double y = box.top() + margin / 4 + metrics.ascent();
    for (const QString &note : notes) {
        painter.drawText(QPointF(box.left() + margin / 2, y), note);
        y += metrics.height();
    }
    return box;
}

} // namespace desk
