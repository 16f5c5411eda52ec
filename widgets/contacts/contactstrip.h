// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/contacts/contactrows.h"

#include <QAbstractScrollArea>

#include <optional>

namespace desk {

class Theme;

// Contacts over time: a line for each station or satellite, a bar for each contact, the higher and brighter
// the higher the satellite comes; the moment now and the time cursor. One painted widget that looks at the
// lines on screen only. The wheel zooms the time (over the names it scrolls the lines), a drag moves both.
// Keys: arrows go from contact to contact, + - 0 zoom, Shift with arrows moves, Enter takes the time.
// GUI thread.
class ContactStrip final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContactStrip)

public:
    static constexpr int noContact = -1;
    static constexpr int lineHeight = 20;
    static constexpr int axisHeight = 20;

    explicit ContactStrip(const Theme &theme, QWidget *parent = nullptr);

    // shown: which of them, by index. byStation: lines are stations, else satellites. Keeps a zoom that still
    // lies in extent, which is what there is to see.
    void setContacts(FleetContactsPtr contacts, std::span<const std::uint32_t> shown, bool byStation,
                     const TimeRange &extent);
    // replay: the moment is that of a play head.
    void setNow(Timestamp now, bool replay = false);
    void setExtent(const TimeRange &extent);
    void setCursorTime(std::optional<Timestamp> cursor);
    // Marks it and brings it into view; noContact = none.
    void select(int contact);
    // Shows everything, until somebody zooms.
    void fit();
    void zoom(Timestamp at, double factor);
    void setVisibleTime(TimeRange range); // cut to what there is

    [[nodiscard]] int selected() const { return m_selected; }
    [[nodiscard]] int hovered() const { return m_hovered; }
    [[nodiscard]] const TimeRange &visibleTime() const { return m_visible; }
    [[nodiscard]] bool isFitted() const { return m_visible == m_extent; }
    [[nodiscard]] const ContactRows &lines() const { return m_rows; }
    // The contact at a place of the viewport; noContact beside all of them.
    [[nodiscard]] int contactAt(QPointF place) const;
    [[nodiscard]] Timestamp timeAt(double x) const;
    // Of a bar in the viewport, at least as wide as it is painted.
    [[nodiscard]] QRectF barOf(std::uint32_t contact) const;
    // Into any painter; what the widget shows at that size.
    void paintInto(QPainter &painter) const;

    [[nodiscard]] QSize sizeHint() const override { return {480, 160}; }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int contact);              // by click or key; noContact = beside all
    void timeChosen(desk::Timestamp time); // by double-click or Enter
    void hoverChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    struct Drag
    {
        QPointF from;
        TimeRange visible;
        int scrolled = 0;
        bool moved = false;
    };
    [[nodiscard]] QRectF plot() const; // of the bars
    [[nodiscard]] double xOf(Timestamp time) const;
    [[nodiscard]] QRectF barIn(const Contact &contact, double top) const;
    [[nodiscard]] double lineTop(std::size_t row) const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> linesOnScreen() const;
    void paintLines(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintAxis(QPainter &painter) const;
    void paintMoments(QPainter &painter) const;
    void layOut();
    void setHovered(int contact);
    void choose(int contact);
    void step(int lines, int contacts);
    void pan(double pixels);

    const Theme &m_theme;
    FleetContactsPtr m_contacts;
    ContactRows m_rows;
    TimeRange m_extent;
    TimeRange m_visible;
    Timestamp m_now{};
    bool m_replay = false;
    std::optional<Timestamp> m_cursor;
    int m_selected = noContact;
    int m_hovered = noContact;
    double m_names = 0; // width of the names
    std::optional<Drag> m_drag;
};

} // namespace desk
