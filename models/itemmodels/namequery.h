// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <cstdint>

namespace desk {

// Words typed into a filter. Each must be part of one of the names looked at; a word with * (any run of
// characters) or ? (one) must be the whole of one. Without regard to case. Plain value.
class NameQuery
{
public:
    static constexpr int mostWords = 32; // more are left out

    NameQuery() = default;
    explicit NameQuery(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    [[nodiscard]] const QStringList &words() const { return m_words; }
    // A bit for each word that the name holds.
    [[nodiscard]] std::uint32_t match(const QString &name) const;
    // What the names of a row must bring together.
    [[nodiscard]] std::uint32_t all() const;

private:
    QStringList m_words;
    QStringList m_folded;
};

} // namespace desk
