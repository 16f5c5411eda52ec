// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/earthring.h"

#include "widgets/topology/globeprojection.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <optional>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

void complete(EarthRing &ring)
{
    double left = 1e9;
    double right = -1e9;
    double top = 1e9;
    double bottom = -1e9;
    ring.directions.reserve(ring.points.size());
    for (const LayoutPoint &p : ring.points) {
        ring.directions.push_back(GlobeProjection::directionOf(p));
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    }
    ring.box = QRectF(QPointF(left, top), QPointF(right, bottom));
    for (const Vector3 &direction : ring.directions)
        ring.middle = ring.middle + 1.0 / double(ring.directions.size()) * direction;
    for (const Vector3 &direction : ring.directions)
        ring.reach = std::max(ring.reach, length(direction - ring.middle));
}

// Varints one after another; nothing at the end or where one is longer than any we write.
class VarintReader
{
public:
    explicit VarintReader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }
    std::optional<quint32> next()
    {
        quint32 value = 0;
        for (int shift = 0; shift < 28 && m_at < m_bytes.size(); shift += 7) {
            const auto byte = quint8(m_bytes[m_at++]);
            value |= quint32(byte & 127U) << shift;
            if (byte < 128)
                return value;
        }
        return std::nullopt;
    }
    std::optional<int> nextDifference()
    {
        const auto value = next();
        if (!value)
            return std::nullopt;
        return (*value & 1U) != 0 ? -int(*value / 2) - 1 : int(*value / 2);
    }

private:
    const QByteArray &m_bytes;
    qsizetype m_at = 0;
};

std::vector<EarthRing> readFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? readEarthRings(file.readAll()) : std::vector<EarthRing>();
}

} // namespace

bool EarthRing::contains(LayoutPoint place) const
{
    // How often the meridian from the place to the north pole crosses it.
    bool odd = pole > 0;
    const auto count = [&](double x) {
        const std::size_t edges = pole != 0 ? points.size() - 1 : points.size();
        for (std::size_t i = 0; i < edges; ++i) {
            const LayoutPoint &a = points[i];
            const LayoutPoint &b = points[i + 1 < points.size() ? i + 1 : 0];
            if ((a.x > x) != (b.x > x) && a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y) < place.y)
                odd = !odd;
        }
    };
    const double first = place.x + 360 * std::ceil((box.left() - place.x) / 360);
    constexpr double within = 1e-9; // degrees: where its begin and its end meet, one of them counts
    if (pole != 0) {
        count(std::clamp(first, box.left() + within, box.left() + 360 - within));
        return odd;
    }
    for (double x = first; x <= box.right(); x += 360)
        count(x);
    return odd;
}

EarthRing earthRing(std::span<const GeodeticPosition> line, int pole)
{
    EarthRing ring;
    for (const GeodeticPosition &place : line) {
        double x = place.longitude;
        if (!ring.points.empty())
            x = ring.points.back().x + std::remainder(x - ring.points.back().x, 360.0);
        ring.points.push_back({x, -place.latitude});
    }
    if (!ring.points.empty()) { // a ring around a pole ends where it began, once round
        const double first = ring.points.front().x;
        const double last = ring.points.back().x;
        const double end = last + std::remainder(first - last, 360.0);
        ring.pole = std::abs(end - first) > 180 ? pole : 0;
        if (ring.pole != 0)
            ring.points.push_back({end > first ? first + 360 : first - 360, ring.points.front().y});
    }
    complete(ring);
    return ring;
}

std::vector<EarthRing> readEarthRings(const QByteArray &bytes)
{
    constexpr double unit = 0.01; // degrees
    constexpr quint32 most = 100'000;
    std::vector<EarthRing> rings;
    VarintReader reader(bytes);
    for (auto count = reader.next(); count && *count <= most; count = reader.next()) {
        EarthRing ring;
        ring.points.reserve(*count);
        int x = 0;
        int y = 0;
        for (quint32 i = 0; i < *count; ++i) {
            const auto dx = reader.nextDifference();
            const auto dy = reader.nextDifference();
            if (!dx || !dy)
                return rings;
            x += *dx;
            y += *dy;
            ring.points.push_back({x * unit, -y * unit});
        }
        if (ring.points.size() < 3)
            continue;
        complete(ring);
        if (std::abs(ring.points.back().x - ring.points.front().x) > 180)
            ring.pole = ring.box.center().y() > 0 ? -1 : 1;
        rings.push_back(std::move(ring));
    }
    return rings;
}

const std::vector<EarthRing> &landRings(bool fine)
{
    if (fine) {
        static const std::vector<EarthRing> rings = readFile(u":/desk/map/land-50m.bin"_s);
        return rings;
    }
    static const std::vector<EarthRing> rings = readFile(u":/desk/map/land-110m.bin"_s);
    return rings;
}

} // namespace desk
