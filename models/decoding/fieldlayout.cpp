// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/fieldlayout.h"

#include "models/decoding/bitfield.h"
#include "models/decoding/textvalue.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace desk {
namespace {

// As it lies in memory: the program runs on little endian processors.
template <class Word>
Word wordAt(const std::byte *at)
{
    static_assert(std::endian::native == std::endian::little);
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

} // namespace

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
        slot.calibration = entry.definition.calibration.isEmpty() ? nullptr : &entry.definition.calibration;
        slot.text = &entry.text;
        slot.shown = !entry.definition.ignored;
        slot.role = entry.role == FieldTable::Role::value ? nullptr : &entry;
        slot.reading = readingOf(slot);
        m_slots.push_back(slot);
        if (slot.shown) {
            DecodedField made;
            made.key = slot.key;
            made.name = entry.definition.name;
            made.unit = entry.definition.unit;
            made.at = {slot.firstBit, slot.bits};
            m_fields.push_back(made);
        }
    }
}

Result<void> FieldLayout::read(const Frame &frame, std::size_t firstByte, std::size_t endByte)
{
    const std::size_t given = endByte - firstByte;
    if (given < m_bytes)
        return refuseShort(given, endByte);
    if (firstByte != m_firstByte)
        placeAt(firstByte);
    const auto bytes = frame.bytes.subspan(firstByte, given);
    DecodedField *field = m_fields.data();
    for (const Slot &slot : m_slots) {
        if (slot.role) {
            DecodedValue raw;
            readInto(raw, slot, bytes);
            const BitRange at{static_cast<std::uint32_t>(firstByte * 8 + slot.firstBit), slot.bits};
            if (auto taken = m_builder.takeRole(*slot.role, raw, at); !taken)
                return taken;
        }
        if (!slot.shown)
            continue;
        readInto(field->raw, slot, bytes);
        if (slot.calibration)
            field->value = slot.calibration->apply(field->raw, *slot.text);
        else
            field->value.take(field->raw);
        ++field;
    }
    return {};
}

Result<void> FieldLayout::refuseShort(std::size_t given, std::size_t endByte) const
{
    const auto cut = std::find_if(m_slots.begin(), m_slots.end(), [given](const Slot &slot) {
        return slot.firstBit + slot.bits > given * 8;
    });
    const std::string at =
        cut == m_slots.end() ? "" : " (" + m_builder.table().entry(cut->key).definition.name + " is cut off)";
    return failure(ErrorCode::missingField,
                   "byte " + std::to_string(endByte) + ": " + std::to_string(m_bytes) +
                       " bytes of fields are expected, found " + std::to_string(given) + at +
                       "; check the framing, or take the last fields out of the layout",
                   {}, static_cast<std::int64_t>(endByte));
}

void FieldLayout::placeAt(std::size_t firstByte)
{
    for (DecodedField &field : m_fields)
        field.at.first += static_cast<std::uint32_t>((firstByte - m_firstByte) * 8);
    m_firstByte = firstByte;
}

FieldLayout::Reading FieldLayout::readingOf(const Slot &slot)
{
    if (slot.type == FieldType::text)
        return slot.firstBit % 8 == 0 ? Reading::text : Reading::textOfBits;
    if (slot.firstBit % 8 != 0)
        return Reading::bits;
    switch (slot.bits) {
    case 8:
        return Reading::byte;
    case 16:
        return slot.turned ? Reading::little16 : Reading::big16;
    case 32:
        return slot.turned ? Reading::little32 : Reading::big32;
    case 64:
        return slot.turned ? Reading::little64 : Reading::big64;
    default:
        break;
    }
    return Reading::bits;
}

// Writes only what differs from frame to frame: a kind and eight bytes.
void FieldLayout::readInto(DecodedValue &value, const Slot &slot, std::span<const std::byte> bytes)
{
    const std::byte *const at = bytes.data() + slot.firstBit / 8;
    std::uint64_t number = 0;
    switch (slot.reading) {
    case Reading::byte:
        number = std::to_integer<std::uint64_t>(*at);
        break;
    case Reading::big16:
        number = __builtin_bswap16(wordAt<std::uint16_t>(at));
        break;
    case Reading::big32:
        number = __builtin_bswap32(wordAt<std::uint32_t>(at));
        break;
    case Reading::big64:
        number = __builtin_bswap64(wordAt<std::uint64_t>(at));
        break;
    case Reading::little16:
        number = wordAt<std::uint16_t>(at);
        break;
    case Reading::little32:
        number = wordAt<std::uint32_t>(at);
        break;
    case Reading::little64:
        number = wordAt<std::uint64_t>(at);
        break;
    case Reading::bits:
        number = bitsOf(bytes, slot.firstBit, slot.bits);
        number = slot.turned ? turnedBytes(number, slot.bits) : number;
        break;
    case Reading::text: {
        const std::string_view text(reinterpret_cast<const char *>(at), slot.bits / 8);
        value = textOrNone(text.substr(0, text.find('\0')));
        return;
    }
    case Reading::textOfBits:
        textOfBits(bytes, slot.firstBit, slot.bits, *slot.text);
        value = textOrNone(std::string_view(*slot.text).substr(0, slot.text->find('\0')));
        return;
    }
    switch (slot.type) {
    case FieldType::signedInteger:
        value.kind = DecodedValue::Kind::integer;
        value.integer = signedOf(number, slot.bits);
        break;
    case FieldType::boolean:
        value.kind = DecodedValue::Kind::boolean;
        value.boolean = number != 0;
        break;
    case FieldType::ieeeFloat:
        value.kind = DecodedValue::Kind::number;
        value.number = slot.bits == 32 ? double{std::bit_cast<float>(static_cast<std::uint32_t>(number))}
                                       : std::bit_cast<double>(number);
        break;
    default:
        value.kind = number <= static_cast<std::uint64_t>(INT64_MAX) ? DecodedValue::Kind::integer
                                                                     : DecodedValue::Kind::natural;
        value.natural = number;
        break;
    }
}

} // namespace desk
