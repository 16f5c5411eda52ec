// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"
#include "models/itemmodels/valuelook.h"
#include "models/telemetry/monitoringresult.h"
#include "models/telemetry/nodetype.h"
#include "models/topology/topologysnapshot.h"

#include <QString>

namespace desk {

// The words of the tables for what the models only mean, in the language of the window. GUI thread.
[[nodiscard]] QString severityText(Severity severity);
// "Warning, low"
[[nodiscard]] QString monitoringText(MonitoringResult result);
[[nodiscard]] QString freshnessText(Freshness freshness);
[[nodiscard]] QString lookText(ValueLook look);
[[nodiscard]] QString qualityText(Quality quality); // worst first, joined by commas
[[nodiscard]] QString nodeTypeText(NodeType type);
[[nodiscard]] QString healthText(Health health);
[[nodiscard]] QString dataLinkStateText(DataLinkState state);
// "45.123° N  7.654° E"
[[nodiscard]] QString coordinatesText(double latitude, double longitude);

} // namespace desk
