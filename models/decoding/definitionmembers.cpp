// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/definitionmembers_p.h"

#include "models/decoding/textvalue.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::string_view hexPrefix = "hex:";
constexpr std::string_view hexDigits = "0123456789abcdef";

std::string foundJson(const nlohmann::json &value)
{
    return ", found " +
           quotedText(value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace).substr(0, 40));
}

// "hex:0d 0a" as two bytes; nothing when it is none.
std::optional<std::string> bytesOfHex(std::string_view text)
{
    std::string bytes;
    std::string digits;
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
        if (c == ' ')
            continue;
        if (hexDigits.find(lower) == std::string_view::npos)
            return std::nullopt;
        digits += lower;
    }
    if (digits.size() % 2 != 0)
        return std::nullopt;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes += static_cast<char>(hexDigits.find(digits[i]) * 16 + hexDigits.find(digits[i + 1]));
    return bytes;
}

} // namespace

DefinitionReader::DefinitionReader(const nlohmann::json &object, std::string path,
                                   std::optional<Error> &error)
    : m_object(object)
    , m_path(std::move(path))
    , m_error(error)
{
}

void DefinitionReader::text(const char *name, std::string &value, const std::string &)
{
    const auto *member = find(name);
    if (!member)
        return;
    if (member->is_string())
        value = member->get_ref<const std::string &>();
    else
        refuse(name, "a text is expected" + foundJson(*member));
}

void DefinitionReader::character(const char *name, char &value, char)
{
    std::string read(1, value);
    text(name, read, {});
    if (read.size() == 1)
        value = read.front();
    else
        refuse(name, "one character is expected, found " + quotedText(read));
}

void DefinitionReader::bytes(const char *name, std::string &value, const std::string &)
{
    text(name, value, {});
    if (!value.starts_with(hexPrefix))
        return;
    auto read = bytesOfHex(std::string_view(value).substr(hexPrefix.size()));
    if (read)
        value = *std::move(read);
    else
        refuse(name, "pairs of hexadecimal digits are expected after hex:, such as \"hex:1a cf fc 1d\"");
}

void DefinitionReader::boolean(const char *name, bool &value, bool)
{
    const auto *member = find(name);
    if (!member)
        return;
    if (member->is_boolean())
        value = member->get<bool>();
    else
        refuse(name, "true or false is expected" + foundJson(*member));
}

void DefinitionReader::number(const char *name, double &value, double)
{
    const auto *member = find(name);
    if (!member)
        return;
    if (member->is_number() && std::isfinite(member->get<double>()))
        value = member->get<double>();
    else
        refuse(name, "a finite number is expected" + foundJson(*member));
}

bool DefinitionReader::readInteger(const nlohmann::json &member, const std::string &name, std::int64_t least,
                                   std::int64_t most, std::int64_t &value)
{
    const bool tooLarge =
        member.is_number_unsigned() && member.get<std::uint64_t>() > static_cast<std::uint64_t>(most);
    if (member.is_number_integer() && !tooLarge && member.get<std::int64_t>() >= least &&
        member.get<std::int64_t>() <= most) {
        value = member.get<std::int64_t>();
        return true;
    }
    refuse(name, "an integer of at least " + std::to_string(least) + " is expected" + foundJson(member));
    return false;
}

const nlohmann::json *DefinitionReader::find(const char *name)
{
    m_known.emplace(name);
    const auto member = m_object.find(name);
    return member == m_object.end() || m_error ? nullptr : &*member;
}

void DefinitionReader::refuse(const std::string &member, const std::string &what)
{
    if (m_error)
        return;
    const std::string path = m_path + '/' + member;
    m_error = Error{ErrorCode::invalidArgument, path + ": " + what, path};
}

void DefinitionReader::refuseUnknown()
{
    for (const auto &member : m_object.items()) {
        if (m_known.find(member.key()) != m_known.end())
            continue;
        std::string list;
        for (const std::string &known : m_known)
            list.append(list.empty() ? "" : ", ").append(known);
        refuse(printableText(member.key()), "unknown; known are " + list);
    }
}

void DefinitionWriter::bytes(const char *name, const std::string &value, const std::string &fallback)
{
    const bool plain = !value.starts_with(hexPrefix) && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= ' ' && c < '\x7f') || c == '\r' || c == '\n' || c == '\t';
    });
    if (plain) {
        text(name, value, fallback);
        return;
    }
    std::string hex(hexPrefix);
    for (const char c : value) {
        hex += hexDigits[static_cast<unsigned char>(c) >> 4U];
        hex += hexDigits[static_cast<unsigned char>(c) & 15U];
    }
    m_object[name] = hex;
}

} // namespace desk
