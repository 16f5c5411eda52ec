// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/framer.h"
#include "models/decoding/framers_p.h"

#include <algorithm>
#include <cstring>

namespace desk {
namespace {

constexpr std::size_t longestPreview = 256; // bytes of a fault that are shown
constexpr unsigned mostWrong = 16;          // frames that are looked into again: each costs their length
constexpr std::size_t longestFrame = std::size_t{16} << 20U;

tl::unexpected<Error> wrongFraming(std::string_view member, const std::string &what)
{
    return failure(ErrorCode::invalidArgument, what, std::string(member));
}

} // namespace

void Framer::feed(std::span<const std::byte> bytes, Timestamp arrival, FrameSink &sink, bool last)
{
    m_counters.bytes += bytes.size();
    if (m_kept.empty()) {
        m_begun = arrival;
        const std::size_t used = consume(bytes, arrival, last, sink);
        m_kept.assign(bytes.begin() + static_cast<std::ptrdiff_t>(used), bytes.end());
    } else {
        m_kept.insert(m_kept.end(), bytes.begin(), bytes.end());
        const std::size_t used = consume(m_kept, arrival, last, sink);
        if (used > 0)
            m_begun = arrival;
        m_kept.erase(m_kept.begin(), m_kept.begin() + static_cast<std::ptrdiff_t>(used));
    }
    if (last)
        forget();
}

void Framer::endOfStream(Timestamp arrival, FrameSink &sink)
{
    feed({}, arrival, sink, true);
}

void Framer::reset()
{
    m_kept.clear();
    m_scanned = 0;
    m_offset = 0;
    m_wrong = 0;
    forget();
}

Framer::Found Framer::fault(std::size_t length, std::size_t at, ErrorCode code, std::string message)
{
    m_error = Error{code, std::move(message), {}, static_cast<std::int64_t>(at)};
    return {What::fault, length, {}};
}

std::size_t Framer::consume(std::span<const std::byte> bytes, Timestamp arrival, bool ended, FrameSink &sink)
{
    std::size_t used = 0;
    while (used < bytes.size()) {
        const auto rest = bytes.subspan(used);
        Found found = find(rest, m_scanned, ended);
        if (found.what == What::more && !ended && used == 0 && arrival - m_begun > patience(rest))
            found = giveUp(rest.size(), arrival - m_begun);
        if (found.what == What::more && ended) {
            found = fault(rest.size(), rest.size(), ErrorCode::missingField,
                          "the stream ends within a frame, of which " + std::to_string(rest.size()) +
                              " bytes are there");
        } else if (found.what == What::more) {
            m_scanned = found.length;
            break;
        }
        m_scanned = 0;
        if (found.what == What::frame) {
            found.length = give(found, arrival, sink);
        } else if (found.what == What::fault) {
            ++m_counters.faults;
            m_counters.skippedBytes += found.length;
            m_error.offset += static_cast<std::int64_t>(m_offset);
            m_error.message = "byte " + std::to_string(m_error.offset) + ": " + m_error.message;
            sink.fault({rest.first(std::min(found.length, longestPreview)), m_offset, found.length, arrival},
                       m_error);
        } else if (found.what == What::discard) {
            m_counters.skippedBytes += found.length;
        }
        used += found.length;
        m_offset += found.length;
    }
    return used;
}

Framer::Found Framer::giveUp(std::size_t kept, std::chrono::nanoseconds waited)
{
    lose();
    return fault(
        1, 0, ErrorCode::missingField,
        "a frame was begun " +
            std::to_string(std::chrono::duration_cast<std::chrono::seconds>(waited).count()) +
            " s ago, of which only " + std::to_string(kept) +
            " bytes have come; the rest was lost, or its header was none. What came is looked at again");
}

// Bytes that are done with.
std::size_t Framer::give(const Found &found, Timestamp arrival, FrameSink &sink)
{
    ++m_counters.frames;
    sink.frame({found.payload, m_offset, found.length, arrival});
    m_wrong = sink.wasGood() ? 0 : m_wrong + 1;
    if (m_wrong == 0 || m_wrong > mostWrong) {
        m_wrong = 0;
        return found.length;
    }
    const std::size_t passed = passedOver(found.length);
    if (passed < found.length)
        lose();
    return passed;
}

std::unique_ptr<Framer> makeFramer(const FramingDefinition &definition)
{
    switch (definition.kind) {
    case FramingKind::lines:
        return makeLineFramer(definition);
    case FramingKind::marks:
        return makeMarkFramer(definition);
    case FramingKind::cobs:
        return makeCobsFramer(definition);
    case FramingKind::slip:
        return makeSlipFramer(definition);
    case FramingKind::datagram:
        return makeDatagramFramer(definition);
    case FramingKind::fixedLength:
    case FramingKind::lengthPrefixed:
    case FramingKind::ccsds:
        break;
    }
    return makeHeaderFramer(definition);
}

Result<void> checkFraming(const FramingDefinition &definition)
{
    constexpr std::size_t longestMark = 32;
    const bool prefixed = definition.kind == FramingKind::lengthPrefixed;
    if (definition.maxLength < 1 || definition.maxLength > longestFrame)
        return wrongFraming("max_length", "must be 1 to 16777216 bytes");
    if (definition.startMark.size() > longestMark)
        return wrongFraming("start", "is longer than 32 bytes");
    if (definition.endMark.size() > longestMark)
        return wrongFraming("end", "is longer than 32 bytes");
    if (definition.kind == FramingKind::marks && definition.endMark.empty())
        return wrongFraming("end", "is missing: the bytes that end a frame, for example \"\\r\\n\"");
    if (definition.kind == FramingKind::fixedLength &&
        (definition.length < 1 || definition.length > definition.maxLength))
        return wrongFraming("length",
                            "must be 1 to max_length (" + std::to_string(definition.maxLength) + ") bytes");
    if (definition.kind == FramingKind::fixedLength && definition.length < definition.startMark.size())
        return wrongFraming("length", "is shorter than the start mark");
    if (prefixed && definition.lengthSize != 1 && definition.lengthSize != 2 && definition.lengthSize != 4)
        return wrongFraming("length_size", "must be 1, 2 or 4 bytes");
    if (prefixed && (definition.lengthOffset > 256 || definition.lengthOffset < definition.startMark.size()))
        return wrongFraming("length_offset", "must be 0 to 256 bytes and not lie in the start mark");
    if (prefixed && (definition.lengthAdjustment < -1024 || definition.lengthAdjustment > 65'536))
        return wrongFraming("length_adjustment", "must be -1024 to 65536 bytes");
    return {};
}

std::size_t findByte(std::span<const std::byte> bytes, std::byte delimiter, std::size_t from)
{
    if (from >= bytes.size())
        return bytes.size();
    const void *const at = std::memchr(bytes.data() + from, static_cast<int>(delimiter), bytes.size() - from);
    return at ? static_cast<std::size_t>(static_cast<const std::byte *>(at) - bytes.data()) : bytes.size();
}

std::size_t findMark(std::span<const std::byte> bytes, std::string_view mark, std::size_t from)
{
    const std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    return std::min(text.find(mark, from), text.size());
}

} // namespace desk
