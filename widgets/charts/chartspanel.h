// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"
#include "widgets/charts/limitline.h"
#include "widgets/charts/sharedtimeaxis.h"

#include <QJsonObject>
#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;

namespace desk {

class ChartView;
class Comparison;
class GapRecord;
class MarkRecord;
class Panel;
class PredictionSource;
class Theme;

// A grid of charts (2 × 2 to begin with) with one time axis and one cursor. Series asked for anywhere in the
// window go to the active chart, the one last clicked. GUI thread.
class ChartsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartsPanel)

public:
    static constexpr int maxCharts = 12;

    ChartsPanel(ParameterFeed &feed, TimeConductor &conductor, FleetSelection &selection, const Theme &theme,
                QWidget *parent = nullptr);

    // -1 = the active chart; when that takes no more, the next that does. False when none does or the series
    // is unknown.
    bool addSeries(SeriesId series, int chartIndex = -1);
    ChartView *addChart();              // nullptr when there are maxCharts
    void removeChart(ChartView *chart); // the last one is emptied instead
    static constexpr int mostColumns = 4;
    void setColumns(int columns); // 1 to mostColumns
    void setLimitLines(LimitLines limits);
    void setGaps(const GapRecord *gaps); // see ChartView
    // What the charts may be compared with; a row above them says so. Must outlive the panel. Once.
    void setComparison(Comparison *comparison);
    void setMarks(const MarkRecord *marks);
    void setForecasts(const PredictionSource *source); // must outlive the panel
    // No series on any chart, nor expected.
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] const std::vector<ChartView *> &charts() const { return m_charts; }
    [[nodiscard]] ChartView *activeChart() const { return m_active; }

    // Puts the controls into the panel's header and saves the row they take up here.
    void moveControlsTo(Panel &panel);

    // Charts and their series by name (node, dst, metric). Restoring replaces all charts; series that are not
    // known yet come as soon as they are. Anything malformed is left out.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    // Charts or series came or went, by whatever hand.
    void contentChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Expected // a restored series that nobody has sent yet
    {
        ChartView *chart = nullptr;
        std::string node;
        std::string dst;
        std::string metric; // with labels
        int colour = -1;
    };

    void buildControls();
    void arrange();
    void setActive(ChartView *chart);
    void showActive();
    void acceptExpected();
    [[nodiscard]] SeriesId findSeries(const Expected &expected) const;
    void chartSelection(ChartView *chart);
    void showOffer();
    void showTimeState();
    void retranslate();

    ParameterFeed &m_feed;
    FleetSelection &m_selection;
    const Theme &m_theme;
    SharedTimeAxis m_time;
    LimitLines m_limits;
    const GapRecord *m_gaps = nullptr;
    Comparison *m_comparison = nullptr;
    const MarkRecord *m_marks = nullptr;
    const PredictionSource *m_forecasts = nullptr;
    QWidget *m_controls = nullptr;
    QLabel *m_held = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_more = nullptr;
    QGridLayout *m_grid = nullptr;
    std::vector<ChartView *> m_charts; // in the order of the grid
    ChartView *m_active = nullptr;
    std::vector<Expected> m_expected;
    int m_columns = 2;
};

} // namespace desk
