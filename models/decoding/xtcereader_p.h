// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/xmltree.h"
#include "models/decoding/xtcedatabase.h"

#include <map>

namespace desk {

// Inside models/decoding only.

tl::unexpected<Error> wrongXml(const XmlElement &at, const std::string &what,
                               ErrorCode code = ErrorCode::invalidArgument);
// Attributes and texts as numbers.
Result<std::int64_t> xmlInteger(const XmlElement &at, std::string_view text, std::int64_t least,
                                std::int64_t most);
Result<double> xmlNumber(const XmlElement &at, std::string_view text);

// A parameter type, as what a parameter of it begins as. notes: what is left out.
Result<XtceParameter> readXtceType(const XmlElement &type, std::vector<std::string> &notes);
bool isXtceType(std::string_view elementName);

// Names by path, found from a system outwards.
template <class Value>
class XtceNames
{
public:
    bool add(const std::string &system, const std::string &name, Value value)
    {
        return m_values.emplace(system + '/' + name, std::move(value)).second;
    }
    [[nodiscard]] const Value *find(std::string system, const std::string &reference) const
    {
        if (reference.starts_with('/')) {
            const auto found = m_values.find(reference);
            return found == m_values.end() ? nullptr : &found->second;
        }
        for (;;) {
            if (const auto found = m_values.find(system + '/' + reference); found != m_values.end())
                return &found->second;
            if (system.empty())
                return nullptr;
            system.resize(system.rfind('/'));
        }
    }

private:
    std::map<std::string, Value, std::less<>> m_values;
};

} // namespace desk
