// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetselection.h"

namespace desk {

void FleetSelection::select(EntityId entity)
{
    if (entity == m_selected)
        return;
    m_selected = entity;
    Q_EMIT selectionChanged(entity);
}

void FleetSelection::requestChart(SeriesId series)
{
    Q_EMIT chartRequested(series);
}

void FleetSelection::requestParameters(EntityId entity)
{
    Q_EMIT parametersRequested(entity);
}

void FleetSelection::askNetwork(NetworkQuestion question, const QString &node, const QString &otherEnd)
{
    Q_EMIT networkAsked(question, node, otherEnd);
}

} // namespace desk
