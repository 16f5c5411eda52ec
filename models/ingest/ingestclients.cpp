// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ingestclients.h"

#include "models/ingest/identity.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t longestProgram = 120;
constexpr double smoothing = 1.0 / 16; // of interarrival jitter in RFC 3550, section 6.4.1
constexpr int firstRefusedStatus = 400;

} // namespace

void IngestClients::begin(const HttpRequest &request)
{
    const std::lock_guard lock(m_mutex);
    Kept &kept = find(keyOf(request));
    m_current = &kept;
    m_request = &request;
    m_explained = false;
    noteInterval(kept, m_time.steadyNow());
    noteSequence(kept, request);
    IngestClient &client = kept.client;
    client.last = m_time.now();
    ++client.requests;
    client.bytes += request.body.size();
    if (client.path != request.path)
        client.path = request.path;
}

IngestClients::Key IngestClients::keyOf(const HttpRequest &request)
{
    return {request.remote, request.identity ? std::string_view(request.identity->name) : "",
            request.header("user-agent").substr(0, longestProgram)};
}

IngestClients::Kept &IngestClients::find(const Key &key)
{
    if (const auto found = m_clients.find(key); found != m_clients.end())
        return *found->second;
    if (m_clients.size() >= mostClients)
        m_clients.erase(
            std::min_element(m_clients.begin(), m_clients.end(), [](const auto &a, const auto &b) {
                return a.second->client.last < b.second->client.last;
            }));
    auto kept = std::make_unique<Kept>();
    IngestClient &client = kept->client;
    client.address = key.address;
    client.name = key.name;
    client.program = key.program;
    client.first = m_time.now();
    const Key own{client.address, client.name, client.program};
    return *m_clients.emplace(own, std::move(kept)).first->second;
}

void IngestClients::noteInterval(Kept &kept, SteadyTime now)
{
    if (kept.lastSteady != SteadyTime{}) {
        IngestClient &client = kept.client;
        const double interval = std::chrono::duration<double>(now - kept.lastSteady).count();
        if (client.requests < 2) {
            client.intervalSeconds = interval;
        } else {
            client.jitterSeconds +=
                (std::abs(interval - client.intervalSeconds) - client.jitterSeconds) * smoothing;
            client.intervalSeconds += (interval - client.intervalSeconds) * smoothing;
        }
    }
    kept.lastSteady = now;
}

void IngestClients::noteSequence(Kept &kept, const HttpRequest &request)
{
    const std::string_view text = request.header("x-sequence");
    if (text.empty())
        return;
    std::uint64_t sequence = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), sequence);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return;
    const std::string_view producer = request.header("x-producer");
    if (kept.producer != producer) {
        kept.producer = producer.substr(0, longestProgram);
        kept.sequence.reset();
    }
    if (kept.sequence && sequence > *kept.sequence + 1)
        kept.client.gaps += sequence - *kept.sequence - 1;
    if (!kept.sequence || sequence > *kept.sequence)
        kept.sequence = sequence;
}

void IngestClients::count(std::size_t points, std::int64_t newestGeneration)
{
    const std::lock_guard lock(m_mutex);
    if (!m_current || points == 0)
        return;
    IngestClient &client = m_current->client;
    client.points += points;
    client.skewSeconds =
        std::chrono::duration<double>(fromNanoseconds(newestGeneration) - m_time.now()).count();
}

void IngestClients::reject(const Error &error, std::size_t points)
{
    const std::lock_guard lock(m_mutex);
    if (!m_current)
        return;
    m_explained = true;
    refuse(*m_request, error, points);
}

void IngestClients::refuse(const HttpRequest &request, const Error &error, std::size_t points)
{
    IngestClient &client = m_current->client;
    client.refusedPoints += points;
    RefusedInput refused;
    refused.at = m_time.now();
    refused.path = request.path;
    refused.error = error;
    refused.points = points;
    refused.bodySize = request.body.size();
    if (!request.body.empty()) {
        const std::size_t offset =
            error.offset < 0 ? 0 : std::min(static_cast<std::size_t>(error.offset), request.body.size() - 1);
        refused.excerptBegin = offset - std::min(offset, excerptBytes / 2);
        const auto excerpt = request.body.subspan(
            refused.excerptBegin, std::min(excerptBytes, request.body.size() - refused.excerptBegin));
        refused.excerpt.assign(excerpt.begin(), excerpt.end());
    }
    if (client.refused.size() >= mostRefused)
        client.refused.erase(client.refused.begin());
    client.refused.push_back(std::move(refused));
}

void IngestClients::end(const HttpRequest &request, int status, std::string_view message)
{
    if (status >= firstRefusedStatus && !m_current)
        begin(request);
    const std::lock_guard lock(m_mutex);
    if (m_current && status >= firstRefusedStatus) {
        ++m_current->client.refusedRequests;
        if (!m_explained)
            refuse(request,
                   Error{ErrorCode::invalidArgument,
                         std::to_string(status) + ": " + std::string(message),
                         {},
                         -1,
                         -1},
                   0);
    }
    m_current = nullptr;
    m_request = nullptr;
}

std::vector<IngestClient> IngestClients::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<IngestClient> clients;
    clients.reserve(m_clients.size());
    for (const auto &[key, kept] : m_clients)
        clients.push_back(kept->client);
    return clients;
}

} // namespace desk
