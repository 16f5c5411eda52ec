// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/outputfile.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

tl::unexpected<Error> unwritable(const std::string &name)
{
    const int why = errno;
    return failure(why == ENOSPC ? ErrorCode::storageUnavailable : ErrorCode::permissionDenied,
                   (name == "-" ? std::string("stdout") : name) +
                       " cannot be written: " + std::strerror(why));
}

tl::unexpected<Error> thereAlready(const std::string &name)
{
    return failure(ErrorCode::invalidArgument, name + " is there already; --force replaces it");
}

std::string partOf(const std::string &name)
{
    return name + ".part";
}

} // namespace

Result<OutputFile> OutputFile::open(const std::string &name, bool replace)
{
    if (name == "-")
        return OutputFile(name, ::dup(STDOUT_FILENO), replace);
    std::error_code ignored;
    if (std::filesystem::is_directory(name, ignored))
        return failure(ErrorCode::invalidArgument, name + " is a folder; name a file in it");
    if (!replace && std::filesystem::exists(std::filesystem::symlink_status(name, ignored)))
        return thereAlready(name);
    const int file = ::open(partOf(name).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return unwritable(partOf(name));
    return OutputFile(name, file, replace);
}

OutputFile::OutputFile(std::string name, int file, bool replace)
    : m_name(std::move(name))
    , m_file(file)
    , m_replace(replace)
{
}

OutputFile::OutputFile(OutputFile &&other) noexcept
    : m_name(std::move(other.m_name))
    , m_file(std::exchange(other.m_file, -1))
    , m_replace(other.m_replace)
    , m_written(other.m_written)
{
}

OutputFile::~OutputFile()
{
    if (m_file < 0)
        return;
    ::close(m_file);
    if (m_name != "-")
        ::unlink(partOf(m_name).c_str());
}

Result<void> OutputFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return unwritable(m_name);
        bytes.remove_prefix(static_cast<std::size_t>(count));
        m_written += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<void> OutputFile::finish()
{
    if (m_name == "-")
        return {};
    if (::fsync(m_file) != 0)
        return unwritable(m_name);
    const std::string part = partOf(m_name);
    // What came into its place meanwhile stays, too.
    const int moved = m_replace
                          ? std::rename(part.c_str(), m_name.c_str())
                          : ::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, m_name.c_str(), RENAME_NOREPLACE);
    if (moved != 0 && errno == EEXIST)
        return thereAlready(m_name);
    if (moved != 0 && (m_replace || (errno != EINVAL && errno != ENOSYS)))
        return unwritable(m_name);
    if (moved != 0 && std::rename(part.c_str(), m_name.c_str()) != 0) // a file system without that flag
        return unwritable(m_name);
    ::close(std::exchange(m_file, -1));
    return {};
}

} // namespace desk
