// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/graphlayout.h"
#include "widgets/topology/fleetpicture.h"

#include <QString>

#include <optional>

namespace desk {

// Words for settings, the same in every language; empty optional for a word that is none.
QString wordOf(LayoutKind kind);
QString wordOf(LinkColouring colouring);
std::optional<LayoutKind> layoutKindOf(const QString &word);
std::optional<LinkColouring> colouringOf(const QString &word);

} // namespace desk
