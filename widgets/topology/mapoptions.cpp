// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/mapoptions.h"

namespace desk {

using namespace Qt::StringLiterals;

QJsonObject toJson(const MapOptions &options)
{
    return {{u"land"_s, options.land},
            {u"night"_s, options.night},
            {u"track"_s, options.groundTrack},
            {u"footprint"_s, options.footprint},
            {u"stations"_s, options.stationAreas}};
}

MapOptions mapOptionsFrom(const QJsonObject &json)
{
    const MapOptions normal;
    return {json["land"_L1].toBool(normal.land), json["night"_L1].toBool(normal.night),
            json["track"_L1].toBool(normal.groundTrack), json["footprint"_L1].toBool(normal.footprint),
            json["stations"_L1].toBool(normal.stationAreas)};
}

} // namespace desk
