// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Who a valid token stands for. Plain value.
struct Identity
{
    std::string id;   // of the token, safe to log
    std::string name; // for people
    std::vector<std::string> scopes;

    // read covers every *:read, write every *:write.
    [[nodiscard]] bool allows(std::string_view scope) const
    {
        for (const std::string &own : scopes) {
            if (own == scope || ((own == "read" || own == "write") && scope.size() > own.size() &&
                                 scope.ends_with(own) && scope[scope.size() - own.size() - 1] == ':'))
                return true;
        }
        return false;
    }
};

} // namespace desk
