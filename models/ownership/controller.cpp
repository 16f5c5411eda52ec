// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/controller.h"

#include <algorithm>

namespace desk {

Controller::Controller(Options options, const TimeService &time)
    : m_options(options)
    , m_time(time)
    , m_pins(options.pinExpiry)
{
}

Controller::Member *Controller::member(WorkerId worker)
{
    // Ids grow in order of registration.
    const auto found = std::lower_bound(m_members.begin(), m_members.end(), worker,
                                        [](const Member &each, WorkerId id) { return each.id < id; });
    return found == m_members.end() || found->id != worker ? nullptr : &*found;
}

WorkerId Controller::add(WorkerAddress address, std::shared_ptr<WorkerChannel> channel)
{
    const auto same = std::find_if(m_members.begin(), m_members.end(),
                                   [&](const Member &each) { return each.address.guid == address.guid; });
    if (same != m_members.end()) {
        const auto before = same->channel;
        remove(same->id);
        before->close("a worker with this GUID came in its place");
    }
    const WorkerId id{m_nextId++};
    m_pins.add(id, address.announced);
    Member &worker = m_members.emplace_back();
    worker.id = id;
    worker.address = std::move(address);
    worker.channel = std::move(channel);
    worker.added = m_time.now();
    ++m_counters.connected;
    beat(worker, m_time.steadyNow());
    return id;
}

void Controller::remove(WorkerId worker)
{
    Member *const gone = member(worker);
    if (!gone)
        return;
    const bool owes = gone->waiting > 0;
    m_pins.remove(worker);
    m_members.erase(m_members.begin() + (gone - m_members.data()));
    ++m_counters.disconnected;
    if (!owes)
        return;
    std::vector<std::pair<Guid, Pending>> orphans; // a sink may ask for the next at once
    for (auto each = m_pending.begin(); each != m_pending.end();) {
        if (each->second.worker != worker) {
            ++each;
            continue;
        }
        orphans.emplace_back(each->first, std::move(each->second));
        each = m_pending.erase(each);
    }
    for (auto &[request, pending] : orphans)
        fail(request, std::move(pending), ProxyOutcome::sendFailed);
}

void Controller::fail(const Guid &request, Pending &&pending, ProxyOutcome outcome)
{
    ++m_counters.outcomes[static_cast<std::size_t>(outcome)];
    ProxyAnswer answer;
    answer.outcome = outcome;
    answer.request = request;
    answer.worker = pending.workerGuid;
    pending.sink(std::move(answer));
}

void Controller::countDecision(ResourceMap::Decision decision)
{
    ++m_counters.decisions[static_cast<std::size_t>(decision)];
}

void Controller::forward(const ProxyRequest &request, Sink sink)
{
    const SteadyTime now = m_time.steadyNow();
    const auto placement = m_pins.place(request.path, now);
    countDecision(placement.decision);
    const Guid guid = Guid::make();
    Member *const worker = placement.isPlaced() ? member(placement.worker) : nullptr;
    if (!worker) {
        ++m_counters.outcomes[static_cast<std::size_t>(ProxyOutcome::noWorker)];
        ProxyAnswer answer;
        answer.outcome = ProxyOutcome::noWorker;
        answer.request = guid;
        sink(std::move(answer));
        return;
    }
    Pending pending{worker->id, worker->address.guid, std::move(sink)};
    ++worker->requests;
    const bool sent =
        worker->channel->send(encodeRequest({guid, request.method, request.origin, request.target,
                                             request.headers, request.contentType, request.body,
                                             request.traceParent, request.traceState, m_options.proxyTimeout},
                                            m_time.now()),
                              true);
    if (!sent)
        return fail(guid, std::move(pending), ProxyOutcome::sendFailed);
    ++worker->waiting;
    m_pending.emplace(guid, std::move(pending));
    m_deadlines.emplace_back(now + m_options.proxyTimeout, guid);
    while (!m_pending.contains(m_deadlines.front().second)) // answered: it need not be kept until then
        m_deadlines.pop_front();
}

void Controller::receive(WorkerId from, std::string_view text)
{
    Member *const worker = member(from);
    if (!worker)
        return;
    auto message = m_reader.read(text);
    if (!message) {
        ++m_counters.discarded;
        return;
    }
    worker->lastMessage = m_time.now();
    if (isBeat(*worker, message->guid))
        return;
    if (message->type == WorkerMessageType::response)
        return answered(*worker, *std::move(message));
    ++m_counters.discarded;
}

void Controller::answered(Member &worker, WorkerMessage &&message)
{
    const auto pending = m_pending.find(message.guid);
    if (pending != m_pending.end() && pending->second.worker == worker.id) {
        ProxyAnswer answer;
        answer.request = message.guid;
        answer.worker = worker.address.guid;
        answer.status = message.status.value_or(200);
        answer.contentType = std::move(message.contentType);
        answer.headers = std::move(message.headers);
        answer.body = std::move(message.body);
        const Sink sink = std::move(pending->second.sink);
        m_pending.erase(pending);
        --worker.waiting;
        ++m_counters.outcomes[static_cast<std::size_t>(ProxyOutcome::success)];
        sink(std::move(answer));
        return;
    }
    // Late for its caller, who was told so; kept for a while so that it is known for what it is.
    const auto overdue = m_overdue.find(message.guid);
    if (overdue == m_overdue.end() || overdue->second.came || overdue->second.worker != worker.id) {
        ++m_counters.discarded; // a second answer, or one to somebody else's request
        return;
    }
    overdue->second.came = true;
    ++m_counters.lateAnswers;
    m_late.emplace_back(m_time.steadyNow() + m_options.responseRetention, message.guid);
}

std::size_t Controller::workerCount(bool healthy) const
{
    return static_cast<std::size_t>(
        std::count_if(m_members.begin(), m_members.end(),
                      [healthy](const Member &each) { return each.healthy == healthy; }));
}

std::vector<WorkerId> Controller::workerIds() const
{
    std::vector<WorkerId> list;
    list.reserve(m_members.size());
    for (const Member &each : m_members)
        list.push_back(each.id);
    return list;
}

std::vector<WorkerFigures> Controller::workers() const
{
    std::vector<WorkerFigures> list;
    list.reserve(m_members.size());
    for (const Member &each : m_members) {
        WorkerFigures figures;
        figures.guid = each.address.guid;
        figures.ip = each.address.ip;
        figures.port = each.address.port;
        figures.healthy = each.healthy;
        figures.failures = each.failures;
        figures.added = each.added;
        figures.lastMessage = each.lastMessage;
        figures.announced = each.address.announced;
        figures.requests = each.requests;
        figures.waiting = each.waiting;
        figures.pins = m_pins.size(each.id);
        list.push_back(std::move(figures));
    }
    return list;
}

} // namespace desk
