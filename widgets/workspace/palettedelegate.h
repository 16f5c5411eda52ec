// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace desk {

class Theme;

// A row of the palette: kind, name with the letters that were found, shortcut. GUI thread.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteDelegate)

public:
    enum Role { kindRole = Qt::UserRole, shortcutRole, explanationRole, placeRole };

    explicit PaletteDelegate(const Theme &theme, QObject *parent = nullptr);
    void setQuery(const QString &query) { m_query = query; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
    QString m_query;
};

} // namespace desk
