// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/recorddecoders_p.h"
#include "models/decoding/textvalue.h"

#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>
#include <simdjson.h>

namespace desk {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr int deepest = 16;

// Where and why it is no JSON, by a parser that can tell.
Error explainJson(std::string_view text)
{
    struct Explainer final : nlohmann::json_sax<nlohmann::json>
    {
        bool null() override { return true; }
        bool boolean(bool) override { return true; }
        bool number_integer(std::int64_t) override { return true; }
        bool number_unsigned(std::uint64_t) override { return true; }
        bool number_float(double, const std::string &) override { return true; }
        bool string(std::string &) override { return true; }
        bool binary(nlohmann::json::binary_t &) override { return true; }
        bool start_object(std::size_t) override { return true; }
        bool key(std::string &) override { return true; }
        bool end_object() override { return true; }
        bool start_array(std::size_t) override { return true; }
        bool end_array() override { return true; }
        bool parse_error(std::size_t position, const std::string &,
                         const nlohmann::detail::exception &error) override
        {
            at = position == 0 ? 0 : position - 1;
            what = error.what();
            return false;
        }
        std::size_t at = 0;
        std::string what;
    } explainer;
    if (nlohmann::json::sax_parse(text, &explainer))
        return wrongAt(0, "the JSON is nested or long beyond what is read here").value();
    // [json.exception.parse_error.101] parse error at line 1, column 9: syntax error while parsing value - …
    std::string reason =
        explainer.what.substr(std::min(explainer.what.find(": ") + 2, explainer.what.size()));
    const std::size_t at = std::min(explainer.at, text.size());
    const std::string found = at >= text.size() ? "the end" : quotedText(text.substr(at, 12));
    return wrongAt(at, "JSON is expected, found " + found + " (" + printableText(reason).substr(0, 160) +
                           "); if lines are cut off, check the speed of the port and the framing")
        .value();
}

class JsonDecoder final : public BuildingDecoder
{
public:
    using BuildingDecoder::BuildingDecoder;

    Result<void> decode(const Frame &frame, RecordSink &sink) override
    {
        const std::size_t size = frame.bytes.size();
        if (m_padded.size() < size + simdjson::SIMDJSON_PADDING)
            m_padded.resize(size + simdjson::SIMDJSON_PADDING);
        if (size > 0)
            std::memcpy(m_padded.data(), frame.bytes.data(), size);
        std::memset(m_padded.data() + size, ' ', simdjson::SIMDJSON_PADDING);
        m_error.reset();
        const auto failed = readDocument(frame, sink);
        if (m_error)
            return tl::unexpected(*std::move(m_error));
        if (failed)
            return tl::unexpected(explainJson(frame.text()));
        return {};
    }

private:
    // simdjson's error; what is wrong with the content is in m_error.
    simdjson::error_code readDocument(const Frame &frame, RecordSink &sink)
    {
        ondemand::document document;
        if (const auto error =
                m_parser.iterate(m_padded.data(), frame.bytes.size(), m_padded.size()).get(document))
            return error;
        ondemand::json_type type{};
        if (const auto error = document.type().get(type))
            return error;
        if (type == ondemand::json_type::object) {
            ondemand::object object;
            if (const auto error = document.get_object().get(object))
                return error;
            if (const auto error = readObject(object, frame))
                return error;
            if (!isAtEnd(document))
                return simdjson::TAPE_ERROR;
            if (auto finished = m_builder.finish(sink); !finished)
                return refuse(std::move(finished));
        } else if (type == ondemand::json_type::array) {
            // First only looked at: what breaks later gives no record.
            struct NoSink final : RecordSink
            {
                void record(const DecodedRecord &) override {}
            } looksOnly;
            if (const auto error = readRecords(document, frame, looksOnly))
                return error;
            if (!isAtEnd(document))
                return simdjson::TAPE_ERROR;
            document.rewind();
            if (const auto error = readRecords(document, frame, sink))
                return error;
        } else {
            return refuse(wrongAt(0, "a JSON object is expected, such as {\"temp\":21.5}, found " +
                                         quotedText(frame.text())));
        }
        return simdjson::SUCCESS;
    }

    static bool isAtEnd(ondemand::document &document)
    {
        return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }

    simdjson::error_code readRecords(ondemand::document &document, const Frame &frame, RecordSink &sink)
    {
        ondemand::array array;
        if (const auto error = document.get_array().get(array))
            return error;
        for (auto element : array) {
            ondemand::object object;
            if (const auto error = element.get_object().get(object); error == simdjson::INCORRECT_TYPE)
                return refuse(
                    wrongAt(0, "an array of JSON objects is expected, one of its elements is none"));
            else if (error)
                return error;
            if (const auto error = readObject(object, frame))
                return error;
            if (auto finished = m_builder.finish(sink); !finished)
                return refuse(std::move(finished));
        }
        return simdjson::SUCCESS;
    }

    simdjson::error_code readObject(ondemand::object object, const Frame &frame)
    {
        m_builder.begin(frame);
        m_path.clear();
        return readObject(object, 0);
    }

    simdjson::error_code readObject(ondemand::object object, int depth)
    {
        const std::size_t above = m_path.size();
        for (auto field : object) {
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key))
                return error;
            m_path.resize(above);
            if (above > 0)
                m_path += '.';
            m_path += key;
            ondemand::value value;
            if (const auto error = field.value().get(value))
                return error;
            if (const auto error = readValue(value, depth))
                return error;
        }
        m_path.resize(above);
        return simdjson::SUCCESS;
    }

    simdjson::error_code readArray(ondemand::array array, int depth)
    {
        const std::size_t above = m_path.size();
        std::size_t index = 0;
        for (auto element : array) {
            ondemand::value value;
            if (const auto error = element.get(value))
                return error;
            m_path.resize(above);
            m_path += '.';
            m_path += std::to_string(index++);
            if (const auto error = readValue(value, depth))
                return error;
        }
        m_path.resize(above);
        return simdjson::SUCCESS;
    }

    simdjson::error_code readValue(ondemand::value value, int depth)
    {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        if (type == ondemand::json_type::object || type == ondemand::json_type::array) {
            if (depth >= deepest)
                return refuse(wrongAt(0, "the JSON is nested more than 16 deep at " + quotedText(m_path),
                                      ErrorCode::tooLarge));
            if (type == ondemand::json_type::object) {
                ondemand::object object;
                const auto error = value.get_object().get(object);
                return error ? error : readObject(object, depth + 1);
            }
            ondemand::array array;
            const auto error = value.get_array().get(array);
            return error ? error : readArray(array, depth + 1);
        }
        std::string_view token = value.raw_json_token();
        while (!token.empty() &&
               (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' || token.back() == '\r'))
            token.remove_suffix(1);
        const auto at = static_cast<std::size_t>(token.data() - m_padded.data());
        DecodedValue read;
        if (const auto error = readScalar(value, type, token, read))
            return error;
        if (auto added = m_builder.add(m_path, read, BitRange::ofBytes(at, token.size())); !added)
            return refuse(std::move(added));
        return simdjson::SUCCESS;
    }

    static simdjson::error_code readScalar(ondemand::value value, ondemand::json_type type,
                                           std::string_view token, DecodedValue &read)
    {
        if (type == ondemand::json_type::string) {
            std::string_view text;
            const auto error = value.get_string().get(text);
            read = DecodedValue::ofText(text);
            return error;
        }
        if (type == ondemand::json_type::boolean) {
            bool boolean = false;
            const auto error = value.get_bool().get(boolean);
            read = DecodedValue::ofBoolean(boolean);
            return error;
        }
        if (type == ondemand::json_type::null)
            return token == "null" ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
        ondemand::number number;
        const auto error = value.get_number().get(number);
        if (error) { // an integer that is too long for it
            double far = 0;
            const auto converted = std::from_chars(token.data(), token.data() + token.size(), far);
            if (converted.ec != std::errc{} || converted.ptr != token.data() + token.size())
                return error;
            read = DecodedValue::ofNumber(far);
            return simdjson::SUCCESS;
        }
        if (number.is_double())
            read = DecodedValue::ofNumber(number.get_double());
        else
            read = number.is_int64() ? DecodedValue::ofInteger(number.get_int64())
                                     : DecodedValue::ofNatural(number.get_uint64());
        return simdjson::SUCCESS;
    }

    template <class Refusal>
    simdjson::error_code refuse(Refusal &&refusal)
    {
        m_error = std::forward<Refusal>(refusal).error();
        return simdjson::INCORRECT_TYPE;
    }
    simdjson::error_code refuse(tl::unexpected<Error> refusal)
    {
        m_error = std::move(refusal).value();
        return simdjson::INCORRECT_TYPE;
    }

    ondemand::parser m_parser;
    std::vector<char> m_padded;
    std::string m_path;
    std::optional<Error> m_error;
};

} // namespace

std::unique_ptr<RecordDecoder> makeJsonDecoder(const DecoderDefinition &definition)
{
    return std::make_unique<JsonDecoder>(definition);
}

} // namespace desk
