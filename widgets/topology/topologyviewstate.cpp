// SPDX-License-Identifier: GPL-3.0-or-later
// What of TopologyView is kept from one start to the next.
#include "widgets/topology/layoutnames.h"
#include "widgets/topology/topologyview.h"

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

// Bits as a number of JSON: all of them are none at all.
QJsonValue bitsToJson(std::uint32_t bits)
{
    return bits == NodeConditions::all ? QJsonValue() : QJsonValue(double(bits));
}

std::uint32_t bitsFrom(const QJsonValue &value)
{
    const double bits = value.toDouble(-1);
    return bits >= 0 && bits <= double(NodeConditions::all) ? std::uint32_t(bits) : NodeConditions::all;
}

QJsonObject toJson(const NodeConditions &conditions, bool hide)
{
    return {{u"names"_s, conditions.names},
            {u"types"_s, bitsToJson(conditions.types)},
            {u"healths"_s, bitsToJson(conditions.healths)},
            {u"severities"_s, bitsToJson(conditions.severities)},
            {u"planes"_s, conditions.planes},
            {u"expression"_s, conditions.expression},
            {u"hide"_s, hide}};
}

NodeConditions conditionsFrom(const QJsonObject &state)
{
    NodeConditions conditions;
    conditions.names = state["names"_L1].toString();
    conditions.types = bitsFrom(state["types"_L1]);
    conditions.healths = bitsFrom(state["healths"_L1]);
    conditions.severities = bitsFrom(state["severities"_L1]);
    conditions.planes = state["planes"_L1].toString();
    conditions.expression = state["expression"_L1].toString();
    return conditions;
}

} // namespace

QJsonObject TopologyView::saveState() const
{
    QJsonObject state{{u"layout"_s, QString::fromLatin1(layoutWord(m_layout.kind()))},
                      {u"colour"_s, wordOf(m_picture.colouring())},
                      {u"nodes"_s, wordOf(m_picture.nodeColouring())},
                      {u"pins"_s, m_layout.savePins()},
                      {u"map"_s, toJson(m_map.options())},
                      {u"clusters"_s, m_clusters},
                      {u"miniMap"_s, m_hasMiniMap},
                      {u"depth"_s, m_depth}};
    if (m_filter)
        state.insert(u"filter"_s, toJson(m_filter->conditions(), m_hideOthers));
    if (!m_autoFit)
        state.insert(u"camera"_s, QJsonObject{{u"x"_s, m_camera.centre.x()},
                                              {u"y"_s, m_camera.centre.y()},
                                              {u"scale"_s, m_camera.scale},
                                              {u"stretch"_s, m_camera.stretch}});
    return state;
}

void TopologyView::restoreState(const QJsonObject &state)
{
    if (const auto kind = layoutFromWord(state["layout"_L1].toString().toStdString());
        kind && std::ranges::find(offeredLayouts, *kind) != offeredLayouts.end())
        setLayoutKind(*kind);
    if (const auto colouring = linkColouringOf(state["colour"_L1].toString()))
        setColouring(*colouring);
    if (const auto colouring = nodeColouringOf(state["nodes"_L1].toString()))
        setColouring(*colouring);
    setMapOptions(mapOptionsFrom(state["map"_L1].toObject()));
    m_layout.restorePins(state["pins"_L1].toObject());
    setClusters(state["clusters"_L1].toBool(true));
    setMiniMap(state["miniMap"_L1].toBool(true));
    setDepth(state["depth"_L1].toInt(1));
    const QJsonObject filter = state["filter"_L1].toObject();
    static_cast<void>(setFilter(conditionsFrom(filter), filter["hide"_L1].toBool()));
    const QJsonObject camera = state["camera"_L1].toObject();
    const double scale = camera["scale"_L1].toDouble();
    const double stretch = camera["stretch"_L1].toDouble();
    if (!(scale > 0.01 && scale < 1e4 && stretch >= 1 && stretch <= 4))
        return;
    m_camera.centre = {camera["x"_L1].toDouble(), camera["y"_L1].toDouble()};
    m_camera.scale = m_fitScale = scale;
    m_camera.stretch = stretch;
    m_autoFit = false;
    redraw();
}

} // namespace desk
