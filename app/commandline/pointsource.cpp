// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/pointsource.h"

#include "models/datalink/csvcolumns.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t pieceBytes = 256U << 10U;
constexpr auto pauseAfter = 200ms;
constexpr auto stopCheck = 50ms;

tl::unexpected<Error> unreadable(const std::string &name, const std::string &why)
{
    return failure(ErrorCode::notFound, name + " cannot be read: " + why);
}

} // namespace

Result<PointSource> PointSource::open(const std::string &name, PointFileOptions options)
{
    if (name == "-") {
        options.fallback = "stdin";
        return PointSource("stdin", ::dup(STDIN_FILENO), false, std::move(options));
    }
    const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about
    {
    };
    if (file < 0 || ::fstat(file, &about) != 0) {
        const std::string why = std::strerror(errno);
        if (file >= 0)
            ::close(file);
        return unreadable(name, why);
    }
    if (S_ISDIR(about.st_mode)) {
        ::close(file);
        return unreadable(name, "it is a folder");
    }
    options.fallback = nodeName(std::filesystem::path(name).stem().string());
    return PointSource(name, file, S_ISREG(about.st_mode), std::move(options));
}

PointSource::PointSource(std::string name, int file, bool isFile, PointFileOptions options)
    : m_name(std::move(name))
    , m_file(file)
    , m_isFile(isFile)
    , m_options(options)
    , m_reader(std::move(options))
    , m_buffer(pieceBytes, '\0')
{
}

PointSource::PointSource(PointSource &&other) noexcept
    : m_name(std::move(other.m_name))
    , m_file(std::exchange(other.m_file, -1))
    , m_isFile(other.m_isFile)
    , m_ended(other.m_ended)
    , m_options(std::move(other.m_options))
    , m_reader(std::move(other.m_reader))
    , m_back(std::move(other.m_back))
    , m_buffer(std::move(other.m_buffer))
{
}

PointSource::~PointSource()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<PointSource::Item> PointSource::next(const std::stop_token &stop)
{
    if (!m_back.empty()) {
        Item item = std::move(m_back.front());
        m_back.pop_front();
        return item;
    }
    while (true) {
        auto point = m_reader.next();
        if (!point && point.error().index < 0) {
            point.error().message.insert(0, m_name + ": ");
            return tl::unexpected(point.error());
        }
        if (!point)
            return Item{Item::Kind::skipped, {}, std::move(point.error())};
        if (*point)
            return Item{Item::Kind::point, std::move(**point), {}};
        if (m_ended || stop.stop_requested())
            return Item{};
        const auto came = read(stop);
        if (!came)
            return tl::unexpected(came.error());
        if (!*came) {
            m_reader.decide();
            return Item{Item::Kind::pause, {}, {}};
        }
    }
}

// false: nothing came.
Result<bool> PointSource::read(const std::stop_token &stop)
{
    if (!m_isFile) {
        pollfd waiting{m_file, POLLIN, 0};
        auto waited = 0ms;
        while (::poll(&waiting, 1, static_cast<int>(stopCheck.count())) <= 0) {
            waited += stopCheck;
            if (waited >= pauseAfter || stop.stop_requested())
                return false;
        }
    }
    const ssize_t size = ::read(m_file, m_buffer.data(), m_buffer.size());
    if (size < 0 && errno == EINTR)
        return false;
    if (size < 0)
        return unreadable(m_name, std::strerror(errno));
    if (size > 0) {
        m_reader.append(std::string_view(m_buffer).substr(0, static_cast<std::size_t>(size)));
    } else {
        m_ended = true;
        m_reader.finish();
    }
    return true;
}

void PointSource::putBack(std::vector<Item> items)
{
    m_back.insert(m_back.begin(), std::make_move_iterator(items.begin()),
                  std::make_move_iterator(items.end()));
}

Result<void> PointSource::rewind()
{
    if (::lseek(m_file, 0, SEEK_SET) != 0)
        return unreadable(m_name, std::strerror(errno));
    m_reader = PointFileReader(m_options);
    m_back.clear();
    m_ended = false;
    return {};
}

} // namespace desk
