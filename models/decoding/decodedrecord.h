// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/frame.h"

#include <optional>

namespace desk {

// One value as a device sent it, or as it means. Trivially copied; a text is a view that lives as long as the
// record's frame.
struct DecodedValue
{
    enum class Kind : std::uint8_t { none, number, integer, natural, boolean, text };

    Kind kind = Kind::none;
    union {
        double number;
        std::int64_t integer;
        std::uint64_t natural = 0; // an unsigned integer above the range of integer
        bool boolean;
    };
    std::string_view text{};

    static DecodedValue ofNumber(double value);
    static DecodedValue ofInteger(std::int64_t value);
    // Of kind integer where it fits.
    static DecodedValue ofNatural(std::uint64_t value);
    static DecodedValue ofBoolean(bool value);
    static DecodedValue ofText(std::string_view value);

    // As an assignment; faster where the other was written just before, member by member (a copy of all of it
    // in one go would wait for these).
    void take(const DecodedValue &other)
    {
        kind = other.kind;
        natural = other.natural; // whichever it is
        if (kind == Kind::text)
            text = other.text;
    }
    [[nodiscard]] bool isNumeric() const
    {
        return kind == Kind::number || kind == Kind::integer || kind == Kind::natural;
    }
    // 1 and 0 of a boolean; nothing of a text.
    [[nodiscard]] std::optional<double> toNumber() const;
    // As people read it; none is "—".
    [[nodiscard]] std::string toText() const;
    bool operator==(const DecodedValue &other) const;
};

// Where a field lies in its frame. Bits are counted from the most significant bit of the first byte.
struct BitRange
{
    std::uint32_t first = 0;
    std::uint32_t count = 0; // 0 = it has no place of its own

    [[nodiscard]] std::size_t firstByte() const { return first / 8; }
    [[nodiscard]] std::size_t endByte() const { return (std::size_t{first} + count + 7) / 8; }
    bool operator==(const BitRange &) const = default;
    static BitRange ofBytes(std::size_t firstByte, std::size_t bytes);
};

// One field of a frame. name and unit live as long as the decoder.
struct DecodedField
{
    // Which of the decoder's fields (RecordDecoder::fields()): dense, the same in each record of a decoder,
    // so that whoever takes records looks up nothing by name.
    std::uint32_t key = 0;
    std::string_view name;   // a metric's name
    std::string_view labels; // k="v",… sorted, as SeriesDictionary has them; nearly always empty
    std::string_view unit;
    DecodedValue raw;   // as sent
    DecodedValue value; // calibrated; the same as raw where nothing calibrates it
    BitRange at;

    [[nodiscard]] bool isCalibrated() const { return !(raw == value); }
};

enum class RecordTime : std::uint8_t {
    arrival,   // the device told none that can be used
    device,    // as the device told it
    corrected, // the device's, moved by the estimated offset of its clock
};

// What a frame says of one node at one moment. A view on the decoder's buffers: valid only during the call
// that hands it out.
struct DecodedRecord
{
    std::string_view node;
    std::string_view destination; // of a link; else empty
    // As the device's clock has it: since the epoch that the definition names.
    std::optional<std::chrono::nanoseconds> deviceTime;
    Timestamp time{}; // the generation time; set by DecoderChain
    RecordTime timeFrom = RecordTime::arrival;
    std::span<const DecodedField> fields;
    Frame frame;
};

} // namespace desk
