// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/otlpdecoder.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <simdjson.h>

namespace desk {

namespace dom = simdjson::dom;

namespace {

constexpr std::size_t deepestOtlp = 64;

// Follows the text only to say where it stops being JSON.
struct PositionFinder final : nlohmann::json_sax<nlohmann::json>
{
    std::size_t at = 0;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t &) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::json::exception &) override
    {
        at = position > 0 ? position - 1 : 0;
        return false;
    }
};

template <class Each>
void forEach(const dom::element &parent, const char *key, Each &&each)
{
    dom::array items;
    if (parent[key].get_array().get(items) == simdjson::SUCCESS) {
        for (const dom::element item : items)
            each(item);
    }
}

std::string_view textOf(const dom::element &parent, const char *key)
{
    std::string_view text;
    return parent[key].get_string().get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

// 64-bit integers come as texts, and as numbers from some.
template <class Number>
bool integerOf(const dom::element &element, Number &number)
{
    if (std::string_view text; element.get_string().get(text) == simdjson::SUCCESS) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc{} && end == text.data() + text.size();
    }
    return element.get<Number>().get(number) == simdjson::SUCCESS;
}

// A number, "NaN", "Infinity" or "-Infinity".
bool doubleOf(const dom::element &element, double &number)
{
    if (element.get_double().get(number) == simdjson::SUCCESS)
        return true;
    std::string_view text;
    if (element.get_string().get(text) != simdjson::SUCCESS)
        return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

std::string anyValue(const dom::element &value)
{
    dom::element inner;
    if (std::string_view text; value["stringValue"].get_string().get(text) == simdjson::SUCCESS)
        return std::string(text);
    if (bool flag = false; value["boolValue"].get_bool().get(flag) == simdjson::SUCCESS)
        return flag ? "true" : "false";
    if (std::int64_t number = 0;
        value["intValue"].get(inner) == simdjson::SUCCESS && integerOf(inner, number))
        return std::to_string(number);
    if (double number = 0; value["doubleValue"].get(inner) == simdjson::SUCCESS && doubleOf(inner, number))
        return std::to_string(number);
    if (value["arrayValue"].get(inner) != simdjson::SUCCESS)
        return {};
    std::string all = "[";
    forEach(inner, "values",
            [&](const dom::element &item) { all.append(all.size() > 1 ? "," : "").append(anyValue(item)); });
    return all + "]";
}

void readAttributes(const dom::element &parent, std::vector<std::pair<std::string, std::string>> &attributes)
{
    forEach(parent, "attributes", [&](const dom::element &pair) {
        dom::element value;
        if (pair["value"].get(value) != simdjson::SUCCESS)
            return;
        std::string text = anyValue(value);
        const std::string_view key = textOf(pair, "key");
        if (!key.empty() && !text.empty())
            attributes.emplace_back(key, std::move(text));
    });
}

bool readOptional(const dom::element &data, const char *key, std::optional<double> &to)
{
    dom::element element;
    if (data[key].get(element) != simdjson::SUCCESS || element.is_null())
        return true;
    to.emplace();
    return doubleOf(element, *to);
}

// What is wrong, or nothing.
const char *readPoint(const dom::element &data, OtlpPoint &point)
{
    dom::element element;
    readAttributes(data, point.attributes);
    if (data["timeUnixNano"].get(element) != simdjson::SUCCESS || !integerOf(element, point.time))
        return "timeUnixNano must be a whole number";
    std::uint64_t flags = 0;
    if (data["flags"].get(element) == simdjson::SUCCESS && !integerOf(element, flags))
        return "flags must be a whole number";
    point.hasValue = (flags & 1U) == 0;
    if (point.kind == OtlpPoint::Kind::number) {
        if (data["asDouble"].get(element) == simdjson::SUCCESS)
            return doubleOf(element, point.value) ? nullptr : "asDouble must be a number";
        if (data["asInt"].get(element) == simdjson::SUCCESS) {
            point.integer.emplace();
            return integerOf(element, *point.integer) ? nullptr : "asInt must be a whole number of 64 bits";
        }
        return point.hasValue ? "asDouble or asInt is missing" : nullptr;
    }
    if (data["count"].get(element) == simdjson::SUCCESS && !integerOf(element, point.count))
        return "count must be a whole number of at least 0";
    if (!readOptional(data, "sum", point.sum) || !readOptional(data, "min", point.min) ||
        !readOptional(data, "max", point.max))
        return "sum, min and max must be numbers";
    bool isGood = true;
    forEach(data, "bucketCounts", [&](const dom::element &item) {
        point.buckets.emplace_back();
        isGood = integerOf(item, point.buckets.back()) && isGood;
    });
    forEach(data, "explicitBounds", [&](const dom::element &item) {
        point.bounds.emplace_back();
        isGood = doubleOf(item, point.bounds.back()) && isGood;
    });
    forEach(data, "quantileValues", [&](const dom::element &item) {
        auto &[quantile, value] = point.quantiles.emplace_back();
        if (item["quantile"].get(element) == simdjson::SUCCESS)
            isGood = doubleOf(element, quantile) && isGood;
        if (item["value"].get(element) == simdjson::SUCCESS)
            isGood = doubleOf(element, value) && isGood;
    });
    return isGood ? nullptr : "bucketCounts, explicitBounds and quantileValues must be numbers";
}

bool isDelta(const dom::element &data)
{
    dom::element temporality;
    if (data["aggregationTemporality"].get(temporality) != simdjson::SUCCESS)
        return false;
    std::string_view word;
    std::uint64_t number = 0;
    return temporality.get_string().get(word) == simdjson::SUCCESS
               ? word == "AGGREGATION_TEMPORALITY_DELTA"
               : temporality.get_uint64().get(number) == simdjson::SUCCESS && number == 1;
}

void readMetric(const dom::element &metric, OtlpDecoder::Sink &sink)
{
    using Kind = OtlpPoint::Kind;
    static constexpr const char *exponential = "exponentialHistogram";
    for (const auto &[key, kind] :
         {std::pair{"gauge", Kind::number}, std::pair{"sum", Kind::number},
          std::pair{"histogram", Kind::histogram}, std::pair{exponential, Kind::histogram},
          std::pair{"summary", Kind::summary}}) {
        dom::element data;
        if (metric[key].get(data) != simdjson::SUCCESS)
            continue;
        const bool delta = isDelta(data);
        forEach(data, "dataPoints", [&, key = key, kind = kind](const dom::element &item) {
            sink.point.clear();
            sink.point.metric = textOf(metric, "name");
            sink.point.kind = kind;
            sink.point.isExponential = std::string_view(key) == exponential;
            sink.point.isDelta = delta;
            if (const char *wrong = readPoint(item, sink.point))
                sink.reject(wrong);
            else
                sink.take();
        });
    }
}

} // namespace

struct OtlpDecoder::Json
{
    dom::parser parser;
};

OtlpDecoder::OtlpDecoder(SeriesDictionary &dictionary, NodeMapping mapping)
    : m_dictionary(dictionary)
    , m_sink(dictionary, std::move(mapping))
    , m_json(std::make_unique<Json>())
{
}
OtlpDecoder::~OtlpDecoder() = default;

Result<SampleWriter::Outcome> OtlpDecoder::decodeJson(std::span<const char> body, std::string_view sender,
                                                      SampleBatch &batch)
{
    dom::parser &parser = m_json->parser;
    simdjson::error_code code = simdjson::SUCCESS;
    if (parser.capacity() < body.size() || parser.max_depth() != deepestOtlp)
        code = parser.allocate(std::max<std::size_t>(body.size(), 64 * 1024), deepestOtlp);
    dom::element root;
    if (!code)
        code = parser.parse(body.data(), body.size(), false).get(root);
    if (code) {
        PositionFinder finder;
        static_cast<void>(nlohmann::json::sax_parse(body.begin(), body.end(), &finder));
        return failure(ErrorCode::parseError,
                       "malformed JSON at byte " + std::to_string(finder.at) + ": " +
                           simdjson::error_message(code),
                       {}, static_cast<std::int64_t>(finder.at));
    }
    dom::array resources;
    if (root["resourceMetrics"].get_array().get(resources) != simdjson::SUCCESS) {
        if (!root.is_object() || root["resourceMetrics"].error() != simdjson::NO_SUCH_FIELD)
            return failure(ErrorCode::parseError, "resourceMetrics: an object with this array is expected",
                           "resourceMetrics", 0);
    }
    m_sink.begin(batch, sender);
    forEach(root, "resourceMetrics", [&](const dom::element &metrics) {
        m_sink.resource.clear();
        if (dom::element resource; metrics["resource"].get(resource) == simdjson::SUCCESS)
            readAttributes(resource, m_sink.resource);
        forEach(metrics, "scopeMetrics", [&](const dom::element &scope) {
            forEach(scope, "metrics", [&](const dom::element &metric) { readMetric(metric, m_sink); });
        });
    });
    return m_sink.finish();
}

} // namespace desk
