// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string>
#include <string_view>

namespace desk {

// A file that appears whole or not at all: written beside its place as NAME.part and renamed at the end. - is
// stdout. One thread.
class OutputFile
{
public:
    // Refused when the file is there and is not to be replaced.
    static Result<OutputFile> open(const std::string &name, bool replace);
    OutputFile(OutputFile &&other) noexcept;
    OutputFile &operator=(OutputFile &&) = delete;
    ~OutputFile(); // without finish(): nothing is left

    Result<void> write(std::string_view bytes);
    // Flushed to the disk and in its place.
    Result<void> finish();
    [[nodiscard]] std::uint64_t written() const { return m_written; }

private:
    OutputFile(std::string name, int file, bool replace);

    std::string m_name;
    int m_file;
    bool m_replace;
    std::uint64_t m_written = 0;
};

} // namespace desk
