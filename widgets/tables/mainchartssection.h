// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeconductor.h"
#include "widgets/tables/inspectorsection.h"
#include "widgets/tables/sparkline.h"

class QLabel;

namespace desk {

class FleetSelection;
class MiniChart;

// The few series of a node or link to look at first, over the span that the time bar shows (at most an hour,
// what memory holds); a press charts one. GUI thread.
class MainChartsSection final : public InspectorSection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainChartsSection)

public:
    MainChartsSection(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme);

    void setConductor(const TimeConductor *conductor) { m_conductor = conductor; }

private:
    void begin() override;
    void look() override;
    void retranslate() override;

    const ParameterFeed &m_feed;
    const TimeConductor *m_conductor = nullptr;
    Sparkline m_sparkline;
    std::vector<SeriesId> m_main; // stay what they were when it was selected: nothing jumps
    QList<MiniChart *> m_charts;
    QLabel *m_note = nullptr;
};

} // namespace desk
