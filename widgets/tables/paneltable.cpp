// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/paneltable.h"

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/parameterfiltermodel.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int narrowest = 24;
constexpr int widest = 2000;

} // namespace

PanelTable::PanelTable(const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_delegate(theme)
{
    setItemDelegate(&m_delegate);
    setShowGrid(false);
    setAlternatingRowColors(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false); // Tab goes to the next widget
    viewport()->setAttribute(Qt::WA_Hover);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(Theme::rowHeight);
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(narrowest);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setTextElideMode(Qt::ElideRight);
    header->setFixedHeight(Theme::rowHeight);
    // Titles stand over the texts of their columns.
    header->setStyleSheet(u"QHeaderView::section { padding: 0 %1px; }"_s.arg(CellDelegate::padding));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &PanelTable::showHeaderMenu);
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (m_resizing || width == 0)
            return;
        if (column != m_stretch)
            m_columns[column].width = width;
        stretch();
    });
    connect(this, &QAbstractItemView::clicked, this, &PanelTable::rowChosen);
    connect(this, &QAbstractItemView::doubleClicked, this, &PanelTable::rowActivated);
    connect(&m_clock, &QTimer::timeout, this, &PanelTable::updateAges);
    connect(&theme, &Theme::changed, this, &PanelTable::applyTheme);
    applyTheme();
}

void PanelTable::applyTheme()
{
    horizontalHeader()->setFont(m_theme.smallFont());
    applyWidths();
    viewport()->update();
}

void PanelTable::setColumn(int column, CellStyle style, int characters, bool shown)
{
    m_delegate.setStyle(column, style);
    m_columns[column] = {characters, 0};
    const bool right = style == CellStyle::number || style == CellStyle::value || style == CellStyle::age;
    model()->setHeaderData(column, Qt::Horizontal,
                           int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
                           Qt::TextAlignmentRole);
    setColumnHidden(column, !shown);
    applyWidths();
}

void PanelTable::setStretchColumn(int column)
{
    m_stretch = column;
    stretch();
}

void PanelTable::setYieldingColumn(int column)
{
    m_yielding = column;
    stretch();
}

void PanelTable::yieldRoom()
{
    if (m_yielding < 0 || m_insists || (isColumnHidden(m_yielding) && !m_hasYielded))
        return;
    const Column &yielding = m_columns[m_yielding];
    const int width = yielding.width > 0 ? yielding.width : standardWidth(m_yielding, yielding.characters);
    int others = horizontalHeader()->length() - columnWidth(m_stretch);
    if (!isColumnHidden(m_yielding))
        others -= columnWidth(m_yielding);
    const int room = viewport()->width() - others - standardWidth(m_stretch, m_columns[m_stretch].characters);
    const bool yields = room < width;
    if (yields == m_hasYielded)
        return;
    m_hasYielded = yields;
    setColumnHidden(m_yielding, yields);
    if (!yields)
        setColumnWidth(m_yielding, width);
}

void PanelTable::placeColumn(int column, int behind)
{
    QHeaderView *header = horizontalHeader();
    const int from = header->visualIndex(column);
    const int after = header->visualIndex(behind);
    header->moveSection(from, after < from ? after + 1 : after);
}

int PanelTable::standardWidth(int column, int characters) const
{
    const CellStyle style = m_delegate.style(column);
    if (style == CellStyle::glyph)
        return CellDelegate::glyphSize + 2 * CellDelegate::padding;
    const int text = QFontMetrics(m_delegate.font(style)).horizontalAdvance(u'0') * characters;
    if (style == CellStyle::trend)
        return characters * 8;
    const int look = style == CellStyle::age ? CellDelegate::lookSize + CellDelegate::padding : 0;
    const int title = QFontMetrics(horizontalHeader()->font())
                          .horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString());
    return std::max(text + look, horizontalHeader()->isHidden() ? 0 : title + 12) +
           2 * CellDelegate::padding + 2;
}

void PanelTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (model)
        connect(model, &QAbstractItemModel::headerDataChanged, this, &PanelTable::applyWidths);
    const auto *parameters = qobject_cast<ParameterFilterModel *>(model);
    m_exact = parameters != nullptr;
    if (parameters)
        connect(parameters, &ParameterFilterModel::rowsTouched, this, &PanelTable::updateRows);
}

// Of 100,000 rows some thousands change with a tick, and of those on screen one or two.
void PanelTable::updateRows(const std::vector<int> &rows)
{
    const int first = std::max(0, rowAt(0));
    const int below = rowAt(viewport()->height() - 1);
    const int last = below < 0 ? model()->rowCount() - 1 : below;
    QRegion region;
    for (const int row : rows) {
        if (row >= first && row <= last)
            region += QRect(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
    }
    if (!region.isEmpty())
        viewport()->update(region);
}

void PanelTable::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    // Words of another language come without a severity.
    if (!m_exact || !roles.contains(SeverityRole)) {
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

void PanelTable::updateAges()
{
    for (const auto &[column, wish] : m_columns) {
        const CellStyle style = m_delegate.style(column);
        if (!isColumnHidden(column) && (style == CellStyle::age || style == CellStyle::trend))
            viewport()->update(columnViewportPosition(column), 0, columnWidth(column), viewport()->height());
    }
}

void PanelTable::applyWidths()
{
    if (!model())
        return;
    const QScopedValueRollback guard(m_resizing, true);
    for (const auto &[column, wish] : m_columns) {
        if (!isColumnHidden(column))
            setColumnWidth(column, wish.width > 0 ? wish.width : standardWidth(column, wish.characters));
    }
    stretch();
}

void PanelTable::stretch()
{
    if (m_stretch < 0 || !model() || isColumnHidden(m_stretch))
        return;
    const QScopedValueRollback guard(m_resizing, true);
    yieldRoom();
    const int others = horizontalHeader()->length() - columnWidth(m_stretch);
    const int least = QFontMetrics(m_delegate.font(m_delegate.style(m_stretch))).horizontalAdvance(u'0') * 8;
    setColumnWidth(m_stretch, std::max(least, viewport()->width() - others));
}

void PanelTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    stretch();
}

void PanelTable::showRow(const QModelIndex &index)
{
    if (!index.isValid()) {
        selectionModel()->clear();
        return;
    }
    // Column 0 may be hidden; then Qt would not scroll.
    const QModelIndex visible = index.siblingAtColumn(std::max(0, horizontalHeader()->logicalIndexAt(0)));
    selectionModel()->setCurrentIndex(visible,
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(visible, EnsureVisible);
}

void PanelTable::setActive(bool active)
{
    if (active)
        m_clock.start(std::chrono::seconds{1});
    else
        m_clock.stop();
}

QModelIndexList PanelTable::chosenRows() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty() && currentIndex().isValid())
        rows = {currentIndex()};
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    return rows;
}

// Home and End go to the first and the last row: cells of a row mean nothing here.
QModelIndex PanelTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows > 0 && (action == MoveHome || action == MoveEnd)) {
        const int column = currentIndex().isValid() ? currentIndex().column()
                                                    : std::max(0, horizontalHeader()->logicalIndexAt(0));
        return model()->index(action == MoveHome ? 0 : rows - 1, column);
    }
    return QTableView::moveCursor(action, modifiers);
}

void PanelTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (currentIndex().isValid())
            Q_EMIT rowActivated(currentIndex());
        event->accept();
        return;
    }
    const QPersistentModelIndex before = currentIndex();
    QTableView::keyPressEvent(event);
    if (currentIndex().isValid() && currentIndex() != before)
        Q_EMIT rowChosen(currentIndex());
}

void PanelTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect row = visualRect(currentIndex());
        Q_EMIT menuRequested(viewport()->mapToGlobal(row.isValid() ? row.bottomLeft() : QPoint(0, 0)));
        return;
    }
    // The right button has selected the row under it already.
    Q_EMIT menuRequested(event->globalPos());
}

void PanelTable::addColumnActions(QMenu &menu)
{
    for (int column = 0; column < model()->columnCount(); ++column) {
        QString title = model()->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        if (title.isEmpty())
            title = model()->headerData(column, Qt::Horizontal).toString();
        QAction *action = menu.addAction(title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // The last one stays, or there were no header to bring the others back.
        action->setEnabled(isColumnHidden(column) ||
                           horizontalHeader()->count() - horizontalHeader()->hiddenSectionCount() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            if (column == m_yielding) { // it is the user's now
                m_hasYielded = false;
                m_insists = on;
            }
            applyWidths();
        });
    }
}

void PanelTable::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumnActions(*menu);
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

QJsonObject PanelTable::saveState() const
{
    const QHeaderView *header = horizontalHeader();
    QJsonArray columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        QJsonObject one{{u"column"_s, column},
                        {u"hidden"_s, isColumnHidden(column) && !(column == m_yielding && m_hasYielded)}};
        const auto it = m_columns.find(column);
        if (it != m_columns.end() && it->second.width > 0)
            one.insert(u"width"_s, it->second.width);
        columns.append(one);
    }
    QJsonObject state{{u"columns"_s, columns}};
    if (m_insists)
        state.insert(u"insists"_s, true);
    if (isSortingEnabled()) {
        state.insert(u"sort"_s, header->sortIndicatorSection());
        state.insert(u"descending"_s, header->sortIndicatorOrder() == Qt::DescendingOrder);
    }
    return state;
}

void PanelTable::restoreState(const QJsonObject &state)
{
    QHeaderView *header = horizontalHeader();
    const QJsonArray columns = state.value(u"columns"_s).toArray();
    int visual = 0;
    int shown = 0;
    m_insists = state.value(u"insists"_s).toBool();
    for (const auto &value : columns) {
        const QJsonObject one = value.toObject();
        const int column = one.value(u"column"_s).toInt(-1);
        if (column < 0 || column >= header->count() || visual >= header->count())
            continue; // of another version
        const bool hidden = one.value(u"hidden"_s).toBool();
        setColumnHidden(column, hidden);
        if (column == m_yielding)
            m_hasYielded = false;
        shown += hidden ? 0 : 1;
        const int width = one.value(u"width"_s).toInt();
        m_columns[column].width = width > 0 ? std::clamp(width, narrowest, widest) : 0;
        header->moveSection(header->visualIndex(column), visual++);
    }
    if (!columns.isEmpty() && shown == 0)
        setColumnHidden(0, false);
    const int sorted = state.value(u"sort"_s).toInt(-1);
    if (isSortingEnabled() && sorted >= 0 && sorted < header->count())
        sortByColumn(sorted,
                     state.value(u"descending"_s).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    applyWidths();
}

} // namespace desk
