// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"

#include <cstdlib>
#include <cstring>
#include <vector>

using namespace desk;

namespace {

void encode(const std::vector<double> &column, std::string &out)
{
    encodeValues(column, out);
}
void encode(const std::vector<std::int64_t> &column, std::string &out)
{
    encodeIntegers(column, out);
}
// One alone says the same.
bool decode(ByteReader &in, std::vector<double> &column)
{
    const std::size_t at = column.size() / 3;
    double value = 0;
    ByteReader alone = in;
    const bool isGood = column.empty() || decodeValue(alone, column.size(), at, value);
    if (!decodeValues(in, column))
        return false;
    if (!isGood || (!column.empty() && std::memcmp(&value, &column[at], sizeof value) != 0))
        std::abort();
    return true;
}
bool decode(ByteReader &in, std::vector<std::int64_t> &column)
{
    return decodeIntegers(in, column);
}

// What is read, from anywhere, comes back when it is written, to the bit and with nothing left over.
template <class Number>
void check(std::vector<Number> column)
{
    std::string bytes;
    encode(column, bytes);
    ByteReader in(bytes);
    std::vector<Number> back(column.size());
    if (!decode(in, back) || !in.atEnd() ||
        (!column.empty() && std::memcmp(back.data(), column.data(), column.size() * sizeof(Number)) != 0))
        std::abort();
}

template <class Number>
void read(std::string_view bytes, std::size_t count)
{
    std::vector<Number> column(count);
    ByteReader in(bytes);
    if (decode(in, column))
        check(std::move(column));
}

// Small integers over a power of ten, whole or a few steps beside, and now and then any bits.
std::vector<double> decimals(std::string_view bytes, double power)
{
    std::vector<double> column;
    for (std::size_t i = 0; i + 3 <= bytes.size(); i += 3) {
        const auto number = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[i]) |
                                                      static_cast<unsigned char>(bytes[i + 1]) << 8);
        const auto moved = static_cast<signed char>(bytes[i + 2]);
        const auto bits = std::bit_cast<std::int64_t>(double(number) / power);
        column.push_back(std::bit_cast<double>(moved == -128 ? ~bits : bits + moved / 4));
    }
    return column;
}

} // namespace

// The columns of a session file: decoding any bytes, and encoding columns that any bytes stand for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 3)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data + 3), size - 3);
    const std::size_t count = data[1] | (std::size_t{data[2]} & 7U) << 8U;
    switch (data[0] % 5) {
    case 0:
        read<std::int64_t>(bytes, count);
        break;
    case 1:
        read<double>(bytes, count);
        break;
    case 2:
    case 3: {
        std::vector<std::int64_t> column;
        std::vector<double> values;
        ByteReader in(bytes);
        while (in.left() >= sizeof(std::int64_t)) {
            column.push_back(in.fixed<std::int64_t>());
            values.push_back(std::bit_cast<double>(column.back()));
        }
        check(std::move(column));
        check(std::move(values));
        break;
    }
    default: {
        double power = 1;
        for (unsigned i = 0; i < data[1] % 17U; ++i)
            power *= 10;
        check(decimals(bytes, power));
    }
    }
    return 0;
}
