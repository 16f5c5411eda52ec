// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/linkcounters.h"
#include "models/telemetry/nodetype.h"
#include "models/telemetry/time.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The names that a link's records use, by their numbers. A number means the same as long as the link runs, so
// whoever takes its records looks each name up once. Immutable, any thread.
struct LinkNames
{
    struct Subject
    {
        std::string node;
        std::string destination; // empty = the node itself
        bool operator==(const Subject &) const = default;
    };
    std::string link; // its name, for words
    std::vector<std::string> metrics;
    std::vector<Subject> subjects;
    NodeType nodeType = NodeType::device; // of those that are new
};

// Records of one link on their way to the ingest thread: columns, filled by the link's thread, then only
// moved.
struct IntakeBlock
{
    enum class Kind : std::uint8_t { number, integer, natural, boolean, text };
    // One value; raw: the value as sent of a calibrated field, kept in the metric's #raw sibling.
    struct Field
    {
        std::uint32_t metric = 0; // of names
        Kind kind = Kind::number;
        bool raw = false;
        union {
            double number = 0;
            std::int64_t integer;
            std::uint64_t natural; // also: place and length of a text
        };
    };
    struct Record
    {
        std::uint32_t subject = 0;  // of names
        std::uint32_t fieldEnd = 0; // one past its last field
        std::int64_t generation = 0;
        bool timeGuessed = false; // the device should have told the time and did not
    };

    std::uint32_t link = 0; // number of the link
    std::vector<Record> records;
    std::vector<Field> fields;
    std::string texts;
    std::vector<IntakeRefusals::Place> frames; // of each record; empty unless somebody inspects them
    std::shared_ptr<const LinkNames> names;
    std::shared_ptr<LinkCounters> counters;
    Timestamp reception{};
    std::function<void(bool kept)> told; // see ByteSink; may be empty

    void addText(std::uint32_t metric, bool raw, std::string_view text);
    [[nodiscard]] std::string_view text(const Field &field) const;
    [[nodiscard]] std::size_t bytes() const; // of memory, about
};

} // namespace desk
