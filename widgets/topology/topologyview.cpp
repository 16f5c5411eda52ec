// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topologyview.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/layoutnames.h"
#include "widgets/topology/maptracer.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto atMostEvery = 200ms; // 5 Hz: numbers and colours an eye can follow
constexpr auto agesEvery = 1000ms;
constexpr int longestMotion = 150;        // ms
constexpr std::size_t mostMoving = 3'000; // nodes that move smoothly; more jump
constexpr double mostStretch = 1.6;

} // namespace

TopologyView::TopologyView(ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                           QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_theme(theme)
    , m_picture(feed)
    , m_map(m_picture, theme)
    , m_painter(theme)
    , m_miniMap(theme)
    , m_band(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Topology"));
    m_refresh.setSingleShot(true);
    m_ages.setSingleShot(true);
    m_change.setStartValue(0.0);
    m_change.setEndValue(1.0);
    m_change.setEasingCurve(QEasingCurve::InOutQuad);
    connect(&m_refresh, &QTimer::timeout, this, &TopologyView::refresh);
    connect(&m_ages, &QTimer::timeout, this, &TopologyView::refresh);
    m_scrub.setSingleShot(true);
    connect(&m_scrub, &QTimer::timeout, this, &TopologyView::refresh);
    connect(&m_change, &QVariantAnimation::valueChanged, this, &TopologyView::moveNodes);
    connect(&feed, &ParameterFeed::advanced, this, &TopologyView::wake);
    connect(&selection, &FleetSelection::selectionChanged, this, &TopologyView::showSelection);
    connect(&m_layout, &PictureLayout::placesChanged, this, &TopologyView::takePlaces);
    connect(&m_map, &FleetMap::moved, this, [this] {
        m_layout.move(m_map.places());
        redraw(); // day and night, too
    });
    connect(&theme, &Theme::changed, this, [this] {
        m_painter.themeChanged();
        m_map.themeChanged();
        m_miniMap.invalidate();
        redraw();
    });
    connect(&m_planes, &PlaneSearch::finished, this, [this] {
        lookForPlanes(); // another fleet may have come while it was looked for
        applyFilter();
        redraw();
    });
}

void TopologyView::setOverlay(const TopologyOverlay *overlay)
{
    if (m_overlay)
        m_overlay->disconnect(this);
    m_overlay = overlay;
    const auto take = [this] {
        const TopologySnapshotPtr before = m_picture.overlay().before;
        m_picture.setOverlay(m_overlay ? m_overlay->content() : OverlayContent());
        if (m_picture.overlay().before != before && isVisible())
            refresh();
        redraw();
    };
    if (overlay)
        connect(overlay, &TopologyOverlay::changed, this, take);
    take();
}

void TopologyView::setLayoutKind(LayoutKind kind)
{
    m_autoFit = true;
    m_camera.projection = kind == LayoutKind::globe ? Projection::globe : Projection::plane;
    if (isGeographic(kind))
        m_map.setMoment(m_picture.moment());
    // A map shows the graph of then, other layouts that of today.
    if (isGeographic(kind) && m_picture.moment())
        m_layout.update(m_picture.snapshot(), m_map.places());
    m_layout.setKind(kind);
    lookForPlanes();
    if (m_picture.moment() && m_picture.snapshot()) {
        m_layout.update(laidOut(), m_map.places());
        adoptPlaces(true);
    }
}

void TopologyView::setMapOptions(const MapOptions &options)
{
    m_map.setOptions(options);
    redraw();
}

void TopologyView::setColouring(LinkColouring colouring)
{
    m_picture.setColouring(colouring);
    m_linkScale.setMetric(scaleOf(colouring));
    refresh();
    redraw();
}

void TopologyView::setColouring(NodeColouring colouring)
{
    m_picture.setColouring(colouring);
    m_nodeScale.setMetric(scaleOf(colouring));
    refresh();
    redraw();
}

bool TopologyView::fitScales()
{
    m_figures.clear();
    for (const PictureEdge &edge : m_picture.edges()) {
        if (edge.active)
            m_figures.push_back(edge.value);
    }
    const bool links = m_linkScale.fit(m_figures);
    m_figures.clear();
    for (const PictureNode &node : m_picture.nodes())
        m_figures.push_back(node.value);
    return m_nodeScale.fit(m_figures) || links;
}

void TopologyView::wake()
{
    if (isVisible() && !m_refresh.isActive() && !m_picture.moment()) // the past hardly changes
        m_refresh.start(atMostEvery);
}

void TopologyView::refresh()
{
    ++m_refreshes;
    m_refresh.stop();
    m_scrub.stop();
    m_sinceScrub.start();
    const TopologySnapshotPtr before = m_picture.snapshot();
    bool changed = m_picture.refresh();
    if (m_picture.snapshot() != before) {
        m_map.takeFleet();
        m_slots.clear();
        keepChoice(before.get());
        m_layout.update(laidOut(), m_map.places());
        adoptPlaces(before && before->indexing != m_picture.snapshot()->indexing);
        m_selected = itemOf(m_selection.selected());
        m_hover = {};
        forgetPressed(before.get());
    }
    lookForPlanes();
    changed |= fitScales();
    changed |= applyFilter();
    changed |= isGeographic(m_layout.kind()) && m_map.isNightStale();
    if (changed) {
        m_miniMap.invalidate();
        redraw();
    } else if (m_picture.moment()) {
        update(); // its age
    }
    if (isVisible())
        m_ages.start(agesEvery);
}

void TopologyView::redraw()
{
    m_frameValid = false;
    update();
}

void TopologyView::takePlaces(bool afresh)
{
    const auto &places = m_layout.places();
    std::vector<std::optional<QPointF>> pixels(places.size());
    for (std::uint32_t i = 0; i < places.size(); ++i)
        pixels[i] = m_painter.pointOf(i);
    const bool moves = places != m_shown;
    m_change.stop();
    m_shown = places;
    m_miniMap.invalidate();
    constexpr double rim = 18; // a node nearer to the edge is cut off, and its name too
    const auto isOutside = [this](const auto &place) {
        return place && !m_camera.view.adjusted(rim, rim, -rim, -rim).contains(m_camera.toView(*place));
    };
    const auto isSeen = [this](const auto &place) {
        return place && m_camera.view.contains(m_camera.toView(*place));
    };
    const bool globe = m_camera.projection == Projection::globe; // stays as it was turned
    if (globe && m_autoFit && afresh)
        fitCamera();
    if (!globe && m_drag == Drag::none &&
        ((m_autoFit && (afresh || std::any_of(places.begin(), places.end(), isOutside))) ||
         std::none_of(places.begin(), places.end(), isSeen)))
        fitCamera();
    // From where it was on screen, whatever that meant, to where it is now.
    const int duration =
        std::min(longestMotion, style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this));
    const bool smooth = moves && isVisible() && !m_theme.reducedMotion() && duration > 0 &&
                        places.size() <= mostMoving && m_drag == Drag::none &&
                        (afresh || m_layout.kind() != LayoutKind::geographic) && !globe;
    if (smooth) {
        m_from.assign(places.size(), std::nullopt);
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (pixels[i] && places[i])
                m_from[i] = m_camera.toLayout(*pixels[i]);
        }
        m_change.setDuration(duration);
        m_change.start();
    }
    redraw();
    Q_EMIT placesChanged();
}

void TopologyView::moveNodes(const QVariant &progress)
{
    const double share = progress.toDouble();
    const auto &places = m_layout.places();
    for (std::size_t i = 0; i < std::min({places.size(), m_from.size(), m_shown.size()}); ++i) {
        if (places[i] && m_from[i])
            m_shown[i] = LayoutPoint{std::lerp(m_from[i]->x, places[i]->x, share),
                                     std::lerp(m_from[i]->y, places[i]->y, share)};
    }
    redraw();
}

bool TopologyView::isAtRest() const
{
    return m_change.state() != QAbstractAnimation::Running && !m_layout.isBusy() && !m_map.isBusy() &&
           !m_scrub.isActive();
}

bool TopologyView::isLaidOut() const
{
    return std::ranges::all_of(m_layout.places(), [](const auto &place) { return place.has_value(); });
}

QRectF TopologyView::pictureBox() const
{
    const bool map = m_layout.kind() == LayoutKind::geographic;
    QRectF box = map ? wholeMap : QRectF();
    bool first = !map;
    for (const auto &place : m_layout.places()) {
        if (!place)
            continue;
        const QRectF dot(place->x, place->y, 1e-6, 1e-6); // an empty rectangle would not count
        box = first ? dot : box.united(dot);
        first = false;
    }
    return box;
}

void TopologyView::fitCamera()
{
    const bool map = m_layout.kind() == LayoutKind::geographic;
    m_camera.view = QRectF(rect());
    if (m_camera.projection == Projection::globe) {
        m_camera.fitGlobe(m_camera.view.adjusted(6, 6, -6, -6));
        m_fitScale = m_camera.scale;
        return;
    }
    const double marginX = map ? 6 : 36;
    const double marginY = map ? 6 : 26;
    const double top = marginY + m_band.height(m_picture);
    m_camera.fit(pictureBox(), m_camera.view.adjusted(marginX, top, -marginX, -marginY),
                 map ? 1.0 : mostStretch);
    m_camera.scale = std::min(m_camera.scale, map ? 50.0 : 90.0); // three nodes need not fill the window
    m_fitScale = m_camera.scale;
}

void TopologyView::fit()
{
    m_autoFit = true;
    fitCamera();
    redraw();
}

void TopologyView::zoom(QPointF at, double factor)
{
    const double scale =
        std::clamp(m_camera.scale * factor, m_fitScale / 4, std::max(m_fitScale * 40, 200.0));
    m_camera.zoomAt(at, scale / m_camera.scale);
    m_autoFit = false;
    redraw();
}

void TopologyView::pan(QPointF pixels)
{
    m_camera.pan(pixels);
    m_autoFit = false;
    redraw();
}

const QImage &TopologyView::image()
{
    const QSize size = (QSizeF(this->size()) * devicePixelRatioF()).toSize();
    if (m_frameValid && m_frame.size() == size)
        return m_frame;
    if (m_frame.size() != size)
        m_frame = QImage(size, QImage::Format_RGB32);
    m_frame.setDevicePixelRatio(devicePixelRatioF());
    std::vector<std::uint32_t> pinned;
    for (std::uint32_t i = 0; m_layout.hasPins() && i < m_picture.nodes().size(); ++i) {
        if (m_layout.isPinned(i))
            pinned.push_back(i);
    }
    const QRectF miniMap = hasMiniMapNow() ? MiniMap::areaOf(m_camera, pictureBox()) : QRectF();
    m_painter.paint(m_frame, {m_picture, m_shown, m_linkScale, m_nodeScale, m_camera, subject(),
                              std::move(pinned), m_layout.kind(), m_slots, m_clusters, miniMap,
                              isGeographic(m_layout.kind()) ? &m_map : nullptr});
    if (!miniMap.isEmpty()) {
        QPainter painter(&m_frame);
        m_miniMap.paint(painter, m_camera, pictureBox(), m_picture.nodes(), m_shown);
    }
    if (m_picture.nodes().empty()) {
        QPainter painter(&m_frame);
        paintEmpty(painter);
    }
    m_frameValid = true;
    ++m_paintings;
    return m_frame;
}

void TopologyView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.drawImage(0, 0, image());
    if (m_drag == Drag::frame) {
        painter.setPen(QPen(m_theme.color(Token::accent), 1, Qt::DashLine));
        painter.setBrush(m_theme.selection());
        painter.drawRect(QRectF(m_dragFrom, m_dragAt).normalized());
    }
    if (!m_hover.isNothing())
        m_painter.paintHover(painter, m_picture, m_hover);
    m_band.paint(painter, QRectF(rect()), m_picture);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TopologyView::paintEmpty(QPainter &painter) const
{
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(Token::textDim));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                     m_picture.moment()
                         ? tr("What the fleet was at this moment is not known.")
                         : tr("Nodes and links appear here with the first telemetry or fleet definition."));
}

void TopologyView::resizeEvent(QResizeEvent *)
{
    m_camera.view = QRectF(rect());
    if (m_autoFit)
        fitCamera();
    redraw();
}

void TopologyView::showEvent(QShowEvent *)
{
    refresh();
    m_layout.flush();
}

void TopologyView::hideEvent(QHideEvent *)
{
    m_refresh.stop();
    m_ages.stop();
    m_scrub.stop();
    m_change.stop();
    m_shown = m_layout.places();
    m_frameValid = false;
}

} // namespace desk
