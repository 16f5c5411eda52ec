// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeconductor.h"

#include <QJsonObject>

namespace desk {

// now: live, or the play head. cursor: the time conductor's cursor; without one the end of what it shows.
// held: a moment that stands.
enum class MomentMode : std::uint8_t { now, cursor, held };

// Which moment one picture shows. GUI thread.
class MomentChoice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MomentChoice)

public:
    // What now is; outlives it.
    explicit MomentChoice(const TimeService &time, QObject *parent = nullptr);
    // Without one the cursor is nowhere, that is now. Outlives it, or is taken away.
    void setConductor(TimeConductor *conductor);
    [[nodiscard]] TimeConductor *conductor() const { return m_conductor; }

    // held: at what is shown at the moment.
    void setMode(MomentMode mode);
    void hold(Timestamp time);
    // To another moment: cursor moves the cursor of all views, now and held hold it.
    void goTo(Timestamp time);
    [[nodiscard]] MomentMode mode() const { return m_mode; }
    // Nothing = now. Never after now.
    [[nodiscard]] std::optional<Timestamp> moment() const;
    [[nodiscard]] Timestamp shown() const { return moment().value_or(m_time.now()); }
    [[nodiscard]] const TimeService &time() const { return m_time; }

    [[nodiscard]] QJsonObject saveState() const;
    // Passes over what it does not understand.
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    // Another mode or another moment. Not while time passes.
    void changed();

private:
    void follow();

    const TimeService &m_time;
    TimeConductor *m_conductor = nullptr;
    MomentMode m_mode = MomentMode::now;
    Timestamp m_held{};
};

} // namespace desk
