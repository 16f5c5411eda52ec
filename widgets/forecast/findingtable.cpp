// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/findingtable.h"

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

FindingTable::FindingTable(const QString &name, const std::vector<Column> &columns, int stretched,
                           const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(int(columns.size()))
    , m_table(new PanelTable(theme))
    , m_empty(new EmptyState(theme))
    , m_pages(new QStackedLayout(this))
{
    m_table->setObjectName(name);
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(SortRole);
    m_table->setModel(&m_sorted);
    for (std::size_t i = 0; i < columns.size(); ++i)
        m_table->setColumn(int(i), columns[i].style, columns[i].characters, columns[i].shown);
    m_table->setStretchColumn(stretched);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as it comes
    m_table->setSortingEnabled(true);
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    connect(m_table, &PanelTable::rowChosen, this, [this](const QModelIndex &index) {
        const EntityId entity{index.data(EntityRole).toUInt()};
        if (entity != noEntity)
            Q_EMIT entityChosen(entity);
    });
    connect(m_table, &PanelTable::copyRequested, this, [this] { copy(m_table->chosenRows()); });
    connect(m_table, &PanelTable::menuRequested, this, &FindingTable::showMenu);
}

void FindingTable::setTitle(int column, const QString &title, const QString &meaning)
{
    m_sorted.setHeaderData(column, Qt::Horizontal, title);
    m_sorted.setHeaderData(column, Qt::Horizontal, meaning, Qt::ToolTipRole);
}

void FindingTable::setRows(std::vector<ResultRow> rows)
{
    m_model.setRows(std::move(rows));
    m_pages->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
}

void FindingTable::sayWhenEmpty(const QString &sentence)
{
    m_empty->say(sentence);
}

void FindingTable::copy(const QModelIndexList &rows)
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

void FindingTable::showMenu(const QPoint &position)
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

QJsonObject FindingTable::saveState() const
{
    return m_table->saveState();
}

void FindingTable::restoreState(const QJsonObject &state)
{
    if (!state.isEmpty())
        m_table->restoreState(state);
}

} // namespace desk
