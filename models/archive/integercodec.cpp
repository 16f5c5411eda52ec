// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/integercodec.h"

#include "models/archive/columndictionary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr unsigned maxOrder = 2;
constexpr unsigned maxWidth = 8;
// In the byte before a column: width in the low four bits, order in the next two, or that it is a dictionary;
// then whether a divisor follows.
constexpr unsigned orderUnit = 16;
constexpr unsigned dictionary = 3 * orderUnit;
constexpr unsigned divided = 0x40;
// Or a regular column: this and the bits of each remainder.
constexpr unsigned regular = 0x80;
constexpr std::size_t fewestRegular = 16;
constexpr std::uint64_t mostRemainder = 15;

// Differences wrap: the sum wraps back.
std::int64_t minus(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

std::int64_t firstStep(std::span<const std::int64_t> column)
{
    return column.size() > 1 ? minus(column[1], column[0]) : 0;
}

struct Choice
{
    unsigned order;
    std::uint64_t bits;
};

// The order at which the column takes the fewest bits, the first values left out. A tie goes to the lower
// one, which is quicker to read.
Choice bestOrder(std::span<const std::int64_t> column)
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
    const auto least = std::min_element(bits.begin(), bits.end());
    return {static_cast<unsigned>(least - bits.begin()), *least};
}

// What all of them are multiples of: 1 as soon as that is known.
std::uint64_t commonDivisor(std::span<const std::int64_t> numbers)
{
    std::uint64_t common = 0;
    for (const std::int64_t number : numbers) {
        const auto raw = static_cast<std::uint64_t>(number);
        const std::uint64_t magnitude = number < 0 ? 0 - raw : raw;
        if (magnitude == 0 || magnitude == common)
            continue;
        if (common == 0 || magnitude % common != 0)
            common = std::gcd(common, magnitude);
        if (common == 1)
            return 1;
    }
    return common == 0 || common > std::uint64_t{1} << 62U ? 1 : common;
}

void putPlanes(std::span<const std::int64_t> numbers, unsigned width, std::string &out)
{
    const std::size_t at = out.size();
    out.resize(at + numbers.size() * width);
    for (unsigned plane = 0; plane < width; ++plane) {
        char *const to = out.data() + at + plane * numbers.size();
        for (std::size_t i = 0; i < numbers.size(); ++i)
            to[i] = static_cast<char>(zigzag(numbers[i]) >> 8 * plane);
    }
}

unsigned widthOf(std::span<const std::int64_t> numbers)
{
    std::uint64_t all = 0;
    for (const std::int64_t number : numbers)
        all |= zigzag(number);
    return (static_cast<unsigned>(std::bit_width(all)) + 7) / 8;
}

void differences(std::span<const std::int64_t> column, unsigned order, std::vector<std::int64_t> &numbers)
{
    numbers.resize(column.size() - 1);
    std::int64_t step = firstStep(column);
    for (std::size_t i = 1; i < column.size(); ++i) {
        const std::int64_t difference = minus(column[i], order == 0 ? column[0] : column[i - 1]);
        numbers[i - 1] = order == 2 ? minus(difference, step) : difference;
        step = difference;
    }
}

// The order is chosen by the caller; numbers are the column's differences of that order.
void putColumn(std::span<const std::int64_t> column, unsigned order, std::vector<std::int64_t> &numbers,
               unsigned width, std::string &out)
{
    const std::uint64_t divisor = width > 1 ? commonDivisor(numbers) : 1;
    if (divisor > 1) {
        for (std::int64_t &number : numbers)
            number /= static_cast<std::int64_t>(divisor);
        width = widthOf(numbers);
    }
    out.push_back(static_cast<char>(order * orderUnit + width + (divisor > 1 ? divided : 0)));
    putVarint(out, zigzag(column[0]));
    if (order == 2)
        putVarint(out, zigzag(firstStep(column)));
    if (divisor > 1)
        putVarint(out, divisor);
    putPlanes(numbers, width, out);
}

void putSimple(std::span<const std::int64_t> column, unsigned order, std::string &out)
{
    thread_local std::vector<std::int64_t> numbers;
    differences(column, order, numbers);
    putColumn(column, order, numbers, widthOf(numbers), out);
}

using Plane = const unsigned char *;

template <unsigned width>
std::int64_t gathered(Plane byte, std::size_t count, std::size_t i)
{
    std::uint64_t number = 0;
    for (unsigned plane = 0; plane < width; ++plane)
        number |= std::uint64_t{byte[plane * count + i]} << 8 * plane;
    return unzigzag(number);
}

struct Start
{
    std::uint64_t first;
    std::uint64_t step;
    std::uint64_t divisor;
};

// One pass with everything known when it is compiled: no branch for a number.
template <unsigned width, unsigned order, bool scaled>
void sumUp(Plane byte, const Start &start, std::span<std::int64_t> rest)
{
    std::uint64_t last = start.first;
    std::uint64_t step = start.step;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        auto number = static_cast<std::uint64_t>(gathered<width>(byte, rest.size(), i));
        if constexpr (scaled)
            number *= start.divisor;
        if constexpr (order == 2)
            last += step += number;
        else if constexpr (order == 1)
            last += number;
        else
            last = start.first + number;
        rest[i] = static_cast<std::int64_t>(last);
    }
}

using SumUp = void (*)(Plane, const Start &, std::span<std::int64_t>);

// By order, divided or not, width.
constexpr auto sums = []<std::size_t... i>(std::index_sequence<i...>)
{
    constexpr unsigned widths = maxWidth + 1;
    return std::array<SumUp, sizeof...(i)>{sumUp<i % widths, i / widths / 2, i / widths % 2 == 1>...};
}
(std::make_index_sequence<std::size_t{maxWidth + 1} * 2 * (maxOrder + 1)>{});

bool takeSimple(unsigned head, ByteReader &in, std::span<std::int64_t> column)
{
    const unsigned order = head % divided / orderUnit;
    const unsigned width = head % orderUnit;
    const bool scaled = (head & divided) != 0;
    if (!in.isGood() || head >= 2 * divided || order > maxOrder || width > maxWidth)
        return false;
    column[0] = unzigzag(in.varint());
    Start start{static_cast<std::uint64_t>(column[0]), 0, 1};
    if (order == 2)
        start.step = static_cast<std::uint64_t>(unzigzag(in.varint()));
    if (scaled)
        start.divisor = in.varint();
    const std::size_t count = column.size() - 1;
    const std::string_view planes = in.bytes(std::uint64_t{count} * width);
    if (!in.isGood())
        return false;
    const std::size_t which = (order * 2 + (scaled ? 1U : 0U)) * (maxWidth + 1) + width;
    sums[which](reinterpret_cast<Plane>(planes.data()), start, column.subspan(1));
    return true;
}

// Remainders of 1, 2 or 4 bits, as many in a byte as fit.
template <unsigned bits>
void stepOn(const unsigned char *packed, const Start &start, std::span<std::int64_t> column)
{
    constexpr unsigned inByte = 8 / bits;
    for (std::size_t i = 0; i < column.size(); ++i) {
        const std::uint64_t remainder = packed[i / inByte] >> i % inByte * bits & ((1U << bits) - 1);
        column[i] = static_cast<std::int64_t>(start.first + i * start.step + remainder * start.divisor);
    }
}

bool takeRegular(unsigned bits, ByteReader &in, std::span<std::int64_t> column)
{
    if (bits != 1 && bits != 2 && bits != 4)
        return false;
    Start start{};
    start.first = static_cast<std::uint64_t>(unzigzag(in.varint()));
    start.step = static_cast<std::uint64_t>(unzigzag(in.varint()));
    start.divisor = in.varint();
    const std::string_view packed = in.bytes((column.size() * bits + 7) / 8);
    if (!in.isGood())
        return false;
    const auto *bytes = reinterpret_cast<const unsigned char *>(packed.data());
    if (bits == 1)
        stepOn<1>(bytes, start, column);
    else if (bits == 2)
        stepOn<2>(bytes, start, column);
    else
        stepOn<4>(bytes, start, column);
    return true;
}

bool takeDictionary(ByteReader &in, std::span<std::int64_t> column)
{
    thread_local std::vector<std::int64_t> distinct;
    const std::uint64_t count = in.varint();
    if (!in.isGood() || count == 0 || count > column.size())
        return false;
    distinct.resize(count);
    if (!takeSimple(in.fixed<std::uint8_t>(), in, distinct) ||
        !takeSimple(in.fixed<std::uint8_t>(), in, column))
        return false;
    bool inside = true;
    for (std::int64_t &each : column) {
        const auto rank = static_cast<std::uint64_t>(each);
        inside &= rank < count;
        each = distinct[rank < count ? rank : 0];
    }
    return inside;
}

} // namespace

// Layout: head (see above); the first value (zigzag varint); at order 2 the first step (the same); the
// divisor, if any (varint); then the planes of what remains. Of a dictionary: how many distinct values there
// are, these in ascending order, and the place of each value among them, both as columns. Of a regular
// column: where its line begins and its step (zigzag varints), the divisor, then the remainders.
void encodeIntegers(std::span<const std::int64_t> column, std::string &out)
{
    if (column.empty())
        return;
    if (std::memcmp(column.data(), column.data() + 1, column.size_bytes() - sizeof column[0]) == 0)
        column = column.first(1); // width 0, however long it is
    const Choice best = bestOrder(column);
    thread_local std::vector<std::int64_t> numbers;
    differences(column, best.order, numbers);
    const unsigned width = widthOf(numbers);
    if (width < 2 || !encodeDictionary(column, best.bits, out))
        putColumn(column, best.order, numbers, width, out);
}

bool encodeDictionary(std::span<const std::int64_t> column, std::uint64_t mostBits, std::string &out)
{
    thread_local ColumnDictionary values;
    if (!values.make(column, mostBits))
        return false;
    const Choice distinct = bestOrder(values.distinct());
    const Choice ranks = bestOrder(values.ranks());
    constexpr std::uint64_t aside = 128; // heads, first values
    if (distinct.bits + ranks.bits + aside > mostBits)
        return false;
    out.push_back(static_cast<char>(dictionary));
    putVarint(out, values.distinct().size());
    putSimple(values.distinct(), distinct.order, out);
    putSimple(values.ranks(), ranks.order, out);
    return true;
}

// What is left of each value above a line of the most common step, divided by what all that is a multiple of.
bool encodeRegular(std::span<const std::int64_t> column, std::string &out)
{
    if (column.size() < fewestRegular)
        return false;
    thread_local std::vector<std::int64_t> numbers;
    differences(column, 1, numbers);
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    const auto step = static_cast<std::uint64_t>(*middle);
    numbers.resize(column.size());
    for (std::size_t i = 0; i < column.size(); ++i)
        numbers[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(column[i]) - i * step);
    const auto [low, high] = std::ranges::minmax(numbers);
    if (low == high || minus(high, low) < 0)
        return false; // nothing left, which differences say as well; or too much
    for (std::int64_t &number : numbers)
        number -= low;
    const auto divisor = static_cast<std::int64_t>(commonDivisor(numbers));
    const auto most = static_cast<std::uint64_t>(minus(high, low) / divisor);
    if (most > mostRemainder)
        return false;
    const unsigned bits = most > 3 ? 4 : most > 1 ? 2 : 1;
    out.push_back(static_cast<char>(regular + bits));
    putVarint(out, zigzag(low));
    putVarint(out, zigzag(static_cast<std::int64_t>(step)));
    putVarint(out, static_cast<std::uint64_t>(divisor));
    const std::size_t at = out.size();
    const unsigned inByte = 8 / bits;
    out.resize(at + (column.size() * bits + 7) / 8);
    for (std::size_t i = 0; i < column.size(); ++i) {
        const auto remainder = static_cast<unsigned>(numbers[i] / divisor);
        out[at + i / inByte] = static_cast<char>(static_cast<unsigned char>(out[at + i / inByte]) |
                                                 remainder << i % inByte * bits);
    }
    return true;
}

bool decodeIntegers(ByteReader &in, std::span<std::int64_t> column)
{
    if (column.empty())
        return true;
    const unsigned head = in.fixed<std::uint8_t>();
    if ((head & regular) != 0)
        return takeRegular(head - regular, in, column);
    return head == dictionary ? takeDictionary(in, column) : takeSimple(head, in, column);
}

} // namespace desk
