// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/blockcodec.h"

#include <functional>
#include <optional>

namespace desk {

// The newest point (by generation time) of each shape, and which fleet graph was in force: what a seek starts
// from. A value.
struct KeyFrame
{
    struct Point
    {
        ShapeId shape{};
        std::uint64_t sequence = 0;
        std::int64_t generation = 0; // ns since 1970
        std::vector<double> values;  // in the order of the shape's series
        std::vector<Quality> qualities;
        bool operator==(const Point &) const = default;
    };
    std::uint64_t topologyVersion = 0;
    std::vector<Point> points;
    bool operator==(const KeyFrame &) const = default;
};

void encodeKeyFrame(const KeyFrame &frame, BlockCodec &codec, std::string &out);
// series: how many a shape has. Nothing when the bytes are no key frame.
std::optional<KeyFrame> decodeKeyFrame(std::string_view packed,
                                       const std::function<std::optional<std::size_t>(ShapeId)> &series,
                                       BlockCodec &codec);

} // namespace desk
