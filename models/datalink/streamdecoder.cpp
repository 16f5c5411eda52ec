// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/streamdecoder.h"

#include "models/datalink/streamnames_p.h"

#include <charconv>
#include <simdjson.h>

namespace desk {

namespace ondemand = simdjson::ondemand;

namespace {

constexpr std::size_t maxDepth = 16;

tl::unexpected<Error> wrong(const std::string &field, const std::string &words)
{
    return failure(ErrorCode::invalidArgument, field + ": " + words, field);
}

// The bytes of a scalar without the space that may follow it.
std::string_view token(ondemand::value &value)
{
    std::string_view raw = value.raw_json_token();
    while (!raw.empty() &&
           (raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\r' || raw.back() == '\t'))
        raw.remove_suffix(1);
    return raw;
}

// A whole number, bare or as a string: JavaScript's numbers end at 2^53, so times are written as strings.
template <class Integer>
bool readInteger(std::string_view raw, Integer &out)
{
    if (raw.size() >= 2 && raw.front() == '"' && raw.back() == '"')
        raw = raw.substr(1, raw.size() - 2);
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), out);
    return error == std::errc{} && end == raw.data() + raw.size();
}

} // namespace

struct StreamDecoder::Impl
{
    explicit Impl(SeriesDictionary &dictionary)
        : names(dictionary)
    {
    }

    StreamNames names;
    ondemand::parser parser;
    ondemand::document document;
    std::size_t entry = 0; // of the array being read

    // The point being put together.
    std::uint64_t sequence = 0;
    std::string time; // raw, of the point before
    std::int64_t generation = 0;
    std::int64_t entryTime = 0; // of the entry being read, maybe of the next point already
    EntityId entity = noEntity;
    std::size_t pointBegin = 0;
    std::uint32_t field = 0;

    static tl::unexpected<Error> malformed(simdjson::error_code code)
    {
        return failure(ErrorCode::parseError,
                       std::string("malformed JSON: ") + simdjson::error_message(code));
    }

    [[nodiscard]] tl::unexpected<Error> wrongEntry(const std::string &words) const
    {
        const std::string place = "points[" + std::to_string(entry) + "]";
        return failure(ErrorCode::invalidArgument, place + ": " + words, "points", -1,
                       static_cast<std::int64_t>(entry));
    }

    void endPoint(SampleBatch &batch)
    {
        if (batch.samples() > pointBegin)
            batch.endPoint(entity, generation);
        pointBegin = batch.samples();
        field = 0;
    }

    void leaveOut(StreamMessage &message, Error error)
    {
        ++message.refused;
        if (!message.refusal)
            message.refusal = std::move(error);
    }

    Result<void> readValue(ondemand::value &value, SeriesId id, Quality quality, SampleBatch &batch,
                           StreamMessage &message)
    {
        ondemand::json_type type{};
        if (const auto code = value.type().get(type))
            return malformed(code);
        const bool isText = names.kind(id) == ValueKind::text;
        if (type == ondemand::json_type::number) {
            ondemand::number number;
            if (value.get_number().get(number))
                return wrongEntry("its value is not a number that fits a double");
            if (isText) {
                leaveOut(message, names.kindChanged(id));
                return {};
            }
            constexpr std::int64_t exact = std::int64_t{1} << 53;
            if (number.is_int64() && (number.get_int64() > exact || number.get_int64() < -exact))
                batch.wide.push_back({static_cast<std::uint32_t>(batch.samples()), number.get_int64()});
            batch.addSample(id,
                            number.is_double()  ? number.get_double()
                            : number.is_int64() ? double(number.get_int64())
                                                : double(number.get_uint64()),
                            quality);
            return {};
        }
        if (type == ondemand::json_type::boolean) {
            bool on = false;
            if (const auto code = value.get_bool().get(on))
                return malformed(code);
            if (isText)
                leaveOut(message, names.kindChanged(id));
            else
                batch.addSample(id, on ? 1 : 0, quality);
            return {};
        }
        std::string_view text;
        if (value.get_string().get(text))
            return wrongEntry("its value must be a number, true, false or a string");
        const auto code = isText ? names.textCode(id, text) : tl::unexpected(names.kindChanged(id));
        if (!code)
            leaveOut(message, code.error());
        else
            batch.addSample(id, *code, quality);
        return {};
    }

    // [seq, "node", "dst"|null, "metric", "t_ns", value, "quality"]
    Result<void> readEntry(ondemand::array fields, std::uint64_t after, SampleBatch &batch,
                           StreamMessage &message)
    {
        std::string_view node;
        std::string_view dst;
        std::string_view metric;
        std::string_view timeText;
        SeriesId id = noSeries;
        // The value comes before its quality, which is put right afterwards.
        std::size_t at = 0;
        const std::size_t before = batch.samples();
        bool skip = false;
        for (auto element : fields) {
            ondemand::value value;
            if (const auto code = element.get(value))
                return malformed(code);
            switch (at++) {
            case 0: {
                std::uint64_t number = 0;
                if (!readInteger(token(value), number) || number == 0)
                    return wrongEntry("seq must be a whole number above 0");
                if (number < sequence)
                    return wrongEntry("seq " + std::to_string(number) + " comes after " +
                                      std::to_string(sequence));
                if (number != sequence)
                    endPoint(batch);
                sequence = number;
                skip = number <= after;
                break;
            }
            case 1:
                node = token(value);
                break;
            case 2:
                dst = token(value);
                break;
            case 3:
                metric = token(value);
                break;
            case 4: {
                timeText = token(value);
                if (timeText == time)
                    break;
                if (!readInteger(timeText, entryTime))
                    return wrongEntry("t_ns must be whole nanoseconds since 1970, as a string or a number");
                time = timeText;
                break;
            }
            case 5: {
                if (skip)
                    break;
                const auto about = names.entity(node, dst);
                if (!about) {
                    if (about.error().code != ErrorCode::cardinalityLimit)
                        return wrongEntry(about.error().message);
                    leaveOut(message, about.error());
                    break;
                }
                if (batch.samples() > pointBegin && (*about != entity || entryTime != generation))
                    endPoint(batch); // one number, two things: still two points
                entity = *about;
                generation = entryTime;
                ondemand::json_type type{};
                if (const auto code = value.type().get(type))
                    return malformed(code);
                if (type == ondemand::json_type::null)
                    break; // not sent
                const auto series = names.series(entity, metric, field,
                                                 type == ondemand::json_type::string    ? ValueKind::text
                                                 : type == ondemand::json_type::boolean ? ValueKind::boolean
                                                                                        : ValueKind::number);
                if (!series) {
                    if (series.error().code != ErrorCode::cardinalityLimit)
                        return wrongEntry(series.error().message);
                    leaveOut(message, series.error());
                    break;
                }
                id = *series;
                if (auto read = readValue(value, id, Quality::good, batch, message); !read)
                    return read;
                break;
            }
            case 6: {
                if (batch.samples() == before)
                    break;
                const std::string_view words = token(value);
                if (words == R"("good")")
                    break;
                const auto quality =
                    words.size() > 2 ? qualityFromWords(words.substr(1, words.size() - 2)) : std::nullopt;
                if (!quality)
                    return wrongEntry("quality must be good or words of the contract joined by |");
                batch.quality.back() = *quality;
                break;
            }
            default:
                break; // of a newer server
            }
        }
        if (at < 7)
            return wrongEntry("needs seq, node, dst, metric, t_ns, value, quality");
        return {};
    }

    Result<void> readPoints(ondemand::value &value, std::uint64_t after, SampleBatch &batch,
                            StreamMessage &message)
    {
        ondemand::array entries;
        if (value.get_array().get(entries))
            return wrong("points", "must be an array");
        entry = 0;
        sequence = 0;
        time.clear();
        entity = noEntity;
        pointBegin = batch.samples();
        field = 0;
        for (auto element : entries) {
            ondemand::array fields;
            if (const auto code = element.get_array().get(fields))
                return code == simdjson::INCORRECT_TYPE ? wrongEntry("must be an array") : malformed(code);
            if (auto read = readEntry(fields, after, batch, message); !read)
                return read;
            ++entry;
        }
        endPoint(batch);
        return {};
    }

    Result<void> readText(ondemand::value &value, const char *name, std::string &out)
    {
        std::string_view text;
        if (value.get_string().get(text))
            return wrong(name, "must be a string");
        out = text.substr(0, 500);
        return {};
    }

    Result<void> readField(std::string_view key, ondemand::value &value, std::string &op, std::uint64_t after,
                           SampleBatch &batch, StreamMessage &message)
    {
        if (key == "op")
            return readText(value, "op", op);
        if (key == "points")
            return readPoints(value, after, batch, message);
        if (key == "cause")
            return readText(value, "cause", message.cause);
        if (key == "code")
            return readText(value, "code", message.code);
        if (key == "message")
            return readText(value, "message", message.message);
        if (key == "log")
            return readText(value, "log", message.log);
        if (key == "run")
            return readText(value, "run", message.run);
        const bool first = key == "first_seq" || key == "from_seq";
        const bool last = key == "last_seq" || key == "to_seq";
        if (first || last || key == "next_seq" || key == "run_first_seq" || key == "id") {
            std::uint64_t &target = first                    ? message.firstSequence
                                    : last                   ? message.lastSequence
                                    : key == "id"            ? message.subscription
                                    : key == "run_first_seq" ? message.runFirst
                                                             : message.nextSequence;
            if (!readInteger(token(value), target))
                return wrong(std::string(key), "must be a whole number");
        }
        return {};
    }

    Result<StreamMessage> read(std::span<const char> frame, std::uint64_t after, SampleBatch &batch)
    {
        if (parser.capacity() < frame.size() || parser.max_depth() != maxDepth) {
            if (const auto code =
                    parser.allocate(std::max<std::size_t>(2 * frame.size(), 16 * 1024), maxDepth))
                return malformed(code);
        }
        if (const auto code =
                parser.iterate(frame.data(), frame.size(), frame.size() + padding).get(document))
            return malformed(code);
        ondemand::object object;
        if (const auto code = document.get_object().get(object))
            return code == simdjson::INCORRECT_TYPE
                       ? failure(ErrorCode::parseError, "a frame must be a JSON object")
                       : malformed(code);
        StreamMessage message;
        std::string op;
        for (auto member : object) {
            ondemand::field pair;
            std::string_view key;
            if (const auto code = std::move(member).get(pair))
                return malformed(code);
            if (const auto code = pair.unescaped_key().get(key))
                return malformed(code);
            if (auto done = readField(key, pair.value(), op, after, batch, message); !done)
                return tl::unexpected(done.error());
        }
        if (const char *rest = nullptr; document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS)
            return failure(ErrorCode::parseError, "something follows the frame's object");
        using Kind = StreamMessage::Kind;
        message.kind = op == "batch"        ? Kind::batch
                       : op == "subscribed" ? Kind::subscribed
                       : op == "gap"        ? Kind::gap
                       : op == "topology"   ? Kind::topology
                       : op == "error"      ? Kind::error
                                            : Kind::other;
        if (op.empty())
            return failure(ErrorCode::missingField, "op: is required", "op");
        if (message.kind != Kind::batch && batch.samples() > 0)
            return wrong("points", "belongs to op batch only");
        if (message.lastSequence < message.firstSequence)
            return wrong(message.kind == Kind::gap ? "to_seq" : "last_seq", "is before the first");
        if (message.kind == Kind::batch)
            message.lastSequence = std::max(message.lastSequence, sequence);
        return message;
    }
};

StreamDecoder::StreamDecoder(SeriesDictionary &dictionary)
    : m_impl(std::make_unique<Impl>(dictionary))
{
}

StreamDecoder::~StreamDecoder() = default;

Result<StreamMessage> StreamDecoder::decode(std::span<const char> frame, std::uint64_t after,
                                            SampleBatch &batch)
{
    batch.clear();
    m_impl->sequence = 0;
    auto message = m_impl->read(frame, after, batch);
    if (!message) {
        batch.clear();
        m_impl->names.rollback();
    }
    return message;
}

} // namespace desk
