// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

using LabelList = std::vector<std::pair<std::string, std::string>>;

// The labels of a series between their canonical text (k="v",… sorted by key; \ " and line feeds escaped) and
// a list. Nothing for a text that is none. Pure.
std::optional<LabelList> splitLabels(std::string_view text);
std::string joinLabels(LabelList labels);

} // namespace desk
