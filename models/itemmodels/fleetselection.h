// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"

#include <QObject>
#include <QString>

namespace desk {

// What can be asked of the analysis of the network about what a picture or table shows.
enum class NetworkQuestion : std::uint8_t { routeFrom, routeTo, switchOff };

// What is selected, everywhere: one node or one link (an entity). All views read and set this one object and
// never call each other. GUI thread.
class FleetSelection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetSelection)

public:
    explicit FleetSelection(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    // noEntity = nothing.
    void select(EntityId entity);
    [[nodiscard]] EntityId selected() const { return m_selected; }

    // Asks for a series to be charted (double-click, Enter, drop on empty space); the charts answer.
    void requestChart(SeriesId series);
    // Asks for the parameters of a node with its links, or of a link; the parameter table answers.
    void requestParameters(EntityId entity);
    // Asks about a node, or with a second one about the link between them (to be switched off in thought); by
    // their names, as what never sent anything is no entity. The analysis of the network answers.
    void askNetwork(NetworkQuestion question, const QString &node, const QString &otherEnd = {});

Q_SIGNALS:
    void selectionChanged(desk::EntityId entity);
    void chartRequested(desk::SeriesId series);
    void parametersRequested(desk::EntityId entity);
    void networkAsked(desk::NetworkQuestion question, const QString &node, const QString &otherEnd);

private:
    EntityId m_selected = noEntity;
};

} // namespace desk
