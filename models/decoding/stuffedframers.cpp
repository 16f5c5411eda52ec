// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/framers_p.h"

#include <algorithm>
#include <cstring>

namespace desk {
namespace {

// A delimiter ends each frame and stands nowhere else; what is between is decoded.
class StuffedFramer : public Framer
{
public:
    StuffedFramer(std::byte delimiter, std::size_t maxLength)
        : m_delimiter(delimiter)
        , m_maxLength(maxLength)
    {
    }

protected:
    Found find(std::span<const std::byte> bytes, std::size_t scanned, bool ended) final
    {
        const std::size_t end = findByte(bytes, m_delimiter, scanned);
        const std::size_t length = std::min(end + 1, bytes.size());
        if (m_lost) {
            m_lost = end == bytes.size();
            return {What::discard, length, {}};
        }
        if (end >= m_maxLength) {
            m_lost = true;
            return fault(
                m_maxLength, 0, ErrorCode::tooLarge,
                "no end of a frame within " + std::to_string(m_maxLength) +
                    " bytes; raise the longest frame, or check that the device frames so and at this speed");
        }
        if (end == bytes.size() && !ended)
            return {What::more, bytes.size(), {}};
        if (end == 0)
            return {What::skip, length, {}};
        if (m_decoded.size() < end + slack)
            m_decoded.resize(std::max(end + slack, 2 * m_decoded.size()));
        const std::size_t decoded = unstuff(bytes.first(end), m_decoded.data());
        if (decoded == wrong)
            return fault(length, m_wrongAt, ErrorCode::parseError, std::move(m_complaint));
        return {What::frame, length, std::span<const std::byte>(m_decoded).first(decoded)};
    }

    void forget() final { m_lost = false; }

    static constexpr std::size_t wrong = SIZE_MAX;
    static constexpr std::size_t slack = 16;
    // Never makes it longer, but may write so many bytes behind it as slack says. wrong: complain() said why.
    virtual std::size_t unstuff(std::span<const std::byte> bytes, std::byte *decoded) = 0;
    std::size_t complain(std::size_t at, std::string what)
    {
        m_wrongAt = at;
        m_complaint = std::move(what);
        return wrong;
    }

private:
    std::byte m_delimiter;
    std::size_t m_maxLength;
    bool m_lost = false; // in a frame that is too long
    std::vector<std::byte> m_decoded;
    std::size_t m_wrongAt = 0;
    std::string m_complaint;
};

// Cheshire, Baker: Consistent Overhead Byte Stuffing (1999). A byte says where the next 0 was: so many bytes
// on.
class CobsFramer final : public StuffedFramer
{
public:
    explicit CobsFramer(std::size_t maxLength)
        : StuffedFramer(std::byte{0}, maxLength)
    {
    }

private:
    // Runs are mostly short: a step of 16 bytes, more than is wanted, costs less than a copy of so many.
    static void copyRun(std::byte *out, const std::byte *in, std::size_t length, const std::byte *end)
    {
        if (end - in < static_cast<std::ptrdiff_t>(slack)) {
            std::memcpy(out, in, length);
            return;
        }
        std::memcpy(out, in, slack);
        if (length > slack)
            std::memcpy(out + slack, in + slack, length - slack);
    }

    std::size_t unstuff(std::span<const std::byte> bytes, std::byte *decoded) override
    {
        constexpr std::size_t longestRun = 255; // has no 0 behind it
        const std::byte *in = bytes.data();
        const std::byte *const end = in + bytes.size();
        std::byte *out = decoded;
        while (in < end) {
            const auto code = std::to_integer<std::size_t>(*in);
            if (code > static_cast<std::size_t>(end - in))
                return complain(static_cast<std::size_t>(in - bytes.data()),
                                "the next 0 is said to stand " + std::to_string(code) +
                                    " bytes on, but the frame ends " + std::to_string(end - in) +
                                    " bytes on; bytes were lost or the framing is not COBS");
            copyRun(out, in + 1, code - 1, end);
            out += code - 1;
            in += code;
            if (code != longestRun && in < end)
                *out++ = std::byte{0};
        }
        return static_cast<std::size_t>(out - decoded);
    }
};

// RFC 1055.
class SlipFramer final : public StuffedFramer
{
public:
    explicit SlipFramer(std::size_t maxLength)
        : StuffedFramer(end, maxLength)
    {
    }

private:
    static constexpr std::byte end{0xC0};
    static constexpr std::byte escape{0xDB};
    static constexpr std::byte escapedEnd{0xDC};
    static constexpr std::byte escapedEscape{0xDD};

    std::size_t unstuff(std::span<const std::byte> bytes, std::byte *decoded) override
    {
        std::byte *out = decoded;
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t next = findByte(bytes, escape, at);
            std::memcpy(out, bytes.data() + at, next - at);
            out += next - at;
            at = next;
            if (at == bytes.size())
                break;
            const std::byte after = at + 1 < bytes.size() ? bytes[at + 1] : end;
            if (after != escapedEnd && after != escapedEscape)
                return complain(at, "0xDC or 0xDD is expected after the escape 0xDB, found " +
                                        std::to_string(std::to_integer<unsigned>(after)) +
                                        "; bytes were lost or the framing is not SLIP");
            *out++ = after == escapedEnd ? end : escape;
            at += 2;
        }
        return static_cast<std::size_t>(out - decoded);
    }
};

} // namespace

std::unique_ptr<Framer> makeCobsFramer(const FramingDefinition &definition)
{
    return std::make_unique<CobsFramer>(definition.maxLength);
}

std::unique_ptr<Framer> makeSlipFramer(const FramingDefinition &definition)
{
    return std::make_unique<SlipFramer>(definition.maxLength);
}

} // namespace desk
