// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/workermessage.h"

#include "models/ownership/base64.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace desk {
namespace {

using HeaderView = std::pair<std::string_view, std::string_view>;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = static_cast<char>(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string queryDecoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escaped =
            text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0;
        if (escaped) {
            out += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

char lowerLetter(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool sameName(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lowerLetter(x) == lowerLetter(y);
           });
}

// Bytes of a well-formed UTF-8 sequence at i; 0 where there is none.
std::size_t sequenceAt(std::string_view text, std::size_t i)
{
    const auto at = [&](std::size_t k) {
        return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
    };
    const unsigned first = at(0);
    const auto follows = [&](std::size_t k) { return (at(k) & 0xC0U) == 0x80U; };
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && at(1) < 0xA0;
        const bool surrogate = first == 0xED && at(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && at(1) < 0x90;
        const bool tooFar = first == 0xF4 && at(1) > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !tooFar ? 4 : 0;
    }
    return 0;
}

// A JSON text. A byte that is no UTF-8 is the Latin-1 that HTTP once meant by it.
void appendText(std::string &out, std::string_view text)
{
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool plain = c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
        if (plain) {
            ++i;
            continue;
        }
        out.append(text, from, i - from);
        std::size_t length = 1;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += text[i];
        } else if (c < 0x20) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            out += escape.data();
        } else if (length = sequenceAt(text, i); length > 0) {
            out.append(text, i, length);
        } else {
            length = 1;
            out += static_cast<char>(0xC0U | c >> 6U);
            out += static_cast<char>(0x80U | (c & 0x3FU));
        }
        i += length;
        from = i;
    }
    out.append(text, from);
    out += '"';
}

void appendMember(std::string &out, std::string_view name, std::string_view text)
{
    out.append(",\"").append(name).append("\":");
    appendText(out, text);
}

// Names once; several values of one are an array.
template <class Values>
void appendValues(std::string &out, const Values &values)
{
    out += '{';
    bool first = true;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto same = [&](const auto &other) { return sameName(other.first, values[i].first); };
        const auto here = values.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(values.begin(), here, same))
            continue;
        if (!std::exchange(first, false))
            out += ',';
        appendText(out, values[i].first);
        out += ':';
        const bool several = std::any_of(here + 1, values.end(), same);
        if (several)
            out += '[';
        appendText(out, values[i].second);
        for (std::size_t k = i + 1; several && k < values.size(); ++k) {
            if (!same(values[k]))
                continue;
            out += ',';
            appendText(out, values[k].second);
        }
        if (several)
            out += ']';
    }
    out += '}';
}

void appendSegments(std::string &out, std::string_view path)
{
    out += '[';
    bool first = true;
    while (!path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        if (slash > 0) {
            if (!std::exchange(first, false))
                out += ',';
            appendText(out, path.substr(0, slash));
        }
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    out += ']';
}

std::vector<std::pair<std::string, std::string>> elementsOf(std::string_view query)
{
    std::vector<std::pair<std::string, std::string>> elements;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty())
            continue;
        const auto equals = pair.find('=');
        elements.emplace_back(queryDecoded(pair.substr(0, equals)),
                              equals == std::string_view::npos ? "" : queryDecoded(pair.substr(equals + 1)));
    }
    return elements;
}

void appendUrl(std::string &out, std::string_view origin, std::string_view target)
{
    const auto path = target.substr(0, target.find('?'));
    const auto query = path.size() < target.size() ? target.substr(path.size() + 1) : std::string_view{};
    std::string full(origin);
    full += target;
    out += ",\"Url\":{\"Uri\":";
    appendText(out, full);
    appendMember(out, "Url", full);
    full.resize(origin.size() + path.size());
    appendMember(out, "UrlWithoutQuery", full);
    appendMember(out, "PathAndQuery", target);
    appendMember(out, "Path", path);
    out += ",\"PathSegments\":";
    appendSegments(out, path);
    out += ",\"QueryElements\":";
    appendValues(out, elementsOf(query));
    out += '}';
}

// yyyy-MM-ddTHH:mm:ss.ffffffZ
void appendTime(std::string &out, Timestamp now)
{
    const std::string text = formatTimestamp(now, Fraction::nano);
    constexpr std::size_t upToMicroseconds = 26;
    out.append(text, 0, upToMicroseconds);
    out += 'Z';
}

void beginMessage(std::string &out, const Guid &guid, std::string_view type, Timestamp now)
{
    out += "{\"GUID\":\"";
    guid.appendTo(out);
    out.append("\",\"Type\":\"").append(type).append("\",\"TimestampUtc\":\"");
    appendTime(out, now);
    out += '"';
}

void appendBody(std::string &out, std::string_view body)
{
    out += ",\"Data\":\"";
    appendBase64(out, body);
    out += '"';
}

std::string_view wordOf(WorkerMessageType type)
{
    static constexpr std::array<std::string_view, 4> words{"Unknown", "Heartbeat", "Request", "Response"};
    return words[static_cast<std::size_t>(type)];
}

} // namespace

std::optional<std::chrono::nanoseconds> WorkerMessage::lifetime() const
{
    const auto sent = parseTimestamp(timestamp);
    const auto expires = parseTimestamp(expiration);
    if (!sent || !expires)
        return std::nullopt;
    return *expires - *sent;
}

std::string_view WorkerMessage::path() const
{
    return std::string_view(target).substr(0, target.find('?'));
}

std::string_view WorkerMessage::query() const
{
    const std::size_t length = path().size();
    return length < target.size() ? std::string_view(target).substr(length + 1) : std::string_view{};
}

std::string_view WorkerMessage::header(std::string_view name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const auto &header) { return sameName(header.first, name); });
    return found == headers.end() ? std::string_view{} : found->second;
}

std::optional<std::string> WorkerMessage::parameter(std::string_view name) const
{
    auto values = parameters(name);
    return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
}

std::vector<std::string> WorkerMessage::parameters(std::string_view name) const
{
    std::vector<std::string> values;
    for (auto &[key, value] : elementsOf(query())) {
        if (key == name)
            values.push_back(std::move(value));
    }
    return values;
}

std::string encodeRequest(const WorkerRequestText &request, Timestamp now)
{
    std::string out;
    out.reserve(1024 + request.body.size() / 3 * 4);
    beginMessage(out, request.guid, "Request", now);
    if (request.lifetime.count() > 0) {
        out += ",\"ExpirationUtc\":\"";
        appendTime(out, now + request.lifetime);
        out += '"';
    }
    appendMember(out, "Method", request.method);
    if (!request.contentType.empty())
        appendMember(out, "ContentType", request.contentType);
    appendUrl(out, request.origin, request.target);
    out += ",\"Headers\":";
    appendValues(out, request.headers);
    appendBody(out, request.body);
    if (!request.traceParent.empty())
        appendMember(out, "TraceParent", request.traceParent);
    if (!request.traceState.empty())
        appendMember(out, "TraceState", request.traceState);
    out += '}';
    return out;
}

std::string encodeHeartbeat(const Guid &guid, Timestamp now)
{
    std::string out;
    beginMessage(out, guid, "Heartbeat", now);
    out += R"(,"Headers":{},"Data":""})";
    return out;
}

std::string encode(const WorkerMessage &message, Timestamp now)
{
    std::string out;
    out.reserve(512 + message.body.size() / 3 * 4);
    beginMessage(out, message.guid, wordOf(message.type), now);
    if (message.status)
        out.append(",\"StatusCode\":").append(std::to_string(*message.status));
    if (!message.method.empty())
        appendMember(out, "Method", message.method);
    if (!message.contentType.empty())
        appendMember(out, "ContentType", message.contentType);
    if (!message.url.empty())
        appendUrl(out,
                  std::string_view(message.url)
                      .substr(0, message.url.size() - std::min(message.url.size(), message.target.size())),
                  message.target);
    out += ",\"Headers\":";
    appendValues(out, message.headers);
    appendBody(out, message.body);
    if (!message.traceParent.empty())
        appendMember(out, "TraceParent", message.traceParent);
    if (!message.traceState.empty())
        appendMember(out, "TraceState", message.traceState);
    out += '}';
    return out;
}

} // namespace desk
