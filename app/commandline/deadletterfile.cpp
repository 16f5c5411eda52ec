// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/deadletterfile.h"

#include "models/datalink/telemetryjson.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

tl::unexpected<Error> unwritable(const std::string &path, int code)
{
    return failure(ErrorCode::storageUnavailable, "dead letters cannot be written to " + path + ": " +
                                                      std::strerror(code) +
                                                      "; make room or name another file");
}

} // namespace

Result<DeadLetterFile> DeadLetterFile::open(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return unwritable(path, errno);
    DeadLetterFile letters(path, file);
    struct stat about
    {
    };
    char last = '\n';
    if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        return unwritable(path, EINVAL);
    // A line that a kill cut short must not take the next one with it.
    if (about.st_size > 0 && ::pread(file, &last, 1, about.st_size - 1) == 1 && last != '\n')
        letters.m_text = "\n";
    return letters;
}

DeadLetterFile::DeadLetterFile(DeadLetterFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_file(std::exchange(other.m_file, -1))
    , m_text(std::move(other.m_text))
    , m_held(other.m_held)
    , m_count(other.m_count)
{
}

DeadLetterFile::~DeadLetterFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

void DeadLetterFile::add(const FilePoint &point, Timestamp time, const std::string &from,
                         const std::string &reason, Timestamp at)
{
    appendPointJson(m_text, point, time);
    m_text.pop_back();
    m_text += R"(,"dead_letter":{"reason":")";
    appendJsonText(m_text, reason);
    m_text += R"(","from":")";
    appendJsonText(m_text, from);
    m_text.append(R"(","at":")").append(formatTimestamp(at)).append("\"}}\n");
    ++m_held;
}

Result<void> DeadLetterFile::keep()
{
    if (m_held == 0)
        return {};
    const off_t end = ::lseek(m_file, 0, SEEK_END);
    std::string_view rest = m_text;
    int code = 0;
    while (!rest.empty() && code == 0) {
        const ssize_t size = ::write(m_file, rest.data(), rest.size());
        if (size >= 0)
            rest.remove_prefix(static_cast<std::size_t>(size));
        else if (errno != EINTR)
            code = errno;
    }
    if (code == 0 && ::fdatasync(m_file) != 0)
        code = errno;
    if (code != 0 && end >= 0 && ::ftruncate(m_file, end) != 0)
        return unwritable(m_path, errno);
    if (code != 0)
        return unwritable(m_path, code);
    m_count += std::exchange(m_held, 0);
    m_text.clear();
    return {};
}

} // namespace desk
