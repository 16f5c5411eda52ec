// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/groupstate.h"
#include "models/broker/recordfile.h"

#include <map>

namespace desk {

// The groups of one partition on disk (<partition>.groups): who they are, what they acknowledged, how often a
// message timed out. Written before an acknowledgement is answered, so that it holds after a kill. Rewritten
// when it has grown to many times what it says. Ingest thread.
class GroupLog
{
public:
    using Groups = std::map<std::string, GroupState::Saved, std::less<>>;

    // Reads what is there. Damage only makes messages come again.
    static Result<GroupLog> open(std::filesystem::path path, Groups &groups, std::uint64_t &damagedBytes);

    Result<void> join(std::string_view group, std::uint64_t floor);
    Result<void> forget(std::string_view group);
    Result<void> acknowledge(std::string_view group, std::span<const std::uint64_t> offsets);
    Result<void> countAttempts(std::string_view group, std::span<const GroupState::TimedOut> messages);

    [[nodiscard]] bool isLong() const { return m_file.size() > rewriteAt && m_file.size() > 4 * m_rewritten; }
    Result<void> rewrite(const Groups &groups);

private:
    enum class Type : std::uint32_t { state = 1, acknowledged = 2, attempts = 3, forgotten = 4 };
    static constexpr std::uint64_t rewriteAt = 1U << 20U;

    Result<void> write(Type type, std::string_view group, std::span<const std::byte> rest);
    Result<void> writeState(RecordFile &file, std::string_view group, const GroupState::Saved &state);
    static void apply(Groups &groups, std::uint32_t type, std::span<const std::byte> content);

    std::filesystem::path m_path;
    RecordFile m_file;
    std::uint64_t m_rewritten = 0; // size after the last rewrite
};

} // namespace desk
