// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/rowcomplaints.h"

#include "app/commandline/figures.h"

namespace desk {

void RowComplaints::add(const std::string &file, std::int64_t line, const std::string &reason,
                        std::uint64_t rows)
{
    m_count += rows;
    if (m_first.size() >= kept)
        return;
    m_keptRows += rows;
    m_first.push_back({file, line, reason});
}

std::string RowComplaints::text() const
{
    std::string text;
    for (const Complaint &complaint : m_first)
        text.append("  ")
            .append(complaint.file)
            .append(":")
            .append(std::to_string(complaint.line))
            .append(": ")
            .append(complaint.reason)
            .append("\n");
    if (m_count > m_keptRows)
        text += "  and " + grouped(m_count - m_keptRows) + " more\n";
    return text;
}

} // namespace desk
