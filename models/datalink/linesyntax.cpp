// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/linesyntax.h"

namespace desk {
namespace {

struct LineReader
{
    std::string_view text;
    std::size_t at = 0;

    [[nodiscard]] bool done() const { return at >= text.size(); }
    [[nodiscard]] bool is(char c) const { return !done() && text[at] == c; }

    bool take(char c)
    {
        if (!is(c))
            return false;
        ++at;
        return true;
    }

    // Up to one of the ends that is not escaped; a backslash before anything else stands for itself.
    std::string word(std::string_view ends)
    {
        std::string word;
        for (; !done() && ends.find(text[at]) == std::string_view::npos; ++at) {
            const bool escape = text[at] == '\\' && at + 1 < text.size() &&
                                std::string_view(",= \\").find(text[at + 1]) != std::string_view::npos;
            at += escape ? 1 : 0;
            word += text[at];
        }
        return word;
    }

    // After the opening quote.
    bool quoted(std::string &word)
    {
        for (; !done(); ++at) {
            if (text[at] == '"') {
                ++at;
                return true;
            }
            const bool escape =
                text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
            at += escape ? 1 : 0;
            word += text[at];
        }
        return false;
    }

    tl::unexpected<Error> wrong(const std::string &what) const
    {
        return failure(ErrorCode::parseError, what + " at character " + std::to_string(at + 1), {},
                       static_cast<std::int64_t>(at));
    }
};

Result<LineSyntax::Pair> readPair(LineReader &in, bool field)
{
    LineSyntax::Pair pair;
    pair.key = in.word("=, ");
    if (pair.key.empty() || !in.take('='))
        return in.wrong(field ? "a field key=value is expected" : "a tag key=value is expected");
    if (field && in.take('"')) {
        pair.quoted = true;
        if (!in.quoted(pair.value))
            return in.wrong("the text of " + pair.key + " has no closing quote");
        return pair;
    }
    pair.value = in.word(", ");
    if (pair.value.empty())
        return in.wrong(pair.key + " has no value");
    return pair;
}

} // namespace

Result<LineSyntax> LineSyntax::parse(std::string_view line)
{
    LineReader in{line};
    LineSyntax parts;
    parts.measurement = in.word(", ");
    if (parts.measurement.empty())
        return in.wrong("a measurement is expected");
    while (in.take(',')) {
        auto tag = readPair(in, false);
        if (!tag)
            return tl::unexpected(tag.error());
        parts.tags.push_back(*std::move(tag));
    }
    if (!in.take(' '))
        return in.wrong("a blank and the fields are expected");
    do {
        auto field = readPair(in, true);
        if (!field)
            return tl::unexpected(field.error());
        parts.fields.push_back(*std::move(field));
    } while (in.take(','));
    if (in.take(' ')) {
        parts.time = in.word(" ");
        while (in.take(' ')) {
        }
    }
    if (!in.done())
        return in.wrong("the end of the line is expected");
    return parts;
}

bool looksLikeLineProtocol(std::string_view line)
{
    LineReader in{line};
    const std::string measurement = in.word(", ");
    if (measurement.empty() || measurement.find('=') != std::string::npos)
        return false;
    while (in.take(',')) {
        const std::string key = in.word("=, ");
        if (key.empty() || !in.take('='))
            return false;
        in.word(", ");
    }
    if (!in.take(' '))
        return false;
    return !in.word("=, ").empty() && in.is('=');
}

void appendLineWord(std::string &out, std::string_view word)
{
    for (const char c : word) {
        if (c == ',' || c == '=' || c == ' ' || c == '\\')
            out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
}

void appendLineTag(std::string &out, std::string_view key, std::string_view value)
{
    if (value.empty())
        return;
    out += ',';
    appendLineWord(out, key);
    out += '=';
    appendLineWord(out, value);
}

} // namespace desk
