// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/openrecording.h"
#include "app/selectionlink.h"
#include "app/sourceview.h"
#include "models/itemmodels/topologyoverlay.h"
#include "models/processing/topologyrecord.h"
#include "models/timeseries/cursorlink.h"
#include "widgets/charts/comparison.h"

#include <thread>

namespace desk {

// A recording that is open in a window beside the live source: its feed, its own time base and selection, and
// what joins cursor and selection with those of the live side. Panels on it must go before it does. GUI
// thread.
class RecordingView final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordingView)

public:
    // live must outlive the view.
    RecordingView(OpenRecording recording, const SourceView &live, TimeSeriesStore::Options memory,
                  QObject *parent = nullptr);
    ~RecordingView() override;

    [[nodiscard]] const SourceView &view() const { return m_view; }
    [[nodiscard]] const QString &name() const { return m_recording.name; }
    [[nodiscard]] ReplayControl &control() const { return *m_recording.control; }
    // Empty until lookedThrough().
    [[nodiscard]] const SessionOverview &overview() const { return m_overview; }
    [[nodiscard]] const TimeService &time() const { return *m_recording.time; }
    [[nodiscard]] CursorLink &cursors() { return m_cursors; }
    // 2026-325T14:03:07Z
    [[nodiscard]] QString stamp() const;
    // One that was set in the file since it was opened.
    void addMark(const MarkRecord::Mark &mark);
    [[nodiscard]] std::filesystem::path file() const { return m_recording.source->origin(); }
    // Lays the play head over the live side's now.
    void alignHeadWithNow();

Q_SIGNALS:
    void lookedThrough();
    void failed(const QString &reason); // what there is in it could not be read; it is replayed all the same

private:
    void lookThrough();

    OpenRecording m_recording;
    SessionOverview m_overview;
    bool m_looked = false; // the overview is known
    TimeConductor &m_live;
    TimeConductor m_conductor;
    FleetSelection m_selection;
    GapRecord m_gaps;
    MarkRecord m_marks;
    ParameterFeed m_feed;
    std::unique_ptr<SeriesHistory> m_history;
    CursorLink m_cursors;
    Comparison m_comparison;
    TopologyOverlay m_overlay;
    TopologyRecord m_record;
    SourceView m_view;
    SelectionLink m_selections;
    std::jthread m_looking; // last: it uses the recording
};

} // namespace desk
