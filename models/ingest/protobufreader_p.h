// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <protozero/pbf_reader.hpp>

#include <string_view>

namespace desk {

// Reads one protobuf message field by field, as protozero does, but a field that was sent with another wire
// type than its own throws like any other damage: protozero leaves that to the caller, reads what it is asked
// for in a release build and ends the program in others. Private to the decoders. A view of the message; any
// thread.
class ProtobufReader
{
public:
    using Tag = protozero::pbf_tag_type;

    class WrongType final : public protozero::exception
    {
    public:
        [[nodiscard]] const char *what() const noexcept override { return "a field of another type"; }
    };

    explicit ProtobufReader(std::string_view message)
        : m_reader(message.data(), message.size())
    {
    }

    bool next() { return m_reader.next(); }
    [[nodiscard]] Tag tag() const { return m_reader.tag(); }
    void skip() { m_reader.skip(); }
    // What was not read yet.
    [[nodiscard]] std::string_view rest() const { return {m_reader.data().data(), m_reader.data().size()}; }

    std::string_view text()
    {
        const auto view = expect(protozero::pbf_wire_type::length_delimited).get_view();
        return {view.data(), view.size()};
    }
    ProtobufReader message() { return ProtobufReader(text()); }
    double number() { return expect(protozero::pbf_wire_type::fixed64).get_double(); }
    std::uint64_t fixed64() { return expect(protozero::pbf_wire_type::fixed64).get_fixed64(); }
    std::int64_t sfixed64() { return expect(protozero::pbf_wire_type::fixed64).get_sfixed64(); }
    std::int64_t int64() { return expect(protozero::pbf_wire_type::varint).get_int64(); }
    std::uint32_t uint32() { return expect(protozero::pbf_wire_type::varint).get_uint32(); }
    std::int32_t enumerated() { return expect(protozero::pbf_wire_type::varint).get_enum(); }
    // Not get_bool(): it looks at the byte before it knows that there is one.
    bool boolean() { return expect(protozero::pbf_wire_type::varint).get_uint64() != 0; }

    // Of a repeated field: all of a packed one, or the one value of an unpacked one.
    template <class Take>
    void eachFixed64(const Take &take)
    {
        if (m_reader.wire_type() == protozero::pbf_wire_type::fixed64)
            return take(m_reader.get_fixed64());
        for (const std::uint64_t value :
             expect(protozero::pbf_wire_type::length_delimited).get_packed_fixed64())
            take(value);
    }
    template <class Take>
    void eachNumber(const Take &take)
    {
        if (m_reader.wire_type() == protozero::pbf_wire_type::fixed64)
            return take(m_reader.get_double());
        for (const double value : expect(protozero::pbf_wire_type::length_delimited).get_packed_double())
            take(value);
    }

private:
    protozero::pbf_reader &expect(protozero::pbf_wire_type type)
    {
        if (m_reader.wire_type() != type)
            throw WrongType();
        return m_reader;
    }

    protozero::pbf_reader m_reader;
};

} // namespace desk
