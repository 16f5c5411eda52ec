// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/httpclient.h"

#include "models/datalink/httprefusal_p.h"

#include <algorithm>
#include <charconv>
#include <curl/curl.h>
#include <mutex>
#include <openssl/crypto.h>

namespace desk {
namespace {

// A thread of a pool may still be giving back what it has of OpenSSL when main() has returned, and OpenSSL
// would free the same at exit: a double free now and then. Its memory goes with the process anyway. This
// holds only when it comes before any other call of OpenSSL, so here, before main().
[[maybe_unused]] const int openSslStaysUntilTheEnd = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds pollEvery = 100ms;

void initialise()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct FreeEasy
{
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti
{
    void operator()(CURLM *handle) const { curl_multi_cleanup(handle); }
};
struct FreeList
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
struct FreeUrl
{
    void operator()(CURLU *url) const { curl_url_cleanup(url); }
};

using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void append(HeaderList &list, const std::string &header)
{
    if (curl_slist *longer = curl_slist_append(list.get(), header.c_str())) {
        static_cast<void>(list.release());
        list.reset(longer);
    }
}

std::string hostOf(const std::string &url)
{
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    char *host = nullptr;
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
        curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK)
        return {};
    std::string result = host;
    curl_free(host);
    return result;
}

bool isLoopback(std::string_view host)
{
    return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]";
}

} // namespace

class HttpClient::Private
{
public:
    explicit Private(HttpClientOptions o)
        : options(std::move(o))
    {
        initialise();
        while (options.baseUrl.ends_with('/'))
            options.baseUrl.pop_back();
        easy.reset(curl_easy_init());
        multi.reset(curl_multi_init());
        loopback = isLoopback(hostOf(options.baseUrl));
    }

    static std::size_t receive(char *data, std::size_t size, std::size_t count, void *self)
    {
        auto *d = static_cast<Private *>(self);
        const std::size_t bytes = size * count;
        if (d->response.body.size() + bytes > d->options.longestAnswer)
            return 0; // ends the transfer with CURLE_WRITE_ERROR
        d->response.body.append(data, bytes);
        return bytes;
    }

    static std::size_t receiveHeader(char *data, std::size_t size, std::size_t count, void *self)
    {
        auto *d = static_cast<Private *>(self);
        const std::string_view line(data, size * count);
        if (const auto value = valueOf(line, "retry-after:")) {
            int seconds = 0;
            if (std::from_chars(value->data(), value->data() + value->size(), seconds).ec == std::errc{} &&
                seconds >= 0)
                d->response.retryAfter = std::chrono::seconds(seconds);
        } else if (const auto cursor = valueOf(line, "x-next-cursor:")) {
            d->response.nextCursor = *cursor;
        }
        return line.size();
    }

    // Of a header line, when it is this one (in lower case, with its colon).
    static std::optional<std::string_view> valueOf(std::string_view line, std::string_view name)
    {
        const bool found = line.size() > name.size() &&
                           std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) {
                               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
                           });
        if (!found)
            return std::nullopt;
        line.remove_prefix(std::min(line.find_first_not_of(' ', name.size()), line.size()));
        return line.substr(0, line.find_first_of("\r\n"));
    }

    HeaderList prepare(std::string_view method, std::string_view path, std::string_view body,
                       std::span<const HttpHeader> headers);
    Result<HttpResponse> perform(const std::function<bool()> &cancelled);

    HttpClientOptions options;
    std::unique_ptr<CURL, FreeEasy> easy;
    std::unique_ptr<CURLM, FreeMulti> multi;
    bool loopback = false;
    HttpResponse response;
    char errorText[CURL_ERROR_SIZE] = {};
};

HeaderList HttpClient::Private::prepare(std::string_view method, std::string_view path, std::string_view body,
                                        std::span<const HttpHeader> headers)
{
    CURL *handle = easy.get();
    curl_easy_reset(handle);
    HeaderList list;
    append(list, "Expect:"); // waiting for 100-continue costs a round trip
    append(list, "Content-Type: application/json");
    if (!options.token.empty())
        append(list, "Authorization: Bearer " + options.token);
    for (const HttpHeader &header : headers)
        append(list, std::string(header.name) + ": " + std::string(header.value));

    curl_easy_setopt(handle, CURLOPT_URL, (options.baseUrl + std::string(path)).c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "constellation/" DESK_VERSION);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connectTimeout.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list.get());
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, errorText);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Private::receive);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Private::receiveHeader);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
    if (!options.caFile.empty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, options.caFile.c_str()); // CAPATH stays the system's
    if (loopback)
        curl_easy_setopt(handle, CURLOPT_PROXY, ""); // whatever the environment says
    if (method == "POST" || method == "PUT") {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data() ? body.data() : "");
    }
    if (method != "POST" && method != "GET")
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, std::string(method).c_str());
    return list;
}

// Through the multi interface, because a request that waits can then be given up.
Result<HttpResponse> HttpClient::Private::perform(const std::function<bool()> &cancelled)
{
    response = {};
    errorText[0] = '\0';
    curl_multi_add_handle(multi.get(), easy.get());
    int running = 1;
    bool given = false;
    while (running > 0) {
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK)
            break;
        given = cancelled && cancelled();
        if (given || running == 0)
            break;
        curl_multi_poll(multi.get(), nullptr, 0, static_cast<int>(pollEvery.count()), nullptr);
    }
    CURLcode code = CURLE_ABORTED_BY_CALLBACK;
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(multi.get(), &left)) {
        if (message->msg == CURLMSG_DONE)
            code = message->data.result;
    }
    curl_multi_remove_handle(multi.get(), easy.get());
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return failure(ErrorCode::network, options.baseUrl + ": the request was given up");
    if (code != CURLE_OK)
        return tl::unexpected(transportError(code, options, errorText));
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    return std::move(response);
}

HttpClient::HttpClient(HttpClientOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{
}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient &&) noexcept = default;
HttpClient &HttpClient::operator=(HttpClient &&) noexcept = default;

const std::string &HttpClient::baseUrl() const
{
    return d->options.baseUrl;
}

Result<HttpResponse> HttpClient::send(std::string_view method, std::string_view path, std::string_view body,
                                      std::span<const HttpHeader> headers,
                                      const std::function<bool()> &cancelled)
{
    if (!d->easy || !d->multi)
        return failure(ErrorCode::internal, "no memory for a request");
    const auto isWrong = [](const HttpHeader &header) {
        return header.name.find_first_of("\r\n:") != std::string_view::npos ||
               header.value.find_first_of("\r\n") != std::string_view::npos;
    };
    if (d->options.token.find_first_of("\r\n") != std::string::npos ||
        std::any_of(headers.begin(), headers.end(), isWrong))
        return failure(ErrorCode::invalidArgument, "a token or header holds a line break");
    const HeaderList list = d->prepare(method, path, body, headers);
    auto result = d->perform(cancelled);
    curl_easy_setopt(d->easy.get(), CURLOPT_HTTPHEADER, nullptr); // the list ends here
    return result;
}

} // namespace desk
