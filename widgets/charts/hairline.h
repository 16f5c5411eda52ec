// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/sharedtimeaxis.h"
#include "widgets/theme/theme.h"

#include <QPen>

#include <cmath>

namespace desk {

// The middle of the pixel: a hairline there is one pixel wide.
inline double crisp(double coordinate)
{
    return std::floor(coordinate) + 0.5;
}

// The line of now, or of the moment that is held or replayed.
inline Token tokenOfNow(const SharedTimeAxis &time)
{
    if (time.mode() == TimeMode::replay)
        return Token::replay;
    return time.isPaused() && time.mode() == TimeMode::live ? Token::caution : Token::accent;
}

inline QPen penOfNow(const SharedTimeAxis &time, const Theme &theme)
{
    const Token token = tokenOfNow(time);
    return {theme.color(token), qreal(theme.lineWidth()),
            token == Token::caution ? Qt::DashLine : Qt::SolidLine};
}

} // namespace desk
