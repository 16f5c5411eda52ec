// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/linesyntax.h"

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
    void word(std::string_view ends, std::string &word)
    {
        word.clear();
        for (; !done() && ends.find(text[at]) == std::string_view::npos; ++at) {
            const bool escape = text[at] == '\\' && at + 1 < text.size() &&
                                std::string_view(",= \\").find(text[at + 1]) != std::string_view::npos;
            at += escape ? 1 : 0;
            word += text[at];
        }
    }

    // After the opening quote.
    bool quoted(std::string &word)
    {
        word.clear();
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

// The next of pairs: one that was there before, or a new one.
LineSyntax::Pair &next(std::vector<LineSyntax::Pair> &pairs, std::size_t count)
{
    return count < pairs.size() ? pairs[count] : pairs.emplace_back();
}

Result<void> readPair(LineReader &in, LineSyntax::Pair &pair, bool field)
{
    in.word("=, ", pair.key);
    if (pair.key.empty() || !in.take('='))
        return in.wrong(field ? "a field key=value is expected" : "a tag key=value is expected");
    pair.at = in.at;
    pair.quoted = field && in.take('"');
    if (pair.quoted) {
        if (!in.quoted(pair.value))
            return in.wrong("the text of " + pair.key + " has no closing quote");
    } else {
        in.word(", ", pair.value);
        if (pair.value.empty())
            return in.wrong(pair.key + " has no value");
    }
    pair.length = in.at - pair.at;
    return {};
}

} // namespace

Result<LineSyntax> LineSyntax::parse(std::string_view line)
{
    LineSyntax parts;
    if (auto read = parts.read(line); !read)
        return tl::unexpected(read.error());
    return parts;
}

Result<void> LineSyntax::read(std::string_view line)
{
    LineReader in{line};
    in.word(", ", measurement);
    if (measurement.empty())
        return in.wrong("a measurement is expected");
    std::size_t count = 0;
    while (in.take(',')) {
        if (auto tag = readPair(in, next(tags, count), false); !tag)
            return tag;
        ++count;
    }
    tags.resize(count);
    if (!in.take(' '))
        return in.wrong("a blank and the fields are expected");
    count = 0;
    do {
        if (auto field = readPair(in, next(fields, count), true); !field)
            return field;
        ++count;
    } while (in.take(','));
    fields.resize(count);
    time.clear();
    if (in.take(' ')) {
        in.word(" ", time);
        while (in.take(' ')) {
        }
    }
    if (!in.done())
        return in.wrong("the end of the line is expected");
    return {};
}

bool looksLikeLineProtocol(std::string_view line)
{
    LineReader in{line};
    std::string word;
    in.word(", ", word);
    if (word.empty() || word.find('=') != std::string::npos)
        return false;
    while (in.take(',')) {
        in.word("=, ", word);
        if (word.empty() || !in.take('='))
            return false;
        in.word(", ", word);
    }
    if (!in.take(' '))
        return false;
    in.word("=, ", word);
    return !word.empty() && in.is('=');
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
