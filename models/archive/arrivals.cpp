// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/arrivals.h"

#include "models/archive/integercodec.h"

namespace desk {

void packArrivals(std::span<const Arrival> arrivals, BlockCodec &codec, std::string &out)
{
    std::string plain;
    std::vector<std::int64_t> column(arrivals.size());
    const auto put = [&](const auto &member) {
        for (std::size_t i = 0; i < arrivals.size(); ++i)
            column[i] = member(i);
        encodeIntegers(column, plain);
    };
    put([&](std::size_t i) {
        const std::uint64_t expected =
            i == 0 ? arrivals[0].first : arrivals[i - 1].first + arrivals[i - 1].points;
        return static_cast<std::int64_t>(arrivals[i].first - expected);
    });
    put([&](std::size_t i) { return static_cast<std::int64_t>(arrivals[i].points); });
    put([&](std::size_t i) { return arrivals[i].reception; });
    put([&](std::size_t i) { return std::int64_t{arrivals[i].source}; });
    codec.pack(plain, out);
}

bool unpackArrivals(std::string_view packed, std::uint64_t first, std::uint64_t count, BlockCodec &codec,
                    std::vector<Arrival> &arrivals)
{
    if (count == 0 || count > mostArrivals)
        return false;
    const auto plain = codec.unpack(packed, mostArrivals * 40);
    if (!plain)
        return false;
    ByteReader in(*plain);
    std::vector<std::int64_t> column(count);
    std::vector<std::int64_t> points(count);
    if (!decodeIntegers(in, column) || !decodeIntegers(in, points))
        return false;
    arrivals.resize(count);
    std::uint64_t next = first;
    for (std::size_t i = 0; i < count; ++i) {
        arrivals[i].first = next + static_cast<std::uint64_t>(column[i]);
        arrivals[i].points = static_cast<std::uint64_t>(points[i]);
        next = arrivals[i].first + arrivals[i].points;
    }
    if (!decodeIntegers(in, column))
        return false;
    for (std::size_t i = 0; i < count; ++i)
        arrivals[i].reception = column[i];
    if (!decodeIntegers(in, column) || !in.atEnd())
        return false;
    for (std::size_t i = 0; i < count; ++i)
        arrivals[i].source = static_cast<std::uint32_t>(column[i]);
    return true;
}

} // namespace desk
