// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/layoutnames.h"

namespace desk {

using namespace Qt::StringLiterals;

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
