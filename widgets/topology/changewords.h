// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologydifference.h"

#include <QByteArray>
#include <QCoreApplication>

#include <span>

namespace desk {

// Changes of a topology in the language of the window. GUI thread.
class ChangeWords
{
    Q_DECLARE_TR_FUNCTIONS(desk::ChangeWords)

public:
    [[nodiscard]] static QString kind(TopologyChange::Kind kind); // "link down"
    // With a sign for people who look for shapes: "↓ link down".
    [[nodiscard]] static QString change(const TopologyChange &change);
    // Why, and which field was what: "silent since 14:03:07Z; capacity_gbps 10 → 20".
    [[nodiscard]] static QString detail(const TopologyChange &change);
    // RFC 4180 in UTF-8; kinds, reasons and fields by the API's words.
    [[nodiscard]] static QByteArray csv(std::span<const TopologyChange> changes);

private:
    [[nodiscard]] static QString reason(const TopologyChange &change);
};

} // namespace desk
