// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace desk {

class Theme;

// Paints the event log: the severity as its shape, the time in mono, the sentence. GUI thread.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventDelegate)

public:
    explicit EventDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    static constexpr int padding = 6;
    static constexpr int glyphSize = 10;

private:
    const Theme &m_theme;
};

} // namespace desk
