// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/fleetmatrixview.h"

#include "models/itemmodels/itemroles.h"
#include "widgets/tables/celldelegate.h"
#include "widgets/tables/matrixcolumnheader.h"
#include "widgets/tables/matrixrowheader.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int shapeWidth = 24;
constexpr int letters = 7;               // of a figure
constexpr std::size_t mostRegions = 200; // more are as well one

// Asks the model by its own functions: a thousand cells are no place for variants.
class MatrixDelegate final : public QStyledItemDelegate
{
public:
    MatrixDelegate(const FleetMatrixView &view, const FleetMatrixModel &model, const Theme &theme,
                   QObject *parent)
        : QStyledItemDelegate(parent)
        , m_view(view)
        , m_model(model)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const FleetMatrix::Place at = m_model.placeAt(index.row(), index.column());
        const FleetMatrix::Cell &cell = m_model.matrix().cell(at);
        const MatrixCellPainter::Look look{cell.limits.severity, cell.look, m_model.matrix().level(at),
                                           cell.first != noSeries};
        m_view.cells().paint(*painter, option.rect, look);
        if (look.exists)
            paintText(*painter, option.rect, at, cell, look);
        if (index == m_view.currentIndex()) {
            painter->setPen(QPen(m_theme.color(Token::accent), 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(m_theme.color(Token::text));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(option.rect.adjusted(0, 0, -2, -2));
        }
    }

private:
    void paintText(QPainter &painter, const QRect &rect, FleetMatrix::Place at, const FleetMatrix::Cell &cell,
                   const MatrixCellPainter::Look &look) const
    {
        const ValueKind kind = m_model.catalogue().series(cell.worst).kind;
        const bool figure = kind == ValueKind::number || kind == ValueKind::integer;
        const bool alive = cell.look == ValueLook::fresh || cell.look == ValueLook::late;
        if (!m_view.showsValues() && (figure || !alive || look.severity != Severity::none))
            return; // a word has no place in a range: its first letter stands for it
        if (cell.look == ValueLook::never)
            return;
        const QString text = m_model.text(at);
        QFont font = m_theme.smallMonoFont();
        font.setItalic(!alive);
        font.setStrikeOut(cell.look == ValueLook::invalid);
        painter.setFont(font);
        painter.setPen(m_view.cells().textColour(look));
        if (!m_view.showsValues()) {
            painter.drawText(rect, Qt::AlignCenter, text.left(1).toUpper());
            return;
        }
        const int glyph = MatrixCellPainter::shape + 4;
        const QRect room = rect.adjusted(look.severity == Severity::none ? 2 : glyph, 0,
                                         look.look == ValueLook::fresh ? -3 : -glyph - 1, 0);
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         CellDelegate::fitting(text, figure ? CellStyle::value : CellStyle::identifier,
                                               QFontMetrics(font), room.width(), QVariant(cell.value)));
    }

    const FleetMatrixView &m_view;
    const FleetMatrixModel &m_model;
    const Theme &m_theme;
};

} // namespace

FleetMatrixView::FleetMatrixView(FleetMatrixModel &model, const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_theme(theme)
    , m_cells(theme)
{
    m_columns = new MatrixColumnHeader(theme);
    m_rows = new MatrixRowHeader(model, theme);
    setHorizontalHeader(m_columns);
    setVerticalHeader(m_rows);
    setModel(&model);
    setItemDelegate(new MatrixDelegate(*this, model, theme, this));
    setShowGrid(false);
    setCornerButtonEnabled(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab goes to the next widget
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setMouseTracking(true);
    m_hold.setSingleShot(true);
    connect(&m_hold, &QTimer::timeout, this, [this] { m_model.setHeld(false); });
    connect(&model, &FleetMatrixModel::cellsChanged, this, &FleetMatrixView::updateCells);
    connect(&model, &FleetMatrixModel::columnsRescaled, this, &FleetMatrixView::updateColumns);
    connect(&model, &FleetMatrixModel::rowsRestated, this, &FleetMatrixView::updateNames);
    connect(&model, &QAbstractItemModel::columnsInserted, this, [this] {
        hideColumns();
        applySizes();
    });
    connect(&model, &QAbstractItemModel::columnsMoved, this, [this] {
        hideColumns();
        applySizes();
    });
    connect(this, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &cell) { Q_EMIT nodeChosen(m_model.rowAt(cell.row()).node); });
    connect(this, &QAbstractItemView::doubleClicked, this, &FleetMatrixView::cellActivated);
    connect(this, &QAbstractItemView::entered, this, &FleetMatrixView::pointed);
    connect(m_rows, &QHeaderView::sectionClicked, this,
            [this](int row) { Q_EMIT nodeChosen(m_model.rowAt(row).node); });
    connect(m_rows, &QHeaderView::sectionDoubleClicked, this,
            [this](int row) { Q_EMIT nodeActivated(m_model.rowAt(row).node); });
    connect(&theme, &Theme::changed, this, [this] {
        m_cells.forget();
        applySizes();
        viewport()->update();
    });
    applySizes();
}

void FleetMatrixView::setShowsValues(bool on)
{
    m_values = on;
    m_cells.forget();
    applySizes();
}

void FleetMatrixView::applySizes()
{
    const int figures = QFontMetrics(m_theme.smallMonoFont()).horizontalAdvance(u'0') * letters +
                        2 * MatrixCellPainter::shape + 8;
    m_columns->setMinimumSectionSize(shapeWidth);
    m_columns->setDefaultSectionSize(m_values ? figures : shapeWidth);
    for (int i = 0; i < m_model.columnCount(); ++i)
        m_columns->resizeSection(i, m_values ? figures : shapeWidth);
    m_rows->setMinimumSectionSize(rowPixels);
    m_rows->setDefaultSectionSize(rowPixels);
    updateGeometries();
    viewport()->update();
}

void FleetMatrixView::setHiddenColumns(const QStringList &names)
{
    m_hidden = names;
    hideColumns();
}

void FleetMatrixView::hideColumns()
{
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const bool hidden = m_hidden.contains(m_model.columnName(i));
        if (hidden != isColumnHidden(i))
            setColumnHidden(i, hidden);
    }
    applySizes();
}

void FleetMatrixView::addColumnActions(QMenu &menu)
{
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const QString name = m_model.columnName(i);
        QAction *action = menu.addAction(QString(name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, name](bool on) {
            QStringList hidden = m_hidden;
            hidden.removeAll(name);
            if (!on)
                hidden += name;
            setHiddenColumns(hidden);
        });
    }
}

void FleetMatrixView::setSelectedNode(NodeId node)
{
    m_rows->setSelectedNode(node);
}

void FleetMatrixView::showNode(NodeId node)
{
    const int row = m_model.rowOf(node);
    if (row < 0 || row == currentIndex().row())
        return;
    const QModelIndex cell = m_model.index(
        row, std::max(0, currentIndex().isValid() ? currentIndex().column() : m_columns->logicalIndexAt(0)));
    setCurrentIndex(cell);
    scrollTo(cell);
}

// What changed is painted one by one; the rest of the table around it is as it was.
void FleetMatrixView::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    if (roles.isEmpty() || !roles.contains(SeverityRole)) { // other words: everywhere
        QTableView::dataChanged(first, last, roles);
        return;
    }
    if (QAccessible::isActive()) {
        QAccessibleTableModelChangeEvent event(this, QAccessibleTableModelChangeEvent::DataChanged);
        event.setFirstRow(first.row());
        event.setFirstColumn(first.column());
        event.setLastRow(last.row());
        event.setLastColumn(last.column());
        QAccessible::updateAccessibility(&event);
    }
}

void FleetMatrixView::updateCells(const std::vector<QPoint> &cells)
{
    const int top = std::max(0, rowAt(0));
    const int below = rowAt(viewport()->height() - 1);
    QRegion region;
    std::size_t regions = 0;
    for (const QPoint &cell : cells) {
        if (cell.y() < top || (below >= 0 && cell.y() > below) || isColumnHidden(cell.x()))
            continue;
        const QRect rect(columnViewportPosition(cell.x()), rowViewportPosition(cell.y()),
                         columnWidth(cell.x()), rowHeight(cell.y()));
        if (!rect.intersects(viewport()->rect()))
            continue;
        if (++regions > mostRegions) {
            viewport()->update();
            return;
        }
        region += rect;
    }
    if (!region.isEmpty())
        viewport()->update(region);
}

void FleetMatrixView::updateColumns(const std::vector<int> &columns)
{
    for (const int column : columns)
        viewport()->update(columnViewportPosition(column), 0, columnWidth(column), viewport()->height());
}

void FleetMatrixView::updateNames(const std::vector<int> &rows)
{
    for (const int row : rows)
        m_rows->viewport()->update(0, m_rows->sectionViewportPosition(row), m_rows->width(),
                                   m_rows->sectionSize(row));
}

void FleetMatrixView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    m_columns->viewport()->update();
    Q_EMIT pointed(current);
}

bool FleetMatrixView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Enter:
    case QEvent::MouseMove:
        m_model.setHeld(true);
        m_hold.start(longestHold);
        break;
    case QEvent::Leave:
        m_hold.stop();
        m_model.setHeld(false);
        Q_EMIT pointed(currentIndex());
        break;
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

void FleetMatrixView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (currentIndex().isValid())
            Q_EMIT cellActivated(currentIndex());
        event->accept();
        return;
    }
    m_model.setHeld(true); // what the keys walk over must not move
    m_hold.start(keyHold);
    const int before = currentIndex().row();
    QTableView::keyPressEvent(event);
    if (currentIndex().isValid() && currentIndex().row() != before)
        Q_EMIT nodeChosen(m_model.rowAt(currentIndex().row()).node);
}

void FleetMatrixView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QRect cell = visualRect(currentIndex());
    Q_EMIT menuRequested(byKey ? viewport()->mapToGlobal(cell.isValid() ? cell.bottomLeft() : QPoint(0, 0))
                               : event->globalPos());
}

void FleetMatrixView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ScreenChangeInternal)
        m_cells.forget();
    QTableView::changeEvent(event);
}

} // namespace desk
