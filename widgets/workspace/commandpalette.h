// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/workspace/fuzzyindex.h"
#include "widgets/workspace/palettesource.h"

#include <QDialog>

#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace desk {

class Theme;

// Finds everything by a few letters, and does it: a field, the best matches below it with their kind and
// shortcut, one line that says what Enter does. Everything by keyboard; Escape goes back to where one was.
// GUI thread.
class CommandPalette final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    static constexpr std::size_t mostShown = 50;

    CommandPalette(const Theme &theme, QWidget *window);
    ~CommandPalette() override;

    void addSource(std::unique_ptr<PaletteSource> source);
    // Over the upper part of the window, empty.
    void popUp();
    [[nodiscard]] std::size_t entries() const { return m_places.size(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Source
    {
        std::unique_ptr<PaletteSource> source;
        quint64 epoch = 0;
        std::size_t taken = 0;
    };
    struct Place
    {
        std::uint32_t source = 0;
        std::uint32_t entry = 0;
    };

    [[nodiscard]] bool isStale() const;
    void refresh();
    void search();
    void explain();
    void run();

    const Theme &m_theme;
    std::vector<Source> m_sources;
    FuzzyIndex m_index;
    std::vector<Place> m_places; // of the index's entries
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
    QLabel *m_explanation = nullptr;
};

} // namespace desk
