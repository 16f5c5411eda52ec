// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/framers_p.h"

#include <algorithm>

namespace desk {
namespace {

// Where \n or \r stands at or after `from`. In short stretches: where a stream has only one of them, the
// other is not looked for to its end with each line.
std::size_t findLineEnd(std::span<const std::byte> bytes, std::size_t from)
{
    constexpr std::size_t stretch = 256;
    for (std::size_t at = from; at < bytes.size(); at += stretch) {
        const auto looked = bytes.first(std::min(at + stretch, bytes.size()));
        const std::size_t feed = findByte(looked, std::byte{'\n'}, at);
        const std::size_t end = findByte(looked.first(feed), std::byte{'\r'}, at);
        if (end < looked.size())
            return end;
    }
    return bytes.size();
}

// The \n behind a \r ends an empty line, which is passed over: a pair needs no state.
class LineFramer final : public Framer
{
public:
    explicit LineFramer(std::size_t maxLength)
        : m_maxLength(maxLength)
    {
    }

protected:
    Found find(std::span<const std::byte> bytes, std::size_t scanned, bool ended) override
    {
        const std::size_t end = findLineEnd(bytes, scanned);
        if (m_lost) {
            m_lost = end == bytes.size();
            return {What::discard, std::min(end + 1, bytes.size()), {}};
        }
        const bool tooLong = end >= m_maxLength;
        if (tooLong) {
            m_lost = true;
            return fault(m_maxLength, 0, ErrorCode::tooLarge,
                         "no line end within " + std::to_string(m_maxLength) +
                             " bytes; raise the longest line, or check that the device sends lines and at "
                             "this speed");
        }
        if (end == bytes.size() && !ended)
            return {What::more, bytes.size(), {}};
        const std::size_t length = std::min(end + 1, bytes.size());
        const auto line = bytes.first(end);
        return {line.empty() ? What::skip : What::frame, length, line};
    }

    void forget() override { m_lost = false; }

private:
    std::size_t m_maxLength;
    bool m_lost = false; // in a line that is too long
};

class DatagramFramer final : public Framer
{
public:
    explicit DatagramFramer(std::size_t maxLength)
        : m_maxLength(maxLength)
    {
    }

protected:
    Found find(std::span<const std::byte> bytes, std::size_t, bool ended) override
    {
        if (m_lost)
            return {What::discard, bytes.size(), {}};
        if (bytes.size() > m_maxLength) {
            m_lost = true;
            return fault(m_maxLength, m_maxLength, ErrorCode::tooLarge,
                         "the datagram is longer than " + std::to_string(m_maxLength) +
                             " bytes; raise the longest frame");
        }
        return ended ? Found{What::frame, bytes.size(), bytes} : Found{What::more, bytes.size(), {}};
    }

    void forget() override { m_lost = false; }

private:
    std::size_t m_maxLength;
    bool m_lost = false; // in a datagram that is too long
};

} // namespace

std::unique_ptr<Framer> makeLineFramer(const FramingDefinition &definition)
{
    return std::make_unique<LineFramer>(definition.maxLength);
}

std::unique_ptr<Framer> makeDatagramFramer(const FramingDefinition &definition)
{
    return std::make_unique<DatagramFramer>(definition.maxLength);
}

} // namespace desk
