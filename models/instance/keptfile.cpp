// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/keptfile.h"

#include "models/broker/journalfile.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace desk {

Result<void> keepFile(const std::filesystem::path &file, std::string_view text)
{
    const std::string fresh = file.string() + ".new";
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    errno = out >= 0 ? ENOSPC : errno; // what a short write means
    const bool written =
        out >= 0 && ::write(out, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(out) == 0;
    int code = written ? 0 : errno;
    if (out >= 0)
        ::close(out);
    if (written && ::rename(fresh.c_str(), file.c_str()) != 0)
        code = errno;
    if (code == 0)
        code = syncFolder(file.parent_path());
    if (code == 0)
        return {};
    ::unlink(fresh.c_str());
    return failure(ErrorCode::storageUnavailable, "cannot write " + file.string() + ": " +
                                                      std::strerror(code) +
                                                      "; what is in force stays. Make room or allow "
                                                      "writing there, then save again");
}

} // namespace desk
