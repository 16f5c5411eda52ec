// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that makes the panels of the network and brings questions to them.
#include "app/mainwindow.h"
#include "models/instance/telemetrysource.h"
#include "models/itemmodels/fleetselection.h"
#include "widgets/network/networkpanel.h"

#include <QApplication>

namespace desk {

using namespace Qt::StringLiterals;

// What copies chart of the live source is that of the first one.
NetworkPanel *MainWindow::makeNetworkPanel(const SourceView &view)
{
    const bool isLive = &view.feed == &m_parts.feed;
    const SourcePanel *first = isLive ? sourcePanel(u"network"_s) : nullptr;
    auto *network = new NetworkPanel(view.feed, view.selection, m_parts.theme,
                                     first ? &static_cast<NetworkPanel *>(first->live())->watch() : nullptr);
    network->setOverlay(view.overlay);
    if (first)
        return network;
    const QString origin = view.source ? QString::fromStdString(view.source->origin()) : QString();
    network->setMeasurements(isLive ? m_parts.ownMeasurements : nullptr,
                             !isLive ? tr("A recording takes no new series.")
                             : origin.isEmpty()
                                 ? tr("There is no server here that could keep a new series.")
                                 : tr("The data are kept by %1; routes are charted there.").arg(origin));
    return network;
}

// What a picture or table of a side asks the analysis of the network brings its panel up, on that side. Of
// the live source, which several windows may show, in the one in use.
void MainWindow::answerQuestionsOf(const SourceView &side, bool replay)
{
    connect(&side.selection, &FleetSelection::networkAsked, this,
            [this, replay](NetworkQuestion question, const QString &node, const QString &otherEnd) {
                const QWidget *inUse = QApplication::activeWindow();
                while (inUse && !qobject_cast<const MainWindow *>(inUse))
                    inUse = inUse->parentWidget();
                if (!replay && inUse && inUse != this)
                    return;
                SourcePanel *network = sourcePanel(u"network"_s);
                network->showReplay(replay);
                focusPanel(u"network"_s);
                static_cast<NetworkPanel *>(replay ? network->replay() : network->live())
                    ->answer(question, node, otherEnd);
            });
}

} // namespace desk
