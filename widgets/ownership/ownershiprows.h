// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/resulttablemodel.h"
#include "models/ownership/ownershipsnapshot.h"

#include <QCoreApplication>

namespace desk {

// A snapshot of device ownership as rows of two tables. Pure but for the language; GUI thread.
class OwnershipRows
{
    Q_DECLARE_TR_FUNCTIONS(OwnershipRows)

public:
    enum Worker {
        guidColumn,
        stateColumn,
        heardColumn,
        pathsColumn,
        rateColumn,
        waitingColumn,
        totalColumn,
        addressColumn,
        announcedColumn,
        workerColumns
    };
    enum Path { pathColumn, ownerColumn, idleColumn, pathColumns };

    // A worker that misses heartbeats is said to, before it counts as silent.
    [[nodiscard]] static std::vector<ResultRow> workers(const OwnershipSnapshot &snapshot);
    [[nodiscard]] static std::vector<ResultRow> paths(const OwnershipSnapshot &snapshot);
    // Listener, workers, paths, requests in one line.
    [[nodiscard]] static QString summary(const OwnershipSnapshot &snapshot);

    [[nodiscard]] static QString workerTitle(int column);
    [[nodiscard]] static QString workerMeaning(int column);
    [[nodiscard]] static QString pathTitle(int column);
    [[nodiscard]] static QString pathMeaning(int column);
};

} // namespace desk
