// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/celldelegate.h"

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/lookglyph.h"
#include "widgets/tables/sparkline.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

template <class T>
T meaning(const QModelIndex &index, int role, T otherwise)
{
    const QVariant value = index.data(role);
    return value.isValid() ? static_cast<T>(value.toUInt()) : otherwise;
}

// Of a text that says a figure, as many digits as there is room for, rounded: cut short it would be another
// figure. A name of digits is no figure.
QString rounded(QString text, const QVariant &figure, int characters)
{
    bool isNumber = false;
    const double said = QLocale().toDouble(text.remove(QChar(0x2009)), &isNumber);
    const double value = figure.toDouble();
    const bool isFigure = isNumber && figure.isValid() && std::abs(said - value) <= 1e-3 * std::abs(value);
    const QString narrow = isFigure ? ValueFormatter(QLocale()).narrow(value, characters) : QString();
    return narrow.isEmpty() ? u"…"_s : narrow;
}

} // namespace

struct CellDelegate::Look
{
    QFont font;
    QColor colour;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
};

CellDelegate::CellDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

CellStyle CellDelegate::style(int column) const
{
    const auto it = m_styles.find(column);
    return it == m_styles.end() ? CellStyle::name : it->second;
}

QFont CellDelegate::font(CellStyle style) const
{
    switch (style) {
    case CellStyle::entity:
    case CellStyle::identifier:
    case CellStyle::number:
    case CellStyle::value:
    case CellStyle::time:
        return m_theme.monoFont();
    case CellStyle::age:
        return m_theme.smallMonoFont();
    case CellStyle::unit:
        return m_theme.smallFont();
    case CellStyle::glyph:
    case CellStyle::state:
    case CellStyle::name:
    case CellStyle::trend:
        break;
    }
    return m_theme.textFont();
}

CellDelegate::Look CellDelegate::look(CellStyle style, const QModelIndex &index) const
{
    const auto freshness = meaning(index, FreshnessRole, Freshness::fresh);
    const auto severity = meaning(index, SeverityRole, Severity::none);
    const bool stale = freshness == Freshness::stale || freshness == Freshness::neverReceived;
    const bool active = index.data(ActiveRole).isNull() || index.data(ActiveRole).toBool();
    Look look;
    look.font = font(style);
    look.colour = m_theme.color(stale || !active ? Token::textDim : Token::text);
    switch (style) {
    case CellStyle::glyph:
    case CellStyle::state:
    case CellStyle::name:
    case CellStyle::entity:
    case CellStyle::identifier:
    case CellStyle::trend:
        break;
    case CellStyle::number:
        look.alignment = Qt::AlignRight | Qt::AlignVCenter;
        break;
    case CellStyle::value:
        look.alignment = Qt::AlignRight | Qt::AlignVCenter;
        look.font.setItalic(freshness == Freshness::stale);
        look.font.setStrikeOut(has(meaning(index, QualityRole, Quality::good), Quality::invalid));
        if (severity >= Severity::advisory && !stale && index.data(ValueRole).isValid())
            look.colour = m_theme.color(severity);
        break;
    case CellStyle::age:
        look.alignment = Qt::AlignRight | Qt::AlignVCenter;
        look.colour = m_theme.color(
            freshness == Freshness::late || freshness == Freshness::stale ? Token::text : Token::textDim);
        break;
    case CellStyle::unit:
    case CellStyle::time:
        look.colour = m_theme.color(Token::textDim);
        break;
    }
    return look;
}

void CellDelegate::paintGlyph(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    QRectF box(0, 0, glyphSize, glyphSize);
    box.moveCenter(QRectF(cell).center());
    const auto severity = meaning(index, SeverityRole, Severity::none);
    const QVariant freshness = index.data(FreshnessRole);
    const bool alive = !freshness.isValid() || static_cast<Freshness>(freshness.toUInt()) < Freshness::stale;
    const bool heard =
        !freshness.isValid() || static_cast<Freshness>(freshness.toUInt()) != Freshness::neverReceived;
    if (severity == Severity::none && freshness.isValid() && alive && heard) {
        // Alive and without limits: neutral, so that it does not pass for "no contact".
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::textDim));
        painter.drawEllipse(box.center(), 2, 2);
        painter.restore();
        return;
    }
    // Silence is no nominal state; a limit that was violated last stays on screen.
    m_theme.drawSeverity(painter, box,
                         (alive && heard) || severity > Severity::nominal ? severity : Severity::none);
}

void CellDelegate::paintTrend(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    const QVariant series = index.data(SeriesRole);
    if (!m_sparkline || !series.isValid())
        return;
    const auto freshness = meaning(index, FreshnessRole, Freshness::fresh);
    m_sparkline->paint(painter, cell.adjusted(padding, padding, -padding, -padding),
                       SeriesId{series.toUInt()},
                       freshness == Freshness::stale || freshness == Freshness::neverReceived);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.selection());
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(Token::raised));
    const CellStyle style = this->style(index.column());
    if (style == CellStyle::trend) {
        paintTrend(*painter, option.rect, index);
        return;
    }
    QRect room = option.rect;
    if (style == CellStyle::glyph || style == CellStyle::state) {
        QRect shape = room;
        if (style == CellStyle::state)
            shape.setWidth(glyphSize + 2 * padding);
        paintGlyph(*painter, shape, index);
        if (style == CellStyle::glyph)
            return;
        room.setLeft(shape.right() + 1 - padding);
    }
    room.adjust(padding, 0, -padding, 0);
    if (style == CellStyle::age && index.data(LookRole).isValid()) {
        QRectF box(room.left(), 0, lookSize, lookSize);
        box.moveCenter(QPointF(box.center().x(), QRectF(room).center().y()));
        drawLook(*painter, m_theme, box, meaning(index, LookRole, ValueLook::fresh));
        room.setLeft(room.left() + lookSize + padding);
    }
    const Look look = this->look(style, index);
    painter->save();
    painter->setFont(look.font);
    painter->setPen(option.state.testFlag(QStyle::State_Selected) ? m_theme.onSelection(look.colour)
                                                                  : look.colour);
    painter->drawText(room, int(look.alignment) | Qt::TextSingleLine,
                      fitting(index.data().toString(), style, QFontMetrics(look.font), room.width(),
                              index.data(ValueRole)));
    painter->restore();
}

QString CellDelegate::fitting(const QString &text, CellStyle style, const QFontMetrics &metrics, int room,
                              const QVariant &figure)
{
    // Letters of one width need no shaping to be measured.
    const bool isMono = style != CellStyle::name && style != CellStyle::unit && style != CellStyle::state;
    const bool isPlain =
        isMono && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x300; });
    if (isPlain && text.size() * metrics.horizontalAdvance(u'0') <= room)
        return text;
    if (metrics.horizontalAdvance(text) <= room)
        return text;
    switch (style) {
    case CellStyle::number:
    case CellStyle::value:
        return rounded(text, figure, room / std::max(1, metrics.horizontalAdvance(u'0')));
    case CellStyle::age: // "3 m 04 s": the minutes will do
        return text.section(u' ', 0, 1);
    case CellStyle::entity:
        break;
    default:
        return metrics.elidedText(text, Qt::ElideRight, room);
    }
    static const QString arrow = u" → "_s;
    const qsizetype at = text.indexOf(arrow);
    if (at < 0)
        return metrics.elidedText(text, Qt::ElideMiddle, room);
    const int half = (room - metrics.horizontalAdvance(arrow)) / 2;
    const QString from = metrics.elidedText(text.left(at), Qt::ElideLeft, half);
    return from + arrow +
           metrics.elidedText(text.mid(at + arrow.size()), Qt::ElideLeft,
                              room - metrics.horizontalAdvance(arrow) - metrics.horizontalAdvance(from));
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const CellStyle style = this->style(index.column());
    if (style == CellStyle::glyph)
        return {glyphSize + 2 * padding, Theme::rowHeight};
    const int glyph = style == CellStyle::state ? glyphSize + padding : 0;
    return {QFontMetrics(font(style)).horizontalAdvance(index.data().toString()) + glyph + 2 * padding + 2,
            Theme::rowHeight};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const CellStyle style = this->style(index.column());
    if (event->type() == QEvent::ToolTip && style == CellStyle::trend && m_sparkline) {
        QToolTip::showText(event->globalPos(), m_sparkline->words(SeriesId{index.data(SeriesRole).toUInt()}),
                           view);
        return true;
    }
    if (event->type() != QEvent::ToolTip ||
        (style != CellStyle::glyph && style != CellStyle::value &&
         (style != CellStyle::age || !index.data(LookRole).isValid())) ||
        !index.data(SeverityRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines;
    if (style == CellStyle::value)
        lines += index.data().toString(); // the cell may be too narrow for it
    lines += monitoringText(
        {meaning(index, SeverityRole, Severity::none), meaning(index, SideRole, LimitSide::inside)});
    if (index.data(FreshnessRole).isValid())
        lines += index.data(LookRole).isValid()
                     ? lookText(meaning(index, LookRole, ValueLook::fresh))
                     : freshnessText(meaning(index, FreshnessRole, Freshness::fresh));
    if (style == CellStyle::age && index.data(Qt::ToolTipRole).isValid())
        lines += index.data(Qt::ToolTipRole).toString();
    const QString text = lines.join(u'\n');
    QToolTip::showText(event->globalPos(), text, view);
    return true;
}

} // namespace desk
