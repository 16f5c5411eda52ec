// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace desk {

// Rows that were not taken, all counted and the first few kept with their place and reason. Plain value.
class RowComplaints
{
public:
    struct Complaint
    {
        std::string file;
        std::int64_t line = 0;
        std::string reason;
    };

    void add(const std::string &file, std::int64_t line, const std::string &reason, std::uint64_t rows = 1);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] const std::vector<Complaint> &first() const { return m_first; }
    // Lines "  data.csv:17: value: 'x' is not a number", at last how many more there are; empty where none
    // is.
    [[nodiscard]] std::string text() const;

private:
    static constexpr std::size_t kept = 5;

    std::uint64_t m_count = 0;
    std::uint64_t m_keptRows = 0;
    std::vector<Complaint> m_first;
};

} // namespace desk
