// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/keyframe.h"

#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"

namespace desk {

namespace {
constexpr std::size_t mostPoints = 1'000'000;
} // namespace

// Layout: version of the graph, number of points, columns of shapes, numbers and times; then each point's
// values and qualities.
void encodeKeyFrame(const KeyFrame &frame, BlockCodec &codec, std::string &out)
{
    std::string plain;
    putVarint(plain, frame.topologyVersion);
    putVarint(plain, frame.points.size());
    std::vector<std::int64_t> column(frame.points.size());
    const auto put = [&](const auto &of) {
        for (std::size_t i = 0; i < column.size(); ++i)
            column[i] = static_cast<std::int64_t>(of(frame.points[i]));
        encodeIntegers(column, plain);
    };
    put([](const KeyFrame::Point &point) { return index(point.shape); });
    put([](const KeyFrame::Point &point) { return point.sequence; });
    put([](const KeyFrame::Point &point) { return point.generation; });
    for (const KeyFrame::Point &point : frame.points) {
        encodeValues(point.values, plain);
        for (const Quality quality : point.qualities)
            putFixed(plain, quality);
    }
    codec.pack(plain, out);
}

std::optional<KeyFrame> decodeKeyFrame(std::string_view packed,
                                       const std::function<std::optional<std::size_t>(ShapeId)> &series,
                                       BlockCodec &codec)
{
    const auto plain = codec.unpack(packed, BlockCodec::mostUnpacked);
    if (!plain)
        return std::nullopt;
    ByteReader in(*plain);
    KeyFrame frame;
    frame.topologyVersion = in.varint();
    const std::uint64_t count = in.varint();
    // Equal steps take no room, so the bytes do not bound the number of points.
    if (!in.isGood() || count > mostPoints)
        return std::nullopt;
    frame.points.resize(count);
    std::vector<std::int64_t> column(count);
    const auto take = [&](const auto &set) {
        if (!decodeIntegers(in, column))
            return false;
        for (std::size_t i = 0; i < count; ++i)
            set(frame.points[i], column[i]);
        return true;
    };
    using Point = KeyFrame::Point;
    if (!take([](Point &point, std::int64_t v) { point.shape = static_cast<ShapeId>(v); }) ||
        !take([](Point &point, std::int64_t v) { point.sequence = static_cast<std::uint64_t>(v); }) ||
        !take([](Point &point, std::int64_t v) { point.generation = v; }))
        return std::nullopt;
    for (Point &point : frame.points) {
        const auto columns = series(point.shape);
        if (!columns)
            return std::nullopt;
        point.values.resize(*columns);
        if (!decodeValues(in, point.values))
            return std::nullopt;
        for (std::size_t s = 0; s < *columns; ++s)
            point.qualities.push_back(in.fixed<Quality>());
        if (!in.isGood())
            return std::nullopt;
    }
    return in.atEnd() ? std::optional(std::move(frame)) : std::nullopt;
}

} // namespace desk
