// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/recorddecoder.h"

#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace desk {

// The fields of a decoder by what the device calls them (their name where a definition tells no source), in
// the order in which they were defined or met. Their views live as long as the table. One thread at a time.
class FieldTable
{
public:
    static constexpr std::size_t most = 4096;
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    enum class Role : std::uint8_t { value, node, destination, time };

    struct Entry
    {
        FieldDefinition definition; // its name is a metric's
        std::string labels;
        Role role = Role::value;
        bool listed = false;      // by the definition, not only met
        std::uint64_t record = 0; // the last one that had it: for RecordBuilder
        std::string text{};       // of its value in this record, where the frame does not hold it as it is
    };

    explicit FieldTable(const DecoderDefinition &definition);

    // The key of a source, entered if it is new and others than the listed ones are wanted; none when it is
    // to be left out. hint: the key that is likely. Full: tableFull() is true and none is returned.
    std::uint32_t find(std::string_view source, std::uint32_t hint);
    // The key of a field that is known, else none.
    [[nodiscard]] std::uint32_t findKnown(std::string_view source) const;
    [[nodiscard]] bool leavesOut() const { return m_onlyListed; }
    // A field that the decoder defines itself; its name is made one of its own.
    std::uint32_t enter(FieldDefinition field, bool listed, std::string labels = {});
    [[nodiscard]] bool tableFull() const { return m_full; }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] Entry &entry(std::uint32_t key) { return m_entries[key]; }
    [[nodiscard]] FieldDescription describe(std::uint32_t key) const;

private:
    [[nodiscard]] std::string ownName(std::string_view wanted, const std::string &labels) const;

    std::deque<Entry> m_entries;
    std::unordered_map<std::string_view, std::uint32_t> m_bySource;
    std::unordered_set<std::string> m_names; // with their labels
    std::string m_nodeField;
    std::string m_destinationField;
    std::string m_timeField;
    bool m_onlyListed;
    bool m_full = false;
};

} // namespace desk
