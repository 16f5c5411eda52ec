// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace desk {

// A file of framed records that only grows: each has length, CRC-32C of type and content, type and a check of
// the length (16 bytes, little endian), then the content. append() returns when write(2) returned, so that a
// killed process loses nothing of it. One thread.
class RecordFile
{
public:
    static constexpr std::uint32_t maxContent = 64U << 20U;

    // What a scan found. A damaged stretch lies before a good record; a torn one is the end of the file.
    struct Scan
    {
        std::uint64_t end = 0; // one past the last good record
        std::uint64_t damagedBytes = 0;
        std::uint64_t tornBytes = 0;
    };
    using Visit =
        std::function<void(std::uint64_t position, std::uint32_t type, std::span<const std::byte> content)>;
    // Hands every good record to visit, looking for the next one behind bytes that are none.
    static Result<Scan> scan(const std::filesystem::path &path, const Visit &visit);

    // For reading, or for appending from end on: what lies behind it is cut off. Makes the file when
    // appending.
    static Result<RecordFile> openToRead(const std::filesystem::path &path);
    static Result<RecordFile> openToAppend(const std::filesystem::path &path, std::uint64_t end);

    RecordFile() = default;
    ~RecordFile();
    RecordFile(RecordFile &&other) noexcept;
    RecordFile &operator=(RecordFile &&other) noexcept;

    // All or nothing; the position of the record.
    Result<std::uint64_t> append(std::uint32_t type, std::span<const std::span<const std::byte>> content);
    // The content of the record at a position; parseError when it is not what was written.
    Result<std::string> read(std::uint64_t position) const;
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] bool isOpen() const { return m_file >= 0; }

private:
    RecordFile(int file, std::uint64_t size)
        : m_file(file)
        , m_size(size)
    {
    }
    int m_file = -1;
    std::uint64_t m_size = 0;
};

} // namespace desk
