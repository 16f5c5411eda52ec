// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/linereader.h"

#include "models/datalink/pointtime.h"
#include "models/decoding/linesyntax.h"
#include "models/exchange/labeltext.h"
#include "models/exchange/linewriter.h"
#include "models/exchange/pointmeta_p.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::array<std::string_view, 5> nodeTags{"host", "instance", "host.name", "service.instance.id",
                                                   "service.name"};

std::optional<ExchangeValue> valueOf(const LineSyntax::Pair &field)
{
    std::string_view text = field.value;
    if (field.quoted)
        return std::string(text);
    if (text == "t" || text == "T" || text == "true" || text == "True" || text == "TRUE")
        return true;
    if (text == "f" || text == "F" || text == "false" || text == "False" || text == "FALSE")
        return false;
    if (text.size() > 1 && (text.back() == 'i' || text.back() == 'u'))
        text.remove_suffix(1);
    return numberFromText(text);
}

} // namespace

struct LineReader::Comment
{
    simdjson::dom::parser parser;
    bool isSet = false; // for the next line
    PointMeta meta;
    std::map<std::string, std::string, std::less<>> texts;

    Result<void> read(std::string_view json)
    {
        isSet = false;
        meta = {};
        texts.clear();
        simdjson::dom::object object;
        if (parser.parse(json.data(), json.size(), true).get(object) != simdjson::SUCCESS)
            return {}; // somebody's comment
        for (const auto &[name, value] : object) {
            simdjson::dom::object members;
            if (name == "texts" && value.get(members) == simdjson::SUCCESS) {
                for (const auto &[metric, text] : members) {
                    std::string_view whole;
                    if (text.get(whole) == simdjson::SUCCESS)
                        texts.emplace(metric, whole);
                }
            } else if (const auto known = meta.read(name, value); !known) {
                return tl::unexpected(known.error());
            }
        }
        isSet = true;
        return {};
    }

    void applyTo(NamedPoint &point)
    {
        for (NamedValue &value : point.values) {
            const auto whole = texts.find(value.metric);
            if (whole != texts.end() && std::holds_alternative<std::string>(value.value))
                value.value = whole->second;
        }
        // Ours has all labels here; as tags they are only for others.
        if (!meta.labels.empty())
            for (NamedValue &value : point.values)
                value.labels.clear();
        meta.applyTo(point);
        isSet = false;
    }
};

LineReader::LineReader(PointReaderOptions options)
    : m_options(std::move(options))
    , m_comment(std::make_unique<Comment>())
{
}
LineReader::~LineReader() = default;

Result<Timestamp> LineReader::timeOf(const std::string &text)
{
    if (text.empty())
        return m_options.begin + m_options.file.step * (m_records - 1);
    if (!m_ours) {
        if (const auto counted = timeOfNumber(text))
            return *counted;
    }
    const auto number = numberFromText(text);
    const auto *exact = number ? std::get_if<std::int64_t>(&*number) : nullptr;
    const auto *small = number ? std::get_if<double>(&*number) : nullptr;
    if (exact && *exact >= 0)
        return fromNanoseconds(*exact);
    if (small && *small >= 0 && *small < 9.2e18)
        return fromNanoseconds(static_cast<std::int64_t>(*small));
    return failure(ErrorCode::parseError, "'" + text.substr(0, 40) + "' is not a time in ns since 1970",
                   "timestamp");
}

Result<NamedPoint> LineReader::read(std::string_view text)
{
    const auto line = LineSyntax::parse(text);
    if (!line)
        return tl::unexpected(line.error());
    NamedPoint point;
    LabelList labels;
    for (const LineSyntax::Pair &tag : line->tags) {
        if (tag.key == "node_id")
            point.node = tag.value;
        else if (tag.key == "node_type")
            point.type = nodeTypeFromWord(tag.value);
        else if (tag.key == "dst")
            point.dst = tag.value;
        else
            labels.emplace_back(tag.key, tag.value);
    }
    std::string prefix;
    if (point.node.empty()) {
        prefix = line->measurement + ".";
        for (const std::string_view known : nodeTags) {
            const auto tag = std::find_if(labels.begin(), labels.end(),
                                          [&](const auto &label) { return label.first == known; });
            if (tag == labels.end())
                continue;
            point.node = tag->second;
            labels.erase(tag);
            break;
        }
    }
    if (!m_ours && !point.type)
        point.type = NodeType::host;
    const auto time = timeOf(line->time);
    if (!time)
        return tl::unexpected(time.error());
    point.generation = *time;
    const std::string canonical = joinLabels(std::move(labels));
    for (const LineSyntax::Pair &field : line->fields) {
        auto value = valueOf(field);
        if (!value)
            return failure(ErrorCode::parseError,
                           "field " + field.key + ": '" + field.value.substr(0, 40) + "' is not a number",
                           field.key);
        const ValueKind kind = evidentKind(*value);
        point.values.push_back({prefix + field.key, canonical, {}, kind, *std::move(value), Quality::good});
    }
    return point;
}

Result<std::optional<NamedPoint>> LineReader::next()
{
    while (auto line = m_buffer.line()) {
        const std::size_t begin = line->find_first_not_of(" \t");
        const std::size_t end = line->find_last_not_of(" \t\r");
        if (begin == std::string_view::npos)
            continue;
        const std::string_view text = line->substr(begin, end + 1 - begin);
        const auto wrong = [&](Error error) {
            error.index = m_buffer.lineNumber();
            return tl::unexpected<Error>(std::move(error));
        };
        if (text.starts_with("#{")) {
            if (const auto read = m_comment->read(text.substr(1)); !read)
                return wrong(read.error());
            continue;
        }
        if (text.front() == '#') {
            m_ours = m_ours || text == LineWriter::firstLine;
            continue;
        }
        ++m_records;
        auto point = read(text);
        if (!point)
            return wrong(point.error());
        if (m_comment->isSet)
            m_comment->applyTo(*point);
        const PointFileOptions &file = m_options.file;
        if (point->node.empty())
            point->node = file.node.empty() ? file.fallback : file.node;
        else if (!file.node.empty() && point->node != file.node)
            continue;
        if (!file.metric.empty())
            std::erase_if(point->values,
                          [&](const NamedValue &value) { return value.metric != file.metric; });
        if (!point->values.empty())
            return std::move(*point);
    }
    return std::nullopt;
}

} // namespace desk
