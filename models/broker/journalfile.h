// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <sys/types.h>
#include <sys/uio.h>

namespace desk {

// One file of the journal as the system gives it, so that tests can let it fail. Written on the ingest
// thread; sync() may run on another thread beside write(). Results are those of the system calls: bytes or 0,
// -1 or an errno; nothing is tried again here.
class JournalFile
{
public:
    virtual ~JournalFile() = default;

    // As writev(2): may take less than it was given; -1 with errno.
    virtual ssize_t write(const iovec *parts, int count) = 0;
    // Everything written before the call is on the disk, and so is the file's name. 0 or an errno.
    virtual int sync() = 0;
    // Gives the file its name, in place of what has it already. 0 or an errno.
    virtual int publish(const std::filesystem::path &name) = 0;
    // Sets the size, to cut off what a failed write left. 0 or an errno.
    virtual int cut(std::uint64_t size) = 0;
    // Makes sure that so many bytes beyond the end could be written. 0 or an errno.
    virtual int reserve(std::uint64_t bytes) = 0;
};

// Makes an empty file, 0600, in place of what is there.
using JournalFileMaker =
    std::function<Result<std::shared_ptr<JournalFile>>(const std::filesystem::path &path)>;
Result<std::shared_ptr<JournalFile>> createJournalFile(const std::filesystem::path &path);

// The names in a folder are on the disk. 0 or an errno.
int syncFolder(const std::filesystem::path &folder);

} // namespace desk
