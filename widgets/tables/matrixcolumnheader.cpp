// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/matrixcolumnheader.h"

#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace desk {
namespace {
constexpr int columnPadding = 5;
constexpr int lowest = 40;
} // namespace

MatrixColumnHeader::MatrixColumnHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionResizeMode(Fixed);
    setSectionsClickable(true);
    setHighlightSections(false);
    setFont(theme.smallMonoFont());
    connect(&theme, &Theme::changed, this, [this] {
        setFont(m_theme.smallMonoFont());
        viewport()->update();
    });
}

QSize MatrixColumnHeader::sizeHint() const
{
    int longest = lowest;
    const QFontMetrics metrics(m_theme.smallMonoFont());
    for (int i = 0; model() && i < count(); ++i) {
        if (!isSectionHidden(i))
            longest = std::max(longest,
                               metrics.horizontalAdvance(model()->headerData(i, Qt::Horizontal).toString()));
    }
    return {QHeaderView::sizeHint().width(), std::min(highest, longest + 2 * columnPadding)};
}

void MatrixColumnHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    painter->fillRect(rect, m_theme.color(Token::panel));
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const QFont font = m_theme.smallMonoFont();
    painter->setFont(font);
    const bool current = selectionModel() && selectionModel()->currentIndex().column() == section;
    painter->setPen(m_theme.color(current ? Token::text : Token::textDim));
    painter->translate(rect.left(), rect.bottom());
    painter->rotate(-90);
    const QRect upright(columnPadding, 0, rect.height() - 2 * columnPadding, rect.width());
    painter->drawText(upright, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideMiddle, upright.width()));
    painter->restore();
}

} // namespace desk
