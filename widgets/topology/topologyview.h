// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/topologyoverlay.h"
#include "widgets/topology/fleetpainter.h"
#include "widgets/topology/momentband.h"
#include "widgets/topology/picturelayout.h"

#include <QElapsedTimer>
#include <QVariantAnimation>
#include <QWidget>

namespace desk {

class TopologyRecord;

// The picture of the fleet. One painted widget: what does not move is painted into a pixmap when the data
// changed, at most five times a second, and not at all while hidden. Keys: arrows and Tab go from node to
// node, + - 0 zoom, Escape clears, F asks for the find field, , and . for the change before and after. GUI
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
    // Shows everything, and goes on doing so until somebody zooms or pans.
    void fit();
    // Looks at the feed now instead of at the next tick.
    void refresh();

    // Selects the n-th node whose label or name contains the text and brings it into view; returns how many
    // there are.
    int find(const QString &text, int n);
    // Where the node stands in the widget; nullopt while it has no place.
    [[nodiscard]] std::optional<QPointF> positionOf(std::string_view node) const;
    // What the tooltip says there; empty beside everything.
    [[nodiscard]] QString tipAt(QPoint pixel) const;
    // Starts a layout that waits for its time; the worker still takes its own.
    void finishLayout() { m_layout.flush(); }
    // Nothing moves and no layout is under way.
    [[nodiscard]] bool isAtRest() const;
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
    enum class Drag : std::uint8_t { none, pressed, view, node };

    void wake();
    void redraw();
    [[nodiscard]] TopologySnapshotPtr laidOut() const;
    void adoptPlaces(bool afresh);
    void takePlaces(bool afresh);
    void moveNodes(const QVariant &progress);
    void showSelection(EntityId entity);
    void select(PictureItem item);
    [[nodiscard]] PictureItem itemOf(EntityId entity) const;
    [[nodiscard]] EntityId entityOf(PictureItem item) const;
    void setHover(PictureItem item);
    void zoom(QPointF at, double factor);
    void fitCamera();
    void bringIntoView(std::uint32_t node);
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
    MetricScale m_scale;
    FleetPainter m_painter;
    MomentBand m_band;

    ViewCamera m_camera;
    bool m_autoFit = true;
    double m_fitScale = 1;
    PictureItem m_selected;
    PictureItem m_hover;

    std::vector<std::optional<LayoutPoint>> m_shown; // between the old and the new places while they change
    std::vector<std::optional<LayoutPoint>> m_from;
    QVariantAnimation m_change;

    QPixmap m_frame;
    bool m_frameValid = false;
    int m_paintings = 0;
    int m_refreshes = 0;

    Drag m_drag = Drag::none;
    PictureItem m_pressed;
    QPointF m_dragFrom;
    QTimer m_refresh; // coalesces ticks of the feed
    QTimer m_ages;    // looks for what fell silent
    QTimer m_scrub;   // coalesces moments
    QElapsedTimer m_sinceScrub;
};

} // namespace desk
