// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/csvexport.h"

#include <algorithm>

namespace desk {

CsvExport::CsvExport(const ChartContent &content, QIODevice &out, QObject *parent)
    : QObject(parent)
    , m_content(content)
    , m_range(content.grid().visible())
    , m_writer(content, m_range, out)
{
    for (const Trace &trace : content.traces())
        m_series.push_back(trace.id());
}

CsvExport::~CsvExport() = default;

void CsvExport::start()
{
    m_hasFailed = !m_writer.begin();
    next();
}

double CsvExport::progress() const
{
    if (m_outcome || m_series.empty())
        return 1;
    return (double(m_at) + (m_reading ? m_reading->progress() : 0)) / double(m_series.size());
}

void CsvExport::finish(Outcome outcome)
{
    m_outcome = outcome;
    Q_EMIT finished();
}

void CsvExport::next()
{
    if (m_hasFailed)
        return finish(Outcome::failed);
    if (m_at == m_series.size()) {
        if (!m_writer.end())
            return finish(Outcome::failed);
        return finish(m_isDamaged ? Outcome::damaged : Outcome::written);
    }
    const SeriesId id = m_series[m_at];
    if (!m_content.find(id))
        return finish(Outcome::changed);
    const ParameterFeed &feed = m_content.feed();
    m_reading = std::make_unique<SampleReading>([&feed, id] { return feed.store().series(id); },
                                                feed.history(), id, m_range,
                                                [this, id](std::span<const Sample> samples) {
                                                    const Trace *trace = m_content.find(id);
                                                    m_rowsAtOnce += samples.size();
                                                    m_hasFailed |= trace && !m_writer.add(*trace, samples);
                                                });
    connect(m_reading.get(), &SampleReading::progressed, this, [this, id] {
        if (m_hasFailed || !m_content.find(id)) {
            m_reading->disconnect(this);
            m_reading->abandon();
            m_reading.release()->deleteLater(); // it is within its signal
            return finish(m_hasFailed ? Outcome::failed : Outcome::changed);
        }
        m_rowsAtOnce = 0; // what comes next is another turn of the event loop
        Q_EMIT progressed();
    });
    connect(m_reading.get(), &SampleReading::lapsed, this, [this] {
        m_reading->disconnect(this);
        finish(Outcome::changed);
    });
    connect(m_reading.get(), &SampleReading::finished, this, [this, id] {
        m_isDamaged |= m_reading->isDamaged();
        m_reading.release()->deleteLater();
        const Trace *trace = m_content.find(id);
        if (!trace)
            return finish(Outcome::changed);
        m_hasFailed |= !m_writer.endSeries(*trace);
        ++m_at;
        Q_EMIT progressed();
        if (m_rowsAtOnce < SampleReading::mostAtOnce)
            return next();
        m_rowsAtOnce = 0;
        QTimer::singleShot(0, this, &CsvExport::next);
    });
    m_reading->start();
}

} // namespace desk
