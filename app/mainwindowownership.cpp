// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that makes the panel of device ownership.
#include "app/mainwindow.h"
#include "models/instance/telemetrysource.h"
#include "widgets/ownership/ownershippanel.h"

namespace desk {

OwnershipPanel *MainWindow::makeOwnershipPanel(const SourceView &view)
{
    const bool isLive = &view.feed == &m_parts.feed;
    const QString origin = view.source ? QString::fromStdString(view.source->origin()) : QString();
    QString reason;
    if (!isLive)
        reason = tr("A recording does not tell who owned which device.");
    else if (!origin.isEmpty())
        reason = tr("The workers are connected to %1, which is asked with an admin token: GET /workers and "
                    "GET /maps.")
                     .arg(origin);
    auto *ownership = new OwnershipPanel(m_parts.theme);
    ownership->setSource(isLive && view.source ? view.source->ownership() : nullptr, reason);
    return ownership;
}

} // namespace desk
