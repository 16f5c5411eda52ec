// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/framers_p.h"

#include <algorithm>

namespace desk {
namespace {

std::uint64_t numberOfBytes(std::span<const std::byte> bytes, ByteOrder order)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::byte next = bytes[order == ByteOrder::big ? i : bytes.size() - 1 - i];
        number = number << 8U | std::to_integer<std::uint64_t>(next);
    }
    return number;
}

// Frames that begin with bytes by which their length is known. Where these cannot be true, the next place
// where they can is looked for.
class HeaderFramer final : public Framer
{
public:
    explicit HeaderFramer(const FramingDefinition &definition)
        : m_definition(definition)
        , m_mark(definition.startMark)
        , m_header(headerSize(definition))
    {
    }

protected:
    Found find(std::span<const std::byte> bytes, std::size_t scanned, bool ended) override
    {
        const std::int64_t length = lengthAt(bytes, ended);
        if (length == unknown)
            return {What::more, 0, {}};
        if (length != impossible) {
            m_lost = false;
            const auto whole = static_cast<std::size_t>(length);
            if (whole > bytes.size())
                return {What::more, 0, {}};
            std::size_t without = 0; // bytes in front that do not belong to it
            if (m_definition.kind == FramingKind::lengthPrefixed && !m_definition.keepHeader)
                without = m_header;
            else if (m_definition.kind == FramingKind::ccsds)
                without = m_mark.size();
            return {What::frame, whole, bytes.subspan(without, whole - without)};
        }
        return passOver(bytes, std::max<std::size_t>(scanned, 1), ended);
    }

    // Only a mark tells where another frame may begin. A length may be a number of noise: the frame is waited
    // for as long as it takes on a slow line.
    [[nodiscard]] std::chrono::nanoseconds patience(std::span<const std::byte> bytes) const override
    {
        constexpr std::int64_t slowest = 480; // bytes a second
        const std::int64_t length = m_mark.empty() ? unknown : lengthAt(bytes, false);
        if (length < 0)
            return std::chrono::nanoseconds::max();
        return std::chrono::seconds(5) + std::chrono::milliseconds(length * 1000 / slowest);
    }

    [[nodiscard]] std::size_t passedOver(std::size_t length) const override
    {
        return m_mark.empty() ? length : 1;
    }

    void lose() override { m_lost = true; }
    void forget() override { m_lost = false; }

private:
    static constexpr std::int64_t unknown = -1;    // too few bytes
    static constexpr std::int64_t impossible = -2; // no frame begins so

    static std::size_t headerSize(const FramingDefinition &definition)
    {
        constexpr std::size_t primaryHeader = 6;
        if (definition.kind == FramingKind::ccsds)
            return definition.startMark.size() + primaryHeader;
        return definition.kind == FramingKind::fixedLength ? definition.startMark.size()
                                                           : definition.lengthOffset + definition.lengthSize;
    }

    // Of the whole frame that would begin here.
    [[nodiscard]] std::int64_t lengthAt(std::span<const std::byte> bytes, bool ended) const
    {
        const std::size_t compared = std::min(bytes.size(), m_mark.size());
        for (std::size_t i = 0; i < compared; ++i) {
            if (bytes[i] != static_cast<std::byte>(m_mark[i]))
                return impossible;
        }
        if (bytes.size() < m_header)
            return ended && !m_mark.empty() && compared == bytes.size() && m_lost ? impossible : unknown;
        switch (m_definition.kind) {
        case FramingKind::fixedLength:
            return static_cast<std::int64_t>(m_definition.length);
        case FramingKind::ccsds:
            return packetLength(bytes.subspan(m_mark.size()));
        default:
            break;
        }
        const auto said = static_cast<std::int64_t>(numberOfBytes(
            bytes.subspan(m_definition.lengthOffset, m_definition.lengthSize), m_definition.lengthOrder));
        const std::int64_t whole = static_cast<std::int64_t>(m_header) + said + m_definition.lengthAdjustment;
        const bool fits = whole >= static_cast<std::int64_t>(m_header) && whole > 0 &&
                          whole <= static_cast<std::int64_t>(m_definition.maxLength);
        return fits ? whole : impossible;
    }

    [[nodiscard]] std::int64_t packetLength(std::span<const std::byte> packet) const
    {
        constexpr std::size_t primaryHeader = 6;
        constexpr unsigned versionBits = 0xE0;
        const std::size_t whole =
            m_mark.size() + primaryHeader + 1 + numberOfBytes(packet.subspan(4, 2), ByteOrder::big);
        if ((std::to_integer<unsigned>(packet[0]) & versionBits) != 0 || whole > m_definition.maxLength)
            return impossible;
        return static_cast<std::int64_t>(whole);
    }

    Found passOver(std::span<const std::byte> bytes, std::size_t from, bool ended)
    {
        std::size_t next = from;
        while (next < bytes.size() && next < m_definition.maxLength &&
               lengthAt(bytes.subspan(next), ended) == impossible)
            ++next;
        const bool undecided = next < bytes.size() && next < m_definition.maxLength &&
                               lengthAt(bytes.subspan(next), ended) == unknown;
        if (!ended && (undecided || (next == bytes.size() && next < m_definition.maxLength)))
            return {What::more, next, {}};
        if (m_lost)
            return {What::discard, next, {}};
        m_lost = true;
        return fault(next, 0, ErrorCode::parseError, complaint(bytes));
    }

    [[nodiscard]] std::string complaint(std::span<const std::byte> bytes) const
    {
        const std::size_t compared = std::min(bytes.size(), m_mark.size());
        if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(compared), m_mark.begin(),
                        [](std::byte a, char b) { return a == static_cast<std::byte>(b); }))
            return "the start mark of a frame is expected, found other bytes; single ones are losses on the "
                   "line, with each frame the length or the mark is another";
        if (m_definition.kind == FramingKind::ccsds)
            return "a space packet's header (version 0, at most " + std::to_string(m_definition.maxLength) +
                   " bytes) is expected, found another; the stream may hold other bytes between packets";
        const auto said = numberOfBytes(bytes.subspan(m_definition.lengthOffset, m_definition.lengthSize),
                                        m_definition.lengthOrder);
        return "the header says a length of " + std::to_string(said) + ", which makes no frame of at most " +
               std::to_string(m_definition.maxLength) +
               " bytes; check the place, size and byte order of the length, or raise the longest frame";
    }

    FramingDefinition m_definition;
    std::string m_mark;
    std::size_t m_header;
    bool m_lost = false; // in a stretch whose fault was said
};

} // namespace

std::unique_ptr<Framer> makeHeaderFramer(const FramingDefinition &definition)
{
    return std::make_unique<HeaderFramer>(definition);
}

} // namespace desk
