// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointtemplate.h"

#include "models/ingest/pointrules.h"
#include "models/telemetry/names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>

namespace desk {
namespace {

constexpr std::size_t maxMetrics = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void skipBlanks(const char *&at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        ++at;
}

bool skipText(const char *&at, const char *end, std::string_view text)
{
    if (static_cast<std::size_t>(end - at) < text.size() || std::memcmp(at, text.data(), text.size()) != 0)
        return false;
    at += text.size();
    return true;
}

// A JSON number. The array is known to end in a bracket, so that digits end before the body does. Up to 15
// digits without an exponent: both parts are exact doubles, so their quotient is rounded once, correctly
// (Clinger, "How to read floating point numbers accurately", 1990). Long integers are the parser's: they keep
// their exact value.
bool readNumber(const char *&at, const char *end, double &value)
{
    static constexpr std::array<double, 16> powers{1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char *c = at;
    const bool negative = *c == '-';
    c += negative ? 1 : 0;
    if (!isDigit(*c) || (*c == '0' && isDigit(c[1])))
        return false;
    const char *first = c;
    std::uint64_t digits = 0;
    while (isDigit(*c))
        digits = digits * 10 + static_cast<std::uint64_t>(*c++ - '0');
    auto count = c - first;
    std::ptrdiff_t decimals = 0;
    if (*c == '.') {
        const char *point = c++;
        while (isDigit(*c))
            digits = digits * 10 + static_cast<std::uint64_t>(*c++ - '0');
        decimals = c - point - 1;
        count += decimals;
        if (decimals == 0)
            return false;
    }
    if (*c == 'e' || *c == 'E') {
        ++c;
        c += *c == '+' || *c == '-' ? 1 : 0;
        if (!isDigit(*c))
            return false;
        while (isDigit(*c))
            ++c;
        count = 99;
    }
    if (c > end)
        return false;
    if (count <= 15) {
        const double whole =
            decimals == 0 && negative ? double(-static_cast<std::int64_t>(digits)) : double(digits);
        value =
            decimals == 0 ? whole : (negative ? -whole : whole) / powers[static_cast<std::size_t>(decimals)];
    } else if (decimals == 0) {
        return false;
    } else if (const auto read = std::from_chars(at, c, value); read.ec != std::errc{} || read.ptr != c) {
        return false;
    }
    at = c;
    return true;
}

// A string without escapes, of printable ASCII; the opening quote lies before.
bool readString(const char *&at, const char *end, std::string_view &text)
{
    const char *c = at;
    while (c < end && *c >= ' ' && *c < 0x7F && *c != '"' && *c != '\\')
        ++c;
    if (c == end || *c != '"')
        return false;
    text = {at, static_cast<std::size_t>(c - at)};
    at = c;
    return true;
}

} // namespace

// Walks the first point of an array that is known to be valid JSON.
struct PointTemplate::Scanner
{
    const char *at;
    const char *end;
    const char *from; // where the text before the next value begins

    bool isAt(char c)
    {
        skipBlanks(at, end);
        return at < end && *at == c;
    }
    bool take(char c)
    {
        if (!isAt(c))
            return false;
        ++at;
        return true;
    }

    // The members of an object whose { was taken. prefix: names of the objects around it, each with its dot.
    bool members(PointTemplate &into, const std::string &prefix)
    {
        do {
            std::string_view key;
            if (!take('"') || !readString(at, end, key) || !take('"') || !take(':'))
                return false;
            const std::string path = prefix + std::string(key);
            skipBlanks(at, end);
            const bool isText = take('"');
            if (prefix.empty() && (path == "link" || path == "atmospheric_state")) {
                if (!take('{') || !members(into, path + "."))
                    return false;
                continue;
            }
            std::string_view text;
            double number = 0;
            if (!into.addSlot({from, static_cast<std::size_t>(at - from)}, path, !isText) ||
                !(isText ? readString(at, end, text) : readNumber(at, end, number)))
                return false;
            from = at;
            if (isText)
                ++at; // its quote belongs to the text that follows
        } while (take(','));
        return take('}');
    }
};

bool PointTemplate::addSlot(std::string_view before, std::string_view path, bool isNumber)
{
    static constexpr std::array texts{
        std::pair{std::string_view("timestamp"), Role::timestamp},
        std::pair{std::string_view("node_id"), Role::node},
        std::pair{std::string_view("node_type"), Role::nodeType},
        std::pair{std::string_view("link.dst"), Role::dst},
        std::pair{std::string_view("source"), Role::source},
    };
    Slot slot;
    slot.before = before;
    const auto text =
        std::find_if(texts.begin(), texts.end(), [&](const auto &t) { return t.first == path; });
    if (isNumber != (text == texts.end()))
        return false;
    if (isNumber) {
        if (!isMetricName(path) || path.starts_with("link.") || path == "health")
            return false;
        constexpr double any = std::numeric_limits<double>::infinity();
        const ValueRange *range = valueRange(path);
        slot.metric = path;
        slot.min = range ? range->min : -any;
        slot.max = range ? range->max : any;
    } else {
        slot.role = text->second;
    }
    const bool twice = std::any_of(m_slots.begin(), m_slots.end(), [&](const Slot &other) {
        return other.role == slot.role && other.metric == slot.metric;
    });
    if (twice)
        return false;
    m_slots.push_back(std::move(slot));
    return true;
}

bool PointTemplate::isComplete() const
{
    const auto has = [this](Role role) {
        return std::any_of(m_slots.begin(), m_slots.end(),
                           [&](const Slot &slot) { return slot.role == role; });
    };
    return has(Role::timestamp) && has(Role::node) && has(Role::nodeType) && m_metrics.size() <= maxMetrics;
}

std::optional<PointTemplate> PointTemplate::learn(std::span<const char> body,
                                                  const SeriesDictionary &dictionary)
{
    PointTemplate learned;
    Scanner scanner{body.data(), body.data() + body.size(), nullptr};
    if (!scanner.take('[') || !scanner.take('{'))
        return std::nullopt;
    scanner.from = scanner.at;
    if (!scanner.members(learned, {}))
        return std::nullopt;
    learned.m_after.assign(scanner.from, scanner.at);
    for (const Slot &slot : learned.m_slots) {
        if (slot.role != Role::metric)
            continue;
        const auto id = dictionary.publishedMetric(slot.metric);
        if (!id)
            return std::nullopt; // not yet: its number may still go to another name
        learned.m_metrics.push_back(*id);
    }
    return learned.isComplete() ? std::optional(std::move(learned)) : std::nullopt;
}

struct PointTemplate::Point
{
    std::string_view node;
    std::optional<std::string_view> dst;
    std::int64_t generation = 0;
    Quality quality = Quality::good;
};

bool PointTemplate::decode(std::span<const char> body, std::size_t maxPoints, SeriesDictionary &dictionary,
                           SampleBatch &batch)
{
    const char *at = body.data();
    const char *end = at + body.size();
    while (end > at && static_cast<unsigned char>(end[-1]) <= ' ')
        --end;
    if (end - at < 2 || end[-1] != ']' || *at != '[')
        return false;
    ++at;
    skipBlanks(at, end);
    for (std::size_t points = 0; points < maxPoints && *at == '{'; ++points) {
        ++at;
        if (!readPoint(at, end, dictionary, batch))
            return false;
        skipBlanks(at, end);
        if (at == end - 1 && *at == ']') {
            skipBlanks(++at, body.data() + body.size());
            return at == body.data() + body.size();
        }
        if (*at != ',')
            return false;
        skipBlanks(++at, end);
    }
    return false;
}

bool PointTemplate::readPoint(const char *&at, const char *end, SeriesDictionary &dictionary,
                              SampleBatch &batch)
{
    Point point;
    std::size_t column = batch.value.size();
    batch.value.resize(column + m_metrics.size());
    for (const Slot &slot : m_slots) {
        if (!skipText(at, end, slot.before))
            return false;
        if (slot.role == Role::metric) {
            double &value = batch.value[column++];
            if (!readNumber(at, end, value) || !(value >= slot.min && value <= slot.max))
                return false;
            continue;
        }
        std::string_view text;
        if (!readString(at, end, text))
            return false;
        switch (slot.role) {
        case Role::timestamp: {
            const auto time = m_times.readUsual(text);
            const auto read = time ? Result<std::int64_t>(*time) : m_times.read(text);
            if (!read)
                return false;
            point.generation = *read;
            break;
        }
        case Role::node:
            point.node = text;
            break;
        case Role::dst:
            point.dst = text;
            break;
        case Role::source:
            point.quality = text.starts_with("simulat") ? Quality::simulated : Quality::good;
            break;
        default:
            if (text == m_typeWord)
                break;
            const auto type = nodeTypeFromWord(text);
            if (!type)
                return false;
            m_type = *type;
            m_typeWord = text;
        }
    }
    return skipText(at, end, m_after) && addPoint(point, dictionary, batch);
}

bool PointTemplate::addPoint(const Point &point, SeriesDictionary &dictionary, SampleBatch &batch) const
{
    if (!isNodeName(point.node) || (point.dst && (!isNodeName(*point.dst) || *point.dst == point.node)))
        return false;
    const auto entity = resolveEntity(dictionary, point.node, m_type, point.dst);
    if (!entity)
        return false;
    const std::size_t begin = batch.series.size();
    batch.series.resize(begin + m_metrics.size());
    if (!dictionary.expectedSeries(*entity, m_metrics, batch.series.data() + begin)) {
        std::uint32_t hint = 0;
        for (const Slot &slot : m_slots) {
            if (slot.role != Role::metric)
                continue;
            const std::size_t at = begin + hint;
            const auto series = dictionary.series(*entity, slot.metric, hint);
            if (!series || dictionary.definition(*series).kind == ValueKind::text)
                return false;
            batch.series[at] = *series;
        }
    }
    batch.quality.resize(begin + m_metrics.size(), point.quality);
    batch.endPoint(*entity, point.generation);
    return true;
}

} // namespace desk
