// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace desk {

// Who did what with tokens and settings, and who was refused: DATA/audit.log (0600), a JSON object a line,
// {"time","action","who","from","status","detail","count"}; turned over to audit.log.1 at its limit. It never
// holds a token. Repeated refusals of one address and reason are one line with a count, written by flush(),
// so that guessing cannot fill the disk. Ingest thread.
class AuditLog
{
public:
    struct Entry
    {
        std::string_view action; // "POST /api/v1/tokens", "authentication"
        std::string_view who;    // id of the identity, empty when unknown
        std::string_view from;   // address of the peer
        int status = 0;
        std::string_view detail;
    };

    // An empty path writes nothing.
    explicit AuditLog(std::filesystem::path file = {}, std::uint64_t maxBytes = 8U << 20U)
        : m_file(std::move(file))
        , m_maxBytes(maxBytes)
    {
    }

    void record(Timestamp now, const Entry &entry);
    // The first of a kind is written at once, more of it at flush().
    void refused(Timestamp now, std::string_view from, int status, std::string_view reason);
    void flush(Timestamp now);

private:
    void write(Timestamp now, const Entry &entry, std::uint64_t count);

    std::filesystem::path m_file;
    std::uint64_t m_maxBytes;
    std::map<std::string, std::uint64_t> m_repeats; // "address status reason" → refusals not written yet
};

} // namespace desk
