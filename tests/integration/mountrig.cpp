// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/mountrig.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace desk {

int skipped(const std::string &reason)
{
    std::printf("skipped: %s\n", reason.c_str());
    constexpr int skipReturnCode = 77;
    return skipReturnCode;
}

bool run(const std::string &command)
{
    return std::system(command.c_str()) == 0;
}

MountRig::MountRig()
{
    if (::geteuid() != 0) {
        m_reason = "mounting needs root";
        return;
    }
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        m_reason = std::string("no mounts of our own: ") + std::strerror(errno);
        return;
    }
    m_folder = (std::filesystem::temp_directory_path() / "constellation-mounts-XXXXXX").string();
    if (!::mkdtemp(m_folder.data()))
        m_reason = m_folder + ": " + std::strerror(errno);
}

MountRig::~MountRig()
{
    if (m_folder.empty())
        return;
    std::error_code ignored;
    for (int i = 0; i < 3; ++i) { // a mount may lie on another
        for (const auto &entry : std::filesystem::directory_iterator(m_folder, ignored))
            ::umount2(entry.path().c_str(), MNT_DETACH);
    }
    std::filesystem::remove_all(m_folder, ignored);
}

bool MountRig::mount(const std::string &name, const std::string &what, const std::string &options)
{
    const std::string folder = m_folder + "/" + name;
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    if (run("mount " + options + " " + what + " " + folder))
        return true;
    m_reason = "mount " + options + " " + what + " failed; loop devices and the file systems are needed";
    return false;
}

bool MountRig::unmount(const std::string &name)
{
    return run("umount " + m_folder + "/" + name);
}

} // namespace desk
