// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ownership/ownershiprows.h"

#include "models/itemmodels/valueformatter.h"

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

ResultRow::Cell countCell(quint64 count)
{
    return {ValueFormatter::count(count), count, {}};
}

ResultRow::Cell ageCell(std::chrono::nanoseconds age)
{
    const double seconds = std::chrono::duration<double>(age).count();
    return {ValueFormatter::age(seconds), seconds, {}};
}

std::size_t silentOnes(const OwnershipSnapshot &snapshot)
{
    std::size_t silent = 0;
    for (const WorkerFigures &worker : snapshot.workers)
        silent += worker.healthy ? 0 : 1;
    return silent;
}

} // namespace

std::vector<ResultRow> OwnershipRows::workers(const OwnershipSnapshot &snapshot)
{
    std::vector<ResultRow> rows;
    for (const WorkerFigures &worker : snapshot.workers) {
        ResultRow row;
        row.key = text(worker.guid.text());
        const bool misses = worker.healthy && worker.failures > 0;
        row.state.severity = !worker.healthy ? Severity::warning
                             : misses        ? Severity::advisory
                                             : Severity::nominal;
        const QString state = !worker.healthy ? tr("Silent") : misses ? tr("Misses") : tr("Answers");
        row.cells.resize(workerColumns);
        row.cells[guidColumn] = {row.key, {}, {}};
        row.cells[stateColumn] = {
            state, int(row.state.severity),
            worker.failures > 0 ? tr("%n heartbeat(s) in a row were not answered", "", int(worker.failures))
                                : tr("Answered the last heartbeat")};
        row.cells[heardColumn] = worker.lastMessage ? ageCell(snapshot.time - *worker.lastMessage)
                                                    : ResultRow::Cell{ValueFormatter::unknown(), 1e18, {}};
        row.cells[pathsColumn] = countCell(worker.pins);
        row.cells[rateColumn] = {
            ValueFormatter::rate(worker.requestsPerSecond), worker.requestsPerSecond, {}};
        row.cells[waitingColumn] = countCell(worker.waiting);
        row.cells[totalColumn] = countCell(worker.requests);
        row.cells[addressColumn] = {text(worker.ip) + u':' + QString::number(worker.port), {}, {}};
        QStringList announced;
        for (const std::string &path : worker.announced)
            announced += text(path);
        row.cells[announcedColumn] = {announced.isEmpty() ? tr("any") : announced.join(u", "_s), {}, {}};
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ResultRow> OwnershipRows::paths(const OwnershipSnapshot &snapshot)
{
    std::vector<ResultRow> rows;
    for (const PinFigures &pin : snapshot.pins) {
        const QString guid = text(snapshot.workers[pin.worker].guid.text());
        ResultRow row;
        row.key = text(pin.path);
        row.cells = {{row.key, {}, row.key}, {guid, {}, {}}, ageCell(pin.idle)};
        rows.push_back(std::move(row));
    }
    return rows;
}

QString OwnershipRows::summary(const OwnershipSnapshot &snapshot)
{
    QStringList parts{text(snapshot.address), tr("%n worker(s)", "", int(snapshot.workers.size()))};
    if (const std::size_t silent = silentOnes(snapshot); silent > 0)
        parts += tr("%n silent", "", int(silent));
    parts += snapshot.pinsInAll > snapshot.pins.size() ? tr("%1 paths, the last %2 are listed")
                                                             .arg(ValueFormatter::count(snapshot.pinsInAll),
                                                                  ValueFormatter::count(snapshot.pins.size()))
                                                       : tr("%n path(s)", "", int(snapshot.pinsInAll));
    parts += tr("%1 requests/s").arg(ValueFormatter::rate(snapshot.requestsPerSecond));
    if (snapshot.waiting > 0)
        parts += tr("%n waiting", "", int(snapshot.waiting));
    return parts.join(u" · "_s);
}

QString OwnershipRows::workerTitle(int column)
{
    switch (column) {
    case guidColumn:
        return tr("Worker");
    case stateColumn:
        return tr("State");
    case heardColumn:
        return tr("Heard");
    case pathsColumn:
        return tr("Paths");
    case rateColumn:
        return tr("Per second");
    case waitingColumn:
        return tr("Waiting");
    case totalColumn:
        return tr("Requests");
    case addressColumn:
        return tr("Address");
    default:
        return tr("Announced");
    }
}

QString OwnershipRows::workerMeaning(int column)
{
    switch (column) {
    case guidColumn:
        return tr("Worker: its GUID, which it keeps when it connects again");
    case stateColumn:
        return tr(
            "State: Silent after three heartbeats in a row without an answer; its paths then go to others "
            "when they are asked for");
    case heardColumn:
        return tr("Heard: how long ago its last message came");
    case pathsColumn:
        return tr("Paths: how many belong to it");
    case rateColumn:
        return tr("Per second: requests it was given over the last second");
    case waitingColumn:
        return tr("Waiting: requests it has not answered yet");
    case totalColumn:
        return tr("Requests: all it was given since it connected");
    case addressColumn:
        return tr("Address: where it connects from");
    default:
        return tr("Announced: paths it owns by its own word; any = whatever comes, in turn");
    }
}

QString OwnershipRows::pathTitle(int column)
{
    return column == pathColumn ? tr("Path") : column == ownerColumn ? tr("Worker") : tr("Asked for");
}

QString OwnershipRows::pathMeaning(int column)
{
    return column == pathColumn ? tr("Path: all requests to it go to one worker")
           : column == ownerColumn
               ? tr("Worker: whom it belongs to")
               : tr("Asked for: how long ago it was last asked for; after a day it is free again");
}

} // namespace desk
