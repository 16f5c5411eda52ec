// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/integercodec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace desk {
namespace {

constexpr unsigned maxOrder = 2;

// Differences wrap: the sum wraps back.
std::int64_t minus(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
std::int64_t plus(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t firstStep(std::span<const std::int64_t> column)
{
    return column.size() > 1 ? minus(column[1], column[0]) : 0;
}

// Bits that the column would take at each order, the first values left out.
std::array<std::uint64_t, maxOrder + 1> bitsOfOrders(std::span<const std::int64_t> column)
{
    std::array<std::uint64_t, maxOrder + 1> bits{};
    const std::int64_t base = column[0];
    std::int64_t step = firstStep(column);
    for (std::size_t i = 1; i < column.size(); ++i) {
        const std::int64_t difference = minus(column[i], column[i - 1]);
        bits[0] += static_cast<unsigned>(std::bit_width(zigzag(minus(column[i], base))));
        bits[1] += static_cast<unsigned>(std::bit_width(zigzag(difference)));
        bits[2] += static_cast<unsigned>(std::bit_width(zigzag(minus(difference, step))));
        step = difference;
    }
    return bits;
}

void putPlanes(std::span<const std::uint64_t> numbers, unsigned width, std::string &out)
{
    const std::size_t at = out.size();
    out.resize(at + numbers.size() * width);
    for (unsigned plane = 0; plane < width; ++plane) {
        char *const to = out.data() + at + plane * numbers.size();
        for (std::size_t i = 0; i < numbers.size(); ++i)
            to[i] = static_cast<char>(numbers[i] >> 8 * plane);
    }
}

} // namespace

// Layout: order and width in one byte (order * 16 + width); the first value (zigzag varint); then the planes
// of what remains. At order 2 the first step (zigzag varint) stands before the planes.
void encodeIntegers(std::span<const std::int64_t> column, std::string &out)
{
    if (column.empty())
        return;
    const auto bits = bitsOfOrders(column);
    // A tie goes to the lower order, which is quicker to read.
    const auto order = static_cast<unsigned>(std::min_element(bits.begin(), bits.end()) - bits.begin());
    thread_local std::vector<std::uint64_t> numbers;
    numbers.resize(column.size() - 1);
    std::int64_t step = firstStep(column);
    std::uint64_t all = 0;
    for (std::size_t i = 1; i < column.size(); ++i) {
        const std::int64_t difference = minus(column[i], order == 0 ? column[0] : column[i - 1]);
        const std::uint64_t number = zigzag(order == 2 ? minus(difference, step) : difference);
        step = difference;
        numbers[i - 1] = number;
        all |= number;
    }
    const unsigned width = (static_cast<unsigned>(std::bit_width(all)) + 7) / 8;
    out.push_back(static_cast<char>(order * 16 + width));
    putVarint(out, zigzag(column[0]));
    if (order == 2)
        putVarint(out, zigzag(firstStep(column)));
    putPlanes(numbers, width, out);
}

bool decodeIntegers(ByteReader &in, std::span<std::int64_t> column)
{
    if (column.empty())
        return true;
    const auto head = in.fixed<std::uint8_t>();
    const unsigned order = head / 16;
    const unsigned width = head % 16;
    column[0] = unzigzag(in.varint());
    std::int64_t step = order == 2 ? unzigzag(in.varint()) : 0;
    const std::size_t count = column.size() - 1;
    if (!in.isGood() || order > maxOrder || width > 8)
        return false;
    const std::string_view planes = in.bytes(std::uint64_t{count} * width);
    if (!in.isGood())
        return false;
    const auto *byte = reinterpret_cast<const unsigned char *>(planes.data());
    std::fill(column.begin() + 1, column.end(), 0);
    for (unsigned plane = 0; plane < width; ++plane, byte += count) {
        for (std::size_t i = 0; i < count; ++i)
            column[i + 1] |= static_cast<std::int64_t>(std::uint64_t{byte[i]} << 8 * plane);
    }
    const std::int64_t base = column[0];
    std::int64_t last = base;
    for (std::size_t i = 1; i < column.size(); ++i) {
        const std::int64_t number = unzigzag(static_cast<std::uint64_t>(column[i]));
        if (order == 0) {
            column[i] = plus(base, number);
            continue;
        }
        step = order == 2 ? plus(step, number) : number;
        last = plus(last, step);
        column[i] = last;
    }
    return true;
}

} // namespace desk
