// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/labeltext.h"

#include <algorithm>

namespace desk {

std::optional<LabelList> splitLabels(std::string_view text)
{
    LabelList labels;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t equals = text.find("=\"", at);
        if (equals == std::string_view::npos || equals == at)
            return std::nullopt;
        auto &[key, value] = labels.emplace_back(text.substr(at, equals - at), std::string());
        for (at = equals + 2; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size()) {
                ++at;
                value += text[at] == 'n' ? '\n' : text[at];
            } else {
                value += text[at];
            }
        }
        if (at == text.size())
            return std::nullopt;
        ++at;
        if (at < text.size() && (text[at] != ',' || ++at == text.size()))
            return std::nullopt;
    }
    return labels;
}

std::string joinLabels(LabelList labels)
{
    std::stable_sort(labels.begin(), labels.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    std::string text;
    for (const auto &[key, value] : labels) {
        text.append(text.empty() ? "" : ",").append(key).append("=\"");
        for (const char c : value) {
            if (c == '\n') {
                text += "\\n";
                continue;
            }
            if (c == '\\' || c == '"')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    return text;
}

} // namespace desk
