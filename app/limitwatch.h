// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitdefinitions.h"
#include "models/processing/seriescatalogue.h"
#include "widgets/charts/limitline.h"

#include <QObject>
#include <QTimer>

namespace desk {

// Tells charts of the limits in force, and again when somebody changed them: this window, or another program.
// GUI thread.
class LimitWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitWatch)

public:
    // tell: called at once, and after each change.
    LimitWatch(const LimitDefinitions &definitions, const SeriesCatalogue &catalogue,
               std::function<void(LimitLines)> tell, QObject *parent);

private:
    void look();

    const LimitDefinitions &m_definitions;
    const SeriesCatalogue &m_catalogue;
    const std::function<void(LimitLines)> m_tell;
    std::shared_ptr<const LimitSet> m_told;
    QTimer m_timer;
};

} // namespace desk
