// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/graphlayout.h"
#include "widgets/topology/fleetpicture.h"

#include <QString>

#include <array>
#include <optional>

namespace desk {

// Those that are offered, in this order.
inline constexpr std::array<LayoutKind, 8> offeredLayouts{LayoutKind::stress,
                                                          LayoutKind::orbital,
                                                          LayoutKind::layered,
                                                          LayoutKind::circle,
                                                          LayoutKind::geographic,
                                                          LayoutKind::globe,
                                                          LayoutKind::fruchtermanReingold,
                                                          LayoutKind::kamadaKawai};

// Words for settings, the same in every language; empty optional for a word that is none.
QString wordOf(LinkColouring colouring);
QString wordOf(NodeColouring colouring);
std::optional<LinkColouring> linkColouringOf(const QString &word);
std::optional<NodeColouring> nodeColouringOf(const QString &word);

} // namespace desk
