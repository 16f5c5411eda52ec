// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/namequery.h"

namespace desk {
namespace {

// Never exponential: after a mismatch only the last star gives.
bool wholeMatches(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

} // namespace

NameQuery::NameQuery(const QString &text)
    : m_words(text.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, mostWords))
{
    for (const QString &word : m_words)
        m_folded += word.toCaseFolded();
}

std::uint32_t NameQuery::match(const QString &name) const
{
    if (name.isEmpty())
        return 0;
    const QString folded = name.toCaseFolded();
    std::uint32_t found = 0;
    for (qsizetype i = 0; i < m_folded.size(); ++i) {
        const QString &word = m_folded[i];
        const bool pattern = word.contains(u'*') || word.contains(u'?');
        if (pattern ? wholeMatches(word, folded) : folded.contains(word))
            found |= 1U << unsigned(i);
    }
    return found;
}

std::uint32_t NameQuery::all() const
{
    return m_words.size() >= mostWords ? ~0U : (1U << unsigned(m_words.size())) - 1U;
}

} // namespace desk
