// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/valuecodec.h"

#include "models/archive/decimalcolumn.h"
#include "models/archive/integercodec.h"

#include <array>
#include <bit>
#include <cstring>
#include <vector>

namespace desk {
namespace {

// The byte before a column: its power of ten and whether corrections follow, or one of these.
constexpr std::uint8_t corrected = 0x20;
constexpr std::uint8_t asIntegers = 254; // the bits, as a column of integers
constexpr std::uint8_t asBits = 255;

bool isConstant(std::span<const double> column)
{
    return !column.empty() &&
           std::memcmp(column.data(), column.data() + 1, column.size_bytes() - sizeof(double)) == 0;
}

void putExceptions(const DecimalColumn &decimals, std::string &out)
{
    putVarint(out, decimals.exceptions().size());
    std::size_t last = 0;
    for (const DecimalColumn::Exception &one : decimals.exceptions()) {
        putVarint(out, one.at - last);
        putFixed(out, one.value);
        last = one.at;
    }
}

bool takeExceptions(ByteReader &in, std::span<double> column)
{
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

void putBits(std::span<const double> column, std::string &out)
{
    thread_local std::vector<std::int64_t> integers;
    integers.resize(column.size());
    std::uint64_t last = 0;
    std::uint64_t changed = 0; // bits, by which the other form is judged
    for (std::size_t i = 0; i < column.size(); ++i) {
        integers[i] = std::bit_cast<std::int64_t>(column[i]);
        const auto bits = std::bit_cast<std::uint64_t>(column[i]);
        changed += static_cast<unsigned>(std::bit_width(bits ^ last));
        last = bits;
    }
    const std::size_t at = out.size();
    out.push_back(static_cast<char>(asIntegers));
    if (encodeDictionary(integers, changed, out))
        return;
    out[at] = static_cast<char>(asBits);
    out.resize(at + 1 + column.size() * sizeof(double));
    last = 0;
    char *const planes = out.data() + at + 1;
    for (std::size_t i = 0; i < column.size(); ++i) {
        const auto bits = static_cast<std::uint64_t>(integers[i]);
        for (unsigned plane = 0; plane < sizeof bits; ++plane)
            planes[plane * column.size() + i] = static_cast<char>((bits ^ last) >> 8 * plane);
        last = bits;
    }
}

bool takeBits(ByteReader &in, std::span<double> column)
{
    const std::size_t count = column.size();
    const std::string_view planes = in.bytes(std::uint64_t{count} * sizeof(double));
    if (!in.isGood())
        return false;
    const auto *byte = reinterpret_cast<const unsigned char *>(planes.data());
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < count; ++i) {
        for (unsigned plane = 0; plane < sizeof last; ++plane)
            last ^= std::uint64_t{byte[plane * count + i]} << 8 * plane;
        column[i] = std::bit_cast<double>(last);
    }
    return true;
}

void divide(std::span<const std::int64_t> integers, double power, std::span<double> column)
{
    if (power == 1) {
        for (std::size_t i = 0; i < column.size(); ++i)
            column[i] = double(integers[i]);
        return;
    }
    for (std::size_t i = 0; i < column.size(); ++i)
        column[i] = double(integers[i]) / power;
}

} // namespace

// Layout: power of ten (with the flag), integers, the corrections if there are any, number of exceptions,
// each its distance from the one before and its eight bytes; or asIntegers and the bits so; or asBits and
// eight planes of the bits, each value XORed with the one before.
void encodeValues(std::span<const double> column, std::string &out)
{
    thread_local DecimalColumn decimals;
    if (isConstant(column)) {
        column = column.first(1); // width 0, however long it is
        if (!decimals.make(column)) {
            out.push_back(static_cast<char>(asIntegers));
            encodeIntegers(std::array{std::bit_cast<std::int64_t>(column[0])}, out);
            return;
        }
    } else if (!decimals.make(column)) {
        putBits(column, out);
        return;
    }
    out.push_back(static_cast<char>(decimals.exponent() | (decimals.isCorrected() ? corrected : 0U)));
    encodeIntegers(decimals.integers(), out);
    if (decimals.isCorrected())
        encodeIntegers(decimals.corrections(), out);
    putExceptions(decimals, out);
}

bool decodeValues(ByteReader &in, std::span<double> column)
{
    const auto head = in.fixed<std::uint8_t>();
    if (!in.isGood())
        return false;
    if (head == asBits)
        return takeBits(in, column);
    thread_local std::vector<std::int64_t> integers;
    integers.resize(column.size());
    if (head == asIntegers) {
        if (!decodeIntegers(in, integers))
            return false;
        for (std::size_t i = 0; i < column.size(); ++i)
            column[i] = std::bit_cast<double>(integers[i]);
        return true;
    }
    const unsigned exponent = head & ~unsigned{corrected};
    if (exponent > DecimalColumn::maxExponent || !decodeIntegers(in, integers))
        return false;
    divide(integers, DecimalColumn::power(exponent), column);
    if ((head & corrected) != 0) {
        if (!decodeIntegers(in, integers))
            return false;
        for (std::size_t i = 0; i < column.size(); ++i)
            column[i] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(column[i]) +
                                              static_cast<std::uint64_t>(integers[i]));
    }
    return takeExceptions(in, column);
}

bool decodeValue(ByteReader &in, std::size_t count, std::size_t at, double &value)
{
    thread_local std::vector<double> column;
    ByteReader ahead = in;
    const auto head = ahead.fixed<std::uint8_t>();
    const unsigned exponent = head & ~unsigned{corrected};
    if (!ahead.isGood() || at >= count)
        return false;
    if (exponent > DecimalColumn::maxExponent || (head & corrected) != 0) {
        column.resize(count);
        if (!decodeValues(in, column))
            return false;
        value = column[at];
        return true;
    }
    // Most columns: one division in place of many.
    thread_local std::vector<std::int64_t> integers;
    integers.resize(count);
    if (!decodeIntegers(ahead, integers))
        return false;
    value = double(integers[at]) / DecimalColumn::power(exponent);
    std::size_t place = 0;
    for (std::uint64_t left = ahead.varint(); left > 0 && ahead.isGood(); --left) {
        place += ahead.varint();
        const auto exception = ahead.fixed<double>();
        if (place >= count)
            return false;
        if (place == at)
            value = exception;
    }
    in = ahead;
    return in.isGood();
}

} // namespace desk
