// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/timeseries/timeconductor.h"
#include "models/topology/healthspan.h"
#include "widgets/tables/inspectorsection.h"

class QLabel;

namespace desk {

class HealthStrip;

// A node's health over the span that the time bar shows. GUI thread.
class HealthSection final : public InspectorSection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HealthSection)

public:
    // The health of a node over a time, in its order, as far as it is kept.
    using History = std::function<std::vector<HealthSpan>(std::string_view node, TimeRange range)>;

    HealthSection(const ParameterFeed &feed, const Theme &theme);

    void setHistory(History history); // empty = none is kept
    void setConductor(const TimeConductor *conductor);

private:
    [[nodiscard]] bool concerns() const override;
    void look() override;
    void retranslate() override;

    const ParameterFeed &m_feed;
    const TimeConductor *m_conductor = nullptr;
    History m_history;
    HealthStrip *m_strip = nullptr;
    QLabel *m_summary = nullptr;
};

} // namespace desk
