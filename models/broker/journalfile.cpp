// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journalfile.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace desk {
namespace {

class SystemFile final : public JournalFile
{
public:
    SystemFile(int file, std::filesystem::path path)
        : m_file(file)
        , m_path(std::move(path))
    {
    }
    ~SystemFile() override { ::close(m_file); }
    SystemFile(const SystemFile &) = delete;
    SystemFile &operator=(const SystemFile &) = delete;

    ssize_t write(const iovec *parts, int count) override { return ::writev(m_file, parts, count); }

    int sync() override
    {
        if (::fdatasync(m_file) != 0)
            return errno;
        // A file whose folder was never synced may vanish as a whole.
        return m_nameChanged.exchange(false) ? syncFolder(m_path.parent_path()) : 0;
    }

    int publish(const std::filesystem::path &name) override
    {
        if (::rename(m_path.c_str(), name.c_str()) != 0)
            return errno;
        m_nameChanged = true;
        return 0;
    }

    int cut(std::uint64_t size) override
    {
        return ::ftruncate(m_file, static_cast<off_t>(size)) == 0 ? 0 : errno;
    }

    int reserve(std::uint64_t bytes) override
    {
        const off_t end = ::lseek(m_file, 0, SEEK_END);
        if (::fallocate(m_file, FALLOC_FL_KEEP_SIZE, end, static_cast<off_t>(bytes)) == 0)
            return 0;
        return errno == EOPNOTSUPP ? 0 : errno; // then the write will tell
    }

private:
    const int m_file;
    const std::filesystem::path m_path; // as made; its folder stays the same
    std::atomic<bool> m_nameChanged{true};
};

} // namespace

Result<std::shared_ptr<JournalFile>> createJournalFile(const std::filesystem::path &path)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return failure(ErrorCode::storageUnavailable,
                       "cannot create " + path.string() + ": " + std::strerror(errno));
    return std::make_shared<SystemFile>(file, path);
}

int syncFolder(const std::filesystem::path &folder)
{
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int code = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    return code;
}

} // namespace desk
