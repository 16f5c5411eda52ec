// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/settingsjson_p.h"

#include <array>
#include <charconv>

namespace desk {

SettingsReader::SettingsReader(const nlohmann::json &object, std::string path)
    : m_object(object)
    , m_path(std::move(path))
{
    if (!m_object.is_object())
        m_error = Error{ErrorCode::parseError,
                        (m_path.empty() ? "the text" : m_path) + ": an object is expected", m_path};
}

const nlohmann::json *SettingsReader::find(const char *name)
{
    m_known.insert(name);
    if (!m_object.is_object())
        return nullptr;
    const auto member = m_object.find(name);
    return member == m_object.end() ? nullptr : &*member;
}

void SettingsReader::wrong(const char *name, const std::string &what)
{
    if (m_error)
        return;
    const std::string path = m_path + "/" + name;
    m_error = Error{ErrorCode::invalidArgument, path + ": " + what, path};
}

void SettingsReader::text(const char *name, std::string &value)
{
    const auto *member = find(name);
    if (!member)
        return;
    if (!member->is_string())
        return wrong(name, "must be a text");
    value = member->get<std::string>();
    if (value.size() > 4096 || value.find('\0') != std::string::npos)
        wrong(name, "must have at most 4096 characters, none of them NUL");
}

void SettingsReader::texts(const char *name, std::vector<std::string> &value)
{
    const auto *member = find(name);
    if (!member)
        return;
    if (!member->is_array() || member->size() > 256)
        return wrong(name, "must be a list of at most 256 texts");
    value.clear();
    for (const auto &one : *member) {
        if (!one.is_string() || one.get_ref<const std::string &>().find('\0') != std::string::npos)
            return wrong(name, "must be a list of texts");
        value.push_back(one.get<std::string>());
    }
}

void SettingsReader::flag(const char *name, bool &value)
{
    const auto *member = find(name);
    if (!member)
        return;
    if (!member->is_boolean())
        return wrong(name, "must be true or false");
    value = member->get<bool>();
}

void SettingsReader::hex(const char *name, std::optional<std::uint16_t> &value)
{
    std::string digits;
    text(name, digits);
    if (digits.empty())
        return;
    unsigned number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    if (digits.size() != 4 || read.ptr != digits.data() + digits.size())
        return wrong(name, "must be four hexadecimal digits as lsusb shows them: \"0403\"");
    value = static_cast<std::uint16_t>(number);
}

void SettingsReader::milliseconds(const char *name, std::chrono::milliseconds &value, std::int64_t least,
                                  std::int64_t most)
{
    if (const auto read = integer(name, least, most))
        value = std::chrono::milliseconds(*read);
}

void SettingsReader::seconds(const char *name, std::chrono::seconds &value, std::int64_t least,
                             std::int64_t most)
{
    if (const auto read = integer(name, least, most))
        value = std::chrono::seconds(*read);
}

std::optional<std::int64_t> SettingsReader::integer(const char *name, std::int64_t least, std::int64_t most)
{
    const auto *member = find(name);
    if (!member)
        return std::nullopt;
    const bool fits =
        member->is_number_integer() &&
        !(member->is_number_unsigned() && member->get<std::uint64_t>() > std::uint64_t{INT64_MAX});
    const std::int64_t value = fits ? member->get<std::int64_t>() : 0;
    if (!fits || value < least || value > most) {
        wrong(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }
    return value;
}

Result<void> SettingsReader::finish()
{
    if (!m_error) {
        for (const auto &[name, value] : m_object.items()) {
            if (m_known.count(name) == 0)
                wrong(name.c_str(), "is not known; correct or remove it");
        }
    }
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

void SettingsWriter::hex(const char *name, const std::optional<std::uint16_t> &value)
{
    if (!value)
        return;
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "%04x", unsigned{*value});
    m_object[name] = digits.data();
}

} // namespace desk
