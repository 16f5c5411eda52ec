// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/gapcausewords.h"

#include <QCoreApplication>

namespace desk {
namespace {

struct GapCauseWords // names the texts' context
{
    Q_DECLARE_TR_FUNCTIONS(desk::GapCauseWords)
};

} // namespace

QString gapCauseWords(SessionOverview::Cause cause)
{
    switch (cause) {
    case SessionOverview::Cause::unknown:
        break;
    case SessionOverview::Cause::linkDown:
        return GapCauseWords::tr("link down");
    case SessionOverview::Cause::serverDrop:
        return GapCauseWords::tr("dropped by the server");
    case SessionOverview::Cause::localDrop:
        return GapCauseWords::tr("dropped here");
    case SessionOverview::Cause::decodeError:
        return GapCauseWords::tr("not decoded");
    case SessionOverview::Cause::notSubscribed:
        return GapCauseWords::tr("not subscribed");
    case SessionOverview::Cause::recorderOff:
        return GapCauseWords::tr("recorder off");
    case SessionOverview::Cause::slowClient:
        return GapCauseWords::tr("receiver too slow");
    case SessionOverview::Cause::expired:
        return GapCauseWords::tr("expired at the server");
    case SessionOverview::Cause::notAcknowledged:
        return GapCauseWords::tr("not acknowledged");
    case SessionOverview::Cause::outOfContact:
        return GapCauseWords::tr("out of contact");
    }
    return GapCauseWords::tr("cause unknown");
}

} // namespace desk
