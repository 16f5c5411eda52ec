// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/gapsubject.h"

#include <algorithm>

namespace desk {
namespace {

constexpr char between = '\t';

std::string joined(std::string_view a, std::string_view b)
{
    std::string text(a);
    text += between;
    text += b;
    return text;
}

} // namespace

std::string nodeSubject(std::string_view node)
{
    return joined(node, {});
}

std::string linkSubject(std::string_view node, std::string_view dst)
{
    return joined(std::min(node, dst), std::max(node, dst));
}

std::string entitySubject(std::string_view node, std::string_view dst)
{
    return dst.empty() ? nodeSubject(node) : linkSubject(node, dst);
}

std::string seriesSubject(std::string_view node, std::string_view dst, std::string_view metric)
{
    return joined(joined(node, dst), metric);
}

bool isWholeSource(std::string_view subject)
{
    return subject.find(between) == std::string_view::npos;
}

std::string subjectWords(std::string_view subject)
{
    const std::size_t first = subject.find(between);
    if (first == std::string_view::npos)
        return std::string(subject);
    std::string words(subject.substr(0, first));
    std::string_view rest = subject.substr(first + 1);
    const std::size_t second = rest.find(between);
    const std::string_view dst = rest.substr(0, second);
    if (!dst.empty())
        words += (second == std::string_view::npos ? " ↔ " : " → ") + std::string(dst);
    if (second != std::string_view::npos)
        words += ' ' + std::string(rest.substr(second + 1));
    return words;
}

} // namespace desk
