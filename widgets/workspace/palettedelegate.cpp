// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/palettedelegate.h"

#include "widgets/theme/theme.h"
#include "widgets/workspace/fuzzyindex.h"

#include <QPainter>
#include <QTextLayout>

namespace desk {

PaletteDelegate::PaletteDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, std::max(Theme::rowHeight, QFontMetrics(m_theme.textFont()).height() + 2 * Theme::gridUnit)};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, m_theme.selection());
    QRect rest = option.rect.adjusted(Theme::panelPadding, 0, -Theme::panelPadding, 0);
    painter->setFont(m_theme.smallFont());
    const QFontMetrics small(m_theme.smallFont());
    painter->setPen(m_theme.color(selected ? Token::text : Token::textDim));
    const int kindWidth = small.horizontalAdvance(QString(14, u'n'));
    painter->drawText(QRect(rest.topLeft(), QSize(kindWidth, rest.height())),
                      Qt::AlignVCenter | Qt::AlignLeft,
                      small.elidedText(index.data(kindRole).toString(), Qt::ElideRight, kindWidth));
    rest.setLeft(rest.left() + kindWidth + Theme::gridUnit);
    const QString keys = index.data(shortcutRole).toString();
    if (!keys.isEmpty()) {
        painter->setFont(m_theme.smallMonoFont());
        const int width = QFontMetrics(m_theme.smallMonoFont()).horizontalAdvance(keys);
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignRight, keys);
        rest.setRight(rest.right() - width - Theme::panelPadding);
    }
    const QFontMetrics metrics(m_theme.textFont());
    const QString text = metrics.elidedText(index.data().toString(), Qt::ElideRight, rest.width());
    painter->setPen(m_theme.color(Token::text));
    QTextLayout layout(text, m_theme.textFont());
    QList<QTextLayout::FormatRange> found;
    // Offsets are those of letters as far as all of them are plain.
    if (const auto letters = FuzzyIndex::letters(m_query.toStdString(), text.toStdString());
        text == QString::fromLatin1(text.toLatin1())) {
        for (const std::uint32_t at : letters) {
            QTextCharFormat format;
            format.setFontWeight(QFont::Bold);
            format.setForeground(m_theme.color(selected ? Token::text : Token::accent));
            found.push_back({int(at), 1, format});
        }
    }
    layout.setFormats(found);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rest.width() + 200.0); // bold letters are a little wider
    layout.endLayout();
    painter->setClipRect(rest);
    layout.draw(painter, QPointF(rest.left(), rest.top() + (rest.height() - line.height()) / 2));
    painter->restore();
}

} // namespace desk
