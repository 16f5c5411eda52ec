// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace desk {

class Theme;

// Paints the table of contacts: names and figures in a font of equal widths, figures on the right, what is
// over dim. GUI thread.
class ContactDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContactDelegate)

public:
    explicit ContactDelegate(const Theme &theme, QObject *parent = nullptr);

    [[nodiscard]] static bool isOnTheRight(int column);
    [[nodiscard]] QFont font(int column) const;

    static constexpr int padding = 4;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace desk
