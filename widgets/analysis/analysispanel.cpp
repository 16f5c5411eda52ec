// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/analysispanel.h"

#include "models/itemmodels/seriesmime.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/analysis/analysisplot.h"
#include "widgets/analysis/histogramfigure.h"
#include "widgets/analysis/pairsfigure.h"
#include "widgets/analysis/spectrogramfigure.h"
#include "widgets/analysis/spectrumfigure.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QtConcurrentRun>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds tickInterval{250};
constexpr int restFactor = 4; // of the time that it took

} // namespace

AnalysisPanel::AnalysisPanel(ParameterFeed &feed, TimeConductor &conductor, const Theme &theme,
                             QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_conductor(conductor)
    , m_theme(theme)
    , m_reader(feed)
{
    setObjectName(u"analysisPanel"_s);
    setAcceptDrops(true);
    buildControls();
    m_timer.setInterval(tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &AnalysisPanel::tick);
    connect(&m_reader, &AnalysisReader::finished, this, &AnalysisPanel::compute);
    connect(&m_reader, &AnalysisReader::progressed, this, &AnalysisPanel::showProgress);
    connect(&m_computing, &QFutureWatcherBase::finished, this, &AnalysisPanel::take);
    connect(&m_writing, &QFutureWatcherBase::finished, this, [this] {
        if (const QString failure = m_writing.result(); !failure.isEmpty())
            remark(failure);
        Q_EMIT exported(m_writing.result().isEmpty());
    });
    connect(&m_conductor, &TimeConductor::boundsChanged, this, [this] {
        m_isDirty = true;
        m_isCancelled = false;
    });
    retranslate();
}

// A computation that runs has copies of all it needs and ends soon.
AnalysisPanel::~AnalysisPanel()
{
    m_stop.request_stop();
    m_computing.disconnect(this);
    m_reader.disconnect(this);
}

void AnalysisPanel::setKind(AnalysisKind kind)
{
    if (kind == m_settings.kind)
        return;
    m_settings.kind = kind;
    changed();
}

void AnalysisPanel::setSettings(const AnalysisSettings &settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    changed();
}

void AnalysisPanel::setParameter(std::size_t slot, SeriesId series)
{
    m_expected[slot] = {};
    if (series != noSeries && index(series) >= m_feed.catalogue().size())
        return;
    if (series != noSeries && !suits(m_feed.catalogue().series(series)))
        return remark(tr("A spectrum needs numbers; this parameter has states."));
    m_parameters[slot] = series;
    changed();
}

void AnalysisPanel::addParameter(SeriesId series)
{
    std::size_t slot = 0;
    while (slot + 1 < slotCount() && m_parameters[slot] != noSeries)
        ++slot;
    setParameter(slot, series);
}

void AnalysisPanel::swapParameters()
{
    std::swap(m_parameters[0], m_parameters[1]);
    std::swap(m_expected[0], m_expected[1]);
    changed();
}

bool AnalysisPanel::suits(const SeriesDefinition &definition) const
{
    return takesStates(m_settings.kind) || definition.kind == ValueKind::number ||
           definition.kind == ValueKind::integer;
}

bool AnalysisPanel::isComplete() const
{
    return std::all_of(m_parameters.begin(), m_parameters.begin() + std::ptrdiff_t(slotCount()),
                       [](SeriesId id) { return id != noSeries; });
}

void AnalysisPanel::changed()
{
    stop();
    for (SeriesId &id : m_parameters) {
        if (id != noSeries && !suits(m_feed.catalogue().series(id)))
            id = noSeries;
    }
    m_isDirty = true;
    m_isOther = true;
    m_isCancelled = false;
    m_interval = leastInterval;
    m_sinceGather.invalidate();
    m_result.reset();
    m_plot->setFigure(nullptr, true);
    showControls();
    showPage();
    tick();
}

void AnalysisPanel::refresh()
{
    m_isDirty = true;
    m_isCancelled = false;
    m_sinceGather.invalidate();
    tick();
}

void AnalysisPanel::stop()
{
    m_stop.request_stop();
    m_reader.cancel();
}

void AnalysisPanel::cancel()
{
    stop();
    m_isCancelled = true;
    showProgress();
    showPage();
    showNotes();
}

void AnalysisPanel::note(const FeedUpdate &update)
{
    if (!update.definitions.empty())
        acceptExpected();
    if (update.restarted) {
        m_reader.cancel();
        m_isDirty = true;
    }
    for (std::size_t i = 0; i < slotCount() && !m_isDirty; ++i)
        m_isDirty = std::ranges::find(update.changed, m_parameters[i]) != update.changed.end();
}

// A live span moves by itself, so that old samples leave it.
void AnalysisPanel::tick()
{
    showProgress();
    if (!isVisible() || !isComplete() || m_isCancelled || isBusy())
        return;
    const TimeRange range = m_conductor.bounds();
    if (!m_isDirty && range == m_range)
        return;
    if (m_sinceGather.isValid() && m_sinceGather.elapsed() < m_interval.count())
        return;
    gather();
}

void AnalysisPanel::gather()
{
    m_isDirty = false;
    m_sinceGather.start();
    m_range = m_conductor.bounds();
    // What has come at the very moment that is shown belongs to it.
    const TimeRange asked{m_range.start, m_range.end + std::chrono::nanoseconds{1}};
    m_reader.read({m_parameters.begin(), m_parameters.begin() + std::ptrdiff_t(slotCount())}, asked);
}

void AnalysisPanel::compute()
{
    const auto &taken = m_reader.taken();
    if (taken.size() != slotCount()) { // a replay leapt meanwhile
        m_isDirty = true;
        return;
    }
    const auto kindOf = [this](SeriesId id) {
        return describe(id).isNumber ? SampleValues::numbers : SampleValues::states;
    };
    AnalysisInput input;
    input.settings = m_settings;
    input.range = m_range;
    input.first = taken[0].samples;
    input.kindOfFirst = kindOf(taken[0].id);
    if (taken.size() > 1) {
        input.second = taken[1].samples;
        input.kindOfSecond = kindOf(taken[1].id);
    }
    m_readNotes.clear();
    for (const auto &one : taken) {
        if (one.omitted > 0)
            m_readNotes << tr("only the newest %1 samples of %2; %3 older ones left out")
                               .arg(ValueFormatter::count(one.samples.size()), describe(one.id).name,
                                    ValueFormatter::count(one.omitted));
        if (one.isDamaged)
            m_readNotes << tr("a recording could not be read in full: samples may be missing");
    }
    m_stop = {};
    m_computing.setFuture(QtConcurrent::run([input = std::move(input), token = m_stop.get_token()] {
        return std::make_shared<const AnalysisResult>(analyse(input, token));
    }));
    showProgress();
}

void AnalysisPanel::take()
{
    if (m_stop.stop_requested()) { // it is not the one that is wanted any more
        showProgress();
        return;
    }
    m_result = m_computing.result();
    m_plot->setFigure(figureOf(m_result), m_isOther);
    m_isOther = false;
    if (m_sinceGather.isValid())
        m_interval = std::max(leastInterval, std::chrono::milliseconds{m_sinceGather.elapsed()} * restFactor);
    showProgress();
    showPage();
    showReadout();
    showNotes();
    Q_EMIT figureChanged();
}

std::shared_ptr<const PlotFigure> AnalysisPanel::figureOf(std::shared_ptr<const AnalysisResult> result) const
{
    PlottedParameter first = describe(m_parameters[0]);
    switch (result->settings.kind) {
    case AnalysisKind::xy:
    case AnalysisKind::scatter:
        return std::make_shared<PairsFigure>(std::move(result), std::move(first), describe(m_parameters[1]));
    case AnalysisKind::histogram:
        return std::make_shared<HistogramFigure>(std::move(result), std::move(first));
    case AnalysisKind::spectrum:
        return std::make_shared<SpectrumFigure>(std::move(result), std::move(first));
    case AnalysisKind::spectrogram:
        return std::make_shared<SpectrogramFigure>(std::move(result), std::move(first));
    }
    return nullptr;
}

void AnalysisPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_subscription = connect(&m_feed, &ParameterFeed::advanced, this, &AnalysisPanel::note);
    acceptExpected();
    m_isDirty = true;
    m_timer.start();
    tick();
}

void AnalysisPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    disconnect(m_subscription);
    m_timer.stop();
    stop();
}

void AnalysisPanel::dragEnterEvent(QDragEnterEvent *event)
{
    const QString format = QString::fromLatin1(seriesMimeType);
    if (!event->mimeData()->hasFormat(format) || decodeSeries(event->mimeData()->data(format)).empty())
        return;
    event->acceptProposedAction();
    m_plot->setDropTarget(true);
}

void AnalysisPanel::dragLeaveEvent(QDragLeaveEvent *)
{
    m_plot->setDropTarget(false);
}

void AnalysisPanel::dropEvent(QDropEvent *event)
{
    m_plot->setDropTarget(false);
    const auto series = decodeSeries(event->mimeData()->data(QString::fromLatin1(seriesMimeType)));
    for (std::size_t i = 0; i < std::min(series.size(), slotCount()); ++i) {
        if (series.size() > 1) // all places at once
            setParameter(i, series[i]);
        else
            addParameter(series[i]);
    }
    if (!series.empty())
        event->acceptProposedAction();
}

} // namespace desk
