// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictedviolations.h"
#include "models/forecast/predictionsource.h"
#include "models/itemmodels/serieslimits.h"
#include "models/processing/parameterfeed.h"

#include <QTimer>

namespace desk {

// Holds what forecasts say of limits against what comes, as long as the window is open, whether somebody
// looks or not. Takes new forecasts once a second, values as they come. GUI thread.
class ViolationWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViolationWatch)

public:
    explicit ViolationWatch(const ParameterFeed &feed, QObject *parent = nullptr);

    // Null = no forecasts. Must outlive the watch.
    void setSource(const PredictionSource *source);
    void setLimits(std::shared_ptr<const LimitSet> limits); // null = not known
    // What the timer does once a second.
    void look();
    [[nodiscard]] const PredictedViolations &violations() const { return m_violations; }
    // When it began: with the source, or where a replay leapt to.
    [[nodiscard]] Timestamp since() const { return m_since; }
    [[nodiscard]] bool knowsLimits() const { return m_limits.isKnown(); }

Q_SIGNALS:
    void changed(); // at most once a second

private:
    void take(const FeedUpdate &update);
    void expect(std::uint64_t version, const PredictionsPtr &predictions);

    const ParameterFeed &m_feed;
    const PredictionSource *m_source = nullptr;
    SeriesLimits m_limits;
    PredictedViolations m_violations;
    PredictionsPtr m_taken;
    Timestamp m_since{};
    bool m_hasLeapt = false; // no forecast of the new time has come yet
    std::optional<std::uint64_t> m_version;
    std::uint64_t m_told = 0;
    QTimer m_timer;
};

} // namespace desk
