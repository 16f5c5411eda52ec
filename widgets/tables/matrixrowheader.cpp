// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/matrixrowheader.h"

#include "models/itemmodels/entitymime.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDrag>
#include <QHelpEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace desk {
namespace {

constexpr int rowPadding = 4;
constexpr int shapeSize = 10;
constexpr int rowLetters = 13; // of a name; longer ones keep their end, which tells them apart

} // namespace

MatrixRowHeader::MatrixRowHeader(const FleetMatrixModel &model, const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Vertical, parent)
    , m_model(model)
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

void MatrixRowHeader::setSelectedNode(NodeId node)
{
    if (std::exchange(m_selected, node) != node)
        viewport()->update();
}

QSize MatrixRowHeader::sizeHint() const
{
    const QFontMetrics metrics(m_theme.smallMonoFont());
    return {metrics.horizontalAdvance(u'0') * (rowLetters + 3) + shapeSize + 4 * rowPadding, 100};
}

void MatrixRowHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (section >= m_model.rowCount())
        return;
    const FleetMatrix::Row &row = m_model.rowAt(section);
    const Severity worst = row.worst();
    const bool selected = row.node == m_selected;
    painter->save();
    painter->fillRect(rect, selected ? m_theme.selection() : m_theme.color(Token::panel));
    QRectF mark(rect.left() + rowPadding, 0, shapeSize, shapeSize);
    mark.moveCenter({mark.center().x(), QRectF(rect).center().y()});
    if (worst >= Severity::advisory)
        m_theme.drawSeverity(*painter, mark, worst);
    const QFont font = m_theme.smallMonoFont();
    painter->setFont(font);
    const QFontMetrics metrics(font);
    QRect room = rect.adjusted(2 * rowPadding + shapeSize, 0, -rowPadding, 0);
    if (worst >= Severity::advisory && row.worstCells() > 1) {
        const QString count = QString::number(row.worstCells());
        const QColor colour = m_theme.color(worst);
        painter->setPen(selected ? m_theme.onSelection(colour) : colour);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, count);
        room.adjust(0, 0, -metrics.horizontalAdvance(count) - rowPadding, 0);
    }
    painter->setPen(m_theme.color(Token::text));
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(m_model.nodeName(row.node), Qt::ElideLeft, room.width()));
    painter->restore();
}

void MatrixRowHeader::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? event->position().toPoint() : QPoint(-1, -1);
    QHeaderView::mousePressEvent(event);
}

void MatrixRowHeader::mouseMoveEvent(QMouseEvent *event)
{
    const int row = m_pressed.x() < 0 ? -1 : logicalIndexAt(m_pressed);
    if (!event->buttons().testFlag(Qt::LeftButton) || row < 0 ||
        (event->position().toPoint() - m_pressed).manhattanLength() < QApplication::startDragDistance()) {
        QHeaderView::mouseMoveEvent(event);
        return;
    }
    m_pressed = {-1, -1};
    const EntityId entity = m_model.rowAt(row).entity;
    if (entity == noEntity)
        return;
    auto *drag = new QDrag(this);
    auto *payload = new QMimeData;
    payload->setData(QString::fromLatin1(entityMimeType), encodeEntities(m_model.catalogue(), {&entity, 1}));
    drag->setMimeData(payload);
    drag->exec(Qt::CopyAction);
}

bool MatrixRowHeader::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int section = logicalIndexAt(help->pos());
        if (section >= 0 && section < m_model.rowCount()) {
            const FleetMatrix::Row &row = m_model.rowAt(section);
            QToolTip::showText(help->globalPos(),
                               m_model.nodeName(row.node) + u'\n' + severityText(row.worst()), this);
        }
        return true;
    }
    return QHeaderView::viewportEvent(event);
}

} // namespace desk
