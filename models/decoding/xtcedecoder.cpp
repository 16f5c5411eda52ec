// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/bitfield.h"
#include "models/decoding/packetheader.h"
#include "models/decoding/recorddecoders_p.h"
#include "models/decoding/sequencecounts.h"
#include "models/decoding/textvalue.h"
#include "models/decoding/xtcedatabase.h"

#include <algorithm>
#include <bit>

namespace desk {
namespace {

template <class Value>
bool holds(XtceOperator is, const Value &a, const Value &b)
{
    switch (is) {
    case XtceOperator::equal:
        return a == b;
    case XtceOperator::unequal:
        return a != b;
    case XtceOperator::less:
        return a < b;
    case XtceOperator::lessOrEqual:
        return a <= b;
    case XtceOperator::greater:
        return a > b;
    case XtceOperator::greaterOrEqual:
        break;
    }
    return a >= b;
}

// Packets as an XTCE document has them: the root container's entries, then those of the first heir whose
// restriction holds, and so on.
class XtceDecoder final : public BuildingDecoder
{
public:
    XtceDecoder(const DecoderDefinition &definition, std::shared_ptr<const XtceDatabase> database,
                std::size_t root)
        : BuildingDecoder(definition)
        , m_shared(std::move(database))
        , m_database(*m_shared)
        , m_root(root)
        , m_counts(definition.framing.kind == FramingKind::ccsds)
    {
        m_values.resize(m_database.parameters.size());
        for (const XtceParameter &parameter : m_database.parameters)
            m_builder.table().enter(parameter.field, true);
    }

    Result<void> decode(const Frame &frame, RecordSink &sink) override
    {
        if (m_counts && frame.bytes.size() > PacketHeader::bytes) {
            const PacketHeader header = PacketHeader::read(frame.bytes);
            if (header.apid == PacketHeader::idleApid)
                return {};
            if (!header.isTelecommand)
                m_sequence.add(header.apid, header.sequenceCount);
        }
        m_builder.begin(frame);
        m_frame = frame;
        m_fields.clear();
        ++m_number;
        m_visits = m_depth = 0;
        std::int64_t bit = 0;
        if (auto walked = walk(m_root, 0, bit, true); !walked)
            return walked;
        return m_builder.finish(sink, m_fields);
    }

    void reset() override { m_sequence.restart(); }
    [[nodiscard]] std::uint64_t lost() const override { return m_sequence.lost(); }

private:
    struct Known
    {
        DecodedValue raw;
        DecodedValue value;
        std::uint64_t packet = 0; // in which it was read last
    };
    static constexpr int mostVisits = 4096; // of containers in a packet
    static constexpr int deepestWalk = 64;

    // bit: where the next entry begins; start: where the container does. whole: with its base, as its own.
    Result<void> walk(std::size_t index, std::int64_t start, std::int64_t &bit, bool whole)
    {
        const XtceContainer &container = m_database.containers[index];
        if (++m_visits > mostVisits || m_depth >= deepestWalk)
            return wrongAt(0,
                           "a packet of at most 4096 containers, 64 in one another, is expected; " +
                               quotedText(container.path) + " leads to more",
                           ErrorCode::tooLarge);
        ++m_depth;
        auto walked = walkOn(container, start, bit, whole);
        --m_depth;
        return walked;
    }

    Result<void> walkOn(const XtceContainer &container, std::int64_t start, std::int64_t &bit, bool whole)
    {
        if (whole && container.base) {
            if (auto base = readBase(*container.base, start, bit); !base)
                return base;
        }
        if (auto entries = readEntries(container, start, bit); !entries)
            return entries;
        for (const std::size_t heir : container.heirs) {
            if (matches(m_database.containers[heir].restriction))
                return walk(heir, start, bit, false);
        }
        if (container.isAbstract)
            return wrongAt(static_cast<std::size_t>(bit / 8), noHeir(container), ErrorCode::notFound);
        return {};
    }

    Result<void> readBase(std::size_t index, std::int64_t start, std::int64_t &bit)
    {
        const XtceContainer &container = m_database.containers[index];
        if (container.base) {
            if (auto base = readBase(*container.base, start, bit); !base)
                return base;
        }
        return readEntries(container, start, bit);
    }

    [[nodiscard]] std::string noHeir(const XtceContainer &container) const
    {
        std::string found;
        for (const std::size_t heir : container.heirs) {
            for (const XtceComparison &one : m_database.containers[heir].restriction) {
                const Known &known = m_values[one.parameter];
                const std::string &name = m_database.parameters[one.parameter].field.name;
                if (known.packet == m_number && found.find(name + " is") == std::string::npos &&
                    found.size() < 200)
                    found += (found.empty() ? "" : ", ") + name + " is " +
                             quotedText((one.calibrated ? known.value : known.raw).toText());
            }
        }
        return "one of the " + std::to_string(container.heirs.size()) + " containers that go on from " +
               quotedText(container.path) + " is expected, none fits" + (found.empty() ? "" : ": " + found) +
               "; add its container to the document";
    }

    Result<void> readEntries(const XtceContainer &container, std::int64_t start, std::int64_t &bit)
    {
        for (const XtceEntry &entry : container.entries) {
            if (!matches(entry.condition))
                continue;
            bit = (entry.from == XtceEntry::From::start ? start : bit) + entry.bits;
            if (bit < 0)
                return wrongAt(0, "an entry of " + quotedText(container.path) + " begins before the packet",
                               ErrorCode::outOfRange);
            auto read =
                entry.isContainer ? walk(entry.index, bit, bit, true) : readParameter(entry.index, bit);
            if (!read)
                return read;
        }
        return {};
    }

    [[nodiscard]] bool matches(const std::vector<XtceComparison> &all) const
    {
        return std::all_of(all.begin(), all.end(), [this](const XtceComparison &one) {
            const Known &known = m_values[one.parameter];
            if (known.packet != m_number)
                return false;
            const DecodedValue &value = one.calibrated ? known.value : known.raw;
            if (value.kind == DecodedValue::Kind::text)
                return holds(one.is, value.text, std::string_view(one.text));
            const auto number = value.toNumber();
            if (!number || !one.number) // they cannot be compared, so they are not the same
                return one.is == XtceOperator::unequal;
            return holds(one.is, *number, *one.number);
        });
    }

    Result<void> readParameter(std::size_t index, std::int64_t &bit)
    {
        const XtceParameter &parameter = m_database.parameters[index];
        auto bits = std::int64_t{parameter.field.bits};
        if (bits == 0) {
            const auto found = terminatedBits(parameter, bit);
            if (!found)
                return tl::unexpected(found.error());
            bits = *found;
        }
        const auto end = static_cast<std::int64_t>(m_frame.bytes.size()) * 8;
        const BitRange at{static_cast<std::uint32_t>(bit), static_cast<std::uint32_t>(bits)};
        if (bit + bits > end)
            return wrongAt(static_cast<std::size_t>(std::min(bit, end) / 8),
                           quotedText(parameter.field.name) + " of " + std::to_string(bits) +
                               " bits is expected, found the end of the packet after " +
                               std::to_string(end / 8) + " bytes; check the document and the framing",
                           ErrorCode::missingField);
        bit += bits;
        if (parameter.coding == XtceParameter::Coding::binary)
            return {};
        if (m_fields.size() >= RecordBuilder::mostFields)
            return wrongAt(at.firstByte(), "a packet of at most 2048 parameters is expected",
                           ErrorCode::tooLarge);
        Known &known = m_values[index];
        known.packet = m_number;
        DecodedField field;
        field.key = static_cast<std::uint32_t>(index);
        FieldTable::Entry &entry = m_builder.table().entry(field.key);
        known.raw = valueOf(parameter, at, entry.text);
        known.value = parameter.field.calibration.apply(known.raw, entry.text);
        field.name = entry.definition.name;
        field.unit = entry.definition.unit;
        field.raw = known.raw;
        field.value = known.value;
        field.at = at;
        m_fields.push_back(field);
        return entry.role == FieldTable::Role::value ? Result<void>()
                                                     : m_builder.takeRole(entry, known.value, at);
    }

    // With its terminator.
    Result<std::int64_t> terminatedBits(const XtceParameter &parameter, std::int64_t bit) const
    {
        const auto byte = static_cast<std::size_t>(bit / 8);
        const std::string_view text = m_frame.text();
        const std::size_t end =
            byte > text.size() ? std::string_view::npos : text.find(parameter.terminator, byte);
        if (bit % 8 != 0 || end == std::string_view::npos)
            return wrongAt(std::min(byte, text.size()),
                           "the end of the text " + quotedText(parameter.field.name) +
                               " is expected, found none; check the document",
                           ErrorCode::missingField);
        return static_cast<std::int64_t>(end + parameter.terminator.size() - byte) * 8;
    }

    // shifted: takes a text that begins between bytes.
    DecodedValue valueOf(const XtceParameter &parameter, BitRange at, std::string &shifted) const
    {
        using Coding = XtceParameter::Coding;
        if (parameter.coding == Coding::text) {
            std::string_view text = m_frame.text().substr(at.first / 8, at.count / 8);
            if (at.first % 8 != 0) {
                textOfBits(m_frame.bytes, at.first, at.count, shifted);
                text = shifted;
            }
            const std::string_view end =
                parameter.terminator.empty() ? std::string_view("\0", 1) : parameter.terminator;
            return textOrNone(text.substr(0, text.find(end)));
        }
        std::uint64_t number = bitsOf(m_frame.bytes, at.first, at.count);
        if (parameter.field.order == ByteOrder::little)
            number = turnedBytes(number, at.count);
        if (parameter.field.type == FieldType::boolean)
            return DecodedValue::ofBoolean(number != 0);
        const std::int64_t twos = signedOf(number, at.count);
        switch (parameter.coding) {
        case Coding::twosComplement:
            return DecodedValue::ofInteger(twos);
        case Coding::onesComplement:
            return DecodedValue::ofInteger(twos < 0 ? twos + 1 : twos);
        case Coding::signMagnitude: {
            const auto size = static_cast<std::int64_t>(number & ~(std::uint64_t{1} << (at.count - 1)));
            return DecodedValue::ofInteger(twos < 0 ? -size : size);
        }
        case Coding::ieee:
            return DecodedValue::ofNumber(
                at.count == 32 ? double{std::bit_cast<float>(static_cast<std::uint32_t>(number))}
                               : std::bit_cast<double>(number));
        default:
            break;
        }
        return DecodedValue::ofNatural(number);
    }

    const std::shared_ptr<const XtceDatabase> m_shared;
    const XtceDatabase &m_database;
    std::size_t m_root;
    bool m_counts; // space packets, whose sequence counts tell of losses
    SequenceCounts m_sequence;
    Frame m_frame;
    std::vector<Known> m_values; // by parameter
    std::vector<DecodedField> m_fields;
    std::uint64_t m_number = 0;
    int m_visits = 0;
    int m_depth = 0;
};

} // namespace

Result<std::shared_ptr<const XtceDatabase>> XtceDatabase::share(std::string_view document)
{
    auto database = parse(document);
    if (!database) {
        Error error = database.error();
        error.message = "/decoder/document: " + error.message;
        error.field = "/decoder/document";
        return tl::unexpected(std::move(error));
    }
    return std::make_shared<const XtceDatabase>(*std::move(database));
}

Result<std::unique_ptr<RecordDecoder>> makeXtceDecoder(const DecoderDefinition &definition,
                                                       std::shared_ptr<const XtceDatabase> document)
{
    if (!document) {
        auto read = XtceDatabase::share(definition.xtce);
        if (!read)
            return tl::unexpected(read.error());
        document = *std::move(read);
    }
    const auto root = document->root(definition.container);
    if (!root)
        return tl::unexpected(root.error());
    return std::make_unique<XtceDecoder>(definition, std::move(document), *root);
}

} // namespace desk
