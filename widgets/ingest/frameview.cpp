// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ingest/frameview.h"

#include "models/decoding/hexrows.h"
#include "widgets/theme/theme.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int offsetCharacters = 6; // "0010  "
constexpr int figureCharacters = 3; // "a4 "
constexpr int mostRows = 8;         // of the size hint

int toInt(std::byte byte)
{
    return std::to_integer<int>(byte);
}

QChar characterFor(std::byte byte)
{
    const int code = toInt(byte);
    return code >= 0x20 && code < 0x7F ? QChar(code) : QChar(u'·');
}

QString figureFor(std::byte byte)
{
    return u"%1"_s.arg(toInt(byte), 2, 16, QChar(u'0'));
}

} // namespace

FrameView::FrameView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(u"frameView"_s);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Bytes of the frame"));
    connect(&theme, &Theme::changed, this, &FrameView::applyTheme);
    applyTheme();
}

void FrameView::applyTheme()
{
    setFont(m_theme.monoFont());
    const QFontMetrics metrics(font());
    m_measures = {.character = std::max(1, metrics.horizontalAdvance(u'0')),
                  .row = metrics.height() + Theme::gridUnit,
                  .ascent = metrics.ascent()};
    fit();
    viewport()->update();
}

void FrameView::setFrame(KeptFrame frame)
{
    if (frame == m_frame)
        return;
    m_frame = std::move(frame);
    m_focused = -1;
    setAccessibleDescription(text());
    fit();
    viewport()->update();
}

void FrameView::clear()
{
    setFrame({});
}

// As many bytes in a row as fit: 16, or 8 or 4 in a narrow panel.
void FrameView::fit()
{
    m_perRow = 16;
    const auto characters = [this] { return offsetCharacters + m_perRow * (figureCharacters + 1) + 1; };
    while (m_perRow > 4 && characters() * m_measures.character > viewport()->width())
        m_perRow /= 2;
    const int rows = (int(m_frame.bytes.size()) + m_perRow - 1) / m_perRow;
    verticalScrollBar()->setRange(0, std::max(0, rows * m_measures.row - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_measures.row);
}

void FrameView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    fit();
}

QSize FrameView::sizeHint() const
{
    const int rows = std::clamp((int(m_frame.bytes.size()) + m_perRow - 1) / m_perRow, 2, mostRows);
    return {m_measures.character * (offsetCharacters + 16 * (figureCharacters + 1) + 2),
            rows * m_measures.row + 2 * Theme::gridUnit};
}

QRect FrameView::figureOf(int byte) const
{
    const int column = byte % m_perRow;
    return {Theme::panelPadding + m_measures.character * (offsetCharacters + column * figureCharacters),
            byte / m_perRow * m_measures.row - verticalScrollBar()->value(), 2 * m_measures.character,
            m_measures.row};
}

QRect FrameView::characterOf(int byte) const
{
    const QRect figure = figureOf(byte);
    return {Theme::panelPadding +
                m_measures.character * (offsetCharacters + m_perRow * figureCharacters + 1 + byte % m_perRow),
            figure.y(), m_measures.character, m_measures.row};
}

int FrameView::fieldOf(int byte) const
{
    const auto found = std::find_if(m_frame.fields.begin(), m_frame.fields.end(), [byte](const auto &field) {
        return field.at.count > 0 && int(field.at.firstByte()) <= byte && byte < int(field.at.endByte());
    });
    return found == m_frame.fields.end() ? -1 : int(found - m_frame.fields.begin());
}

int FrameView::byteAt(QPoint position) const
{
    for (int byte = 0; byte < int(m_frame.bytes.size()); ++byte) {
        if (figureOf(byte).adjusted(0, 0, m_measures.character, 0).contains(position) ||
            characterOf(byte).contains(position))
            return byte;
    }
    return -1;
}

QString FrameView::fieldText(int field) const
{
    const KeptFrame::Field &one = m_frame.fields[std::size_t(field)];
    const QString name = QString::fromStdString(one.name);
    const QString value = QString::fromStdString(one.value);
    const QString raw = QString::fromStdString(one.raw);
    if (one.at.count % 8 != 0 || one.at.first % 8 != 0)
        return tr("%1 = %2 (raw %3), bits %4 to %5")
            .arg(name, value, raw)
            .arg(one.at.first)
            .arg(one.at.first + one.at.count - 1);
    return tr("%1 = %2 (raw %3), bytes %4 to %5")
        .arg(name, value, raw)
        .arg(one.at.firstByte())
        .arg(one.at.endByte() - 1);
}

void FrameView::focusField(int field)
{
    if (field == m_focused || field >= int(m_frame.fields.size()))
        return;
    m_focused = field;
    if (field >= 0 && m_frame.fields[std::size_t(field)].at.count > 0) {
        const int top = int(m_frame.fields[std::size_t(field)].at.firstByte()) / m_perRow * m_measures.row;
        QScrollBar *bar = verticalScrollBar();
        if (top < bar->value() || top + m_measures.row > bar->value() + viewport()->height())
            bar->setValue(top);
    }
    viewport()->update();
    Q_EMIT fieldFocused(field);
}

void FrameView::keyPressEvent(QKeyEvent *event)
{
    const int count = int(m_frame.fields.size());
    if (event->key() == Qt::Key_Right && count > 0)
        focusField(std::min(m_focused + 1, count - 1));
    else if (event->key() == Qt::Key_Left && count > 0)
        focusField(std::max(m_focused - 1, 0));
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void FrameView::mousePressEvent(QMouseEvent *event)
{
    focusField(fieldOf(byteAt(event->pos())));
}

bool FrameView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int byte = byteAt(help->pos());
        const int field = fieldOf(byte);
        if (field >= 0)
            QToolTip::showText(help->globalPos(), fieldText(field), viewport(), figureOf(byte));
        else if (byte >= 0 && byte == m_frame.refusedAt)
            QToolTip::showText(help->globalPos(), QString::fromStdString(m_frame.refusal), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString FrameView::text() const
{
    return QString::fromStdString(hexRows(m_frame.bytes));
}

void FrameView::paintByte(QPainter &painter, int byte) const
{
    const std::byte value = m_frame.bytes[std::size_t(byte)];
    const int field = fieldOf(byte);
    const QRect figure = figureOf(byte);
    const QRect character = characterOf(byte);
    if (field >= 0 && field == m_focused) {
        painter.fillRect(figure.adjusted(-1, 0, 1, 0), m_theme.selection());
        painter.fillRect(character, m_theme.selection());
    }
    if (byte == m_frame.refusedAt) {
        painter.setPen(QPen(m_theme.color(Token::warning), 2));
        painter.drawRect(figure.adjusted(-2, 1, 1, -2));
        painter.drawRect(character.adjusted(0, 1, 0, -2));
    }
    painter.setPen(m_theme.color(field >= 0 || m_frame.fields.empty() ? Token::text : Token::textDim));
    painter.drawText(figure.left(), figure.top() + m_measures.ascent, figureFor(value));
    painter.drawText(character.left(), character.top() + m_measures.ascent, QString(characterFor(value)));
    if (field < 0)
        return;
    // The line goes on between the bytes of one field.
    const bool goesOn =
        byte + 1 < int(m_frame.bytes.size()) && fieldOf(byte + 1) == field && (byte + 1) % m_perRow != 0;
    const int line = figure.top() + m_measures.ascent + 3;
    painter.setPen(QPen(m_theme.seriesPen(field).color(), 2));
    painter.drawLine(figure.left(), line, figure.right() + (goesOn ? m_measures.character : 0), line);
    painter.drawLine(character.left(), line, character.right(), line);
}

void FrameView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Token::plot));
    painter.setFont(font());
    const int count = int(m_frame.bytes.size());
    const int top = verticalScrollBar()->value() / m_measures.row;
    for (int row = top; row * m_perRow < count; ++row) {
        const int first = row * m_perRow;
        const QRect place = figureOf(first);
        if (place.top() > viewport()->height())
            break;
        painter.setPen(m_theme.color(Token::textDim));
        painter.drawText(Theme::panelPadding, place.top() + m_measures.ascent,
                         u"%1"_s.arg(first, 4, 16, QChar(u'0')));
        for (int byte = first; byte < std::min(first + m_perRow, count); ++byte)
            paintByte(painter, byte);
    }
    if (hasFocus()) {
        painter.setPen(m_theme.color(Token::accent));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace desk
