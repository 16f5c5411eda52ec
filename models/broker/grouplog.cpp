// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/grouplog.h"

#include <cstring>

namespace desk {
namespace {

// A record: u16 length of the group's name, the name, then of its type
//   state         u64 floor, u64 n, u64 acknowledged[n], (u64 offset, u64 attempts)[]
//   acknowledged  u64 offsets[]
//   attempts      (u64 offset, u64 attempts)[]
//   forgotten     nothing
std::vector<std::uint64_t> numbersOf(std::span<const std::byte> bytes)
{
    std::vector<std::uint64_t> numbers(bytes.size() / sizeof(std::uint64_t));
    if (!numbers.empty())
        std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(std::uint64_t));
    return numbers;
}

void readAttempts(GroupState::Saved &state, std::span<const std::uint64_t> pairs)
{
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
        state.attempts[pairs[i]] = static_cast<unsigned>(pairs[i + 1]);
}

Result<void> withoutPosition(const Result<std::uint64_t> &written)
{
    return written ? Result<void>{} : tl::unexpected(written.error());
}

Result<std::uint64_t> writeRecord(RecordFile &file, std::uint32_t type, std::string_view group,
                                  std::span<const std::byte> rest)
{
    const auto length = static_cast<std::uint16_t>(group.size());
    const std::array<std::span<const std::byte>, 3> content{std::as_bytes(std::span(&length, 1)),
                                                            std::as_bytes(std::span(group)), rest};
    return file.append(type, content);
}

} // namespace

void GroupLog::apply(Groups &groups, std::uint32_t type, std::span<const std::byte> content)
{
    std::uint16_t length = 0;
    if (content.size() < sizeof length)
        return;
    std::memcpy(&length, content.data(), sizeof length);
    content = content.subspan(sizeof length);
    if (content.size() < length)
        return;
    const std::string name(reinterpret_cast<const char *>(content.data()), length);
    const auto numbers = numbersOf(content.subspan(length));
    if (Type(type) == Type::forgotten) {
        groups.erase(name);
        return;
    }
    GroupState::Saved &state = groups[name];
    if (Type(type) == Type::state && numbers.size() >= 2 && numbers[1] <= numbers.size() - 2) {
        const auto count = static_cast<std::ptrdiff_t>(numbers[1]);
        state = {numbers[0], {numbers.begin() + 2, numbers.begin() + 2 + count}, {}};
        readAttempts(state, std::span(numbers).subspan(2 + static_cast<std::size_t>(count)));
    } else if (Type(type) == Type::acknowledged) {
        state.acknowledged.insert(state.acknowledged.end(), numbers.begin(), numbers.end());
        for (const std::uint64_t offset : numbers)
            state.attempts.erase(offset);
    } else if (Type(type) == Type::attempts) {
        readAttempts(state, numbers);
    }
}

Result<GroupLog> GroupLog::open(std::filesystem::path path, Groups &groups, std::uint64_t &damagedBytes)
{
    GroupLog log;
    log.m_path = std::move(path);
    const auto scan = RecordFile::scan(
        log.m_path, [&](std::uint64_t, std::uint32_t type, std::span<const std::byte> content) {
            apply(groups, type, content);
        });
    if (!scan)
        return tl::unexpected(scan.error());
    damagedBytes += scan->damagedBytes;
    auto file = RecordFile::openToAppend(log.m_path, scan->end);
    if (!file)
        return tl::unexpected(file.error());
    log.m_file = *std::move(file);
    return log;
}

Result<void> GroupLog::write(Type type, std::string_view group, std::span<const std::byte> rest)
{
    return withoutPosition(writeRecord(m_file, static_cast<std::uint32_t>(type), group, rest));
}

Result<void> GroupLog::writeState(RecordFile &file, std::string_view group, const GroupState::Saved &state)
{
    std::vector<std::uint64_t> numbers{state.floor, state.acknowledged.size()};
    numbers.insert(numbers.end(), state.acknowledged.begin(), state.acknowledged.end());
    for (const auto &[offset, attempts] : state.attempts) {
        numbers.push_back(offset);
        numbers.push_back(attempts);
    }
    return withoutPosition(
        writeRecord(file, static_cast<std::uint32_t>(Type::state), group, std::as_bytes(std::span(numbers))));
}

Result<void> GroupLog::join(std::string_view group, std::uint64_t floor)
{
    return writeState(m_file, group, {floor, {}, {}});
}

Result<void> GroupLog::forget(std::string_view group)
{
    return write(Type::forgotten, group, {});
}

Result<void> GroupLog::acknowledge(std::string_view group, std::span<const std::uint64_t> offsets)
{
    return write(Type::acknowledged, group, std::as_bytes(offsets));
}

Result<void> GroupLog::countAttempts(std::string_view group, std::span<const GroupState::TimedOut> messages)
{
    std::vector<std::uint64_t> numbers;
    for (const auto &[offset, attempts] : messages) {
        numbers.push_back(offset);
        numbers.push_back(attempts);
    }
    return write(Type::attempts, group, std::as_bytes(std::span(numbers)));
}

// Beside the old file, which holds until the new one has its name.
Result<void> GroupLog::rewrite(const Groups &groups)
{
    const std::filesystem::path fresh = m_path.string() + ".new";
    auto file = RecordFile::openToAppend(fresh, 0);
    if (!file)
        return tl::unexpected(file.error());
    for (const auto &[name, state] : groups) {
        if (auto written = writeState(*file, name, state); !written)
            return written;
    }
    std::error_code error;
    std::filesystem::rename(fresh, m_path, error);
    if (error)
        return failure(ErrorCode::storageUnavailable,
                       "cannot replace " + m_path.string() + ": " + error.message());
    m_file = *std::move(file);
    m_rewritten = m_file.size();
    return {};
}

} // namespace desk
