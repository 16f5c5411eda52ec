// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/framers_p.h"

#include <algorithm>

namespace desk {
namespace {

// Frames between marks. A start mark within a frame begins it anew: what came before lost its end. Of marks
// that are the same, one may end a frame and begin the next.
class MarkFramer final : public Framer
{
public:
    explicit MarkFramer(const FramingDefinition &definition)
        : m_start(definition.startMark)
        , m_end(definition.endMark)
        , m_keepMarks(definition.keepMarks)
        , m_maxLength(std::max(definition.maxLength, m_start.size() + m_end.size()))
    {
    }

protected:
    Found find(std::span<const std::byte> bytes, std::size_t scanned, bool ended) override
    {
        if (!m_start.empty() && bytes.size() < m_start.size() &&
            findMark(bytes, m_start.substr(0, bytes.size()), 0) == 0)
            return {What::more, 0, {}};
        if (!m_start.empty() && findMark(bytes, m_start, 0) != 0)
            return passOver(bytes, scanned, ended);
        m_lost = false;
        const std::size_t carriedAt = m_start.size();
        if (ended && m_start == m_end && bytes.size() == carriedAt) // ended the frame before
            return {What::skip, carriedAt, {}};
        const std::size_t from = std::max(carriedAt, scanned);
        const std::size_t end = placeOf(bytes, m_end, from);
        const std::size_t again =
            m_start.empty() || m_start == m_end ? bytes.size() : placeOf(bytes, m_start, from);
        // Where one mark is a part of the other, it may stand within one that has not come whole.
        const bool isOpen = !ended && (again < end ? mayHaveBegun(bytes, m_end, from, again + 1)
                                                   : mayHaveBegun(bytes, m_start, from, end));
        if (again < end && !isOpen)
            return fault(again, again, ErrorCode::missingField,
                         "a frame begins before the one at " + std::to_string(again) +
                             " bytes before it has ended; its end was lost or the end mark is another");
        if (end < bytes.size() && !isOpen)
            return found(bytes, carriedAt, end);
        if (bytes.size() >= m_maxLength)
            return fault(m_start.empty() ? m_maxLength : m_start.size(), 0, ErrorCode::tooLarge,
                         "no end mark within " + std::to_string(m_maxLength) +
                             " bytes; raise the longest frame, or the end mark is another");
        // A mark's beginning may stand at the end of what is there.
        return {What::more,
                bytes.size() - std::min(bytes.size(), std::max(m_start.size(), m_end.size()) - 1),
                {}};
    }

    void forget() override { m_lost = false; }

private:
    // Of a mark that leaves room for a frame; the size of bytes where there is none.
    [[nodiscard]] std::size_t placeOf(std::span<const std::byte> bytes, std::string_view mark,
                                      std::size_t from) const
    {
        const std::size_t place = findMark(bytes, mark, from);
        return place + mark.size() <= m_maxLength ? place : bytes.size();
    }

    // Whether bytes end within a mark that begins in [from, before) and leaves room for a frame.
    [[nodiscard]] bool mayHaveBegun(std::span<const std::byte> bytes, std::string_view mark, std::size_t from,
                                    std::size_t before) const
    {
        const std::size_t tail = bytes.size() - std::min(bytes.size(), mark.size());
        for (std::size_t at = std::max(from, tail + 1); at < before && at + mark.size() <= m_maxLength;
             ++at) {
            const auto rest = bytes.subspan(at);
            if (findMark(rest, mark.substr(0, rest.size()), 0) == 0)
                return true;
        }
        return false;
    }

    [[nodiscard]] Found found(std::span<const std::byte> bytes, std::size_t carriedAt, std::size_t end) const
    {
        if (end == carriedAt) { // nothing between; of marks that are the same the second may begin the next
            const std::size_t next = m_start == m_end ? m_start.size() : end + m_end.size();
            return {What::skip, next, {}};
        }
        const std::size_t length = end + m_end.size();
        return {What::frame, m_start == m_end ? end : length,
                m_keepMarks ? bytes.first(length) : bytes.subspan(carriedAt, end - carriedAt)};
    }

    // To the next start mark.
    Found passOver(std::span<const std::byte> bytes, std::size_t scanned, bool ended)
    {
        const std::size_t next = findMark(bytes, m_start, scanned);
        // The mark's beginning may stand at the end of what is there.
        const std::size_t sure = bytes.size() - std::min(bytes.size(), m_start.size() - 1);
        if (next == bytes.size() && !ended && sure < m_maxLength)
            return {What::more, sure, {}};
        const std::size_t length = std::min(next == bytes.size() && !ended ? sure : next, m_maxLength);
        if (m_lost)
            return {What::discard, length, {}};
        m_lost = true;
        return fault(
            length, 0, ErrorCode::parseError,
            "the start mark of a frame is expected, found other bytes; single ones are losses on the "
            "line, often at its begin");
    }

    std::string m_start;
    std::string m_end;
    bool m_keepMarks;
    std::size_t m_maxLength;
    bool m_lost = false; // in a stretch whose fault was said
};

} // namespace

std::unique_ptr<Framer> makeMarkFramer(const FramingDefinition &definition)
{
    return std::make_unique<MarkFramer>(definition);
}

} // namespace desk
