// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/keysetsource.h"

#include "models/datalink/httpclient.h"

#include <fstream>
#include <sstream>

namespace desk {
namespace {

constexpr std::size_t maxFetchedSet = 256 * 1024;

// Keys that came in clear from elsewhere could be anybody's.
bool isTrustworthy(std::string_view url)
{
    const std::string_view authority = url.substr(0, url.find('/', url.find("://") + 3));
    if (authority.find_first_of("@\\?#") != std::string_view::npos)
        return false; // http://127.0.0.1:x@elsewhere begins like this machine
    for (const std::string_view start :
         {"https://", "http://127.0.0.1:", "http://127.0.0.1/", "http://[::1]:"}) {
        if (url.starts_with(start))
            return true;
    }
    return false;
}

} // namespace

KeySetSource::KeySetSource(Options options, Sink sink)
    : m_options(std::move(options))
    , m_sink(std::move(sink))
    , m_thread([this] { run(); })
{
}

KeySetSource::~KeySetSource()
{
    m_ending = true;
    {
        const std::lock_guard lock(m_mutex);
        m_asked = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void KeySetSource::ask()
{
    {
        const std::lock_guard lock(m_mutex);
        m_asked = true;
    }
    m_wake.notify_all();
}

void KeySetSource::run()
{
    using Clock = std::chrono::steady_clock;
    const auto ending = [this] { return m_ending.load(); };
    while (!m_ending) {
        const auto read = Clock::now();
        m_sink(KeySetSource::read(m_options, ending));
        std::unique_lock lock(m_mutex);
        m_wake.wait_until(lock, read + m_options.atMostEvery, ending);
        m_wake.wait_until(lock, read + m_options.atLeastEvery, [this] { return m_asked || m_ending; });
        m_asked = false;
    }
}

Result<JsonWebKeys> KeySetSource::read(const Options &wanted, const std::function<bool()> &cancelled)
{
    const std::string &place = wanted.place;
    const auto scheme = place.find("://");
    if (scheme == std::string::npos) {
        std::ifstream in(place, std::ios::binary);
        if (!in)
            return failure(ErrorCode::notFound, "the key set " + place + " cannot be read");
        std::string text(maxFetchedSet + 1, '\0');
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(in.gcount()));
        return JsonWebKeys::parse(text);
    }
    if (!isTrustworthy(place))
        return failure(ErrorCode::invalidArgument, place + " is not safe for keys: use https://");
    const auto path = place.find('/', scheme + 3);
    HttpClientOptions options;
    options.baseUrl = place.substr(0, path);
    options.longestAnswer = maxFetchedSet + 1;
    options.timeout = wanted.timeout;
    const auto answer = HttpClient(options).send("GET", path == std::string::npos ? "/" : place.substr(path),
                                                 {}, {}, cancelled);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->status != 200)
        return failure(ErrorCode::network, place + " answers " + std::to_string(answer->status));
    return JsonWebKeys::parse(answer->body);
}

} // namespace desk
