// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/lineprotocoldecoder.h"

#include <charconv>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t maxKey = 8 * 1024; // measurement and tags of a line
constexpr std::size_t maxText = 1024;
constexpr std::size_t maxKnownBytes = 64U << 20U;

// In a text; a backslash before anything else stands for itself.
constexpr std::string_view textEscapes = "\"\\";

void unescape(std::string_view text, std::string &out)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && textEscapes.find(text[i + 1]) != std::string_view::npos)
            ++i;
        out += text[i];
    }
}

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

std::optional<bool> booleanOf(std::string_view word)
{
    if (word == "t" || word == "T" || word == "true" || word == "True" || word == "TRUE")
        return true;
    if (word == "f" || word == "F" || word == "false" || word == "False" || word == "FALSE")
        return false;
    return std::nullopt;
}

template <class Number>
bool parsed(std::string_view text, Number &number)
{
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-')
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

} // namespace

LineProtocolDecoder::LineProtocolDecoder(SeriesDictionary &dictionary, std::optional<NodeMapping> mapping)
    : m_dictionary(dictionary)
    , m_isForeign(mapping.has_value())
    , m_tags(std::move(mapping))
{
}

std::int64_t LineProtocolDecoder::unitOf(std::string_view precision, bool foreign)
{
    if (precision.empty() || precision == "ns" || (foreign && precision == "n"))
        return 1;
    if (precision == "us" || (foreign && precision == "u"))
        return 1'000;
    if (precision == "ms")
        return 1'000'000;
    if (precision == "s")
        return 1'000'000'000;
    if (foreign && precision == "m")
        return 60'000'000'000;
    return foreign && precision == "h" ? 3'600'000'000'000 : 0;
}

Error LineProtocolDecoder::placed(Error error) const
{
    if (error.offset < 0)
        error.offset = static_cast<std::int64_t>(m_lineStart);
    error.index = static_cast<std::int64_t>(m_line);
    error.message =
        "line " + std::to_string(m_line) + ", byte " + std::to_string(error.offset) + ": " + error.message;
    return error;
}

tl::unexpected<Error> LineProtocolDecoder::wrong(const std::string &message, std::string_view field) const
{
    return failure(ErrorCode::parseError, message, std::string(field.substr(0, 128)),
                   static_cast<std::int64_t>(m_at));
}

// Series that were new in the batch before may have been rolled back since: they are asked for once more.
void LineProtocolDecoder::forgetFresh()
{
    for (const std::string &key : m_fresh) {
        if (const auto it = m_known.find(key); it != m_known.end()) {
            m_knownBytes -= it->second->bytes;
            m_known.erase(it);
        }
    }
    m_fresh.clear();
    if (m_knownBytes > maxKnownBytes) {
        m_known.clear();
        m_knownBytes = 0;
    }
}

Result<LineProtocolDecoder::Outcome> LineProtocolDecoder::decode(std::span<const char> body,
                                                                 const Options &options, SampleBatch &batch)
{
    forgetFresh();
    m_body = {body.data(), body.size()};
    m_at = m_line = 0;
    auto outcome = decodeLines(options, batch);
    if (!outcome) {
        batch.clear();
        m_dictionary.rollback();
        forgetFresh();
    }
    return outcome;
}

Result<LineProtocolDecoder::Outcome> LineProtocolDecoder::decodeLines(const Options &options,
                                                                      SampleBatch &batch)
{
    Outcome outcome;
    while (m_at < m_body.size()) {
        ++m_line;
        while (m_at < m_body.size() && (m_body[m_at] == ' ' || m_body[m_at] == '\t'))
            ++m_at;
        m_lineStart = m_at;
        if (m_at == m_body.size() || isLineEnd(m_body[m_at]) || m_body[m_at] == '#') {
            m_at = std::min(m_body.find('\n', m_at), m_body.size() - 1) + 1;
            continue;
        }
        if (auto read = readLine(options, batch); !read) {
            Error error = placed(std::move(read.error()));
            if (!options.partial)
                return tl::unexpected(std::move(error));
            batch.dropOpenPoint();
            ++outcome.rejectedLines;
            if (outcome.rejected.size() < maxListed)
                outcome.rejected.push_back(std::move(error));
            skipLine();
        }
    }
    if (m_line == 0)
        return failure(ErrorCode::parseError, "the body is empty; lines are expected", {}, 0, 1);
    outcome.points = batch.points();
    return outcome;
}

// A text in quotes may hold line feeds, so that the end of a bad line is the next line feed outside of them.
void LineProtocolDecoder::skipLine()
{
    bool quoted = false;
    bool valueBegins = false;
    for (m_at = m_lineStart; m_at < m_body.size(); ++m_at) {
        const char c = m_body[m_at];
        if (c == '\\' && m_at + 1 < m_body.size() && m_body[m_at + 1] != '\n')
            ++m_at;
        else if (c == '"' && (quoted || valueBegins))
            quoted = !quoted && m_body.find('"', m_at + 1) != std::string_view::npos;
        else if (c == '\n' && !quoted)
            break;
        valueBegins = c == '=';
    }
    m_at = std::min(m_at + 1, m_body.size());
}

Result<std::string_view> LineProtocolDecoder::readKey()
{
    const std::size_t begin = m_at;
    for (; m_at < m_body.size(); ++m_at) {
        const char c = m_body[m_at];
        if (c == '\\' && m_at + 1 < m_body.size() && !isLineEnd(m_body[m_at + 1]))
            ++m_at;
        else if (c == ' ' || isLineEnd(c))
            break;
    }
    if (m_at >= m_body.size() || m_body[m_at] != ' ')
        return wrong("a blank and the fields are expected");
    if (m_at - begin > maxKey)
        return wrong("measurement and tags are longer than 8 KiB");
    const std::string_view key = m_body.substr(begin, m_at - begin);
    while (m_at < m_body.size() && m_body[m_at] == ' ')
        ++m_at;
    return key;
}

Result<void> LineProtocolDecoder::readFields()
{
    m_fields.clear();
    for (;;) {
        const std::size_t begin = m_at;
        for (; m_at < m_body.size(); ++m_at) {
            const char c = m_body[m_at];
            if (c == '\\' && m_at + 1 < m_body.size() && !isLineEnd(m_body[m_at + 1]))
                ++m_at;
            else if (c == '=' || c == ',' || c == ' ' || isLineEnd(c))
                break;
        }
        if (m_at == begin || m_at >= m_body.size() || m_body[m_at] != '=')
            return wrong("a field key=value is expected");
        Field field;
        field.key = m_body.substr(begin, m_at - begin);
        ++m_at;
        if (auto read = readValue(field); !read)
            return read;
        if (const std::size_t most = m_isForeign ? maxForeignMetrics : maxApiMetrics; m_fields.size() == most)
            return wrong("more than " + std::to_string(most) + " metrics in one point", field.key);
        m_fields.push_back(field);
        if (m_at >= m_body.size() || m_body[m_at] != ',')
            return {};
        ++m_at;
    }
}

Result<void> LineProtocolDecoder::readValue(Field &field)
{
    if (m_at < m_body.size() && m_body[m_at] == '"') {
        const std::size_t begin = ++m_at;
        std::size_t escapes = 0;
        for (; m_at < m_body.size() && m_body[m_at] != '"'; ++m_at) {
            if (m_body[m_at] == '\\' && m_at + 1 < m_body.size()) {
                ++m_at;
                escapes += m_body[m_at] == '"' || m_body[m_at] == '\\' ? 1 : 0;
            }
        }
        if (m_at >= m_body.size()) {
            m_at = begin - 1;
            return wrong("the text has no closing quote", field.key);
        }
        field.kind = ValueKind::text;
        field.text = m_body.substr(begin, m_at - begin);
        ++m_at;
        if (field.text.size() - escapes > maxText) {
            m_at = begin - 1;
            return wrong("a text of at most 1,024 bytes is allowed", field.key);
        }
        return {};
    }
    const std::size_t begin = m_at;
    while (m_at < m_body.size() && m_body[m_at] != ',' && m_body[m_at] != ' ' && !isLineEnd(m_body[m_at]))
        ++m_at;
    const std::string_view word = m_body.substr(begin, m_at - begin);
    const auto refuse = [&](const std::string &message) {
        m_at = begin;
        return wrong(message, field.key);
    };
    if (word.empty())
        return refuse("the field has no value");
    const char last = word.back();
    if (last == 'i') {
        if (!parsed(word.substr(0, word.size() - 1), field.wide))
            return refuse("not a whole number of 64 bits");
        field.value = double(field.wide);
    } else if (last == 'u') {
        std::uint64_t number = 0;
        if (!parsed(word.substr(0, word.size() - 1), number))
            return refuse("not a whole number of 64 bits without a sign");
        field.value = double(number);
        field.wide = number <= INT64_MAX ? static_cast<std::int64_t>(number) : 0; // beyond: the double alone
    } else if (const auto flag = last > '9' ? booleanOf(word) : std::nullopt) {
        field.kind = ValueKind::boolean;
        field.value = *flag ? 1 : 0;
    } else if (!parsed(word, field.value) || !std::isfinite(field.value)) {
        return refuse("not a finite number, 1i, true, false or a text in quotes");
    }
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (field.wide > exact || field.wide < -exact)
        field.kind = ValueKind::integer;
    return {};
}

Result<void> LineProtocolDecoder::readTime(const Options &options, std::int64_t &generation)
{
    while (m_at < m_body.size() && m_body[m_at] == ' ')
        ++m_at;
    const std::size_t begin = m_at;
    while (m_at < m_body.size() && m_body[m_at] != ' ' && !isLineEnd(m_body[m_at]))
        ++m_at;
    const std::string_view word = m_body.substr(begin, m_at - begin);
    generation = nanoseconds(options.now);
    if (!word.empty()) {
        std::int64_t count = 0;
        if (!parsed(word, count)) {
            m_at = begin;
            return wrong("the time must be a whole number", "timestamp");
        }
        if (count < 0 || count > INT64_MAX / options.unit) {
            m_at = begin;
            return wrong("the time must be between 1970 and 2262; is the precision right?", "timestamp");
        }
        generation = count * options.unit;
    }
    while (m_at < m_body.size() && (m_body[m_at] == ' ' || m_body[m_at] == '\r'))
        ++m_at;
    if (m_at < m_body.size() && m_body[m_at] != '\n')
        return wrong("the end of the line is expected");
    m_at = std::min(m_at + 1, m_body.size());
    return {};
}

Result<void> LineProtocolDecoder::readLine(const Options &options, SampleBatch &batch)
{
    const auto key = readKey();
    if (!key)
        return tl::unexpected(key.error());
    if (auto read = readFields(); !read)
        return read;
    std::int64_t generation = 0;
    if (auto read = readTime(options, generation); !read)
        return read;
    const auto about = known(*key, options);
    if (!about)
        return tl::unexpected(about.error());
    return append(**about, generation, batch);
}

Result<LineProtocolDecoder::Known *> LineProtocolDecoder::known(std::string_view key, const Options &options)
{
    if (const auto it = m_known.find(key); it != m_known.end()) {
        Known &about = *it->second;
        if (about.type && m_dictionary.definition(about.node).type != *about.type)
            static_cast<void>(m_dictionary.node(m_dictionary.definition(about.node).name, about.type));
        return &about;
    }
    auto added = std::make_unique<Known>();
    added->key = key;
    if (auto described = describe(*added, options); !described)
        return tl::unexpected(described.error());
    Known *about = added.get();
    about->bytes = sizeof(Known) + key.size() + about->labels.size();
    m_knownBytes += about->bytes;
    m_known.emplace(std::string_view(about->key), std::move(added));
    m_fresh.push_back(about->key);
    return about;
}

Result<void> LineProtocolDecoder::append(Known &known, std::int64_t generation, SampleBatch &batch)
{
    bool isSimulated = false;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const Field &field = m_fields[i];
        if (!m_isForeign && field.kind == ValueKind::text && field.key == "source") {
            isSimulated = field.text.starts_with("simulat");
        } else if (auto added = appendField(known, i, batch); !added) {
            added.error().offset = field.key.data() - m_body.data();
            return added;
        }
    }
    for (std::size_t i = batch.pointBegin(batch.points()); isSimulated && i < batch.samples(); ++i)
        batch.quality[i] = Quality::simulated;
    batch.endPoint(known.entity, generation);
    return {};
}

Result<void> LineProtocolDecoder::appendField(Known &known, std::size_t position, SampleBatch &batch)
{
    const Field &field = m_fields[position];
    const auto resolved = resolve(known, position, field);
    if (!resolved)
        return tl::unexpected(resolved.error());
    const KnownField &to = **resolved;
    double value = field.value;
    if (to.isText != (field.kind == ValueKind::text))
        return refusedField(field.key, to.isText ? "was a text before" : "was a number before");
    if (to.range && !to.range->contains(value))
        return refusedField(field.key, to.range->words);
    if (to.isText) {
        m_unescaped.clear();
        unescape(field.text, m_unescaped);
        if (!isUtf8(m_unescaped))
            return refusedField(field.key, "must be UTF-8");
        if (!m_isForeign && field.key == "health") {
            if (auto checked = checkHealthWord(m_unescaped); !checked)
                return checked;
        }
        const auto code = m_dictionary.textCode(to.series, m_unescaped);
        if (!code)
            return tl::unexpected(code.error());
        value = *code;
    }
    if (field.kind == ValueKind::integer)
        batch.wide.push_back({static_cast<std::uint32_t>(batch.samples()), field.wide});
    batch.addSample(to.series, value, Quality::good);
    return {};
}

} // namespace desk
