// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/guid.h"

#include <array>
#include <cstring>
#include <random>
#include <sys/random.h>

namespace desk {
namespace {

constexpr std::size_t guidLength = 36;
constexpr std::uint64_t versionMask = 0xFFFFFFFFFFFF0FFFU;
constexpr std::uint64_t versionFour = 0x4000U;
constexpr std::uint64_t variantMask = 0x3FFFFFFFFFFFFFFFU;
constexpr std::uint64_t variantBits = 0x8000000000000000U;

bool isDash(std::size_t position)
{
    return position == 8 || position == 13 || position == 18 || position == 23;
}

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Random words by the page: one system call serves 256 GUIDs.
class RandomWords
{
public:
    std::uint64_t next()
    {
        if (m_used == m_words.size())
            refill();
        return m_words[m_used++];
    }

private:
    void refill()
    {
        m_used = 0;
        std::size_t filled = 0;
        auto *bytes = reinterpret_cast<char *>(m_words.data());
        while (filled < sizeof m_words) {
            const auto got = ::getrandom(bytes + filled, sizeof m_words - filled, 0);
            if (got <= 0)
                break;
            filled += static_cast<std::size_t>(got);
        }
        if (filled == sizeof m_words)
            return;
        std::random_device device; // a kernel without getrandom
        for (std::uint64_t &word : m_words)
            word = std::uint64_t{device()} << 32U | device();
    }

    std::array<std::uint64_t, 512> m_words{};
    std::size_t m_used = m_words.size();
};

} // namespace

Guid Guid::make()
{
    thread_local RandomWords words;
    Guid guid;
    guid.high = (words.next() & versionMask) | versionFour;
    guid.low = (words.next() & variantMask) | variantBits;
    return guid;
}

std::optional<Guid> Guid::parse(std::string_view text)
{
    if (text.size() != guidLength)
        return std::nullopt;
    Guid guid;
    unsigned digits = 0;
    for (std::size_t i = 0; i < guidLength; ++i) {
        if (isDash(i)) {
            if (text[i] != '-')
                return std::nullopt;
            continue;
        }
        const int digit = digitOf(text[i]);
        if (digit < 0)
            return std::nullopt;
        std::uint64_t &half = digits < 16 ? guid.high : guid.low;
        half = half << 4U | static_cast<std::uint64_t>(digit);
        ++digits;
    }
    return guid;
}

void Guid::appendTo(std::string &out) const
{
    static constexpr std::string_view hex = "0123456789abcdef";
    std::array<char, guidLength> digits{};
    unsigned nibble = 0;
    for (std::size_t i = 0; i < guidLength; ++i) {
        if (isDash(i)) {
            digits[i] = '-';
            continue;
        }
        const std::uint64_t half = nibble < 16 ? high : low;
        digits[i] = hex[half >> (60U - 4U * (nibble % 16U)) & 15U];
        ++nibble;
    }
    out.append(digits.data(), digits.size());
}

std::string Guid::text() const
{
    std::string out;
    appendTo(out);
    return out;
}

} // namespace desk
