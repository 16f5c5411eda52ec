// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/workermessage.h"

#include "models/ownership/base64.h"

#include <array>
#include <simdjson.h>

namespace desk {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t keptBuffers = 1U << 20U; // larger ones are let go of after their message
constexpr std::int64_t lowestStatus = 100;
constexpr std::int64_t highestStatus = 599;

tl::unexpected<Error> wrong(ErrorCode code, std::string_view field, std::string_view what)
{
    return failure(code, std::string(field).append(" ").append(what), std::string(field));
}

Result<void> readText(std::string &to, std::string_view field, const dom::element &value)
{
    if (value.is_null())
        return {};
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS)
        return wrong(ErrorCode::parseError, field, "must be a text");
    to = text;
    return {};
}

Result<void> readGuid(std::optional<Guid> &to, const dom::element &value)
{
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS || !(to = Guid::parse(text)))
        return wrong(ErrorCode::parseError, "GUID", "must be a GUID, 8-4-4-4-12 hexadecimal digits");
    return {};
}

bool isWord(std::string_view text, std::string_view lower)
{
    if (text.size() != lower.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i])
            return false;
    }
    return true;
}

Result<void> readType(WorkerMessageType &to, const dom::element &value)
{
    static constexpr std::array<std::string_view, 4> words{"unknown", "heartbeat", "request", "response"};
    std::int64_t number = -1;
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (isWord(text, words[i]))
                number = static_cast<std::int64_t>(i);
        }
    } else if (value.get_int64().get(number) != simdjson::SUCCESS) {
        number = -1;
    }
    if (number < 0 || number >= static_cast<std::int64_t>(words.size()))
        return wrong(ErrorCode::parseError, "Type",
                     "must be Unknown, Heartbeat, Request, Response or 0 to 3");
    to = static_cast<WorkerMessageType>(number);
    return {};
}

Result<void> readStatus(std::optional<int> &to, const dom::element &value)
{
    if (value.is_null())
        return {};
    std::int64_t number = 0;
    if (value.get_int64().get(number) != simdjson::SUCCESS)
        return wrong(ErrorCode::parseError, "StatusCode", "must be a whole number");
    if (number < lowestStatus || number > highestStatus)
        return wrong(ErrorCode::outOfRange, "StatusCode", "must be 100 to 599");
    to = static_cast<int>(number);
    return {};
}

// A value is a text, null (the header is not there) or an array of these.
Result<void> readHeader(WorkerMessage::Headers &to, std::string_view name, const dom::element &value)
{
    if (value.is_null())
        return {};
    if (std::string_view text; value.get_string().get(text) == simdjson::SUCCESS) {
        to.emplace_back(name, text);
        return {};
    }
    dom::array list;
    if (value.get_array().get(list) != simdjson::SUCCESS)
        return wrong(ErrorCode::parseError, "Headers", "must have texts, null or arrays of texts as values");
    for (const dom::element each : list) {
        std::string_view text;
        if (each.is_null())
            continue;
        if (each.get_string().get(text) != simdjson::SUCCESS)
            return wrong(ErrorCode::parseError, "Headers", "must have texts in their arrays");
        to.emplace_back(name, text);
    }
    return {};
}

Result<void> readHeaders(WorkerMessage::Headers &to, const dom::element &value)
{
    if (value.is_null())
        return {};
    dom::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return wrong(ErrorCode::parseError, "Headers", "must be an object");
    for (const auto field : object) {
        if (auto read = readHeader(to, field.key, field.value); !read)
            return read;
    }
    return {};
}

Result<void> readBody(std::string &to, const dom::element &value)
{
    if (value.is_null())
        return {};
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS)
        return wrong(ErrorCode::parseError, "Data", "must be a text of base64");
    auto bytes = fromBase64(text);
    if (!bytes)
        return wrong(ErrorCode::parseError, "Data", "is not base64");
    to = *std::move(bytes);
    return {};
}

// Everything in it follows from the whole address.
Result<void> readUrl(WorkerMessage &message, const dom::element &value)
{
    if (value.is_null())
        return {};
    dom::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return wrong(ErrorCode::parseError, "Url", "must be an object");
    for (const char *name : {"Url", "Uri"}) {
        std::string_view text;
        if (message.url.empty() && object[name].get_string().get(text) == simdjson::SUCCESS)
            message.url = text;
    }
    std::string_view target;
    if (object["PathAndQuery"].get_string().get(target) == simdjson::SUCCESS) {
        message.target = target;
        return {};
    }
    const auto scheme = message.url.find("://");
    const auto path = scheme == std::string::npos ? scheme : message.url.find('/', scheme + 3);
    message.target = path == std::string::npos ? "/" : message.url.substr(path);
    return {};
}

Result<void> readMember(WorkerMessage &message, std::optional<Guid> &guid, std::string_view name,
                        const dom::element &value)
{
    if (name == "GUID")
        return readGuid(guid, value);
    if (name == "Type")
        return readType(message.type, value);
    if (name == "TimestampUtc")
        return readText(message.timestamp, name, value);
    if (name == "ExpirationUtc")
        return readText(message.expiration, name, value);
    if (name == "StatusCode")
        return readStatus(message.status, value);
    if (name == "Method")
        return readText(message.method, name, value);
    if (name == "ContentType")
        return readText(message.contentType, name, value);
    if (name == "Url")
        return readUrl(message, value);
    if (name == "Headers")
        return readHeaders(message.headers, value);
    if (name == "Data")
        return readBody(message.body, value);
    if (name == "TraceParent")
        return readText(message.traceParent, name, value);
    if (name == "TraceState")
        return readText(message.traceState, name, value);
    return {};
}

} // namespace

struct WorkerMessageReader::Impl
{
    dom::parser parser{longest};
};

WorkerMessageReader::WorkerMessageReader()
    : m_impl(std::make_unique<Impl>())
{
}
WorkerMessageReader::~WorkerMessageReader() = default;

Result<WorkerMessage> WorkerMessageReader::read(std::string_view json)
{
    if (json.size() > longest)
        return failure(ErrorCode::tooLarge, "the message has more than 64 MiB");
    if (m_impl->parser.capacity() > keptBuffers && json.size() <= keptBuffers)
        m_impl = std::make_unique<Impl>();
    dom::object object;
    if (const auto code = m_impl->parser.parse(json.data(), json.size()).get_object().get(object);
        code != simdjson::SUCCESS)
        return failure(ErrorCode::parseError,
                       std::string("not a JSON object: ") + simdjson::error_message(code));
    WorkerMessage message;
    std::optional<Guid> guid;
    for (const auto field : object) {
        if (auto read = readMember(message, guid, field.key, field.value); !read)
            return tl::unexpected(read.error());
    }
    if (!guid)
        return wrong(ErrorCode::missingField, "GUID", "is missing");
    message.guid = *guid;
    return message;
}

} // namespace desk
