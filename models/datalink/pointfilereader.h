// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/filepoint.h"
#include "models/datalink/pointformat.h"

#include <deque>
#include <map>
#include <memory>

namespace desk {

class PointParser;

struct PointFileOptions
{
    std::string node{};       // of rows that name none; where rows name one: only that node's
    std::string fallback{};   // node of rows that name none, where node is empty
    std::string metric{};     // of the only column of values; where there are more: only that one
    std::string timeColumn{}; // of a CSV; default: found by name and content
    std::chrono::nanoseconds step = std::chrono::seconds(60); // between records without a time
    std::chrono::minutes zone{0};                             // of times that name none, ahead of UTC
    bool endedLines = false; // where lines are records: a last one without an end is left alone
};

// Reads telemetry points from text: JSON lines, JSON arrays and objects, CSV (GPU metrics, a column for each
// metric, a row for each value) and line protocol, told apart by the content. Bytes come in pieces; memory is
// bounded by the longest record. Knows no file, clock or network. One thread; movable.
class PointFileReader
{
public:
    // The API takes that many metrics a point; a wider row becomes several points of one time.
    static constexpr std::size_t mostValues = 64;

    explicit PointFileReader(PointFileOptions options);
    ~PointFileReader();
    PointFileReader(PointFileReader &&) noexcept;
    PointFileReader &operator=(PointFileReader &&) noexcept;

    void append(std::string_view bytes);
    void finish();
    // The format is decided by what is there, instead of waiting for more.
    void decide() { m_decide = true; }

    // The next point. Nothing: more bytes are needed, or after finish() it is the end. An error with
    // index >= 0 is of the record at that line, which is skipped; any other is of the whole text.
    Result<std::optional<FilePoint>> next();

    // Once next() gave something.
    std::optional<PointFormat> format() const { return m_format; }
    const std::vector<std::string> &notes() const { return m_notes; } // what was decided or left out
    // Of metrics, where the file says them; complete once next() gave something.
    const std::map<std::string, std::string> &units() const { return m_units; }
    // Left out because of node or metric in the options.
    std::uint64_t filtered() const { return m_filtered; }
    // Read so far, with or without a point; the parts of a wide one are one.
    std::int64_t records() const { return m_records; }
    // At the end a line was left alone (endedLines).
    bool heldBack() const { return m_heldBack; }

private:
    Result<void> begin();
    Result<std::optional<FilePoint>> parse(std::string_view record);
    bool complete(FilePoint &point);

    PointFileOptions m_options;
    std::string m_buffer;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
    std::int64_t m_records = 0; // with or without a point that could be read
    std::uint64_t m_filtered = 0;
    bool m_finished = false;
    bool m_decide = false;
    bool m_broken = false;
    bool m_heldBack = false;
    std::optional<PointFormat> m_format;
    std::vector<std::string> m_notes;
    std::map<std::string, std::string> m_units;
    std::unique_ptr<PointParser> m_parser;
    std::deque<FilePoint> m_rest; // of a wide row
};

} // namespace desk
