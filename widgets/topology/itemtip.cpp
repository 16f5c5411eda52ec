// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/itemtip.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t mostRows = 8;
constexpr std::array<std::string_view, 8> keyMetrics{"snr_db",           "latency_ms",     "utilization",
                                                     "throughput_gbps",  "queue_depth_gb", "capacity_gbps",
                                                     "packet_loss_rate", "reliability"};
// Said in words of their own.
constexpr std::array<std::string_view, 5> passedOver{"lat", "lon", "altitude_km", "health", "is_active"};

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

// Troubles first, then the key metrics in their order, then the rest.
int rankOf(std::string_view metric, const MomentFigure &last)
{
    if (last.severity >= Severity::advisory)
        return -int(last.severity);
    const auto it = std::find(keyMetrics.begin(), keyMetrics.end(), metric);
    return 1 + int(it - keyMetrics.begin());
}

} // namespace

QString ItemTip::typeText(NodeType type)
{
    switch (type) {
    case NodeType::satellite:
        return tr("satellite");
    case NodeType::groundStation:
        return tr("ground station");
    case NodeType::dataCenter:
        return tr("data centre");
    case NodeType::host:
        return tr("host");
    case NodeType::gpu:
        return tr("GPU");
    case NodeType::device:
        break;
    }
    return tr("device");
}

QString ItemTip::healthText(Health health)
{
    switch (health) {
    case Health::degraded:
        return tr("degraded");
    case Health::failed:
        return tr("failed");
    case Health::maintenance:
        return tr("maintenance");
    case Health::nominal:
        break;
    }
    return tr("nominal");
}

QString ItemTip::text(PictureItem item) const
{
    if (!m_picture.snapshot())
        return {};
    const QString text = item.node < m_picture.nodes().size()   ? nodeText(item.node)
                         : item.edge < m_picture.edges().size() ? edgeText(item.edge)
                                                                : QString();
    if (text.isEmpty() || !m_picture.moment())
        return text;
    const QString moment = ValueFormatter::fullTime(*m_picture.moment());
    return text + u"<i>"_s +
           (m_picture.hasLimits()
                ? tr("as of %1, graded by the limits of now").arg(moment)
                : tr("as of %1; values are not graded, for want of the limits").arg(moment)) +
           u"</i>"_s;
}

QString ItemTip::planesText(const PictureClusters::Cluster &cluster)
{
    if (cluster.planes.empty())
        return typeText(cluster.type);
    QStringList ranges; // 3–5, 12
    for (std::size_t i = 0, end = 0; i < cluster.planes.size(); i = end) {
        end = i + 1;
        while (end < cluster.planes.size() && cluster.planes[end] == cluster.planes[end - 1] + 1)
            ++end;
        const QString first = QString::number(cluster.planes[i] + 1);
        ranges += end - i == 1 ? first : first + u'–' + QString::number(cluster.planes[end - 1] + 1);
    }
    return tr("plane %1 of shell %2", "one or more", int(cluster.planes.size()))
        .arg(ranges.join(u", "_s))
        .arg(cluster.shell + 1);
}

QString ItemTip::clusterText(const PictureClusters::Cluster &cluster) const
{
    const int count = int(cluster.nodes.size());
    QString out = u"<b>"_s + tr("%n node(s)", nullptr, count) + u"</b> · "_s + planesText(cluster) +
                  u"<br>"_s + tr("worst: %1").arg(state(cluster.severity));
    if (cluster.severity >= Severity::advisory) {
        const auto troubled =
            std::count_if(cluster.nodes.begin(), cluster.nodes.end(), [&](std::uint32_t node) {
                return m_picture.nodes()[node].state == cluster.severity;
            });
        out += u" ("_s + m_picture.nodes()[cluster.worst].label.toHtmlEscaped();
        if (troubled > 1)
            out += u' ' + tr("and %n more", nullptr, int(troubled) - 1);
        out += u')';
    }
    if (cluster.outOfContact > 0)
        out += u"<br>"_s + tr("%n out of contact", nullptr, int(cluster.outOfContact));
    if (cluster.severity >= Severity::advisory) // the reasons
        out += u"<table cellspacing=0>"_s + rows(m_picture.nodes()[cluster.worst].entity) + u"</table>"_s;
    return out + u"<br><i>"_s + tr("Click to come closer") + u"</i>"_s;
}

QString ItemTip::row(const QString &name, const QString &value, const QString &note) const
{
    return u"<tr><td>"_s + name + u"&nbsp;&nbsp;</td><td align=right style='font-family:\""_s +
           m_theme.monoFont().families().value(0) + u"\"'>"_s + value + u"</td><td>&nbsp;"_s + note +
           u"</td></tr>"_s;
}

QString ItemTip::state(Severity severity) const
{
    return u"<span style='color:"_s + m_theme.color(severity).name() + u"'>"_s + severityLegend(severity) +
           u"</span>"_s;
}

QString ItemTip::rows(EntityId entity) const
{
    if (entity == noEntity)
        return {};
    struct Row
    {
        int rank;
        SeriesId id;
        MomentFigure last;
    };
    const ParameterFeed &feed = m_picture.feed();
    std::vector<Row> found;
    for (const SeriesId id : feed.catalogue().seriesOf(entity)) {
        const SeriesDefinition &series = feed.catalogue().series(id);
        const bool told = std::find(passedOver.begin(), passedOver.end(), series.metric) != passedOver.end();
        if (told || !series.labels.empty())
            continue;
        const MomentFigure last = m_picture.figure(id);
        if (last.freshness != Freshness::neverReceived)
            found.push_back({rankOf(series.metric, last), id, last});
    }
    std::stable_sort(found.begin(), found.end(), [](const Row &a, const Row &b) { return a.rank < b.rank; });
    found.resize(std::min(found.size(), mostRows));
    const ValueFormatter format{QLocale()};
    QString out;
    for (const Row &r : found) {
        const SeriesDefinition &series = feed.catalogue().series(r.id);
        const bool words = series.kind == ValueKind::state || series.kind == ValueKind::text;
        const QString value =
            words ? textOf(feed.catalogue().text(r.id, r.last.value)).toHtmlEscaped()
                  : format.valueWithUnit(r.last.value, series.metric, feed.catalogue().unit(r.id));
        QStringList notes;
        if (r.last.severity >= Severity::advisory)
            notes << state(r.last.severity);
        if (r.last.freshness >= Freshness::late)
            notes << u"<i>"_s + ValueFormatter::age(r.last.age) + u"</i>"_s;
        out += row(textOf(series.metric).toHtmlEscaped(), value, notes.join(u' '));
    }
    return out;
}

QString ItemTip::nodeText(std::uint32_t index) const
{
    const TopologyNode &node = m_picture.snapshot()->nodes[index];
    const PictureNode &picture = m_picture.nodes()[index];
    const QString name = textOf(node.name).toHtmlEscaped();
    QString out = u"<b>"_s + textOf(node.label).toHtmlEscaped() + u"</b>"_s;
    if (node.label != node.name)
        out += u" "_s + name;
    out += u"<br>"_s + typeText(node.type) + u" · "_s +
           (picture.severity >= Severity::advisory ? state(picture.severity)
            : picture.inContact                    ? state(picture.severity)
                                                   : tr("out of contact"));
    if (node.health != Health::nominal)
        out += u" · "_s + tr("health: %1").arg(healthText(node.health));
    out += u"<table cellspacing=0>"_s + rows(node.entity);
    if (const auto place = m_map.positionOf(index)) {
        const ValueFormatter format{QLocale()};
        out += row(tr("position"),
                   format.valueWithUnit(place->latitude, "lat") + u"&nbsp; "_s +
                       format.valueWithUnit(place->longitude, "lon"),
                   sourceText(m_map.sourceOf(index)));
        if (place->altitudeKm > 0.5)
            out += row(tr("altitude"), format.valueWithUnit(place->altitudeKm, "altitude_km"));
    }
    return out + row(tr("active links"), QString::number(picture.edges.size())) + u"</table>"_s;
}

QString ItemTip::sourceText(PlaceSource source)
{
    switch (source) {
    case PlaceSource::reported:
        return tr("as reported");
    case PlaceSource::orbit:
        return tr("by SGP4");
    case PlaceSource::defined:
        return tr("as defined");
    case PlaceSource::unknown:
        break;
    }
    return {};
}

QString ItemTip::edgeText(std::uint32_t index) const
{
    const PictureEdge &edge = m_picture.edges()[index];
    const auto label = [&](std::uint32_t node) { return m_picture.nodes()[node].label.toHtmlEscaped(); };
    QString out = u"<b>"_s + label(edge.source) + u" – "_s + label(edge.target) + u"</b><br>"_s + tr("link") +
                  u" · "_s + (edge.active ? state(edge.severity) : tr("inactive"));
    out += u"<table cellspacing=0>"_s;
    for (int i = 0; i < 2; ++i) {
        const QString figures = rows(edge.directions[std::size_t(i)]);
        if (figures.isEmpty())
            continue;
        const std::uint32_t from = i == 0 ? edge.source : edge.target;
        const std::uint32_t to = i == 0 ? edge.target : edge.source;
        out +=
            u"<tr><td colspan=3><i>"_s + label(from) + u" → "_s + label(to) + u"</i></td></tr>"_s + figures;
    }
    return out + u"</table>"_s;
}

} // namespace desk
