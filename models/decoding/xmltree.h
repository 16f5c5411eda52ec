// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string_view>
#include <utility>
#include <vector>

namespace desk {

// An element of an XML document. Names are without their namespace's prefix. Plain value.
struct XmlElement
{
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::string text; // directly in it
    std::vector<XmlElement> children;
    std::int64_t line = 0;
    std::int64_t offset = 0; // byte of the document

    // Null where there is none; the first of several.
    [[nodiscard]] const XmlElement *child(std::string_view wanted) const;
    [[nodiscard]] const std::string *attribute(std::string_view wanted) const;
    [[nodiscard]] std::string attributeOr(std::string_view wanted, std::string fallback) const;
};

// Reads a whole document (Expat). A document type declaration is refused, so there are no entities but XML's
// own five, and nothing is ever fetched. At most 64 levels and 500,000 elements. Errors have the line as
// index and the byte as offset. Pure.
Result<XmlElement> parseXml(std::string_view document);

} // namespace desk
