// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/recordbuilder.h"

namespace desk {

// Binary fields one after the other, each at its place. The record's fields are made once; a frame only
// changes their values. One thread at a time.
class FieldLayout
{
public:
    // Enters the fields into the builder's table, which must outlive it. prefix: before their names.
    FieldLayout(std::vector<FieldDefinition> fields, const std::string &prefix, RecordBuilder &builder);

    // firstByte: of the frame at which the layout begins; endByte: where what may be read ends.
    Result<void> read(const Frame &frame, std::size_t firstByte, std::size_t endByte);
    [[nodiscard]] std::span<const DecodedField> fields() const { return m_fields; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    // How a slot is read: whole bytes in one go, anything else bit by bit.
    enum class Reading : std::uint8_t {
        byte,
        big16,
        big32,
        big64,
        little16,
        little32,
        little64,
        bits,
        text,
        textOfBits
    };
    struct Slot
    {
        std::uint32_t key = 0;
        std::uint32_t firstBit = 0;
        std::uint32_t bits = 0;
        FieldType type = FieldType::blank;
        Reading reading = Reading::bits;
        bool turned = false;
        bool shown = true;                        // is one of fields()
        FieldTable::Entry *role = nullptr;        // names the node or the time; else null
        const Calibration *calibration = nullptr; // or null
        std::string *text = nullptr;              // of its entry in the table
    };
    static Reading readingOf(const Slot &slot);
    static void readInto(DecodedValue &value, const Slot &slot, std::span<const std::byte> bytes);
    Result<void> refuseShort(std::size_t given, std::size_t endByte) const;
    void placeAt(std::size_t firstByte);

    RecordBuilder &m_builder;
    std::vector<Slot> m_slots;
    std::vector<DecodedField> m_fields; // of the slots that are shown, in order
    std::size_t m_bytes = 0;
    std::size_t m_firstByte = 0; // for which the fields' places are worked out
};

} // namespace desk
