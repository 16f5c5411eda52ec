// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/eventlog.h"
#include "models/telemetry/result.h"

#include <QByteArray>
#include <QString>

#include <span>

namespace desk {

// Events as RFC 4180 CSV in UTF-8: time, severity (the API's word), event (a sentence), repeats. GUI thread.
[[nodiscard]] QByteArray eventCsv(std::span<const Event> events);
// Replaces the file as a whole or leaves it alone; permissionDenied with the system's reason.
[[nodiscard]] Result<void> writeFile(const QString &fileName, const QByteArray &content);
[[nodiscard]] QString severityWord(Severity severity);

} // namespace desk
