// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/linewriter.h"

#include "models/decoding/linesyntax.h"
#include "models/exchange/labeltext.h"
#include "models/exchange/pointmeta_p.h"

namespace desk {
namespace {

constexpr std::string_view lineEnds = "\n\r";

void appendField(std::string &out, const NamedValue &value)
{
    appendLineWord(out, value.metric);
    out += '=';
    if (const auto *number = std::get_if<double>(&value.value)) {
        appendExact(out, *number);
    } else if (const auto *integer = std::get_if<std::int64_t>(&value.value)) {
        appendExact(out, *integer);
        out += 'i';
    } else if (const auto *on = std::get_if<bool>(&value.value)) {
        out += *on ? "true" : "false";
    } else {
        out += '"';
        for (const char c : std::get<std::string>(value.value)) {
            if (c == '"' || c == '\\')
                out += '\\';
            out += lineEnds.find(c) == std::string_view::npos ? c : ' ';
        }
        out += '"';
    }
}

void appendTextsWithLineEnds(std::string &out, std::span<const NamedValue> run)
{
    bool any = false;
    for (const NamedValue &value : run) {
        const auto *text = std::get_if<std::string>(&value.value);
        if (!text || text->find_first_of(lineEnds) == std::string::npos)
            continue;
        out += any ? "," : ",\"texts\":{";
        appendQuoted(out, value.metric);
        out += ':';
        appendQuoted(out, *text);
        any = true;
    }
    out += any ? "}" : "";
}

void appendTags(std::string &out, const NamedPoint &point, std::string_view labels)
{
    appendLineTag(out, "node_id", point.node);
    if (point.type)
        appendLineTag(out, "node_type", nodeTypeWord(*point.type));
    appendLineTag(out, "dst", point.dst);
    for (const auto &[key, value] : splitLabels(labels).value_or(LabelList{})) {
        if (key != "node_id" && key != "node_type" && key != "dst") // the comment has them all
            appendLineTag(out, key, value);
    }
}

} // namespace

void LineWriter::begin(std::string &out)
{
    out.append(firstLine) += '\n';
}

Result<void> LineWriter::write(const NamedPoint &point, std::string &out)
{
    const std::span<const NamedValue> values(point.values);
    for (std::size_t at = 0; at < values.size();) {
        const std::size_t end = endOfRun(values, at);
        const auto run = values.subspan(at, end - at);
        out += "#{";
        appendMetaHead(out, point);
        if (out.ends_with(',')) // what follows brings its own
            out.pop_back();
        const std::size_t behind = out.size();
        appendMetaTail(out, point, run);
        appendTextsWithLineEnds(out, run);
        if (out[behind - 1] == '{')
            out.erase(behind, 1);
        out += "}\ntelemetry";
        appendTags(out, point, run.front().labels);
        char before = ' ';
        for (const NamedValue &value : run) {
            out += before;
            appendField(out, value);
            before = ',';
        }
        out += ' ';
        appendExact(out, nanoseconds(point.generation));
        out += '\n';
        at = end;
    }
    return {};
}

} // namespace desk
