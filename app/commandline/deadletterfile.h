// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/filepoint.h"
#include "models/telemetry/result.h"

namespace desk {

// Points that could not be delivered, as JSON lines that `constellation post --stamp file` takes again: the
// API's point with the time it was to have, and beside it "dead_letter": { reason, from, at }. New ones are
// appended. One thread.
class DeadLetterFile
{
public:
    // Made, for its owner only, where it is not there. Errors of the file system, with the remedy.
    static Result<DeadLetterFile> open(const std::string &path);
    DeadLetterFile(DeadLetterFile &&other) noexcept;
    DeadLetterFile &operator=(DeadLetterFile &&) = delete;
    ~DeadLetterFile();

    // from: "data.csv:17". Held until keep().
    void add(const FilePoint &point, Timestamp time, const std::string &from, const std::string &reason,
             Timestamp at);
    // Without an error all are on the disk; else none of those since the last time.
    Result<void> keep();

    [[nodiscard]] std::uint64_t count() const { return m_count; } // kept by this object
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    DeadLetterFile(std::string path, int file)
        : m_path(std::move(path))
        , m_file(file)
    {
    }

    std::string m_path;
    int m_file;
    std::string m_text;
    std::uint64_t m_held = 0;
    std::uint64_t m_count = 0;
};

} // namespace desk
