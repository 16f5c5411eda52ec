// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/serialdevice.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto readSlice = 50ms; // the reading thread looks this often whether it may end
constexpr auto reopenEvery = 1s;
constexpr std::size_t mostShown = 64 * 1024; // without an offset
constexpr std::size_t trimmedAtOnce = 256 * 1024;

// A whole number of a query; nothing when it is missing.
Result<std::optional<std::uint64_t>> numberOf(const WorkerMessage &request, const char *name)
{
    const auto text = request.parameter(name);
    if (!text)
        return std::optional<std::uint64_t>{};
    std::uint64_t number = 0;
    const char *end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, number);
    if (error != std::errc{} || stop != end)
        return failure(ErrorCode::invalidArgument, std::string(name) + " must be a whole number");
    return std::optional(number);
}

std::chrono::milliseconds waitOf(std::uint64_t milliseconds)
{
    return std::min(SerialDevice::longestWait,
                    std::chrono::milliseconds(std::min<std::uint64_t>(milliseconds, 1U << 30U)));
}

WorkerReply bytesReply(std::string bytes, std::uint64_t from, std::uint64_t lost)
{
    WorkerReply reply;
    reply.contentType = "application/octet-stream";
    reply.headers.emplace_back("x-offset", std::to_string(from));
    reply.headers.emplace_back("x-next", std::to_string(from + bytes.size()));
    if (lost > 0)
        reply.headers.emplace_back("x-lost", std::to_string(lost));
    reply.body = std::move(bytes);
    return reply;
}

} // namespace

Result<std::unique_ptr<SerialDevice>> SerialDevice::open(Options options)
{
    auto port = SerialPort::open(options.device, options.baud);
    if (!port)
        return tl::unexpected(port.error());
    return std::unique_ptr<SerialDevice>(new SerialDevice(std::move(options), *std::move(port)));
}

SerialDevice::SerialDevice(Options options, SerialPort port)
    : m_options(std::move(options))
    , m_port(std::move(port))
    , m_thread([this] { run(); })
{
}

SerialDevice::~SerialDevice()
{
    stop();
    m_thread.join();
}

void SerialDevice::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_came.notify_all();
}

bool SerialDevice::isEnding() const
{
    const std::lock_guard lock(m_mutex);
    return m_ending;
}

std::unique_lock<std::timed_mutex> SerialDevice::lineFor(const WorkerMessage &request)
{
    constexpr std::chrono::milliseconds lookEvery{100};
    std::unique_lock line(m_exchange, std::defer_lock);
    const auto isOver = [&] {
        return isEnding() || (request.deadline && std::chrono::steady_clock::now() >= *request.deadline);
    };
    while (!isOver()) {
        if (!line.try_lock_for(lookEvery))
            continue;
        if (isOver()) // it came late
            line.unlock();
        break;
    }
    return line;
}

void SerialDevice::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (!m_isThere) {
            m_came.wait_for(lock, reopenEvery, [this] { return m_ending; });
            lock.unlock();
            auto port = SerialPort::open(m_options.device, m_options.baud);
            const std::lock_guard exchange(m_exchange);
            lock.lock();
            m_isThere = port.has_value();
            if (port)
                m_port = *std::move(port);
            else
                m_why = port.error().message;
            continue;
        }
        lock.unlock();
        const auto bytes = m_port.read(readSlice);
        lock.lock();
        if (bytes) {
            keep(*bytes);
            continue;
        }
        m_isThere = false;
        m_why = bytes.error().message;
        m_came.notify_all();
        lock.unlock();
        {
            const std::lock_guard exchange(m_exchange);
            m_port.close();
        }
        lock.lock();
    }
}

void SerialDevice::keep(std::string_view bytes)
{
    if (bytes.empty())
        return;
    m_bytes += bytes;
    if (m_bytes.size() > m_options.kept + trimmedAtOnce) {
        const std::size_t gone = m_bytes.size() - m_options.kept;
        m_bytes.erase(0, gone);
        m_begin += gone;
    }
    m_came.notify_all();
}

WorkerReply SerialDevice::gone() const
{
    const std::lock_guard lock(m_mutex);
    return replyError(503, "DeviceUnavailable", m_options.device + ": " + m_why);
}

std::string SerialDevice::await(std::uint64_t from, const std::optional<std::string> &until,
                                std::chrono::milliseconds wait)
{
    std::unique_lock lock(m_mutex);
    const auto tail = [&] {
        const std::uint64_t at = std::max(from, m_begin);
        const std::uint64_t end = m_begin + m_bytes.size();
        return at < end ? std::string_view(m_bytes).substr(at - m_begin) : std::string_view{};
    };
    m_came.wait_for(lock, wait, [&] {
        const std::string_view came = tail();
        return m_ending || !m_isThere ||
               (until ? !until->empty() && came.find(*until) != std::string_view::npos : !came.empty());
    });
    std::string_view came = tail();
    const bool wantsText = until && !until->empty();
    if (const auto at = wantsText ? came.find(*until) : std::string_view::npos; at != std::string_view::npos)
        came = came.substr(0, at + until->size());
    return std::string(came);
}

WorkerReply SerialDevice::answer(const WorkerMessage &request)
{
    if (request.method == "GET" || request.method == "HEAD")
        return read(request);
    if (request.method == "POST" || request.method == "PUT")
        return write(request);
    return replyMethodNotAllowed("GET, HEAD, POST, PUT");
}

WorkerReply SerialDevice::read(const WorkerMessage &request)
{
    const auto since = numberOf(request, "since");
    const auto wait = numberOf(request, "wait");
    if (!since || !wait)
        return replyError(400, "BadRequest", (since ? wait : since).error().message);
    std::uint64_t from = 0;
    std::uint64_t lost = 0;
    {
        const std::lock_guard lock(m_mutex);
        const std::uint64_t end = m_begin + m_bytes.size();
        const std::uint64_t usual =
            *wait ? end : std::max(m_begin, end - std::min<std::uint64_t>(end, mostShown));
        from = std::max(m_begin, std::min(end, since->value_or(usual)));
        lost = *since && **since < m_begin ? m_begin - **since : 0;
        if (!m_isThere && from == end)
            return replyError(503, "DeviceUnavailable", m_options.device + ": " + m_why);
    }
    return bytesReply(await(from, std::nullopt, waitOf(wait->value_or(0))), from, lost);
}

WorkerReply SerialDevice::write(const WorkerMessage &request)
{
    const auto wait = numberOf(request, "wait");
    if (!wait)
        return replyError(400, "BadRequest", wait.error().message);
    const auto line = lineFor(request);
    if (!line.owns_lock())
        return replyError(503, "DeviceBusy",
                          m_options.device +
                              ": others held the line for too long, or it ends; nothing was written");
    if (!m_port.isOpen())
        return gone();
    std::uint64_t from = 0;
    {
        const std::lock_guard lock(m_mutex);
        from = m_begin + m_bytes.size();
    }
    const auto written = m_port.write(request.body, m_options.writeTimeout);
    if (!written)
        return replyError(503, "DeviceUnavailable", m_options.device + ": " + written.error().message);
    if (*written < request.body.size())
        return replyError(504, "Timeout",
                          m_options.device + " took " + std::to_string(*written) + " of " +
                              std::to_string(request.body.size()) + " bytes in time");
    if (!*wait) {
        WorkerReply reply;
        reply.body = "{\"written\":" + std::to_string(*written) + "}";
        return reply;
    }
    return bytesReply(await(from, request.parameter("until").value_or(""), waitOf(**wait)), from, 0);
}

} // namespace desk
