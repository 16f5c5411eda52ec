// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointdecoder.h"

#include "models/ingest/pointfields.h"
#include "models/ingest/pointtemplate.h"

#include <algorithm>
#include <deque>
#include <simdjson.h>

namespace desk {

namespace ondemand = simdjson::ondemand;

namespace {

constexpr std::size_t maxDepth = 64;

Error malformed(simdjson::error_code code, std::size_t offset)
{
    return {ErrorCode::parseError,
            "malformed JSON at byte " + std::to_string(offset) + ": " + simdjson::error_message(code),
            {},
            static_cast<std::int64_t>(offset),
            -1};
}

} // namespace

struct PointDecoder::Impl
{
    explicit Impl(SeriesDictionary &names)
        : dictionary(names)
    {
    }

    SeriesDictionary &dictionary;
    ondemand::parser parser;
    ondemand::document document;
    PointFields fields;
    struct KnownForm
    {
        PointTemplate form;
        unsigned misfits = 0; // in a row
        unsigned pause = 0;   // arrays until it is tried again
    };
    std::vector<KnownForm> templates;   // the one used last first
    std::deque<std::string> builtNames; // atmospheric_state.<key>; views into it live until the point is done
    std::span<const char> body;

    std::size_t offset()
    {
        const char *at = nullptr;
        if (document.current_location().get(at) != simdjson::SUCCESS || at < body.data())
            return body.size();
        return std::min(body.size(), static_cast<std::size_t>(at - body.data()));
    }

    Error jsonError(simdjson::error_code code)
    {
        // Found from the last byte: the text ends too early, or something follows it.
        return malformed(code, code == simdjson::INCOMPLETE_ARRAY_OR_OBJECT ? body.size() : offset());
    }

    Result<void> start(std::span<const char> bytes)
    {
        body = bytes;
        if (parser.capacity() < bytes.size() || parser.max_depth() != maxDepth) {
            if (const auto code = parser.allocate(std::max<std::size_t>(bytes.size(), 64 * 1024), maxDepth))
                return tl::unexpected(malformed(code, 0));
        }
        const auto code = parser.iterate(bytes.data(), bytes.size(), bytes.size() + padding).get(document);
        if (code == simdjson::EMPTY)
            return tl::unexpected(
                Error{ErrorCode::parseError, "the body is empty; JSON expected", {}, 0, -1});
        if (code)
            return tl::unexpected(malformed(code, code == simdjson::UTF8_ERROR ? 0 : bytes.size()));
        return {};
    }

    Result<std::string_view> text(ondemand::value &value, std::string_view field)
    {
        std::string_view content;
        ondemand::json_type type{};
        if (const auto code = value.type().get(type))
            return tl::unexpected(jsonError(code));
        if (const auto code = value.get_string().get(content); code && type == ondemand::json_type::string)
            return tl::unexpected(jsonError(code));
        if (type != ondemand::json_type::string)
            return failure(ErrorCode::invalidArgument, std::string(field) + ": must be a string",
                           std::string(field));
        return content;
    }

    Result<void> readNumber(ondemand::value &value, std::string_view key)
    {
        const auto refused = [&]() -> Result<void> {
            return failure(ErrorCode::invalidArgument, std::string(key) + ": not a number that fits a double",
                           std::string(key));
        };
        // Asked for the type first: get_number() of simdjson 3.0 gives 0 for a number of more than 19 digits.
        ondemand::number_type type{};
        if (value.get_number_type().get(type) != simdjson::SUCCESS)
            return refused();
        std::int64_t whole = 0;
        if (type == ondemand::number_type::signed_integer)
            return value.get_int64().get(whole) == simdjson::SUCCESS ? fields.addInteger(key, whole)
                                                                     : refused();
        double number = 0;
        return value.get_double().get(number) == simdjson::SUCCESS ? fields.addNumber(key, number)
                                                                   : refused();
    }

    // A member that is a metric: numbers, booleans; inside atmospheric_state also texts. Null = not sent.
    Result<void> readMetric(ondemand::value &value, std::string_view key, bool keepText, bool mustBeNumber)
    {
        ondemand::json_type type{};
        if (const auto code = value.type().get(type))
            return tl::unexpected(jsonError(code));
        switch (type) {
        case ondemand::json_type::number:
            return readNumber(value, key);
        case ondemand::json_type::null:
            if (const auto code = value.is_null().error())
                return tl::unexpected(jsonError(code));
            return {};
        case ondemand::json_type::boolean: {
            if (mustBeNumber)
                break;
            bool on = false;
            if (const auto code = value.get_bool().get(on))
                return tl::unexpected(jsonError(code));
            return fields.addBoolean(key, on);
        }
        case ondemand::json_type::string: {
            if (mustBeNumber)
                break;
            const auto content = text(value, key);
            if (!content)
                return tl::unexpected(content.error());
            return keepText ? fields.addText(key, *content) : Result<void>{};
        }
        case ondemand::json_type::object:
        case ondemand::json_type::array:
            if (mustBeNumber)
                break;
            return {}; // other clients' structured extras: not telemetry, not an error
        }
        return failure(ErrorCode::invalidArgument, std::string(key) + ": must be a number", std::string(key));
    }

    template <class Member>
    Result<void> forEachMember(ondemand::value &value, std::string_view field, Member &&member)
    {
        ondemand::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS)
            return failure(ErrorCode::invalidArgument, std::string(field) + ": must be an object",
                           std::string(field));
        for (auto entry : object) {
            std::string_view key;
            ondemand::value content;
            if (auto code = entry.unescaped_key().get(key))
                return tl::unexpected(jsonError(code));
            if (auto code = entry.value().get(content))
                return tl::unexpected(jsonError(code));
            if (auto read = member(key, content); !read)
                return read;
        }
        return {};
    }

    Result<void> readWord(ondemand::value &value, std::string_view key,
                          Result<void> (PointFields::*set)(std::string_view))
    {
        const auto content = text(value, key);
        return content ? (fields.*set)(*content) : tl::unexpected(content.error());
    }

    Result<void> readMember(std::string_view key, ondemand::value &value)
    {
        switch (key.size()) {
        case 4:
            if (key == "link")
                return forEachMember(value, key, [this](std::string_view name, ondemand::value &content) {
                    return name == "dst" ? readWord(content, "link.dst", &PointFields::setDst)
                                         : Result<void>{};
                });
            break;
        case 6:
            if (key == "health")
                return readWord(value, key, &PointFields::setHealth);
            if (key == "source") {
                const auto content = text(value, key);
                if (!content)
                    return tl::unexpected(content.error());
                fields.setSource(*content);
                return {};
            }
            break;
        case 7:
            if (key == "node_id")
                return readWord(value, key, &PointFields::setNode);
            break;
        case 9:
            if (key == "timestamp")
                return readWord(value, key, &PointFields::setTimestamp);
            if (key == "node_type")
                return readWord(value, key, &PointFields::setNodeType);
            break;
        case 17:
            if (key == "atmospheric_state")
                return forEachMember(value, key, [this](std::string_view name, ondemand::value &content) {
                    builtNames.push_back("atmospheric_state." + std::string(name));
                    return readMetric(content, builtNames.back(), true, false);
                });
            break;
        default:
            break;
        }
        const bool documented = key == "snr_db" || key == "latency_ms" || key == "throughput_gbps" ||
                                key == "queue_depth_gb" || key == "utilization" || key == "capacity_gbps" ||
                                key == "confidence" || key == "lat" || key == "lon" || key == "altitude_km";
        return readMetric(value, key, false, documented);
    }

    Result<void> readPoint(ondemand::value &value, SampleBatch &batch)
    {
        fields.clear();
        builtNames.clear();
        ondemand::json_type type{};
        if (const auto code = value.type().get(type))
            return tl::unexpected(jsonError(code));
        if (type != ondemand::json_type::object)
            return failure(ErrorCode::invalidArgument, "a telemetry point must be a JSON object");
        auto read = forEachMember(value, "point", [this](std::string_view key, ondemand::value &content) {
            return readMember(key, content);
        });
        return read ? fields.appendTo(batch, dictionary) : read;
    }

    Result<Outcome> readArray(const Options &options, SampleBatch &batch)
    {
        ondemand::array elements;
        const auto opened = document.get_array().get(elements);
        if (opened != simdjson::SUCCESS && opened != simdjson::INCORRECT_TYPE)
            return tl::unexpected(jsonError(opened));
        if (opened)
            return failure(ErrorCode::invalidArgument, "the body must be a JSON array of telemetry points",
                           {}, 0);
        Outcome outcome;
        std::size_t at = 0;
        for (auto element : elements) {
            ondemand::value value;
            if (const auto code = element.get(value))
                return tl::unexpected(jsonError(code));
            if (at >= options.maxPoints) {
                ++outcome.truncated;
                continue;
            }
            if (auto read = readPoint(value, batch); !read) {
                Error error = std::move(read.error());
                error.index = static_cast<std::int64_t>(at);
                if (!options.partial || error.code == ErrorCode::parseError)
                    return tl::unexpected(std::move(error));
                batch.dropOpenPoint();
                outcome.rejected.push_back({at, std::move(error)});
            }
            ++at;
        }
        outcome.points = batch.points();
        return finished(outcome);
    }

    // By the form of an array that came before; nothing when none fits.
    std::optional<Outcome> readByTemplate(const Options &options, SampleBatch &batch)
    {
        for (std::size_t i = 0; i < templates.size(); ++i) {
            KnownForm &known = templates[i];
            if (known.pause > 0) {
                --known.pause;
                continue;
            }
            if (known.form.decode(body, options.maxPoints, dictionary, batch)) {
                known.misfits = 0;
                std::rotate(templates.begin(), templates.begin() + static_cast<std::ptrdiff_t>(i),
                            templates.begin() + static_cast<std::ptrdiff_t>(i) + 1);
                return Outcome{batch.points(), 0, {}};
            }
            // One that fits the beginning only costs as much as it read: it is tried ever less often.
            if (batch.points() > 0)
                known.pause = 1U << std::min(known.misfits++, 6U);
            batch.clear();
            dictionary.rollback();
        }
        return std::nullopt;
    }

    void learn()
    {
        constexpr std::size_t kept = 4;
        auto form = PointTemplate::learn(body, dictionary);
        const auto same = [&](const KnownForm &known) { return known.form == *form; };
        if (!form || std::any_of(templates.begin(), templates.end(), same))
            return;
        if (templates.size() == kept)
            templates.pop_back();
        templates.insert(templates.begin(), {std::move(*form), 0, 0});
    }

    Result<Outcome> finished(Outcome outcome)
    {
        if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
            return tl::unexpected(Error{ErrorCode::parseError,
                                        "something follows the JSON at byte " + std::to_string(offset()),
                                        {},
                                        static_cast<std::int64_t>(offset()),
                                        -1});
        return outcome;
    }
};

PointDecoder::PointDecoder(SeriesDictionary &dictionary)
    : m_impl(std::make_unique<Impl>(dictionary))
{
}
PointDecoder::~PointDecoder() = default;

Result<PointDecoder::Outcome> PointDecoder::decodePoint(std::span<const char> body, SampleBatch &batch)
{
    const auto decode = [&]() -> Result<Outcome> {
        if (auto started = m_impl->start(body); !started)
            return tl::unexpected(started.error());
        ondemand::value value;
        if (const auto code = m_impl->document.get_value().get(value))
            return code == simdjson::SCALAR_DOCUMENT_AS_VALUE
                       ? failure(ErrorCode::invalidArgument, "a telemetry point must be a JSON object", {}, 0)
                       : tl::unexpected(m_impl->jsonError(code));
        if (auto read = m_impl->readPoint(value, batch); !read)
            return tl::unexpected(read.error());
        return m_impl->finished({1, 0, {}});
    };
    auto outcome = decode();
    if (!outcome) {
        batch.clear();
        m_impl->dictionary.rollback();
    }
    return outcome;
}

Result<PointDecoder::Outcome> PointDecoder::decodeArray(std::span<const char> body, const Options &options,
                                                        SampleBatch &batch)
{
    m_impl->body = body;
    if (options.templates) {
        if (auto known = m_impl->readByTemplate(options, batch))
            return *std::move(known);
    }
    const auto decode = [&]() -> Result<Outcome> {
        if (auto started = m_impl->start(body); !started)
            return tl::unexpected(started.error());
        return m_impl->readArray(options, batch);
    };
    auto outcome = decode();
    if (!outcome) {
        batch.clear();
        m_impl->dictionary.rollback();
    } else if (outcome->rejected.empty()) {
        m_impl->learn();
    }
    return outcome;
}

} // namespace desk
