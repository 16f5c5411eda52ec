// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/exchangeselection.h"

#include "models/telemetry/globpattern.h"

#include <algorithm>

namespace desk {
namespace {

bool anyMatches(const std::vector<std::string> &patterns, std::string_view text, std::string_view longer)
{
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&](const std::string &pattern) {
               return globMatches(pattern, text) || globMatches(pattern, longer);
           });
}

} // namespace

bool ExchangeSelection::wantsNode(std::string_view node, std::string_view dst) const
{
    if (dst.empty() || nodes.empty())
        return anyMatches(nodes, node, node);
    return anyMatches(nodes, node, std::string(node).append("->").append(dst));
}

bool ExchangeSelection::wantsMetric(std::string_view metric, std::string_view labels) const
{
    if (labels.empty() || metrics.empty())
        return anyMatches(metrics, metric, metric);
    return anyMatches(metrics, metric, std::string(metric).append("{").append(labels).append("}"));
}

bool ExchangeSelection::wantsTime(Timestamp generation) const
{
    return (!start || generation >= *start) && (!end || generation < *end);
}

} // namespace desk
