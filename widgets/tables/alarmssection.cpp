// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/alarmssection.h"

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/severityline.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
constexpr int mostAlarms = 5;
constexpr int mostEvents = 4;
} // namespace

AlarmsSection::AlarmsSection(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme)
    : InspectorSection(theme, u"alarmsSection"_s)
    , m_feed(feed)
    , m_selection(selection)
    , m_names(feed.catalogue())
{
    const auto label = [&](const QString &name) {
        auto *made = new QLabel;
        made->setObjectName(name);
        made->setProperty("dim", true);
        made->setWordWrap(true);
        made->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
        return made;
    };
    m_summary = label(u"alarmsSummary"_s);
    m_eventsTitle = label(u"eventsTitle"_s);
    body().setSpacing(0);
    for (int i = 0; i < mostAlarms; ++i) {
        auto *line = new SeverityLine(theme);
        line->setObjectName(u"standingAlarm"_s);
        line->setPressable(true);
        connect(line, &QAbstractButton::clicked, this, [this, i] {
            if (std::size_t(i) < m_alarms.size())
                m_selection.requestChart(m_alarms[std::size_t(i)].series);
        });
        m_alarmLines += line;
        add(line);
    }
    add(m_summary);
    add(m_eventsTitle);
    for (int i = 0; i < mostEvents; ++i) {
        auto *line = new SeverityLine(theme);
        line->setObjectName(u"entityEvent"_s);
        m_eventLines += line;
        add(line);
    }
    retranslate();
}

void AlarmsSection::setEvents(const EventLog *log, Wording<Event> wording)
{
    m_log = log;
    m_wording = std::move(wording);
    begin();
    refresh();
}

void AlarmsSection::retranslate()
{
    setTitle(tr("Alarms"));
    m_eventsTitle->setText(tr("Last events"));
}

void AlarmsSection::begin()
{
    m_change = 0;
    m_events.clear();
}

bool AlarmsSection::concernsEvent(const Event &event) const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const EntityDefinition &about = catalogue.entity(entity());
    const std::string &node = catalogue.node(about.node).name;
    return about.dst == noNode ? isAbout(event, node) : isAbout(event, node, catalogue.node(about.dst).name);
}

void AlarmsSection::lookAtEvents()
{
    if (!m_log)
        return;
    const EventLog::Changes changes = m_log->changesSince(m_change);
    m_change = changes.change;
    if (changes.restarted)
        m_events.clear();
    for (const Event &event : changes.events) {
        if (!concernsEvent(event))
            continue;
        std::erase_if(m_events, [&](const Event &known) { return known.number == event.number; });
        m_events.insert(m_events.begin(), event);
    }
    if (m_events.size() > mostEvents)
        m_events.resize(mostEvents);
}

void AlarmsSection::showAlarm(SeverityLine &line, const StandingAlarm &alarm) const
{
    const SeriesDefinition &series = m_feed.catalogue().series(alarm.series);
    const LastValue *last = m_feed.lastValues().find(alarm.series);
    const QString value = last ? ValueFormatter(QLocale()).valueWithUnit(
                                     last->value, series.metric, m_feed.catalogue().unit(alarm.series))
                               : ValueFormatter::unknown();
    QString text = m_names.metric(alarm.series) + u"  "_s + value;
    if (series.entity != entity())
        text += u"  "_s + linkText(series.entity);
    const QString words = monitoringText(alarm.result);
    line.say(alarm.result.severity, text, words, text + u": "_s + words + u'\n' + tr("Press to chart it"));
}

// The link as seen from what is inspected: its other end.
QString AlarmsSection::linkText(EntityId link) const
{
    const EntityDefinition &about = m_feed.catalogue().entity(entity());
    const EntityDefinition &other = m_feed.catalogue().entity(link);
    return other.node == about.node ? QString(u"→ "_s + m_names.node(other.dst))
                                    : QString(u"← "_s + m_names.node(other.node));
}

void AlarmsSection::look()
{
    m_alarms = standingAlarms(m_feed, entity());
    for (qsizetype i = 0; i < m_alarmLines.size(); ++i) {
        const bool there = std::size_t(i) < m_alarms.size();
        m_alarmLines[i]->setVisible(there);
        if (there)
            showAlarm(*m_alarmLines[i], m_alarms[std::size_t(i)]);
    }
    const auto more = qsizetype(m_alarms.size()) - m_alarmLines.size();
    m_summary->setVisible(m_alarms.empty() || more > 0);
    m_summary->setText(
        m_alarms.empty()
            ? tr("Nothing is outside its limits.")
            : tr("and %1 more").arg(ValueFormatter::count(quint64(std::max<qsizetype>(0, more)))));
    lookAtEvents();
    m_eventsTitle->setVisible(!m_events.empty());
    for (qsizetype i = 0; i < m_eventLines.size(); ++i) {
        const bool there = std::size_t(i) < m_events.size();
        m_eventLines[i]->setVisible(there);
        if (!there)
            continue;
        const Event &event = m_events[std::size_t(i)];
        const QString text = m_wording ? m_wording(event) : QString::fromStdString(event.subject);
        m_eventLines[i]->say(event.severity, text, ValueFormatter::timeOfDay(event.time, false),
                             ValueFormatter::fullTime(event.time) + u'\n' + text);
    }
}

} // namespace desk
