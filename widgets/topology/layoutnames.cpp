// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/layoutnames.h"

namespace desk {

using namespace Qt::StringLiterals;

QString wordOf(LayoutKind kind)
{
    switch (kind) {
    case LayoutKind::circle:
        return u"circle"_s;
    case LayoutKind::geographic:
        return u"map"_s;
    case LayoutKind::orbital:
        return u"orbital"_s;
    case LayoutKind::layered:
        return u"layered"_s;
    case LayoutKind::fruchtermanReingold:
        return u"fruchterman-reingold"_s;
    case LayoutKind::kamadaKawai:
        return u"kamada-kawai"_s;
    case LayoutKind::stress:
        break;
    }
    return u"stress"_s;
}

QString wordOf(LinkColouring colouring)
{
    switch (colouring) {
    case LinkColouring::snr:
        return u"snr"_s;
    case LinkColouring::latency:
        return u"latency"_s;
    case LinkColouring::utilisation:
        return u"utilisation"_s;
    case LinkColouring::state:
        break;
    }
    return u"state"_s;
}

std::optional<LayoutKind> layoutKindOf(const QString &word)
{
    for (const LayoutKind kind : offeredLayouts) {
        if (wordOf(kind) == word)
            return kind;
    }
    return std::nullopt;
}

std::optional<LinkColouring> colouringOf(const QString &word)
{
    for (const LinkColouring colouring :
         {LinkColouring::state, LinkColouring::snr, LinkColouring::latency, LinkColouring::utilisation}) {
        if (wordOf(colouring) == word)
            return colouring;
    }
    return std::nullopt;
}

} // namespace desk
