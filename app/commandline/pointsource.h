// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/pointfilereader.h"

#include <deque>
#include <stop_token>

namespace desk {

// One FILE of the command line, or - for stdin, as telemetry points. One thread.
class PointSource
{
public:
    struct Item
    {
        enum class Kind : std::uint8_t { point, skipped, pause, end };
        Kind kind = Kind::end;
        FilePoint point;
        Error error; // of a skipped row; index = line
    };

    // Errors of the file system. A file without a node of its own gets its name as the node.
    static Result<PointSource> open(const std::string &name, PointFileOptions options);
    PointSource(PointSource &&other) noexcept;
    PointSource &operator=(PointSource &&) = delete;
    ~PointSource();

    // Waits for input until the stop (then it is the end). A pause is said when a pipe gives nothing for a
    // while. Errors: of the file as a whole, naming it.
    Result<Item> next(const std::stop_token &stop);
    // Comes first again.
    void putBack(std::vector<Item> items);
    // To the beginning; of files only.
    Result<void> rewind();

    [[nodiscard]] bool isFile() const { return m_isFile; } // can be read twice
    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] const PointFileReader &reader() const { return m_reader; }

private:
    PointSource(std::string name, int file, bool isFile, PointFileOptions options);
    Result<bool> read(const std::stop_token &stop);

    std::string m_name;
    int m_file;
    bool m_isFile;
    bool m_ended = false;
    PointFileOptions m_options;
    PointFileReader m_reader;
    std::deque<Item> m_back;
    std::string m_buffer;
};

} // namespace desk
