// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contacts/contactdelegate.h"

#include "models/itemmodels/contacttablemodel.h"
#include "widgets/theme/theme.h"

namespace desk {

ContactDelegate::ContactDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

bool ContactDelegate::isOnTheRight(int column)
{
    return column >= ContactTableModel::elevationColumn;
}

QFont ContactDelegate::font(int column) const
{
    return column == ContactTableModel::phaseColumn ? m_theme.textFont() : m_theme.monoFont();
}

void ContactDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->font = font(index.column());
    option->fontMetrics = QFontMetrics(option->font);
    option->displayAlignment =
        (isOnTheRight(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    option->textElideMode = Qt::ElideRight;
    using Kind = ContactPhase::Kind;
    const auto kind = Kind(index.data(StateRole).toUInt());
    const bool isUp = kind == Kind::up && index.column() == ContactTableModel::phaseColumn;
    const QColor colour = m_theme.color(kind == Kind::over ? Token::textDim
                                        : isUp             ? Token::nominal
                                                           : Token::text);
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, m_theme.onSelection(colour));
}

} // namespace desk
