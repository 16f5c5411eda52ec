// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/deviceclock.h"
#include "models/decoding/linesyntax.h"
#include "models/decoding/recorddecoders_p.h"
#include "models/decoding/textvalue.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

// weather,node_id=roof,side=north temp=21.5,n=7i,ok=t 1795269787000000000
// As the server's own reader has it: the metric is measurement.field, or the field alone where the
// measurement is "telemetry"; the tags node_id and dst (or those of the definition) say what it is about,
// others are labels.
class LineProtocolFrames final : public BuildingDecoder
{
public:
    explicit LineProtocolFrames(const DecoderDefinition &definition)
        : BuildingDecoder(definition)
        , m_node(definition.nodeField.empty() ? "node_id" : definition.nodeField)
        , m_destination(definition.destinationField.empty() ? "dst" : definition.destinationField)
        , m_unit(definition.clock.unit == 0 ? 1e-9 : definition.clock.unit)
    {
    }

    Result<void> decode(const Frame &frame, RecordSink &sink) override
    {
        std::string_view line = frame.text();
        if (auto checked = checkText(line); !checked)
            return checked;
        while (!line.empty() && line.back() == ' ')
            line.remove_suffix(1);
        if (line.empty() || line.front() == '#')
            return {};
        if (auto read = m_line.read(line); !read) {
            const auto at = static_cast<std::size_t>(std::max<std::int64_t>(read.error().offset, 0));
            return wrongAt(at, "line protocol (measurement,tag=value field=value time) is expected, but " +
                                   printable(read.error().message));
        }
        m_builder.begin(frame);
        if (auto tags = readTags(); !tags)
            return tags;
        for (const LineSyntax::Pair &field : m_line.fields) {
            if (auto added = addField(field); !added)
                return added;
        }
        if (auto timed = readTime(line); !timed)
            return timed;
        return m_builder.finish(sink);
    }

private:
    static std::string printable(const std::string &message)
    {
        constexpr std::size_t part = 40;
        std::string all;
        for (std::size_t at = 0; at < message.size() && at < 4 * part; at += part)
            all += printableText(std::string_view(message).substr(at, part));
        return all;
    }

    Result<void> readTags()
    {
        constexpr std::size_t longestLabels = 1024;
        m_prefix = m_line.measurement == "telemetry" ? "" : m_line.measurement + '.';
        m_labels.clear();
        std::sort(m_line.tags.begin(), m_line.tags.end(),
                  [](const LineSyntax::Pair &a, const LineSyntax::Pair &b) { return a.key < b.key; });
        for (const LineSyntax::Pair &tag : m_line.tags) {
            const BitRange at = BitRange::ofBytes(tag.at, tag.length);
            Result<void> taken;
            if (tag.key == m_node)
                taken = m_builder.setNode(tag.key, tag.value, at);
            else if (tag.key == m_destination)
                taken = m_builder.setDestination(tag.key, tag.value, at);
            else if (tag.key != "node_type")
                appendLabel(tag);
            if (!taken)
                return taken;
            if (m_labels.size() > longestLabels)
                return wrongAt(tag.at, "tags of at most 1024 bytes are expected, found more",
                               ErrorCode::tooLarge);
        }
        return {};
    }

    void appendLabel(const LineSyntax::Pair &tag)
    {
        m_labels.append(m_labels.empty() ? "" : ",").append(tag.key).append("=\"");
        for (const char c : tag.value) {
            if (c == '"' || c == '\\')
                m_labels += '\\';
            m_labels += c;
        }
        m_labels += '"';
    }

    Result<void> addField(const LineSyntax::Pair &field)
    {
        const BitRange at = BitRange::ofBytes(field.at, field.length);
        m_source = m_prefix;
        m_source += field.key;
        const std::uint32_t plain = m_builder.table().findKnown(m_source); // as a definition has it
        if (!m_labels.empty())
            m_source.append("{").append(m_labels).append("}");
        std::uint32_t key = m_builder.table().findKnown(m_source);
        if (key == FieldTable::none) {
            key = enter(plain, field.key);
            if (key == FieldTable::none && m_builder.table().leavesOut()) {
                m_builder.touch();
                return {};
            }
            if (key == FieldTable::none)
                return wrongAt(field.at,
                               "more than 4096 different fields came from this device; list those that are "
                               "wanted",
                               ErrorCode::cardinalityLimit);
        }
        const DecodedValue value = valueOf(field);
        if (value.kind == DecodedValue::Kind::none)
            return wrongAt(field.at, "field " + quotedText(field.key) +
                                         ": a number, 7i, t, f or a \"text\" is expected, "
                                         "found " +
                                         quotedText(field.value));
        return m_builder.addKey(key, value, at);
    }

    std::uint32_t enter(std::uint32_t plain, const std::string &name)
    {
        FieldTable &table = m_builder.table();
        if ((plain == FieldTable::none && table.leavesOut()) || table.size() >= FieldTable::most)
            return FieldTable::none;
        FieldDefinition made;
        if (plain != FieldTable::none)
            made = table.entry(plain).definition;
        else
            made.name = m_prefix + name;
        made.source = m_source;
        return table.enter(std::move(made), plain != FieldTable::none, m_labels);
    }

    static DecodedValue valueOf(const LineSyntax::Pair &field)
    {
        const std::string_view text = field.value;
        if (field.quoted)
            return DecodedValue::ofText(text);
        for (const std::string_view word : {"t", "T", "true", "True", "TRUE"}) {
            if (text == word)
                return DecodedValue::ofBoolean(true);
        }
        for (const std::string_view word : {"f", "F", "false", "False", "FALSE"}) {
            if (text == word)
                return DecodedValue::ofBoolean(false);
        }
        const bool whole = text.ends_with('i') || text.ends_with('u');
        const DecodedValue value = valueOfText(text.substr(0, text.size() - (whole ? 1 : 0)));
        if (!value.isNumeric() || (whole && value.kind == DecodedValue::Kind::number))
            return {};
        return whole ? value : DecodedValue::ofNumber(value.toNumber().value_or(0));
    }

    // Counts of the precision that the definition names; nanoseconds where it names none.
    Result<void> readTime(std::string_view line)
    {
        if (m_line.time.empty())
            return {};
        const std::string &text = m_line.time;
        std::int64_t count = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
        ClockDefinition clock;
        clock.unit = m_unit;
        const auto time = deviceTimeOf(DecodedValue::ofInteger(count), clock);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !time)
            return wrongAt(line.size() - std::min(text.size(), line.size()),
                           "a whole number as time since 1970 is expected, found " + quotedText(text));
        m_builder.setDeviceTime(*time);
        return {};
    }

    std::string m_node;
    std::string m_destination;
    double m_unit; // seconds
    LineSyntax m_line;
    std::string m_prefix;
    std::string m_labels;
    std::string m_source;
};

} // namespace

std::unique_ptr<RecordDecoder> makeLineProtocolFrames(const DecoderDefinition &definition)
{
    return std::make_unique<LineProtocolFrames>(definition);
}

} // namespace desk
