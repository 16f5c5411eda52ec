// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ingest/ingestsender.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

// Under one lock-up of the clock a rate means nothing.
constexpr double shortestSpan = 0.2;
constexpr double smoothing = 1.0 / 16;

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

IngestSender senderOf(const IngestClient &client, Timestamp now)
{
    IngestSender sender;
    sender.key = QString::fromStdString(client.address + '\n' + client.name + '\n' + client.program);
    sender.name = nameOf(client);
    sender.address = addressOf(client);
    sender.frames = client.requests;
    sender.bytes = client.bytes;
    sender.taken = client.points;
    sender.refused = client.refusedRequests;
    sender.missing = client.gaps;
    sender.skewSeconds = client.skewSeconds;
    if (client.requests > 2)
        sender.jitterSeconds = client.jitterSeconds;
    sender.silentSeconds = std::max(0.0, std::chrono::duration<double>(now - client.last).count());
    std::transform(client.refused.begin(), client.refused.end(), std::back_inserter(sender.newest), frameOf);
    return sender;
}

std::optional<double> jitterOf(const std::vector<KeptFrame> &frames)
{
    if (frames.size() < 3)
        return std::nullopt;
    const auto between = [&](std::size_t i) {
        return std::chrono::duration<double>(frames[i].arrival - frames[i - 1].arrival).count();
    };
    double mean = between(1);
    double deviation = 0;
    for (std::size_t i = 2; i < frames.size(); ++i) {
        deviation += (std::abs(between(i) - mean) - deviation) * smoothing;
        mean += (between(i) - mean) * smoothing;
    }
    return deviation;
}

void IngestSenders::update(std::vector<IngestSender> senders, SteadyTime now)
{
    m_senders = std::move(senders);
    std::map<QString, Counted> counted;
    for (IngestSender &sender : m_senders) {
        Counted here{sender.frames, sender.taken, sender.bytes, now};
        if (const auto before = m_before.find(sender.key); before != m_before.end()) {
            const double passed = std::chrono::duration<double>(now - before->second.at).count();
            if (passed < shortestSpan) {
                here = before->second;
            } else {
                const auto rate = [passed](std::uint64_t newer, std::uint64_t older) {
                    return newer > older ? double(newer - older) / passed : 0;
                };
                sender.framesPerSecond = rate(sender.frames, before->second.frames);
                sender.pointsPerSecond = rate(sender.taken, before->second.points);
                sender.bytesPerSecond = rate(sender.bytes, before->second.bytes);
            }
        }
        counted.emplace(sender.key, here);
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
