// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/nodefilter.h"
#include "models/itemmodels/planesearch.h"
#include "models/itemmodels/topologyoverlay.h"
#include "widgets/topology/fleetmap.h"
#include "widgets/topology/fleetpainter.h"
#include "widgets/topology/minimap.h"
#include "widgets/topology/momentband.h"
#include "widgets/topology/picturelayout.h"

#include <QElapsedTimer>
#include <QVariantAnimation>
#include <QWidget>

class QMenu;

namespace desk {

class TopologyRecord;

// The picture of the fleet. One painted widget: what does not move is painted into a pixmap when the data
// changed, at most five times a second, and not at all while hidden. Keys: arrows and Tab go from node to
// node, Shift and an arrow pans or turns the globe, + - 0 zoom, 1 2 3 show so many links around the selected
// node, Escape clears, F asks for the find field, , and . for the change before and after. Shift and a drag
// choose the nodes within a frame. GUI
// thread.
class TopologyView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyView)

public:
    TopologyView(ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                 QWidget *parent = nullptr);

    // What analyses mark in it; null = nothing. Outlives the view, or is taken away.
    void setOverlay(const TopologyOverlay *overlay);
    // Where earlier graphs are kept; null = nothing is known of other moments. Outlives the view, or is taken
    // away.
    void setRecord(const TopologyRecord *record);
    // Those in force now, by which figures of other moments are graded.
    void setLimits(std::shared_ptr<const LimitSet> limits);
    // The moment of the picture; nothing = now. Looked up at most ten times a second.
    void setMoment(std::optional<Timestamp> moment);
    // Of a recording: what is not now is marked in the colour of replays.
    void setReplay(bool replay) { m_band.setReplay(replay); }
    // What the picture says of its moment; empty = now.
    [[nodiscard]] QString momentText() const { return m_band.text(m_picture); }
    [[nodiscard]] const FleetPicture &picture() const { return m_picture; }
    void setLayoutKind(LayoutKind kind);
    [[nodiscard]] LayoutKind layoutKind() const { return m_layout.kind(); }
    void setColouring(LinkColouring colouring);
    [[nodiscard]] LinkColouring colouring() const { return m_picture.colouring(); }
    void setColouring(NodeColouring colouring);
    [[nodiscard]] NodeColouring nodeColouring() const { return m_picture.nodeColouring(); }
    // Which nodes are looked at; the others are dimmed, or not drawn. Refused, nothing changes.
    Result<void> setFilter(const NodeConditions &conditions, bool hideOthers);
    [[nodiscard]] NodeConditions filter() const
    {
        return m_filter ? m_filter->conditions() : NodeConditions();
    }
    [[nodiscard]] bool hidesOthers() const { return m_hideOthers; }
    // How many nodes the filter leaves; all without one.
    [[nodiscard]] std::size_t passedCount() const;
    // Chosen together, for what the menu does with them; empty = none.
    void choose(const std::vector<std::string> &nodes);
    [[nodiscard]] std::vector<std::string> chosen() const;
    // How many links around the selected node count as its neighbourhood.
    void setDepth(int depth);
    [[nodiscard]] int depth() const { return m_depth; }
    void setClusters(bool on);
    [[nodiscard]] bool hasClusters() const { return m_clusters; }
    void setMiniMap(bool on);
    [[nodiscard]] bool hasMiniMap() const { return m_hasMiniMap; }
    void setMapOptions(const MapOptions &options);
    [[nodiscard]] const MapOptions &mapOptions() const { return m_map.options(); }
    // Shows everything, and goes on doing so until somebody zooms or pans.
    void fit();
    // What is under the pixel stays there.
    void zoom(QPointF at, double factor);
    void pan(QPointF pixels);
    // As it is on screen, painted anew where it has to be.
    const QImage &image();
    // Looks at the feed now instead of at the next tick.
    void refresh();

    // Selects the n-th node whose label or name contains the text and brings it into view; returns how many
    // there are.
    int find(const QString &text, int n);
    // Where the node stands in the widget; nullopt while it has no place, or is behind the globe.
    [[nodiscard]] std::optional<QPointF> positionOf(std::string_view node) const;
    // What the tooltip says there; empty beside everything.
    [[nodiscard]] QString tipAt(QPoint pixel) const;
    // Starts a layout that waits for its time; the worker still takes its own.
    void finishLayout() { m_layout.flush(); }
    // Nothing moves and no layout is under way.
    [[nodiscard]] bool isAtRest() const;
    // Every node has a place.
    [[nodiscard]] bool isLaidOut() const;
    [[nodiscard]] std::size_t nodeCount() const { return m_picture.nodes().size(); }
    // How often the picture was painted anew.
    [[nodiscard]] int paintings() const { return m_paintings; }
    // How often it looked at the feed.
    [[nodiscard]] int refreshes() const { return m_refreshes; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

    [[nodiscard]] QSize sizeHint() const override { return {640, 400}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 80}; }

Q_SIGNALS:
    void findRequested();
    void stepRequested(int direction); // to the change before (-1) or after (1) the moment
    void placesChanged();              // a layout was taken over
    void filterChanged();              // it leaves other nodes than before

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum class Drag : std::uint8_t { none, pressed, view, node, frame, miniMap };

    void wake();
    void redraw();
    bool fitScales();
    [[nodiscard]] TopologySnapshotPtr laidOut() const;
    void adoptPlaces(bool afresh);
    void takePlaces(bool afresh);
    void moveNodes(const QVariant &progress);
    void showSelection(EntityId entity);
    void select(PictureItem item);
    [[nodiscard]] PictureItem itemOf(EntityId entity) const;
    [[nodiscard]] EntityId entityOf(PictureItem item) const;
    void setHover(PictureItem item);
    bool lookThroughMiniMap(QPointF pixel);
    [[nodiscard]] bool hasMiniMapNow() const; // a globe has none
    void lookForPlanes();
    void forgetPressed(const TopologySnapshot *before);
    bool applyFilter();
    void chooseWithin(QRectF frame, bool more);
    void keepChoice(const TopologySnapshot *before);
    void addChoiceActions(QMenu &menu);
    void chartOfChosen(const std::string &metric);
    void zoomTo(std::span<const std::uint32_t> nodes);
    [[nodiscard]] std::vector<std::uint32_t> chosenNodes() const;
    [[nodiscard]] PictureFocus::Subject subject() const;
    void fitCamera();
    void bringIntoView(std::uint32_t node);
    [[nodiscard]] std::optional<QPointF> pixelOf(std::uint32_t node) const;
    [[nodiscard]] std::uint32_t towards(QPointF direction) const;
    bool selectNext(int step);
    [[nodiscard]] QRectF pictureBox() const;
    void paintEmpty(QPainter &painter) const;

    ParameterFeed &m_feed;
    FleetSelection &m_selection;
    const TopologyOverlay *m_overlay = nullptr;
    const Theme &m_theme;
    FleetPicture m_picture;
    PictureLayout m_layout;
    FleetMap m_map;
    MetricScale m_linkScale;
    MetricScale m_nodeScale;
    std::vector<double> m_figures; // of the scales; kept
    FleetPainter m_painter;
    PlaneSearch m_planes;
    std::vector<std::optional<OrbitalSlot>> m_slots; // by node; empty = not known yet
    std::optional<NodeFilter> m_filter;
    bool m_hideOthers = false;
    std::vector<NodeFilter::NodeFacts> m_facts; // of the filter; kept
    std::vector<char> m_passed;                 // by node; empty = no filter
    std::vector<char> m_passedBefore;           // kept
    std::vector<char> m_chosen;                 // by node; empty = none
    int m_depth = 1;
    bool m_clusters = true;
    MiniMap m_miniMap;
    bool m_hasMiniMap = true;
    MomentBand m_band;

    ViewCamera m_camera;
    bool m_autoFit = true;
    double m_fitScale = 1;
    PictureItem m_selected;
    PictureItem m_hover;

    std::vector<std::optional<LayoutPoint>> m_shown; // between the old and the new places while they change
    std::vector<std::optional<LayoutPoint>> m_from;
    QVariantAnimation m_change;

    QImage m_frame;
    bool m_frameValid = false;
    int m_paintings = 0;
    int m_refreshes = 0;

    Drag m_drag = Drag::none;
    PictureItem m_pressed;
    QPointF m_dragFrom;
    QPointF m_dragAt;
    QTimer m_refresh; // coalesces ticks of the feed
    QTimer m_ages;    // looks for what fell silent
    QTimer m_scrub;   // coalesces moments
    QElapsedTimer m_sinceScrub;
};

} // namespace desk
