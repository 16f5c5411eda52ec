// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/resulttable.h"

#include "widgets/tables/emptystate.h"
#include "widgets/tables/paneltable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonObject>
#include <QMenu>
#include <QStackedLayout>

namespace desk {

using namespace Qt::StringLiterals;

ResultTable::ResultTable(const QString &name, const std::vector<Column> &columns, Order order,
                         const Theme &theme, FleetSelection *selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(int(columns.size()))
    , m_table(new PanelTable(theme))
    , m_empty(new EmptyState(theme))
    , m_pages(new QStackedLayout(this))
{
    m_table->setObjectName(name);
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(SortRole);
    m_sorted.setDynamicSortFilter(order == Order::sorted);
    m_table->setModel(&m_sorted);
    for (std::size_t i = 0; i < columns.size(); ++i)
        m_table->setColumn(int(i), columns[i].style, columns[i].characters, columns[i].shown);
    m_table->setStretchColumn(0);
    if (order == Order::sorted) {
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder); // as it was found
        m_table->setSortingEnabled(true);
    }
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    connect(m_table, &PanelTable::rowChosen, this, [this](const QModelIndex &index) {
        const ResultRow *row = rowOf(index);
        if (!row)
            return;
        const QString key = row->key;
        if (m_selection && row->entity != noEntity)
            m_selection->select(row->entity);
        Q_EMIT rowChosen(key);
    });
    connect(m_table, &PanelTable::copyRequested, this, [this] { copy(m_table->chosenRows()); });
    connect(m_table, &PanelTable::menuRequested, this, &ResultTable::showMenu);
    showPage();
}

void ResultTable::setTitle(int column, const QString &title, const QString &meaning)
{
    m_sorted.setHeaderData(column, Qt::Horizontal, title);
    m_sorted.setHeaderData(column, Qt::Horizontal, meaning.isEmpty() ? title : meaning, Qt::ToolTipRole);
}

void ResultTable::setRows(std::vector<ResultRow> rows)
{
    m_model.setRows(std::move(rows));
    showPage();
}

void ResultTable::sayWhenEmpty(const QString &sentence)
{
    m_empty->say(sentence);
}

void ResultTable::setStretchColumn(int column)
{
    m_table->setStretchColumn(column);
}

void ResultTable::setYieldingColumn(int column)
{
    m_table->setYieldingColumn(column);
}

void ResultTable::showPage()
{
    m_pages->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
}

const ResultRow *ResultTable::rowOf(const QModelIndex &index) const
{
    const QModelIndex source = m_sorted.mapToSource(index);
    return source.isValid() ? &m_model.rowAt(source.row()) : nullptr;
}

QString ResultTable::chosenKey() const
{
    const ResultRow *row = rowOf(m_table->currentIndex());
    return row ? row->key : QString();
}

void ResultTable::choose(const QString &key)
{
    const int row = m_model.rowOf(key);
    m_table->showRow(row < 0 ? QModelIndex() : m_sorted.mapFromSource(m_model.index(row, 0)));
}

void ResultTable::copy(const QModelIndexList &rows)
{
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < m_model.columnCount(); ++column)
            cells += row.siblingAtColumn(column).data().toString();
        lines += cells.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ResultTable::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, [this] { copy(m_table->chosenRows()); })
        ->setShortcut(QKeySequence::Copy);
    menu->addAction(tr("Copy all rows"), this, [this] {
        QModelIndexList rows;
        for (int row = 0; row < m_sorted.rowCount(); ++row)
            rows += m_sorted.index(row, 0);
        copy(rows);
    });
    m_table->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(position);
}

QJsonObject ResultTable::saveState() const
{
    return m_table->saveState();
}

void ResultTable::restoreState(const QJsonObject &state)
{
    if (!state.isEmpty())
        m_table->restoreState(state);
}

} // namespace desk
