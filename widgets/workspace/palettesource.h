// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace desk {

// One kind of things that the command palette finds. Entries are numbered from 0; while epoch() stays, none
// goes or changes its words, and new ones come behind the others. GUI thread.
class PaletteSource
{
public:
    PaletteSource() = default;
    virtual ~PaletteSource() = default;
    PaletteSource(const PaletteSource &) = delete;
    PaletteSource &operator=(const PaletteSource &) = delete;

    [[nodiscard]] virtual QString kind(std::size_t entry) const = 0; // one word for people: "Node"
    [[nodiscard]] virtual quint64 epoch() const { return 0; }
    [[nodiscard]] virtual std::size_t size() const = 0;
    // What is searched, UTF-8. Asked once for each entry.
    [[nodiscard]] virtual std::string words(std::size_t entry) const = 0;
    // What is shown: by default the words.
    [[nodiscard]] virtual QString text(std::size_t entry) const
    {
        return QString::fromStdString(words(entry));
    }
    [[nodiscard]] virtual QString explanation(std::size_t entry) const = 0; // what Enter does
    [[nodiscard]] virtual QString shortcut(std::size_t) const { return {}; }
    virtual void run(std::size_t entry) = 0;
    // Which kind comes first among equally good ones.
    [[nodiscard]] virtual int bonus() const { return 0; }
};

} // namespace desk
