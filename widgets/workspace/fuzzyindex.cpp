// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/fuzzyindex.h"

#include <algorithm>
#include <limits>

namespace desk {
namespace {

constexpr int noMatch = std::numeric_limits<int>::min();
constexpr int letterScore = 8;
constexpr int atWordBegin = 12;
constexpr int following = 14;
constexpr int atTextBegin = 6;
constexpr int longestGapCost = 12;
constexpr int wholeWord = 30;

constexpr bool isWordLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

constexpr std::uint64_t bitOf(char c)
{
    return std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
}

std::uint64_t lettersOf(std::string_view text)
{
    std::uint64_t bits = 0;
    for (const char c : text)
        bits |= bitOf(c);
    return bits;
}

std::vector<std::string_view> wordsOf(std::string_view query)
{
    std::vector<std::string_view> words;
    while (!query.empty()) {
        const auto end = std::min(query.find(' '), query.size());
        if (end > 0)
            words.push_back(query.substr(0, end));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return words;
}

bool beginsWord(std::string_view text, std::size_t at)
{
    return at == 0 || !isWordLetter(text[at - 1]);
}

// A word as it is, preferably where a word begins; noMatch when it is nowhere.
int scoreOfWhole(std::string_view word, std::string_view text, std::size_t *where)
{
    int best = noMatch;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        int score = wholeWord + int(word.size()) * (letterScore + following);
        if (beginsWord(text, at))
            score += atWordBegin + (at == 0 ? atTextBegin : 0);
        const auto end = at + word.size();
        if (end == text.size() || !isWordLetter(text[end]))
            score += atTextBegin;
        if (score > best) {
            best = score;
            *where = at;
        }
    }
    return best;
}

// The next place of a letter: right behind the one before, else where a word begins with it, else anywhere.
std::size_t nextPlace(char c, std::string_view text, std::size_t before, bool preferBegins)
{
    const auto nearest = text.find(c, before + 1);
    if (!preferBegins || nearest == std::string_view::npos || nearest == before + 1)
        return nearest;
    for (auto at = nearest; at != std::string_view::npos; at = text.find(c, at + 1)) {
        if (beginsWord(text, at))
            return at;
    }
    return nearest;
}

// The letters of a word from a place on; noMatch when they are not all there.
int scoreFrom(std::size_t start, std::string_view word, std::string_view text, bool preferBegins,
              std::vector<std::uint32_t> *places)
{
    int score = start == 0 ? atTextBegin : 0;
    std::size_t at = start;
    for (std::size_t used = 0; used < word.size(); ++used) {
        const std::size_t before = at;
        if (used > 0) {
            at = nextPlace(word[used], text, before, preferBegins);
            if (at == std::string_view::npos)
                return noMatch;
            score += at == before + 1 ? following : -std::min(longestGapCost, int(at - before));
        }
        score += letterScore + (beginsWord(text, at) ? atWordBegin : 0);
        if (places)
            places->push_back(static_cast<std::uint32_t>(at));
    }
    return score;
}

// Its letters in order: from its first letter, and from each word that begins with it.
int scoreOfLetters(std::string_view word, std::string_view text, std::vector<std::uint32_t> *places)
{
    int best = noMatch;
    std::vector<std::uint32_t> tried;
    for (auto start = text.find(word[0]); start != std::string_view::npos;
         start = text.find(word[0], start + 1)) {
        if (best != noMatch && !beginsWord(text, start))
            continue;
        for (const bool preferBegins : {false, true}) {
            tried.clear();
            const int score = scoreFrom(start, word, text, preferBegins, places ? &tried : nullptr);
            if (score == noMatch && !preferBegins)
                return best; // later it is not there either
            if (score > best) {
                best = score;
                if (places)
                    *places = tried;
            }
        }
    }
    return best;
}

int scoreOf(std::string_view word, std::string_view text)
{
    std::size_t where = 0;
    const int whole = scoreOfWhole(word, text, &where);
    return whole != noMatch ? whole : scoreOfLetters(word, text, nullptr);
}

} // namespace

void FuzzyIndex::add(std::string_view text, int bonus)
{
    const std::string folding = folded(text);
    m_entries.push_back({lettersOf(folding), static_cast<std::uint32_t>(m_text.size()),
                         static_cast<std::uint32_t>(folding.size()), bonus});
    m_text += folding;
}

void FuzzyIndex::clear()
{
    m_entries.clear();
    m_text.clear();
}

std::vector<FuzzyIndex::Hit> FuzzyIndex::find(std::string_view query, std::size_t most) const
{
    const std::string folding = folded(query);
    const auto words = wordsOf(folding);
    std::uint64_t needed = 0;
    for (const std::string_view word : words)
        needed |= lettersOf(word);
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if ((entry.letters & needed) != needed)
            continue;
        const std::string_view text(m_text.data() + entry.begin, entry.length);
        int score = entry.bonus - int(std::min<std::uint32_t>(entry.length, 128)) / 4;
        for (const std::string_view word : words) {
            const int one = scoreOf(word, text);
            if (one == noMatch) {
                score = noMatch;
                break;
            }
            score += one;
        }
        if (score != noMatch)
            hits.push_back({static_cast<std::uint32_t>(i), score});
    }
    const auto better = [](const Hit &a, const Hit &b) {
        return a.score != b.score ? a.score > b.score : a.index < b.index;
    };
    const auto count = std::min(most, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count), hits.end(), better);
    hits.resize(count);
    return hits;
}

// ASCII by table; of UTF-8 only U+00C0 to U+017F, by the letter below the accent.
std::string FuzzyIndex::folded(std::string_view text)
{
    static constexpr std::string_view latin = "aaaaaaaceeeeiiiidnooooo*ouuuuyts"  // U+00C0
                                              "aaaaaaaceeeeiiiidnooooo/ouuuuyty"; // U+00E0
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c - 'A' + 'a');
        } else if (c == '\xC3' && i + 1 < text.size() &&
                   (static_cast<unsigned char>(text[i + 1]) & 0xC0U) == 0x80) {
            out += latin[static_cast<unsigned char>(text[++i]) & 0x3FU];
        } else {
            out += c;
        }
    }
    return out;
}

std::vector<std::uint32_t> FuzzyIndex::letters(std::string_view query, std::string_view text)
{
    const std::string foldedQuery = folded(query);
    const std::string foldedText = folded(text);
    std::vector<std::uint32_t> all;
    for (const std::string_view word : wordsOf(foldedQuery)) {
        std::size_t where = 0;
        std::vector<std::uint32_t> places;
        if (scoreOfWhole(word, foldedText, &where) != noMatch) {
            for (std::size_t i = 0; i < word.size(); ++i)
                places.push_back(static_cast<std::uint32_t>(where + i));
        } else if (scoreOfLetters(word, foldedText, &places) == noMatch) {
            return {};
        }
        all.insert(all.end(), places.begin(), places.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace desk
