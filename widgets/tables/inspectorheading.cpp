// SPDX-License-Identifier: GPL-3.0-or-later
// The part of InspectorPanel that says what is selected and how it is.
#include "models/itemmodels/entitynode.h"
#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/fleetselection.h"
#include "widgets/tables/inspectorpanel.h"
#include "widgets/tables/severitymark.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

void InspectorPanel::refreshHeading()
{
    const EntityId selected = m_selection.selected();
    if (desk::index(selected) >= m_feed.catalogue().entityCount()) {
        return;
    }
    const EntityDefinition &entity = m_feed.catalogue().entity(selected);
    m_name->setText(m_values.names().entity(selected));
    if (entity.dst == noNode)
        describeNode(entity.node);
    else
        describeLink(entity);
}

void InspectorPanel::describeNode(NodeId id)
{
    const NodeDefinition &definition = m_feed.catalogue().node(id);
    QStringList facts{nodeTypeText(definition.type)};
    QString position;
    const EntityState state = nodeState(m_feed, id, m_feed.time().steadyNow());
    Severity severity = state.severity;
    QStringList words;
    if (const TopologySnapshotPtr &topology = m_feed.topology()) {
        const auto it = std::ranges::find(topology->nodes, id, &TopologyNode::id);
        if (it != topology->nodes.end()) {
            severity = std::max(severity, severityOf(it->health));
            words += healthText(it->health);
            if (!it->label.empty() && it->label != it->name)
                facts += QString::fromStdString(it->label);
            if (it->capacityGbps > 0)
                facts +=
                    tr("capacity %1").arg(ValueFormatter(QLocale()).valueWithUnit(it->capacityGbps, "_gbps"));
            if (it->learned)
                facts += tr("learned from telemetry");
            if (it->hasPosition) {
                position = coordinatesText(it->latitude, it->longitude);
                if (it->altitudeKm != 0)
                    position =
                        position + u"  "_s + ValueFormatter(QLocale()).valueWithUnit(it->altitudeKm, "_km");
            }
        }
    }
    if (state.severity >= Severity::advisory)
        words += tr("worst value: %1").arg(severityText(state.severity));
    if (state.freshness >= Freshness::stale || state.freshness == Freshness::neverReceived)
        words += freshnessText(state.freshness);
    m_mark->setSeverity(severity);
    m_state->setText(words.isEmpty() ? severityText(severity) : words.join(u" · "_s));
    m_facts->setText(facts.join(u" · "_s));
    m_position->setText(position);
    m_position->setVisible(!position.isEmpty());
}

void InspectorPanel::describeLink(const EntityDefinition &entity)
{
    const EntityState state = entityState(m_feed, entity.id, m_feed.time().steadyNow());
    QStringList facts{tr("Link")};
    QStringList words;
    if (const TopologyEdge *edge = edgeOf(m_feed, entity.id)) {
        words += edge->active ? tr("Active", "link") : tr("No contact", "link");
        if (edge->capacityGbps > 0)
            facts +=
                tr("capacity %1").arg(ValueFormatter(QLocale()).valueWithUnit(edge->capacityGbps, "_gbps"));
    }
    if (state.severity >= Severity::advisory)
        words += tr("worst value: %1").arg(severityText(state.severity));
    else if (words.isEmpty())
        words += freshnessText(state.freshness);
    m_mark->setSeverity(state.freshness < Freshness::stale ? state.severity : Severity::none);
    m_state->setText(words.join(u" · "_s));
    m_facts->setText(facts.join(u" · "_s));
    m_position->hide();
}

void InspectorPanel::fitName()
{
    QFont font = m_theme.readoutFont();
    const int room = width() - 2 * Theme::panelPadding;
    while (font.pointSize() > m_theme.monoFont().pointSize() &&
           QFontMetrics(font).horizontalAdvance(m_name->text()) > room)
        font.setPointSize(font.pointSize() - 1);
    m_name->setFont(font);
}

} // namespace desk
