// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/valuecodec.h"

#include "models/archive/integercodec.h"

#include <array>
#include <bit>
#include <cmath>
#include <vector>

namespace desk {
namespace {

constexpr unsigned maxExponent = 15;
constexpr std::uint8_t asBits = 255;
constexpr std::size_t exceptionsShare = 16;    // at most one value in so many beside the integers
constexpr double exactly = 9007199254740992.0; // 2^53

constexpr std::array<double, maxExponent + 1> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                     1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// Whether the value is an integer over this power of ten, and which. -0 and what is not finite is none.
bool asDecimal(double value, double power, std::int64_t &integer)
{
    const double scaled = value * power;
    if (!(std::fabs(scaled) < exactly))
        return false;
    integer = std::llrint(scaled);
    return sameBits(double(integer) / power, value);
}

struct Exception
{
    std::size_t at;
    double value;
};

// The smallest power that all values but a few have; false when too many have none.
bool toDecimals(std::span<const double> column, unsigned &exponent, std::vector<std::int64_t> &integers,
                std::vector<Exception> &exceptions)
{
    const std::size_t allowed = column.size() / exceptionsShare;
    exponent = 0;
    std::size_t without = 0;
    std::int64_t integer = 0;
    for (const double value : column) {
        unsigned own = exponent;
        while (own <= maxExponent && !asDecimal(value, powers[own], integer))
            ++own;
        if (own <= maxExponent)
            exponent = own;
        else if (++without > allowed)
            return false;
    }
    integers.resize(column.size());
    exceptions.clear();
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (asDecimal(column[i], powers[exponent], integers[i]))
            continue;
        integers[i] = i > 0 ? integers[i - 1] : 0;
        exceptions.push_back({i, column[i]});
        if (exceptions.size() > allowed)
            return false;
    }
    return true;
}

} // namespace

// Layout: exponent, integers, number of exceptions, each its distance from the one before and its eight
// bytes; or asBits and the column of XORs as integers of order 0.
void encodeValues(std::span<const double> column, std::string &out)
{
    thread_local std::vector<std::int64_t> integers;
    thread_local std::vector<Exception> exceptions;
    unsigned exponent = 0;
    if (toDecimals(column, exponent, integers, exceptions)) {
        out.push_back(static_cast<char>(exponent));
        encodeIntegers(integers, out);
        putVarint(out, exceptions.size());
        std::size_t last = 0;
        for (const Exception &one : exceptions) {
            putVarint(out, one.at - last);
            putFixed(out, one.value);
            last = one.at;
        }
        return;
    }
    out.push_back(static_cast<char>(asBits));
    const std::size_t at = out.size();
    out.resize(at + column.size() * sizeof(double));
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
        const auto bits = std::bit_cast<std::uint64_t>(column[i]);
        for (unsigned plane = 0; plane < sizeof bits; ++plane)
            out[at + plane * column.size() + i] = static_cast<char>((bits ^ last) >> 8 * plane);
        last = bits;
    }
}

bool decodeValues(ByteReader &in, std::span<double> column)
{
    const auto exponent = in.fixed<std::uint8_t>();
    if (exponent == asBits) {
        const std::string_view planes = in.bytes(std::uint64_t{column.size()} * sizeof(double));
        if (!in.isGood())
            return false;
        std::uint64_t last = 0;
        for (std::size_t i = 0; i < column.size(); ++i) {
            for (unsigned plane = 0; plane < sizeof last; ++plane)
                last ^= std::uint64_t{static_cast<unsigned char>(planes[plane * column.size() + i])}
                        << 8 * plane;
            column[i] = std::bit_cast<double>(last);
        }
        return true;
    }
    if (!in.isGood() || exponent > maxExponent)
        return false;
    thread_local std::vector<std::int64_t> integers;
    integers.resize(column.size());
    if (!decodeIntegers(in, integers))
        return false;
    const double power = powers[exponent];
    for (std::size_t i = 0; i < column.size(); ++i)
        column[i] = double(integers[i]) / power;
    std::size_t at = 0;
    for (std::uint64_t left = in.varint(); left > 0 && in.isGood(); --left) {
        at += in.varint();
        const auto value = in.fixed<double>();
        if (at >= column.size())
            return false;
        column[at] = value;
    }
    return in.isGood();
}

} // namespace desk
