// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statusstrip.h"

#include "app/deskstatistics.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QLayout>
#include <QStyle>

#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(const TelemetrySource *source, const TimeService &time, const Theme &theme,
                         QWidget *parent)
    : QStatusBar(parent)
    , m_source(source)
    , m_time(time)
    , m_theme(theme)
{
    setObjectName(u"statusStrip"_s);
    setSizeGripEnabled(false);
    m_clock = addField(u"clock"_s);
    m_live = new QToolButton(this);
    m_live->setObjectName(u"liveTime"_s);
    m_live->setFocusPolicy(Qt::TabFocus);
    addWidget(m_live);
    m_live->hide();
    connect(m_live, &QToolButton::clicked, this, &StatusStrip::liveWanted);
    m_remark = addField(u"remark"_s);
    m_remark->hide();
    for (const auto &[label, name] : {std::pair{&m_link, u"link"_s}, std::pair{&m_rate, u"rate"_s},
                                      std::pair{&m_journalled, u"journalled"_s},
                                      std::pair{&m_dropped, u"dropped"_s}, std::pair{&m_memory, u"memory"_s}})
        *label = addField(name);
    m_yielding = {m_memory, m_journalled, m_rate};
    applyTheme();
    connect(&theme, &Theme::changed, this, &StatusStrip::applyTheme);
    connect(&m_timer, &QTimer::timeout, this, &StatusStrip::refresh);
    m_timer.start(500);
    refresh();
}

QLabel *StatusStrip::addField(const QString &objectName)
{
    auto *label = new QLabel(this);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    addWidget(label);
    return label;
}

void StatusStrip::addYielding(QWidget *field)
{
    addWidget(field);
    m_yielding.insert(m_yielding.begin(), field);
    fit();
}

// The window may be narrower than all of it.
QSize StatusStrip::minimumSizeHint() const
{
    return {m_clock->sizeHint().width() + m_link->sizeHint().width(), QStatusBar::minimumSizeHint().height()};
}

void StatusStrip::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    fit();
}

// By hand: showing and hiding to try would paint twice a second.
void StatusStrip::fit()
{
    constexpr int between = 6; // what QStatusBar leaves
    int needed = 0;
    const auto need = [](const QWidget *field) { return field->sizeHint().width() + between; };
    for (const QWidget *field :
         {static_cast<QWidget *>(m_clock), static_cast<QWidget *>(m_live), static_cast<QWidget *>(m_remark),
          static_cast<QWidget *>(m_link), static_cast<QWidget *>(m_dropped)})
        needed += field->isHidden() ? 0 : need(field);
    for (const QWidget *field : m_yielding)
        needed += need(field);
    for (QWidget *field : m_yielding) {
        const bool goes = needed > width();
        field->setVisible(!goes);
        needed -= goes ? need(field) : 0;
    }
    // At once: a figure that has just become wider would be cut off until the next round of events.
    layout()->activate();
}

void StatusStrip::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void StatusStrip::setReplay(const TimeService *head)
{
    if (head == m_head)
        return;
    m_head = head;
    m_live->setVisible(head && m_source);
    m_clock->setProperty("source", head ? u"replay"_s : QString());
    m_clock->style()->unpolish(m_clock);
    m_clock->style()->polish(m_clock);
    refresh();
}

void StatusStrip::applyTheme()
{
    m_live->setFont(m_theme.monoFont());
    for (QLabel *label : {m_clock, m_link, m_rate, m_journalled, m_dropped, m_memory})
        label->setFont(m_theme.monoFont());
    m_remark->setFont(m_theme.titleFont());
    QPalette palette = m_remark->palette();
    palette.setColor(QPalette::WindowText, m_theme.color(Token::advisory));
    m_remark->setPalette(palette);
    refresh();
}

QString StatusStrip::linkText(const DataLinkStatus &status) const
{
    const auto age =
        status.lastFrame == SteadyTime{}
            ? QString()
            : u" "_s + ValueFormatter::age(
                           std::chrono::duration<double>(m_time.steadyNow() - status.lastFrame).count());
    if (!m_source->origin().empty())
        return streamText(status, age);
    switch (status.state) {
    case DataLinkState::up:
        return tr("server UP%1").arg(age);
    case DataLinkState::idle:
        return age.isEmpty() ? tr("server waiting for data") : tr("server QUIET%1").arg(age);
    case DataLinkState::down:
        return tr("server DOWN: %1").arg(QString::fromStdString(status.reason));
    default:
        return tr("server off");
    }
}

QString StatusStrip::streamText(const DataLinkStatus &status, const QString &age) const
{
    switch (status.state) {
    case DataLinkState::up:
        return tr("stream UP%1").arg(age);
    case DataLinkState::idle:
        return tr("stream QUIET%1").arg(age);
    case DataLinkState::connecting:
        return tr("stream connecting…");
    case DataLinkState::down:
        return tr("stream DOWN: %1").arg(QString::fromStdString(status.reason));
    default:
        return tr("stream off");
    }
}

void StatusStrip::showOrigin(const QString &origin)
{
    m_link->setToolTip(tr("The live stream of %1; age of its last frame").arg(origin));
    m_journalled->setText(tr("from %1").arg(origin));
    m_journalled->setToolTip(tr("These data are kept by the other instance; this window keeps none"));
    m_dropped->setToolTip(tr("Samples the window could not show in time; the other instance has them"));
}

void StatusStrip::refresh()
{
    if (!m_memory)
        return;
    // 2026-325 T 14:03:07 Z: digits stand still, the parts can be told apart.
    QString clock = QString::fromStdString(formatDayOfYear(m_head ? m_head->now() : m_time.now()));
    clock.replace(u"T"_s, u" T "_s).replace(u"Z"_s, u" Z"_s);
    m_clock->setText(m_head ? tr("REPLAY %1").arg(clock) : clock);
    if (m_head) {
        m_live->setText(tr("LIVE %1").arg(ValueFormatter::timeOfDay(m_time.now(), false)));
        m_live->setToolTip(tr("Live goes on: figures to the right are live. Press to see the live events."));
        m_live->setAccessibleName(m_live->text());
    }
    m_memory->setText(u"%1 MiB"_s.arg(residentMiB(), 0, 'f', 0));
    m_memory->setToolTip(tr("Memory of this program"));
    if (!m_source) {
        m_link->setText(tr("no server"));
        fit();
        return;
    }
    const DataLinkStatus status = m_source->serverStatus();
    const TelemetrySource::Counters counters = m_source->counters();
    const SteadyTime now = m_time.steadyNow();
    m_readings.push_back({now, counters.points});
    while (now - m_readings.front().at > std::chrono::milliseconds{4100})
        m_readings.pop_front();
    const double seconds = std::chrono::duration<double>(now - m_readings.front().at).count();
    const double rate = seconds > 0 ? double(counters.points - m_readings.front().points) / seconds : 0;
    m_link->setText(linkText(status));
    m_link->setToolTip(tr("The embedded ingest server at %1; age of its last request")
                           .arg(QString::fromStdString(status.address)));
    m_rate->setText(tr("%1 pt/s").arg(ValueFormatter::count(quint64(std::llround(rate)))));
    m_rate->setToolTip(tr("Points received a second"));
    m_journalled->setText(tr("journalled %1").arg(ValueFormatter::count(counters.journalled)));
    m_journalled->setToolTip(
        tr("Points in the journal on disk: acknowledged and safe from a crash of this program"));
    m_dropped->setText(tr("dropped %1").arg(ValueFormatter::count(counters.displayDropped)));
    m_dropped->setToolTip(tr("Samples the window could not show in time; they are in the journal"));
    if (const std::string origin = m_source->origin(); !origin.empty())
        showOrigin(QString::fromStdString(origin));
    fit();
}

void StatusStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QStatusBar::changeEvent(event);
}

} // namespace desk
