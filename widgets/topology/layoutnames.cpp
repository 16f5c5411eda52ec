// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/layoutnames.h"

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// In the order of the enumerations.
constexpr std::array linkWords{"state"_L1,       "snr"_L1,        "latency"_L1,
                               "utilisation"_L1, "packetLoss"_L1, "reliability"_L1};
constexpr std::array nodeWords{"state"_L1, "health"_L1, "alarms"_L1, "queue"_L1, "utilisation"_L1};

template <class Colouring, std::size_t count>
std::optional<Colouring> fromWord(const QString &word, const std::array<QLatin1StringView, count> &words)
{
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::nullopt : std::optional(Colouring(found - words.begin()));
}

} // namespace

QString wordOf(LinkColouring colouring)
{
    return linkWords[std::size_t(colouring)];
}

QString wordOf(NodeColouring colouring)
{
    return nodeWords[std::size_t(colouring)];
}

std::optional<LinkColouring> linkColouringOf(const QString &word)
{
    return fromWord<LinkColouring>(word, linkWords);
}

std::optional<NodeColouring> nodeColouringOf(const QString &word)
{
    return fromWord<NodeColouring>(word, nodeWords);
}

} // namespace desk
