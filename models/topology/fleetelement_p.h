// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace desk {

// For error messages: at most 40 bytes, cut at a character.
std::string shortened(std::string_view text);

// One element of an array of a fleet definition: reads its fields and keeps the first fault. A field that is
// absent or null is not given. Lives on the stack of the parser.
class FleetElement
{
public:
    FleetElement(const char *array, std::size_t index, const nlohmann::json &value);

    std::string requiredText(const char *field);
    std::optional<std::string> text(const char *field);
    std::optional<double> number(const char *field, double least, double most);
    std::optional<bool> boolean(const char *field);
    // An object of texts, numbers and the like, as JSON text.
    std::shared_ptr<const std::string> flatObject(const char *field);
    // The value as it stands in the document; null where it is not text.
    const std::string *rawText(const char *field) const;

    void refuse(ErrorCode code, const char *field, const std::string &fault);
    bool good() const { return !m_error; }
    const Error &error() const { return *m_error; }

private:
    const nlohmann::json *find(const char *field) const;

    const char *m_array;
    std::size_t m_index;
    const nlohmann::json &m_value;
    std::optional<Error> m_error;
};

} // namespace desk
