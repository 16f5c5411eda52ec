// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/globpattern.h"
#include "models/telemetry/seriesdictionary.h"

#include <string>
#include <vector>

namespace desk {

// Which series somebody wants. Any of a list suffices; an empty list means everything. A dst of "" is the
// node itself, which "*" matches too. A metric matches by its name or by name and labels.
struct SeriesPatterns
{
    std::vector<std::string> nodes;
    std::vector<std::string> dsts;
    std::vector<std::string> metrics;
    bool operator==(const SeriesPatterns &) const = default;
    auto operator<=>(const SeriesPatterns &) const = default;

    [[nodiscard]] bool match(const SeriesDictionary &dictionary, SeriesId series) const;
};

// The patterns compiled to one byte a series; a series is judged once in its life. Thread of the dictionary.
class SeriesFilter
{
public:
    explicit SeriesFilter(SeriesPatterns patterns)
        : m_patterns(std::move(patterns))
    {
    }

    // Judges the series that are new since the last call; one comparison when there are none.
    void extend(const SeriesDictionary &dictionary)
    {
        if (m_wanted.size() < dictionary.seriesCount())
            judge(dictionary);
    }
    [[nodiscard]] bool wants(SeriesId id) const
    {
        return index(id) < m_wanted.size() && m_wanted[index(id)] != 0;
    }
    [[nodiscard]] const std::vector<std::uint8_t> &wanted() const { return m_wanted; }
    [[nodiscard]] const SeriesPatterns &patterns() const { return m_patterns; }

private:
    void judge(const SeriesDictionary &dictionary);

    const SeriesPatterns m_patterns;
    std::vector<std::uint8_t> m_wanted; // by SeriesId
};

} // namespace desk
