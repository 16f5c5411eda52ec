// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/entityalarms.h"
#include "models/itemmodels/seriesnames.h"
#include "models/itemmodels/tablemodel.h"
#include "widgets/tables/inspectorsection.h"

class QLabel;

namespace desk {

class FleetSelection;
class SeverityLine;

// What is outside its limits at a node and its links, or at a link; a press charts it. Below, the last events
// about it. GUI thread.
class AlarmsSection final : public InspectorSection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AlarmsSection)

public:
    AlarmsSection(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme);

    // Events to look through, and their words; null = none are known. Outlives the section.
    void setEvents(const EventLog *log, Wording<Event> wording);

private:
    void begin() override;
    void look() override;
    void retranslate() override;
    void lookAtEvents();
    void showAlarm(SeverityLine &line, const StandingAlarm &alarm) const;
    [[nodiscard]] QString linkText(EntityId link) const;
    [[nodiscard]] bool concernsEvent(const Event &event) const;

    const ParameterFeed &m_feed;
    FleetSelection &m_selection;
    SeriesNames m_names;
    const EventLog *m_log = nullptr;
    Wording<Event> m_wording;
    std::uint64_t m_change = 0;
    std::vector<Event> m_events; // the newest about it, newest first
    std::vector<StandingAlarm> m_alarms;
    QLabel *m_summary = nullptr;
    QList<SeverityLine *> m_alarmLines;
    QLabel *m_eventsTitle = nullptr;
    QList<SeverityLine *> m_eventLines;
};

} // namespace desk
