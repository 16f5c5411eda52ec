// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/analysis.h"
#include "models/timeseries/timeconductor.h"
#include "widgets/analysis/analysisreader.h"
#include "widgets/analysis/plotfigure.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <array>
#include <functional>

class QComboBox;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace desk {

class AnalysisPlot;
class ElidedLabel;
class Panel;
class ParameterSlot;
class Theme;

// One analysis of one or two parameters over the time that the charts show: live at most twice a second, in a
// replay as of the play head. It is computed on another thread; what was left out is said below the plot. It
// does nothing while hidden. GUI thread.
class AnalysisPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalysisPanel)

public:
    static constexpr std::chrono::milliseconds leastInterval{500}; // of two computations

    AnalysisPanel(ParameterFeed &feed, TimeConductor &conductor, const Theme &theme,
                  QWidget *parent = nullptr);
    ~AnalysisPanel() override;

    void setKind(AnalysisKind kind);
    [[nodiscard]] AnalysisKind kind() const { return m_settings.kind; }
    void setSettings(const AnalysisSettings &settings);
    [[nodiscard]] const AnalysisSettings &settings() const { return m_settings; }
    // 0 = x or the only parameter, 1 = y; noSeries = none.
    void setParameter(std::size_t slot, SeriesId series);
    [[nodiscard]] SeriesId parameter(std::size_t slot) const { return m_parameters[slot]; }
    // To the first place that is empty, else in place of the last one.
    void addParameter(SeriesId series);
    void swapParameters();

    // Takes it anew now.
    void refresh();
    // Gives up what is being read and computed; nothing is taken until something is changed or refreshed.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_reader.isReading() || m_computing.isRunning(); }
    [[nodiscard]] AnalysisPlot &plot() { return *m_plot; }

    void moveControlsTo(Panel &panel);
    // PNG or SVG by the name's end; false with a remark where it could not be written.
    bool savePicture(const QString &path);
    // Every item that is computed, by a thread of its own.
    void saveCsv(const QString &path);
    void copyCsv();
    // The caller shows and deletes it.
    [[nodiscard]] QMenu *createMenu();

    // Parameters by name; those not known yet come as soon as they are. Anything malformed is left out.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void figureChanged();
    void exported(bool written);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Expected // a restored parameter that nobody has sent yet
    {
        std::string node;
        std::string dst;
        std::string metric; // with labels
    };

    void buildControls();
    void note(const FeedUpdate &update);
    void tick();
    void gather();
    void compute();
    void take();
    void stop();
    void changed(); // kind, settings or parameters
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] std::size_t slotCount() const { return takesTwo(m_settings.kind) ? 2 : 1; }
    [[nodiscard]] PlottedParameter describe(SeriesId id) const;
    [[nodiscard]] std::shared_ptr<const PlotFigure>
    figureOf(std::shared_ptr<const AnalysisResult> result) const;
    void acceptExpected();
    [[nodiscard]] SeriesId find(const Expected &expected) const;
    [[nodiscard]] bool suits(const SeriesDefinition &definition) const;

    void showControls();
    void showPage();
    void showReadout();
    void showNotes();
    void showProgress();
    void remark(const QString &text);
    void choose(std::size_t slot);
    void retranslate();
    [[nodiscard]] QString kindName(AnalysisKind kind) const;
    [[nodiscard]] QString title() const;

    void exportPicture();
    void exportCsv();
    void showTable();
    void fillMenu(QMenu &menu);
    void fillSettings(QMenu &menu);               // of the kind
    bool write(std::function<QString()> writing); // which returns what went wrong; false: not begun
    [[nodiscard]] QString suggestedName(const QString &suffix) const;

    ParameterFeed &m_feed;
    TimeConductor &m_conductor;
    const Theme &m_theme;
    AnalysisSettings m_settings;
    std::array<SeriesId, 2> m_parameters{noSeries, noSeries};
    std::array<Expected, 2> m_expected;
    AnalysisReader m_reader;
    QFutureWatcher<std::shared_ptr<const AnalysisResult>> m_computing;
    QFutureWatcher<QString> m_writing;
    std::stop_source m_stop;
    std::shared_ptr<const AnalysisResult> m_result;
    TimeRange m_range; // of what is read
    QTimer m_timer;
    QTimer m_remarkTimer;
    QElapsedTimer m_sinceGather;
    std::chrono::milliseconds m_interval = leastInterval;
    QMetaObject::Connection m_subscription;
    QStringList m_readNotes; // what reading left out
    QString m_remark;
    bool m_isDirty = true; // something came, or the time moved
    bool m_isOther = true; // the next figure is another one
    bool m_isCancelled = false;

    QWidget *m_controls = nullptr;
    QComboBox *m_kindBox = nullptr;
    QToolButton *m_more = nullptr;
    std::array<ParameterSlot *, 2> m_slots{};
    ElidedLabel *m_figures = nullptr;
    ElidedLabel *m_cursorText = nullptr;
    ElidedLabel *m_notes = nullptr;
    QWidget *m_progressRow = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_emptyAction = nullptr;
    QWidget *m_empty = nullptr;
    AnalysisPlot *m_plot = nullptr;
    QStackedLayout *m_pages = nullptr;
};

} // namespace desk
