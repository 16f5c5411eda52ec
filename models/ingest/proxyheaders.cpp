// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/proxyheaders.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

using Words = std::string_view;

// Of one connection, or told anew by us.
constexpr std::array<Words, 10> ofConnection{
    "connection", "keep-alive",         "proxy-connection",   "te", "trailer", "transfer-encoding", "upgrade",
    "expect",     "proxy-authenticate", "proxy-authorization"};
constexpr std::array<Words, 3> ofTokens{"authorization", "x-api-key", "x-forwarded-for"};
constexpr std::array<Words, 2> ofAnswer{"x-request", "x-worker"};

template <class List>
bool isOneOf(const List &list, std::string_view name)
{
    return std::any_of(list.begin(), list.end(), [&](Words each) { return equalIgnoringCase(each, name); });
}

// Names that a Connection field lists are of the connection too.
bool isListed(std::string_view list, std::string_view name)
{
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        std::string_view item = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (item.starts_with(' ') || item.starts_with('\t'))
            item.remove_prefix(1);
        while (item.ends_with(' ') || item.ends_with('\t'))
            item.remove_suffix(1);
        if (equalIgnoringCase(item, name))
            return true;
    }
    return false;
}

bool isFieldName(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

// A line end in a value would let a worker write an answer of its own behind it.
bool isFieldValue(std::string_view value)
{
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 127; });
}

bool isDigits(std::string_view text)
{
    return !text.empty() && text.size() <= 18 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void removeField(ServerResponse &response, std::string_view name)
{
    std::erase_if(response.headers, [&](const auto &each) { return equalIgnoringCase(each.first, name); });
}

} // namespace

ProxyHeaders::ProxyHeaders(const HttpRequest &request)
{
    const std::string_view connection = request.header("connection");
    m_fields.reserve(request.headers.size() + 1);
    for (const HeaderField &field : request.headers) {
        if (equalIgnoringCase(field.name, "x-forwarded-for"))
            m_forwarded.append(field.value).append(", ");
        if (isOneOf(ofConnection, field.name) || isOneOf(ofTokens, field.name) ||
            (!connection.empty() && isListed(connection, field.name)))
            continue;
        m_fields.emplace_back(field.name, field.value);
    }
    m_forwarded += request.remote;
    m_fields.emplace_back("x-forwarded-for", m_forwarded);
}

void applyWorkerAnswer(ProxyAnswer &&answer, bool isHead, ServerResponse &response)
{
    response.status = answer.status;
    response.body = std::move(answer.body);
    if (!answer.contentType.empty() && isFieldValue(answer.contentType))
        response.contentType = answer.contentType;
    if (response.body.empty() && !answer.contentType.empty()) // of a HEAD; with a body it is said anyway
        response.headers.emplace_back("Content-Type", response.contentType);
    const bool bodyless = answer.status == 204 || answer.status == 304;
    if (bodyless)
        response.body.clear();
    const std::size_t ours = response.headers.size();
    for (auto &[name, value] : answer.headers) {
        if (!isFieldName(name) || !isFieldValue(value) || isOneOf(ofConnection, name) ||
            isOneOf(ofAnswer, name))
            continue;
        if (equalIgnoringCase(name, "content-type")) {
            if (answer.contentType.empty())
                response.contentType = value;
            continue;
        }
        if (!equalIgnoringCase(name, "content-length")) {
            response.headers.emplace_back(std::move(name), std::move(value));
        } else if (isHead && response.body.empty() && isDigits(value)) {
            removeField(response, name); // two lengths are none
            response.headers.emplace_back("Content-Length", std::move(value));
        }
    }
    // A worker's field takes the place of ours; its own repeats stay.
    const auto theirs =
        response.headers.begin() + static_cast<std::ptrdiff_t>(std::min(ours, response.headers.size()));
    response.headers.erase(std::remove_if(response.headers.begin(), theirs,
                                          [&](const auto &own) {
                                              return std::any_of(
                                                  theirs, response.headers.end(), [&](const auto &each) {
                                                      return equalIgnoringCase(each.first, own.first);
                                                  });
                                          }),
                           theirs);
}

std::string workerTime(Timestamp time)
{
    constexpr std::size_t upToMicroseconds = 26;
    return formatTimestamp(time, Fraction::nano).substr(0, upToMicroseconds) + 'Z';
}

} // namespace desk
