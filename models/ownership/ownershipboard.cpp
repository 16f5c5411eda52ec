// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/ownershipboard.h"

#include "models/ownership/controller.h"

#include <algorithm>

namespace desk {
namespace {

double rateOf(std::uint64_t now, std::uint64_t before, double seconds)
{
    return seconds > 0 && now > before ? double(now - before) / seconds : 0;
}

// Both lists are in order of registration, so one pass over each does.
void rateWorkers(std::vector<WorkerFigures> &workers, const std::vector<WorkerFigures> &before,
                 double seconds)
{
    auto known = before.begin();
    for (WorkerFigures &worker : workers) {
        const auto same = std::find_if(known, before.end(), [&](const WorkerFigures &each) {
            return each.guid == worker.guid && each.added == worker.added;
        });
        if (same == before.end()) { // it is new
            worker.requestsPerSecond = rateOf(worker.requests, 0, seconds);
            continue;
        }
        worker.requestsPerSecond = rateOf(worker.requests, same->requests, seconds);
        known = same + 1;
    }
}

// The last used of all, of the lists that are in that order each.
void listPins(OwnershipSnapshot &snapshot, const Controller &controller, SteadyTime steady)
{
    const auto ids = controller.workerIds();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        std::size_t taken = 0;
        for (const ResourceMap::Pin &pin : controller.pins().pins(ids[i])) {
            if (++taken > OwnershipSnapshot::mostPins)
                break;
            snapshot.pins.push_back({pin.path, i, steady - pin.used});
        }
    }
    const auto later = [](const PinFigures &a, const PinFigures &b) {
        return a.idle != b.idle ? a.idle < b.idle : a.path < b.path;
    };
    const std::size_t kept = std::min(snapshot.pins.size(), OwnershipSnapshot::mostPins);
    std::partial_sort(snapshot.pins.begin(), snapshot.pins.begin() + static_cast<std::ptrdiff_t>(kept),
                      snapshot.pins.end(), later);
    snapshot.pins.resize(kept);
}

} // namespace

void OwnershipBoard::publish(const Controller &controller, std::string address, Timestamp now,
                             SteadyTime steady)
{
    auto snapshot = std::make_shared<OwnershipSnapshot>();
    snapshot->time = now;
    snapshot->address = std::move(address);
    snapshot->workers = controller.workers();
    snapshot->pinsInAll = controller.pins().size();
    snapshot->waiting = controller.waiting();
    snapshot->counters = controller.counters();
    listPins(*snapshot, controller, steady);
    if (m_latest) {
        const double seconds = std::chrono::duration<double>(steady - m_published).count();
        rateWorkers(snapshot->workers, m_latest->workers, seconds);
        snapshot->requestsPerSecond =
            rateOf(snapshot->counters.requests(), m_latest->counters.requests(), seconds);
    }
    m_published = steady;
    const std::lock_guard lock(m_mutex);
    m_latest = std::move(snapshot);
}

std::shared_ptr<const OwnershipSnapshot> OwnershipBoard::ownership() const
{
    const std::lock_guard lock(m_mutex);
    return m_latest;
}

} // namespace desk
