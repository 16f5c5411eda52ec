// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/fieldtable.h"

namespace desk {

// Puts the records of one decoder together, in buffers that are used again. One thread at a time.
class RecordBuilder
{
public:
    static constexpr std::size_t mostFields = 2048; // of a record

    explicit RecordBuilder(const DecoderDefinition &definition);

    // Of records that name none.
    void setDefaultNode(const std::string &node) { m_defaultNode = node; }
    void begin(const Frame &frame);
    // A value by the device's name for it. Refuses what is there twice, what is not of the type that the
    // definition wants, and names without end.
    Result<void> add(std::string_view source, const DecodedValue &raw, BitRange at);
    // The same of a text that may be a number (see valueOfText()), or is one by the definition.
    Result<void> addText(std::string_view source, std::string_view text, BitRange at,
                         char decimalPoint = '.');
    // The same by the field's key.
    Result<void> addKeyText(std::uint32_t key, std::string_view text, BitRange at, char decimalPoint = '.');
    Result<void> addKey(std::uint32_t key, const DecodedValue &raw, BitRange at);
    // The frame holds something, if nothing that is wanted.
    void touch() { m_anything = true; }
    // Refuses what is no name of a node.
    Result<void> setNode(std::string_view source, std::string_view node, BitRange at);
    Result<void> setDestination(std::string_view source, std::string_view node, BitRange at);
    void setDeviceTime(std::chrono::nanoseconds time) { m_record.deviceTime = time; }
    // Gives the record to the sink; refuses one without any field.
    Result<void> finish(RecordSink &sink);
    // The same with fields that the decoder keeps itself.
    Result<void> finish(RecordSink &sink, std::span<const DecodedField> fields);
    // What a field of a role (node, destination, time) says.
    Result<void> takeRole(const FieldTable::Entry &entry, const DecodedValue &raw, BitRange at);

    [[nodiscard]] FieldTable &table() { return m_table; }
    [[nodiscard]] const FieldTable &table() const { return m_table; }
    [[nodiscard]] bool isEmpty() const { return m_fields.empty(); }

private:
    FieldTable m_table;
    ClockDefinition m_clock;
    std::string m_defaultNode;
    std::string m_node;
    std::string m_destination;
    std::vector<DecodedField> m_fields;
    DecodedRecord m_record;
    std::uint64_t m_number = 0;
    std::uint32_t m_hint = 0;
    bool m_anything = false;
};

} // namespace desk
