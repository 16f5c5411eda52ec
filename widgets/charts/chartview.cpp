// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartview.h"

#include "models/itemmodels/timeticks.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartheader.h"
#include "widgets/charts/chartmeasure.h"
#include "widgets/charts/chartzoom.h"
#include "widgets/charts/differencearea.h"
#include "widgets/charts/plotarea.h"
#include "widgets/charts/statestrips.h"
#include "widgets/charts/timestrip.h"
#include "widgets/charts/valueaxes.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds leastFrame{30}; // a screen may ask for every second of its frames
constexpr std::chrono::milliseconds mostIdle{1000}; // ages are said by the second
constexpr std::chrono::milliseconds valueRate{250}; // digits that change faster cannot be read
constexpr std::chrono::milliseconds remarkTime{6000};

} // namespace

ChartView::ChartView(ParameterFeed &feed, SharedTimeAxis &time, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_time(&time)
    , m_theme(theme)
    , m_content(feed)
    , m_header(new ChartHeader(m_content, m_time, theme, this))
    , m_axes(new ValueAxes(theme, this))
    , m_plot(new PlotArea(m_content, m_time, theme, this))
    , m_states(new StateStrips(m_content, m_time, theme, this))
    , m_strip(new TimeStrip(m_content, m_time, theme, this))
    , m_zoom(new ChartZoom({m_content, m_time, *m_plot, *m_axes, theme}, this))
    , m_measure(new ChartMeasure(m_content, m_time, *m_plot, theme, this))
    , m_empty(new QWidget(this))
    , m_emptyText(new QLabel)
    , m_offer(new QPushButton)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(leastWidth, leastHeight);

    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setProperty("dim", true);
    m_offer->setObjectName(u"chartOffer"_s);
    m_offer->setIcon(theme.icon(u"chart-add"_s));
    auto *column = new QVBoxLayout(m_empty);
    column->setContentsMargins(16, 8, 16, 8);
    column->addStretch();
    column->addWidget(m_emptyText);
    column->addSpacing(8);
    column->addWidget(m_offer, 0, Qt::AlignHCenter);
    column->addStretch();
    m_offer->hide();

    m_frameTimer.setSingleShot(true);
    m_frameTimer.setTimerType(Qt::PreciseTimer);
    m_remarkTimer.setSingleShot(true);
    connect(&m_frameTimer, &QTimer::timeout, this, &ChartView::frame);
    connect(&m_remarkTimer, &QTimer::timeout, this, [this] { remark({}); });
    connect(&m_time, &SharedTimeAxis::boundsChanged, this, [this] { soon(std::chrono::milliseconds{0}); });
    connect(&m_time, &SharedTimeAxis::cursorChanged, this, &ChartView::showCursor);
    connect(&theme, &Theme::changed, this, &ChartView::structureChanged);
    connect(m_header, &ChartHeader::heightChanged, this, &ChartView::layOut);
    connect(m_offer, &QPushButton::clicked, this, &ChartView::offerAccepted);
    m_content.answered = [this] {
        if (!m_content.isAwaiting()) // the picture is complete: it does not wait for its turn
            m_sinceFrame.invalidate();
        soon(std::chrono::milliseconds{0});
    };
    m_content.cursorAnswered = [this] { showCursorValues(); };
    grabGesture(Qt::PinchGesture);
    connect(m_zoom, &ChartZoom::said, this, &ChartView::remark);
    connect(m_measure, &ChartMeasure::said, this, &ChartView::remark);
    connect(m_zoom, &ChartZoom::changed, this, [this] {
        m_sinceFrame.invalidate(); // what a hand does is seen at once
        soon(std::chrono::milliseconds{0});
    });
    retranslate();
    structureChanged();
}

bool ChartView::addSeries(SeriesId id, int colour)
{
    ChartContent::Added added = m_content.add(id, colour);
    if (added == ChartContent::Added::tooManyUnits && !m_content.stateStrips()) {
        m_content.setStateStrips(true); // states need no axes then
        added = m_content.add(id, colour);
        if (added == ChartContent::Added::yes)
            remark(tr("A chart has room for %1 axes: states are shown as strips now.")
                       .arg(ChartContent::maxAxes));
        else
            m_content.setStateStrips(false);
    }
    switch (added) {
    case ChartContent::Added::yes:
        break;
    case ChartContent::Added::alreadyThere:
        return true;
    case ChartContent::Added::unknownSeries:
        return false;
    case ChartContent::Added::chartFull:
        remark(tr("A chart takes %1 series at most.").arg(ChartContent::maxSeries));
        return false;
    case ChartContent::Added::tooManyUnits:
        remark(tr("A chart takes %1 units at most.").arg(ChartContent::maxAxes));
        return false;
    }
    if (index(id) >= m_mine.size())
        m_mine.resize(index(id) + 1);
    m_mine[index(id)] = 1;
    structureChanged();
    Q_EMIT seriesChanged();
    return true;
}

void ChartView::removeSeries(SeriesId id)
{
    if (!m_content.remove(id))
        return;
    m_mine[index(id)] = 0;
    structureChanged();
    Q_EMIT seriesChanged();
}

void ChartView::clear()
{
    m_content.clear();
    m_mine.clear();
    structureChanged();
    Q_EMIT seriesChanged();
}

void ChartView::setLimitLines(LimitLines limits)
{
    m_content.setLimitLines(std::move(limits));
    soon(std::chrono::milliseconds{0});
}

void ChartView::setGaps(const GapRecord *gaps)
{
    m_content.setGaps(gaps);
    m_plot->invalidate();
    if (gaps)
        connect(gaps, &GapRecord::changed, m_plot, &PlotArea::invalidate);
}

void ChartView::setMarks(const MarkRecord *marks)
{
    m_content.setMarks(marks);
    m_plot->update();
    if (marks)
        connect(marks, &MarkRecord::changed, m_plot, qOverload<>(&QWidget::update));
}

void ChartView::setForecasts(const PredictionSource *source)
{
    m_content.forecasts().setSource(source);
    soon(std::chrono::milliseconds{0});
}

void ChartView::showForecasts(bool shown)
{
    m_content.forecasts().setShown(shown);
    structureChanged();
    Q_EMIT seriesChanged();
}

void ChartView::setAxisSettings(const ChartContent::AxisSettings &settings)
{
    m_content.setAxisSettings(settings);
    soon(std::chrono::milliseconds{0});
}

bool ChartView::setStateStrips(bool strips)
{
    if (!m_content.setStateStrips(strips)) {
        remark(tr("A chart has room for %1 axes: remove some states first.").arg(ChartContent::maxAxes));
        return false;
    }
    structureChanged();
    Q_EMIT seriesChanged();
    return true;
}

void ChartView::setActive(bool active)
{
    m_active = active;
    update();
}

void ChartView::setOffer(const QString &text)
{
    m_offer->setText(text);
    m_offer->setVisible(!text.isEmpty());
}

void ChartView::remark(const QString &text)
{
    m_remark = text;
    if (text.isEmpty())
        m_remarkTimer.stop();
    else
        m_remarkTimer.start(remarkTime);
    showNotice();
}

void ChartView::structureChanged()
{
    const bool empty = m_content.isEmpty();
    m_empty->setVisible(empty);
    for (QWidget *part : {static_cast<QWidget *>(m_axes), static_cast<QWidget *>(m_plot),
                          static_cast<QWidget *>(m_strip), static_cast<QWidget *>(m_header)})
        part->setVisible(!empty);
    m_states->setVisible(m_states->lanes() > 0);
    m_content.invalidate();
    m_header->reset();
    m_measure->restart();
    layOut();
    QStringList names;
    for (const Trace &trace : m_content.traces())
        names.push_back(trace.name());
    setAccessibleName(empty ? tr("Empty chart") : tr("Chart of %1").arg(names.join(u", "_s)));
    update();
    soon(std::chrono::milliseconds{0});
}

void ChartView::refresh()
{
    m_sinceFrame.start();
    if (m_content.isEmpty())
        return;
    ChartContent::Changes changes =
        m_content.refresh(m_time, m_plot->columns(), m_plot->reserve(), m_plot->maxTicks());
    if (m_header->saysOwnSpan() != m_time.ownSpan().has_value())
        m_header->reset(); // it was undone, or restored
    if (changes.axes) {
        const QSize before = m_plot->size();
        m_axes->show(m_content.axes());
        if (m_differenceAxes)
            m_differenceAxes->show(m_content.overlay().differenceAxes());
        layOut();
        if (m_plot->size() != before) // wider labels: fewer columns
            m_content.refresh(m_time, m_plot->columns(), m_plot->reserve(), m_plot->maxTicks());
    }
    if (changes.picture || changes.axes) {
        m_plot->invalidate();
        m_strip->update();
        m_states->update();
        if (m_difference)
            m_difference->update();
    }
    showNotice();
    if (!m_sinceValues.isValid() || m_sinceValues.hasExpired(valueRate.count() - 1)) {
        m_sinceValues.start();
        m_header->refreshValues();
    }
}

void ChartView::showNotice()
{
    QString text = m_remark;
    Severity severity = Severity::advisory;
    const auto newest = m_content.newest();
    if (text.isEmpty() && newest) {
        const double ahead = std::chrono::duration<double>(*newest - m_time.now()).count();
        if (m_content.window() == ChartContent::Window::newestAhead) {
            text = tr("newest sample is %1 ahead of now").arg(ValueFormatter::age(ahead));
            severity = Severity::caution;
        } else if (m_content.window() == ChartContent::Window::newestBehind) {
            text = tr("no samples in the last %1 – newest is %2 old")
                       .arg(ValueFormatter::span(m_time.span()), ValueFormatter::age(-ahead));
            severity = Severity::none;
        } else if (m_content.isVoid()) {
            text = tr("no samples in this window – newest is of %1").arg(ValueFormatter::fullTime(*newest));
            severity = Severity::none;
        }
    }
    if (text.isEmpty() && !newest && !m_content.isEmpty() && !m_content.showsAnything()) {
        text = m_feed.history() ? tr("no samples in this window") : tr("no samples in memory yet");
        severity = Severity::none;
    }
    if (text.isEmpty()) {
        for (const ChartAxis &axis : m_content.axes()) {
            if (!axis.hasValuesOff)
                continue;
            text = tr("%1 is logarithmic: values ≤ 0 are drawn at its lower end").arg(axis.title);
            severity = Severity::advisory;
        }
    }
    m_plot->setNotice(text, severity);
}

void ChartView::showCursor()
{
    if (!isVisible() || m_content.isEmpty())
        return;
    m_content.askExact(m_time.cursor());
    showCursorValues();
}

void ChartView::showCursorValues()
{
    m_plot->update();
    m_states->update();
    if (m_difference)
        m_difference->update();
    m_header->refreshValues();
}

void ChartView::note(const FeedUpdate &update)
{
    bool touched = false;
    for (const SeriesId id : update.changed) {
        if (index(id) < m_mine.size() && m_mine[index(id)])
            touched |= m_content.touch(id);
    }
    if (!update.definitions.texts.empty() && !m_content.isEmpty()) {
        m_content.invalidate(); // states that were codes have names now
        touched = true;
    }
    if (touched)
        soon(std::chrono::milliseconds{0});
}

// At most one frame each leastFrame, however often it is asked for.
void ChartView::soon(std::chrono::milliseconds delay)
{
    if (!isVisible())
        return;
    if (m_sinceFrame.isValid())
        delay = std::max(delay, leastFrame - std::chrono::milliseconds{m_sinceFrame.elapsed()});
    if (!m_frameTimer.isActive() || m_frameTimer.remainingTimeAsDuration() > delay)
        m_frameTimer.start(delay);
}

void ChartView::frame()
{
    refresh();
    if (m_content.isEmpty() || m_time.isPaused())
        return;
    const auto pixel = std::chrono::duration_cast<std::chrono::milliseconds>(m_plot->perPixel());
    soon(std::clamp(pixel, leastFrame, mostIdle));
}

void ChartView::showEvent(QShowEvent *)
{
    if (!m_subscription)
        m_subscription = connect(&m_feed, &ParameterFeed::advanced, this, &ChartView::note);
    m_content.invalidate(); // whatever came while nobody looked
    soon(std::chrono::milliseconds{0});
}

void ChartView::hideEvent(QHideEvent *)
{
    disconnect(m_subscription);
    m_frameTimer.stop();
}

void ChartView::resizeEvent(QResizeEvent *)
{
    layOut();
    m_content.invalidate();
    soon(std::chrono::milliseconds{0});
}

void ChartView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        structureChanged();
    }
}

void ChartView::retranslate()
{
    m_emptyText->setText(tr("Drop parameters here or double-click them in the table to see them over time."));
    m_header->setKeyHelp(tr("Wheel, + and −: shorter or longer span\n"
                            "Space: hold or follow now\n"
                            "Drag, ← and →: move, while held\n"
                            "Shift+← and →: cursor from sample to sample\n"
                            "Home or double-click: 15 min, not moved\n"
                            "Ctrl+Z or Backspace: undo zoom or move; Ctrl+Y or Shift+Backspace: redo\n"
                            "Shift+drag, or X and drag: zoom into a box\n"
                            "Ctrl+wheel, wheel over an axis, Ctrl+↑ and ↓: fewer or more values\n"
                            "Page keys, or drag an axis: higher or lower values\n"
                            "F: fit values; R or double-click on an axis: its range\n"
                            "A and B: measure from and to the cursor; M: table, Z: zoom to A–B, Del: remove\n"
                            "O: own time span, or that of the other charts\n"
                            "S: states as strips, or as lines\n"
                            "P: forecasts to the right of now\n"
                            "I: all about the samples at the cursor\n"
                            "T and Shift+T: T0 of this and of the reference at the cursor\n"
                            "Menu key: everything else"));
}

void ChartView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::panel));
    if (m_active)
        painter.fillRect(QRect(0, 0, 2, height()), m_theme.color(Token::accent));
    if (hasFocus() || m_dropTarget) {
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace desk
