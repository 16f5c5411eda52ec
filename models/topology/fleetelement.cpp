// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetelement_p.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

std::string toText(double value)
{
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
}

} // namespace

std::string shortened(std::string_view text)
{
    constexpr std::size_t most = 40;
    if (text.size() <= most)
        return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

FleetElement::FleetElement(const char *array, std::size_t index, const nlohmann::json &value)
    : m_array(array)
    , m_index(index)
    , m_value(value)
{
    if (!value.is_object())
        m_error = Error{ErrorCode::invalidArgument,
                        std::string(array) + "[" + std::to_string(index) + "] must be an object", array, -1,
                        static_cast<std::int64_t>(index)};
}

void FleetElement::refuse(ErrorCode code, const char *field, const std::string &fault)
{
    if (m_error)
        return;
    m_error = Error{code, std::string(m_array) + "[" + std::to_string(m_index) + "]." + field + ": " + fault,
                    std::string(m_array) + "." + field, -1, static_cast<std::int64_t>(m_index)};
}

const nlohmann::json *FleetElement::find(const char *field) const
{
    if (!m_value.is_object())
        return nullptr;
    const auto it = m_value.find(field);
    return it == m_value.end() || it->is_null() ? nullptr : &*it;
}

std::string FleetElement::requiredText(const char *field)
{
    if (!find(field))
        refuse(ErrorCode::missingField, field, "is missing");
    return text(field).value_or("");
}

std::optional<std::string> FleetElement::text(const char *field)
{
    const nlohmann::json *value = find(field);
    if (!value)
        return std::nullopt;
    if (!value->is_string()) {
        refuse(ErrorCode::invalidArgument, field, "must be a text");
        return std::nullopt;
    }
    return value->get<std::string>();
}

const std::string *FleetElement::rawText(const char *field) const
{
    const nlohmann::json *value = find(field);
    return value && value->is_string() ? value->get_ptr<const std::string *>() : nullptr;
}

std::optional<double> FleetElement::number(const char *field, double least, double most)
{
    const nlohmann::json *value = find(field);
    if (!value)
        return std::nullopt;
    if (!value->is_number()) {
        refuse(ErrorCode::invalidArgument, field, "must be a number");
        return std::nullopt;
    }
    const auto number = value->get<double>();
    if (!(number >= least && number <= most)) {
        refuse(ErrorCode::outOfRange, field,
               toText(number) + " is not within " + toText(least) + " and " + toText(most));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> FleetElement::boolean(const char *field)
{
    const nlohmann::json *value = find(field);
    if (!value)
        return std::nullopt;
    if (!value->is_boolean()) {
        refuse(ErrorCode::invalidArgument, field, "must be true or false");
        return std::nullopt;
    }
    return value->get<bool>();
}

std::shared_ptr<const std::string> FleetElement::flatObject(const char *field)
{
    const nlohmann::json *value = find(field);
    if (!value)
        return nullptr;
    if (!value->is_object() || std::any_of(value->begin(), value->end(), [](const nlohmann::json &member) {
            return member.is_structured();
        })) {
        refuse(ErrorCode::invalidArgument, field, "must be an object of texts and numbers");
        return nullptr;
    }
    return std::make_shared<const std::string>(value->dump());
}

} // namespace desk
