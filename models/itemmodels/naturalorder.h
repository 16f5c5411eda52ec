// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace desk {

// Order of names as people count: runs of ASCII digits by their value, so sat-9 stands before sat-10; the
// rest by code unit without regard to ASCII case. Negative, 0 or positive. Any thread.
int naturalCompare(QStringView a, QStringView b);

} // namespace desk
