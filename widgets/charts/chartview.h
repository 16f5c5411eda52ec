// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QIODevice;
class QLabel;
class QMenu;
class QMimeData;
class QPushButton;

namespace desk {

class ChartHeader;
class CsvExport;
class ChartMeasure;
class ChartZoom;
class DifferenceArea;
class PlotArea;
class StateStrips;
class Theme;
class TimeStrip;
class ValueAxes;

// One chart: legend with live values, value axes, plot and time axis. Series are dropped onto it or added by
// call. It paints only when its series changed or time moved by a pixel, at most 33 times a second, and does
// nothing while hidden. When its series have samples but none in the window, it shows the window of the
// newest one and says so. GUI thread.
class ChartView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartView)

public:
    static constexpr int leastWidth = 200;
    static constexpr int leastHeight = 130;

    ChartView(ParameterFeed &feed, SharedTimeAxis &time, const Theme &theme, QWidget *parent = nullptr);

    // False with a remark in the chart when it takes no more; true also when the series is there already.
    bool addSeries(SeriesId id, int colour = -1);
    void removeSeries(SeriesId id);
    [[nodiscard]] bool contains(SeriesId id) const
    {
        return index(id) < m_mine.size() && m_mine[index(id)] != 0;
    }
    void clear();
    void setLimitLines(LimitLines limits);
    void setGaps(const GapRecord *gaps);        // null = nobody knows why; must outlive the chart
    void setComparison(Comparison *comparison); // must outlive the chart
    void setMarks(const MarkRecord *marks);
    // Ranges of value axes that are not theirs by their data.
    void setAxisSettings(const ChartContent::AxisSettings &settings);
    // False with a remark in the chart when there are too many states for axes.
    bool setStateStrips(bool strips);
    void setForecasts(const PredictionSource *source); // null = there are none; must outlive the chart
    void showForecasts(bool shown);
    [[nodiscard]] SharedTimeAxis &time() { return m_time; }
    [[nodiscard]] const ChartContent &content() const { return m_content; }
    [[nodiscard]] ChartZoom &zoom() { return *m_zoom; }
    [[nodiscard]] ChartMeasure &measure() { return *m_measure; }
    [[nodiscard]] const ChartHeader &header() const { return *m_header; }

    // The one that new series go to: marked by an accent edge.
    void setActive(bool active);
    // What the button of an empty chart offers, "" = no button.
    void setOffer(const QString &text);
    // Says for some seconds why something did not happen.
    void remark(const QString &text);

    // One frame by hand (tests; before a screenshot): brings content, axes and plot up to now.
    void refresh();
    // Copies of what is seen.
    [[nodiscard]] QPixmap picture();
    // What has to be read from recordings is written later, with a bar over the chart; false = it could not
    // begin, or could not be written.
    bool saveCsv(const QString &path);
    void copyCsv();
    // PNG, SVG or PDF, by the name's end.
    bool savePicture(const QString &path);
    // The menu of the right mouse button; the caller shows and deletes it.
    [[nodiscard]] QMenu *createMenu();

Q_SIGNALS:
    void activated();
    void seriesChanged(); // came, went or are shown otherwise
    void offerAccepted();
    void removalRequested();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void note(const FeedUpdate &update);
    void soon(std::chrono::milliseconds delay);
    void frame();
    void layOut();
    void structureChanged();
    void showNotice();
    void showCursor();
    void showCursorValues();
    void showDropTarget(bool target);
    [[nodiscard]] std::vector<SeriesId> draggedSeries(const QMimeData &payload) const;
    void retranslate();
    void moveCursorBySample(int direction);
    [[nodiscard]] bool plotContains(QPointF position) const; // that of the difference, too
    QRect layOutDifference(QRect below);                     // returns what is left for the values
    [[nodiscard]] int roomOfStates(int height) const;
    void addComparisonTo(QMenu &menu);
    // T0 of the source or of what it is compared with.
    bool mark(bool ofReference, std::optional<Timestamp> time);
    bool startExport(std::unique_ptr<QIODevice> device, std::function<bool(QIODevice &)> done,
                     const QString &failure);
    void toggleOwnSpan();
    void exportCsv();
    void exportPicture();
    [[nodiscard]] QString suggestedName(const QString &suffix) const;

    ParameterFeed &m_feed;
    SharedTimeAxis m_time; // the panel's, or with a span of its own
    const Theme &m_theme;
    ChartContent m_content;
    ChartHeader *m_header = nullptr;
    ValueAxes *m_axes = nullptr;
    PlotArea *m_plot = nullptr;
    StateStrips *m_states = nullptr;
    TimeStrip *m_strip = nullptr;
    ChartZoom *m_zoom = nullptr;
    ChartMeasure *m_measure = nullptr;
    DifferenceArea *m_difference = nullptr; // once a difference was wanted
    ValueAxes *m_differenceAxes = nullptr;
    CsvExport *m_export = nullptr; // one at a time
    QWidget *m_empty = nullptr;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_offer = nullptr;
    QTimer m_frameTimer;
    QTimer m_remarkTimer;
    QElapsedTimer m_sinceFrame;
    QElapsedTimer m_sinceValues;
    QMetaObject::Connection m_subscription;
    std::vector<char> m_mine; // by SeriesId: shown here
    QString m_remark;
    std::optional<QPointF> m_dragFrom;
    bool m_active = false;
    bool m_dropTarget = false;
};

} // namespace desk
