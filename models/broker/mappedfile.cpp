// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/mappedfile.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace desk {

MappedFile::MappedFile(const std::filesystem::path &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info
    {
    };
    if (file >= 0 && ::fstat(file, &info) == 0 && info.st_size > 0) {
        const auto size = static_cast<std::size_t>(info.st_size);
        void *map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (map != MAP_FAILED) {
            ::madvise(map, size, MADV_SEQUENTIAL);
            ::madvise(map, size, MADV_WILLNEED);
            m_bytes = {static_cast<const std::byte *>(map), size};
        }
    }
    if (file >= 0)
        ::close(file);
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte *>(m_bytes.data()), m_bytes.size());
}

} // namespace desk
