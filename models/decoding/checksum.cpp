// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/checksum.h"

#include "models/decoding/textvalue.h"

#include <algorithm>
#include <array>
#include <boost/crc.hpp>
#include <cstring>

namespace desk {
namespace {

template <std::size_t Bits>
constexpr std::uint32_t turnedBits(std::uint64_t number)
{
    std::uint32_t turned = 0;
    for (std::size_t i = 0; i < Bits; ++i)
        turned |= static_cast<std::uint32_t>(number >> i & 1U) << (Bits - 1 - i);
    return turned;
}

// Eight bytes a step (Kounavis, Berry: A systematic approach to building high performance software-based CRC
// generators, ISCC 2005), by tables that Boost.CRC makes: table k holds the checksums of a byte with k zeros
// behind it. The register stands at the top of 32 bits, or, where bits are reflected, at their bottom.
template <std::size_t Bits, std::uint64_t Polynomial, std::uint64_t Initial, std::uint64_t Final,
          bool Reflect>
class CrcChecksum final : public Checksum
{
public:
    explicit CrcChecksum(const ChecksumDefinition &definition)
        : Checksum(definition, Bits / 8)
    {
        for (unsigned byte = 0; byte < 256; ++byte) {
            boost::crc_optimal<Bits, Polynomial, 0, 0, Reflect, Reflect> crc;
            crc.process_byte(static_cast<unsigned char>(byte));
            for (auto &table : m_tables) {
                table[byte] = static_cast<std::uint32_t>(crc.checksum()) << unused;
                crc.process_byte(0);
            }
        }
    }
    [[nodiscard]] std::uint64_t of(std::span<const std::byte> bytes) const override
    {
        const std::byte *at = bytes.data();
        std::size_t left = bytes.size();
        std::uint32_t crc =
            Reflect ? turnedBits<Bits>(Initial) : static_cast<std::uint32_t>(Initial << unused);
        for (; left >= step; left -= step, at += step) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, step);
            word = Reflect ? word ^ crc : __builtin_bswap64(word) ^ std::uint64_t{crc} << 32U;
            crc = 0;
            for (unsigned i = 0; i < step; ++i)
                crc ^= m_tables[step - 1 - i][word >> (Reflect ? 8 * i : 56 - 8 * i) & 0xFFU];
        }
        for (; left > 0; --left, ++at) {
            const auto byte = std::to_integer<std::uint32_t>(*at);
            if constexpr (Reflect)
                crc = m_tables[0][(crc ^ byte) & 0xFFU] ^ crc >> 8U;
            else
                crc = m_tables[0][crc >> 24U ^ byte] ^ crc << 8U;
        }
        return (crc >> unused) ^ Final;
    }

private:
    static constexpr std::size_t step = 8;
    static constexpr unsigned unused = Reflect ? 0 : 32 - Bits;
    std::array<std::array<std::uint32_t, 256>, step> m_tables{};
};

template <bool Add>
class PlainChecksum final : public Checksum
{
public:
    explicit PlainChecksum(const ChecksumDefinition &definition)
        : Checksum(definition, 1)
    {
    }
    [[nodiscard]] std::uint64_t of(std::span<const std::byte> bytes) const override
    {
        unsigned sum = 0;
        for (const std::byte b : bytes)
            sum = Add ? (sum + std::to_integer<unsigned>(b)) & 0xFFU : sum ^ std::to_integer<unsigned>(b);
        return sum;
    }
};

template <class Kind>
std::unique_ptr<Checksum> makeKind(const ChecksumDefinition &definition)
{
    return std::make_unique<Kind>(definition);
}

struct KnownChecksum
{
    std::string_view name;
    std::unique_ptr<Checksum> (*make)(const ChecksumDefinition &);
};

constexpr KnownChecksum known[] = {
    {"crc-8", makeKind<CrcChecksum<8, 0x07, 0, 0, false>>},
    {"crc-8/maxim", makeKind<CrcChecksum<8, 0x31, 0, 0, true>>},
    {"crc-8/sae-j1850", makeKind<CrcChecksum<8, 0x1D, 0xFF, 0xFF, false>>},
    {"crc-16/ccitt-false", makeKind<CrcChecksum<16, 0x1021, 0xFFFF, 0, false>>},
    {"crc-16/xmodem", makeKind<CrcChecksum<16, 0x1021, 0, 0, false>>},
    {"crc-16/kermit", makeKind<CrcChecksum<16, 0x1021, 0, 0, true>>},
    {"crc-16/x-25", makeKind<CrcChecksum<16, 0x1021, 0xFFFF, 0xFFFF, true>>},
    {"crc-16/mcrf4xx", makeKind<CrcChecksum<16, 0x1021, 0xFFFF, 0, true>>},
    {"crc-16/genibus", makeKind<CrcChecksum<16, 0x1021, 0xFFFF, 0xFFFF, false>>},
    {"crc-16/aug-ccitt", makeKind<CrcChecksum<16, 0x1021, 0x1D0F, 0, false>>},
    {"crc-16/modbus", makeKind<CrcChecksum<16, 0x8005, 0xFFFF, 0, true>>},
    {"crc-16/arc", makeKind<CrcChecksum<16, 0x8005, 0, 0, true>>},
    {"crc-16/usb", makeKind<CrcChecksum<16, 0x8005, 0xFFFF, 0xFFFF, true>>},
    {"crc-16/dnp", makeKind<CrcChecksum<16, 0x3D65, 0, 0xFFFF, true>>},
    {"crc-24/openpgp", makeKind<CrcChecksum<24, 0x864CFB, 0xB704CE, 0, false>>},
    {"crc-32", makeKind<CrcChecksum<32, 0x04C11DB7, 0xFFFFFFFF, 0xFFFFFFFF, true>>},
    {"crc-32/bzip2", makeKind<CrcChecksum<32, 0x04C11DB7, 0xFFFFFFFF, 0xFFFFFFFF, false>>},
    {"crc-32/mpeg-2", makeKind<CrcChecksum<32, 0x04C11DB7, 0xFFFFFFFF, 0, false>>},
    {"crc-32c", makeKind<CrcChecksum<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true>>},
    {"sum-8", makeKind<PlainChecksum<true>>},
    {"xor-8", makeKind<PlainChecksum<false>>},
};

std::string hexNumber(std::uint64_t number, std::size_t bytes)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text(2 * bytes, '0');
    for (std::size_t i = text.size(); i-- > 0; number >>= 4U)
        text[i] = digits[number & 15U];
    return "0x" + text;
}

} // namespace

const std::vector<std::string_view> &Checksum::names()
{
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> list;
        for (const KnownChecksum &one : known)
            list.push_back(one.name);
        return list;
    }();
    return all;
}

Result<std::unique_ptr<Checksum>> Checksum::make(const ChecksumDefinition &definition)
{
    if (definition.algorithm.empty())
        return std::unique_ptr<Checksum>();
    const auto *const one =
        std::find_if(std::begin(known), std::end(known),
                     [&](const KnownChecksum &candidate) { return candidate.name == definition.algorithm; });
    if (one == std::end(known)) {
        std::string list;
        for (const std::string_view name : names())
            list.append(list.empty() ? "" : ", ").append(name);
        return failure(ErrorCode::invalidArgument,
                       quotedText(definition.algorithm) + " is no checksum known here; use one of " + list,
                       "algorithm");
    }
    return one->make(definition);
}

Checksum::Checksum(ChecksumDefinition definition, std::size_t size)
    : m_definition(std::move(definition))
    , m_size(size)
{
}

std::uint64_t Checksum::found(std::span<const std::byte> frame) const
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < m_size; ++i) {
        const std::size_t at =
            m_definition.order == ByteOrder::big ? frame.size() - m_size + i : frame.size() - 1 - i;
        number = number << 8U | std::to_integer<std::uint64_t>(frame[at]);
    }
    return number;
}

bool Checksum::matches(std::span<const std::byte> frame) const
{
    if (frame.size() < m_size + m_definition.skip)
        return false;
    const auto covered = frame.subspan(m_definition.skip, frame.size() - m_size - m_definition.skip);
    return of(covered) == found(frame);
}

Result<Frame> Checksum::check(const Frame &frame) const
{
    const std::size_t all = frame.bytes.size();
    if (all < m_size + m_definition.skip)
        return failure(ErrorCode::missingField,
                       "byte 0: a frame of at least " + std::to_string(m_size + m_definition.skip) +
                           " bytes with " + m_definition.algorithm + " is expected, found " +
                           std::to_string(all) + " bytes; check the framing",
                       {}, 0);
    const std::size_t end = all - m_size;
    const std::uint64_t expected = of(frame.bytes.subspan(m_definition.skip, end - m_definition.skip));
    const std::uint64_t sent = found(frame.bytes);
    if (expected != sent)
        return failure(
            ErrorCode::parseError,
            "byte " + std::to_string(end) + ": " + m_definition.algorithm + " of the frame is " +
                hexNumber(expected, m_size) + ", found " + hexNumber(sent, m_size) +
                "; single ones are noise on the line, with each frame the algorithm, its byte order "
                "or the framing is another",
            {}, static_cast<std::int64_t>(end));
    Frame carried = frame;
    carried.bytes = frame.bytes.first(end);
    return carried;
}

} // namespace desk
