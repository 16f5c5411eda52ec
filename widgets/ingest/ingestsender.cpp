// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ingest/ingestsender.h"

#include <QCoreApplication>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

// Under one lock-up of the clock a rate means nothing.
constexpr double shortestSpan = 0.2;

QString nameOf(const IngestClient &client)
{
    return client.program.empty() ? QCoreApplication::translate("desk::IngestPanel", "no name given")
                                  : QString::fromStdString(client.program);
}

QString addressOf(const IngestClient &client)
{
    const QString address = QString::fromStdString(client.address);
    return client.name.empty() ? address : u"%1, %2"_s.arg(address, QString::fromStdString(client.name));
}

} // namespace

KeptFrame frameOf(const RefusedInput &refused)
{
    KeptFrame frame;
    frame.offset = refused.excerptBegin;
    frame.wireLength = refused.bodySize;
    frame.arrival = refused.at;
    std::transform(refused.excerpt.begin(), refused.excerpt.end(), std::back_inserter(frame.bytes),
                   [](char character) { return static_cast<std::byte>(character); });
    frame.refusal = refused.error.message;
    const auto begin = static_cast<std::int64_t>(refused.excerptBegin);
    if (refused.error.offset >= begin)
        frame.refusedAt = refused.error.offset - begin;
    return frame;
}

void IngestSenders::update(const std::vector<IngestClient> &clients, std::vector<IngestSender> links,
                           Timestamp wall, SteadyTime now)
{
    m_senders = std::move(links);
    std::unordered_map<std::string, Counted> counted;
    for (const IngestClient &client : clients) {
        const std::string key = client.address + '\n' + client.name + '\n' + client.program;
        IngestSender sender;
        sender.key = QString::fromStdString(key);
        sender.name = nameOf(client);
        sender.address = addressOf(client);
        sender.taken = client.points;
        sender.refused = client.refusedRequests;
        sender.missing = client.gaps;
        sender.skewSeconds = client.skewSeconds;
        if (client.requests > 2)
            sender.jitterSeconds = client.jitterSeconds;
        sender.silentSeconds = std::max(0.0, std::chrono::duration<double>(wall - client.last).count());
        std::transform(client.refused.begin(), client.refused.end(), std::back_inserter(sender.frames),
                       frameOf);
        Counted here{client.requests, client.points, client.bytes, now};
        if (const auto before = m_before.find(key); before != m_before.end()) {
            const double passed = std::chrono::duration<double>(now - before->second.at).count();
            if (passed < shortestSpan) {
                here = before->second;
            } else {
                const auto rate = [passed](std::uint64_t newer, std::uint64_t older) {
                    return newer > older ? double(newer - older) / passed : 0;
                };
                sender.framesPerSecond = rate(client.requests, before->second.requests);
                sender.pointsPerSecond = rate(client.points, before->second.points);
                sender.bytesPerSecond = rate(client.bytes, before->second.bytes);
            }
        }
        counted.emplace(key, here);
        m_senders.push_back(std::move(sender));
    }
    m_before = std::move(counted);
}

const IngestSender *IngestSenders::find(const QString &key) const
{
    const auto found = std::find_if(m_senders.begin(), m_senders.end(),
                                    [&key](const IngestSender &sender) { return sender.key == key; });
    return found == m_senders.end() ? nullptr : &*found;
}

} // namespace desk
