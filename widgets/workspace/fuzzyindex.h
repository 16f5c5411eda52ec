// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Finds texts by a few of their letters in order: "flt snr" finds "sat-0412 → gs-tokyo snr_db" by its words.
// Each word of the query has to be in the text, as letters in order; letters that begin a word, follow each
// other, or stand early count more, short texts before long ones. Case and the accents of Latin letters do
// not matter. Texts are UTF-8. Plain value; one thread at a time.
class FuzzyIndex
{
public:
    struct Hit
    {
        std::uint32_t index = 0; // of add(), from 0
        int score = 0;
    };

    // bonus: added to the score of each hit, for kinds that matter more.
    void add(std::string_view text, int bonus = 0);
    void clear();
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    // The best ones, best first; equal ones in the order they were added. All for an empty query.
    [[nodiscard]] std::vector<Hit> find(std::string_view query, std::size_t most) const;
    // Lower case without accents, as texts are compared.
    [[nodiscard]] static std::string folded(std::string_view text);
    // Which letters of a text a query means: offsets into folded(text); empty when it does not match.
    [[nodiscard]] static std::vector<std::uint32_t> letters(std::string_view query, std::string_view text);

private:
    struct Entry
    {
        std::uint64_t letters = 0; // which are in it at all: most texts are ruled out by that alone
        std::uint32_t begin = 0;
        std::uint32_t length = 0;
        int bonus = 0;
    };

    std::string m_text; // of all, one after the other
    std::vector<Entry> m_entries;
};

} // namespace desk
