// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulationlog.h"

#include <algorithm>
#include <array>

namespace desk {

std::string_view simulationCauseWord(SimulationCause cause)
{
    constexpr std::array<std::string_view, 9> words{
        "rain", "setting_pass", "filling_queue", "node", "flap", "rain_cell", "stuck", "skew", "burst"};
    return words[static_cast<std::size_t>(cause)];
}

SimulationRecord *SimulationLog::find(std::uint64_t number)
{
    if (m_records.empty() || number < m_records.front().number || number > m_last)
        return nullptr;
    return &m_records[static_cast<std::size_t>(number - m_records.front().number)];
}

std::uint64_t SimulationLog::begin(SimulationRecord record)
{
    record.number = ++m_last;
    m_records.push_back(std::move(record));
    if (m_records.size() > m_capacity)
        m_records.pop_front();
    return m_last;
}

void SimulationLog::raise(std::uint64_t number, double magnitude)
{
    if (SimulationRecord *record = find(number); record && !record->end)
        record->magnitude = std::max(record->magnitude, magnitude);
}

void SimulationLog::end(std::uint64_t number, Timestamp time)
{
    if (SimulationRecord *record = find(number); record && !record->end)
        record->end = time;
}

} // namespace desk
