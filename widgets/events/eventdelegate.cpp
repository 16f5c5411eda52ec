// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/eventdelegate.h"

#include "models/itemmodels/eventtablemodel.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace desk {

EventDelegate::EventDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.selection());
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(Token::raised));
    const auto severity = static_cast<Severity>(index.data(SeverityRole).toUInt());
    if (index.column() == EventTableModel::severityColumn) {
        QRectF box(0, 0, glyphSize, glyphSize);
        box.moveCenter(QRectF(option.rect).center());
        m_theme.drawSeverity(*painter, box, severity);
        return;
    }
    const bool time = index.column() == EventTableModel::timeColumn;
    const QRect room = option.rect.adjusted(padding, 0, -padding, 0);
    painter->save();
    painter->setFont(time ? m_theme.monoFont() : m_theme.textFont());
    painter->setPen(m_theme.color(time ? Token::textDim : Token::text));
    // A limit's sentence ends in the figure; that one stays.
    const auto code = static_cast<EventCode>(index.data(EventCodeRole).toUInt());
    const bool limit = code == EventCode::limitViolated || code == EventCode::limitCleared;
    painter->drawText(room, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data().toString(),
                                                        limit && !time ? Qt::ElideMiddle : Qt::ElideRight,
                                                        room.width()));
    painter->restore();
}

} // namespace desk
