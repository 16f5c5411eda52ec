// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/historydecoder.h"

#include <charconv>
#include <simdjson.h>

namespace desk {
namespace {

namespace dom = simdjson::dom;

tl::unexpected<Error> wrong(const char *field, const char *words)
{
    return failure(ErrorCode::invalidArgument, std::string(field) + ": " + words, field);
}

bool readTime(const dom::element &element, std::int64_t &out)
{
    std::string_view text;
    if (element.get_string().get(text) != simdjson::SUCCESS)
        return element.get_int64().get(out) == simdjson::SUCCESS;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

} // namespace

Result<SeriesId> HistoryDecoder::series(std::string_view node, std::string_view dst, std::string_view metric,
                                        ValueKind kind)
{
    const auto id = m_dictionary.node(node, std::nullopt);
    if (!id)
        return tl::unexpected(id.error());
    EntityId about = *m_dictionary.entity(*id);
    if (!dst.empty()) {
        const auto target = m_dictionary.node(dst, std::nullopt);
        if (!target)
            return tl::unexpected(target.error());
        static_cast<void>(m_dictionary.entity(*target));
        about = *m_dictionary.entity(*id, *target);
    }
    std::string_view labels;
    if (const auto open = metric.find('{');
        open != std::string_view::npos && open > 0 && metric.back() == '}') {
        labels = metric.substr(open + 1, metric.size() - open - 2);
        metric = metric.substr(0, open);
    }
    return m_dictionary.seriesByName(about, metric, kind, labels);
}

Result<HistoryDecoder::Page> HistoryDecoder::decode(std::string_view json, SampleBatch &batch)
{
    const auto refuse = [&](tl::unexpected<Error> error) {
        batch.clear();
        m_dictionary.rollback();
        return error;
    };
    batch.clear();
    dom::parser parser;
    dom::element document;
    if (const auto code = parser.parse(json.data(), json.size()).get(document))
        return refuse(
            failure(ErrorCode::parseError, std::string("malformed JSON: ") + simdjson::error_message(code)));
    dom::array all;
    if (document["series"].get_array().get(all))
        return refuse(wrong("series", "must be an array"));
    Page page;
    if (std::string_view next; document["next"].get_string().get(next) == simdjson::SUCCESS)
        page.next = next;
    for (const dom::element one : all) {
        std::string_view node;
        std::string_view metric;
        std::string_view dst;
        dom::array points;
        if (one["node_id"].get_string().get(node) || node.empty())
            return refuse(wrong("node_id", "must be a string"));
        if (one["metric"].get_string().get(metric) || metric.empty())
            return refuse(wrong("metric", "must be a string"));
        if (one["dst"].get_string().get(dst))
            dst = {}; // null or not there: the node itself
        if (one["points"].get_array().get(points))
            return refuse(wrong("points", "must be an array"));
        SeriesId id = noSeries;
        for (const dom::element point : points) {
            dom::array cells;
            std::int64_t time = 0;
            if (point.get_array().get(cells) || cells.size() < 3 || !readTime(cells.at(0).value(), time))
                return refuse(wrong("points", "must be arrays of time, value, quality"));
            const dom::element value = cells.at(1).value();
            if (value.is_null())
                continue;
            const ValueKind kind = value.is_string() ? ValueKind::text
                                   : value.is_bool() ? ValueKind::boolean
                                                     : ValueKind::number;
            if (id == noSeries) {
                const auto known = series(node, dst, metric, kind);
                if (!known) {
                    page.leftOut += points.size();
                    break;
                }
                id = *known;
            }
            double number = 0;
            bool on = false;
            std::string_view text;
            if ((kind == ValueKind::text) != (m_dictionary.definition(id).kind == ValueKind::text)) {
                ++page.leftOut;
                continue;
            }
            if (value.get_string().get(text) == simdjson::SUCCESS) {
                const auto code = m_dictionary.textCode(id, text);
                if (!code) {
                    ++page.leftOut;
                    continue;
                }
                number = *code;
            } else if (value.get_bool().get(on) == simdjson::SUCCESS) {
                number = on ? 1 : 0;
            } else if (value.get_double().get(number)) {
                return refuse(wrong("points", "a value must be a number, true, false, null or a string"));
            }
            std::string_view words;
            const auto quality = cells.at(2).get_string().get(words) ? std::nullopt : qualityFromWords(words);
            if (!quality)
                return refuse(wrong("points", "a quality must be good or words of the contract"));
            batch.addSample(id, number, *quality);
            batch.endPoint(m_dictionary.definition(id).entity, time);
        }
    }
    return page;
}

} // namespace desk
