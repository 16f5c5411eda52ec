// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitdefinitions.h"
#include "models/processing/seriescatalogue.h"
#include "widgets/charts/limitline.h"

#include <QObject>
#include <QTimer>

namespace desk {

// Tells the limits in force, and again when somebody changed them: this window, or another program. GUI
// thread.
class LimitWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitWatch)

public:
    // tell: called at once, and after each change.
    using Teller = std::function<void(const std::shared_ptr<const LimitSet> &)>;
    LimitWatch(const LimitDefinitions &definitions, Teller tell, QObject *parent);

private:
    void look();

    const LimitDefinitions &m_definitions;
    const Teller m_tell;
    std::shared_ptr<const LimitSet> m_told;
    QTimer m_timer;
};

// As charts draw them.
LimitLines limitLines(const std::shared_ptr<const LimitSet> &limits, const SeriesCatalogue &catalogue);

} // namespace desk
