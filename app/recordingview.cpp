// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recordingview.h"

#include "app/earliertopology.h"

namespace desk {

RecordingView::RecordingView(OpenRecording recording, const SourceView &live, TimeSeriesStore::Options memory,
                             QObject *parent)
    : QObject(parent)
    , m_recording(std::move(recording))
    , m_live(live.conductor)
    , m_conductor(*m_recording.time)
    , m_feed({m_recording.source->displayQueue(), m_recording.source->dictionary(),
              [this] { return m_recording.source->topology(); }, true},
             *m_recording.time, memory)
    , m_cursors(live.conductor, m_conductor)
    , m_comparison([this] { return m_looked ? std::optional(m_overview.bounds.start) : std::nullopt; })
    , m_record(m_feed)
    , m_view{m_feed,
             m_conductor,
             m_selection,
             m_recording.source->events(),
             m_gaps,
             m_recording.source.get(),
             [this] {
                 DataLinkStatus status = m_recording.source->serverStatus();
                 status.id = 1;
                 return std::vector{status};
             },
             &m_comparison,
             &m_marks,
             &m_overlay,
             &m_record,
             m_recording.source->limits()}
    , m_selections({live.feed, live.selection}, {m_feed, m_selection})
{
    m_conductor.setReplayTime(m_recording.time);
    m_conductor.setHome(TimeMode::replay);
    if (!live.conductor.showsAll())
        m_conductor.setSpan(live.conductor.span());
    m_history = m_recording.source->history(m_feed.catalogue());
    m_feed.setHistory(m_history.get());
    m_feed.setOwnUnits(m_recording.units);
    m_feed.start();
    if (m_recording.look)
        lookThrough();
    new EarlierTopology({[this] { return file(); }, true}, m_feed, m_record, this);
}

void RecordingView::lookThrough()
{
    m_looking = std::jthread([this] {
        auto contents = m_recording.look();
        QMetaObject::invokeMethod(
            this,
            [this, contents = std::move(contents)]() mutable {
                if (!contents) {
                    Q_EMIT failed(QString::fromStdString(contents.error().message));
                    return;
                }
                m_gaps.set(std::move(contents->gaps));
                m_overview = std::move(contents->overview);
                m_looked = true;
                m_comparison.beginBecameKnown();
                m_marks.add(m_overview.marks);
                m_overview.marks = m_marks.marks();
                Q_EMIT lookedThrough();
            },
            Qt::QueuedConnection);
    });
}

RecordingView::~RecordingView()
{
    if (m_looking.joinable())
        m_looking.join();
    if (m_recording.stop)
        m_recording.stop();
}

void RecordingView::addMark(const MarkRecord::Mark &mark)
{
    m_marks.add({mark});
    m_overview.marks = m_marks.marks();
    if (!m_overview.isEmpty())
        Q_EMIT lookedThrough();
}

QString RecordingView::stamp() const
{
    return QString::fromStdString(formatDayOfYear(m_recording.time->now()));
}

void RecordingView::alignHeadWithNow()
{
    m_cursors.align(m_live.now(), m_conductor.now());
}

} // namespace desk
