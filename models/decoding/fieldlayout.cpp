// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/fieldlayout.h"

#include "models/decoding/bitfield.h"
#include "models/decoding/textvalue.h"

#include <algorithm>
#include <bit>

namespace desk {

FieldLayout::FieldLayout(std::vector<FieldDefinition> fields, const std::string &prefix,
                         RecordBuilder &builder)
    : m_builder(builder)
{
    std::uint32_t next = 0;
    for (FieldDefinition &field : fields) {
        Slot slot;
        slot.firstBit = field.firstBit < 0 ? next : static_cast<std::uint32_t>(field.firstBit);
        slot.bits = field.bits;
        slot.type = field.type;
        slot.turned = field.order == ByteOrder::little;
        next = slot.firstBit + slot.bits;
        m_bytes = std::max<std::size_t>(m_bytes, (next + 7) / 8);
        if (field.type == FieldType::blank)
            continue;
        if (!prefix.empty())
            field.name = prefix + '_' + (field.name.empty() ? field.source : field.name);
        slot.key = builder.table().enter(std::move(field), true);
        FieldTable::Entry &entry = builder.table().entry(slot.key);
        slot.calibration = &entry.definition.calibration;
        slot.calibrated = !slot.calibration->isEmpty();
        slot.shown = !entry.definition.ignored;
        slot.role = entry.role == FieldTable::Role::value ? nullptr : &entry;
        m_slots.push_back(slot);
        if (slot.shown) {
            DecodedField made;
            made.key = slot.key;
            made.name = entry.definition.name;
            made.unit = entry.definition.unit;
            m_fields.push_back(made);
        }
    }
}

Result<void> FieldLayout::read(const Frame &frame, std::size_t firstByte, std::size_t endByte)
{
    const std::size_t given = endByte - firstByte;
    if (given < m_bytes) {
        const auto cut = std::find_if(m_slots.begin(), m_slots.end(), [given](const Slot &slot) {
            return slot.firstBit + slot.bits > given * 8;
        });
        const std::string at =
            cut == m_slots.end() ? ""
                                 : " (" + m_builder.table().entry(cut->key).definition.name + " is cut off)";
        return failure(ErrorCode::missingField,
                       "byte " + std::to_string(endByte) + ": " + std::to_string(m_bytes) +
                           " bytes of fields are expected, found " + std::to_string(given) + at +
                           "; check the framing, or take the last fields out of the layout",
                       {}, static_cast<std::int64_t>(endByte));
    }
    const auto bytes = frame.bytes.subspan(firstByte, given);
    DecodedField *field = m_fields.data();
    for (const Slot &slot : m_slots) {
        const DecodedValue raw = valueOf(slot, bytes);
        const BitRange at{static_cast<std::uint32_t>(firstByte * 8 + slot.firstBit), slot.bits};
        if (slot.role) {
            if (auto taken = m_builder.takeRole(*slot.role, raw, at); !taken)
                return taken;
        }
        if (!slot.shown)
            continue;
        field->raw = raw;
        field->value = slot.calibrated ? slot.calibration->apply(raw) : raw;
        field->at = at;
        ++field;
    }
    return {};
}

DecodedValue FieldLayout::valueOf(const Slot &slot, std::span<const std::byte> bytes)
{
    if (slot.type == FieldType::text) {
        // Whole bytes; one that begins between bytes is read from the byte.
        const std::string_view text(reinterpret_cast<const char *>(bytes.data()) + slot.firstBit / 8,
                                    slot.bits / 8);
        return textOrNone(text.substr(0, text.find('\0')));
    }
    std::uint64_t number = bitsOf(bytes, slot.firstBit, slot.bits);
    if (slot.turned)
        number = turnedBytes(number, slot.bits);
    switch (slot.type) {
    case FieldType::signedInteger:
        return DecodedValue::ofInteger(signedOf(number, slot.bits));
    case FieldType::boolean:
        return DecodedValue::ofBoolean(number != 0);
    case FieldType::ieeeFloat:
        return DecodedValue::ofNumber(slot.bits == 32
                                          ? double{std::bit_cast<float>(static_cast<std::uint32_t>(number))}
                                          : std::bit_cast<double>(number));
    default:
        break;
    }
    return DecodedValue::ofNatural(number);
}

} // namespace desk
