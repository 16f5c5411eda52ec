// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace desk {

// Prints the reason and gives the exit code that CTest reads as skipped.
int skipped(const std::string &reason);
// Runs a shell command, its words ours; true when it ended with 0.
bool run(const std::string &command);

// A folder for mounts that nobody else sees and that go with this process. Empty reason when it could be
// made; else one an operator understands when not (no root, no loop devices).
class MountRig
{
public:
    MountRig();
    ~MountRig();
    MountRig(const MountRig &) = delete;
    MountRig &operator=(const MountRig &) = delete;

    [[nodiscard]] const std::string &reason() const { return m_reason; }
    [[nodiscard]] const std::string &folder() const { return m_folder; }
    // folder/name, made and mounted. Fails with false and a reason.
    bool mount(const std::string &name, const std::string &what, const std::string &options);
    bool unmount(const std::string &name);

private:
    std::string m_folder;
    std::string m_reason;
};

} // namespace desk
