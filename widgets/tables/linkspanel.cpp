// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/linkspanel.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>
#include <QToolBar>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

LinksPanel::LinksPanel(LinkTableModel::Source source, const TimeService &time, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent)
    , m_model(std::move(source), time)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_table = new PanelTable(theme);
    m_table->setObjectName(u"linksTable"_s);
    m_table->setModel(&m_model);
    using Model = LinkTableModel;
    m_table->setColumn(Model::stateColumn, CellStyle::state, 11);
    m_table->setColumn(Model::nameColumn, CellStyle::name, 18);
    m_table->setColumn(Model::ageColumn, CellStyle::age, 5);
    m_table->setColumn(Model::framesColumn, CellStyle::number, 7, false);
    m_table->setColumn(Model::pointsColumn, CellStyle::number, 7);
    m_table->setColumn(Model::bytesColumn, CellStyle::number, 10, false);
    m_table->setColumn(Model::errorsColumn, CellStyle::number, 6, false);
    m_table->setColumn(Model::totalColumn, CellStyle::number, 8, false);
    m_table->setColumn(Model::clientsColumn, CellStyle::number, 7, false);
    m_table->setColumn(Model::reasonColumn, CellStyle::name, 30, false);
    m_table->setStretchColumn(Model::nameColumn);
    m_empty = new EmptyState(theme);
    m_reason = new QLabel;
    m_reason->setObjectName(u"reason"_s);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_reason->setMargin(Theme::panelPadding);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reason->hide();
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_pages, 1);
    column->addWidget(m_reason);
    makeActions(theme);
    column->addWidget(m_bar);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &LinksPanel::showPage);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &LinksPanel::showPage);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &LinksPanel::showReason);
    connect(m_table, &PanelTable::rowChosen, this, &LinksPanel::showReason);
    connect(m_table, &PanelTable::copyRequested, this, &LinksPanel::copy);
    connect(m_table, &PanelTable::menuRequested, this, &LinksPanel::showMenu);
    retranslate();
}

void LinksPanel::showPage()
{
    m_pages->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    showReason();
}

void LinksPanel::showReason()
{
    showActions();
    int row = m_table->currentIndex().row();
    for (int other = 0; row < 0 && other < m_model.rowCount(); ++other) {
        if (m_model.statusAt(other).state == DataLinkState::down)
            row = other;
    }
    QString text;
    if (row >= 0 && row < m_model.rowCount()) {
        const DataLinkStatus &status = m_model.statusAt(row);
        const QString name = QString::fromStdString(status.name);
        const QString errors = ValueFormatter::count(status.errors);
        if (!status.reason.empty())
            text = tr("%1: %2. Errors: %3").arg(name, QString::fromStdString(status.reason), errors);
        else if (status.errors > 0)
            text = tr("%1: errors: %2").arg(name, errors);
    }
    if (text == m_reason->text())
        return;
    m_reason->setText(text);
    m_reason->setVisible(!text.isEmpty());
}

void LinksPanel::copy()
{
    QStringList lines;
    for (const QModelIndex &row : m_table->chosenRows()) {
        QStringList cells;
        for (int column = 0; column < LinkTableModel::columnTotal; ++column)
            cells += row.siblingAtColumn(column).data().toString();
        lines += cells.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void LinksPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (m_bar->isVisibleTo(this)) {
        menu->addActions(m_bar->actions());
        menu->addSeparator();
    }
    menu->addAction(tr("Copy"), this, &LinksPanel::copy)->setShortcut(QKeySequence::Copy);
    m_table->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(position);
}

QJsonObject LinksPanel::saveState() const
{
    return {{u"table"_s, m_table->saveState()}};
}

void LinksPanel::restoreState(const QJsonObject &state)
{
    m_table->restoreState(state.value(u"table"_s).toObject());
}

void LinksPanel::showEvent(QShowEvent *event)
{
    m_model.setActive(true);
    m_table->setActive(true);
    showPage();
    QWidget::showEvent(event);
}

void LinksPanel::hideEvent(QHideEvent *event)
{
    m_model.setActive(false);
    m_table->setActive(false);
    QWidget::hideEvent(event);
}

void LinksPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LinksPanel::retranslate()
{
    const auto title = [this](int column, const QString &text, const QString &full = {}) {
        m_model.setHeaderData(column, Qt::Horizontal, text);
        m_model.setHeaderData(column, Qt::Horizontal, full.isEmpty() ? text : full, Qt::ToolTipRole);
    };
    title(LinkTableModel::stateColumn, tr("State"));
    title(LinkTableModel::nameColumn, tr("Source"));
    title(LinkTableModel::ageColumn, tr("Age"), tr("Age: time since the last frame"));
    title(LinkTableModel::framesColumn, tr("Frames/s"), tr("Frames a second: requests, packets or lines"));
    title(LinkTableModel::pointsColumn, tr("Points/s"), tr("Points a second"));
    title(LinkTableModel::bytesColumn, tr("Bytes/s"), tr("Bytes a second"));
    title(LinkTableModel::errorsColumn, tr("Errors"), tr("Errors: refused or unreadable"));
    title(LinkTableModel::totalColumn, tr("Points"), tr("Points since the start"));
    title(LinkTableModel::clientsColumn, tr("Clients"), tr("Clients: open connections"));
    title(LinkTableModel::reasonColumn, tr("Reason"));
    m_model.setStateWording(dataLinkStateText);
    m_bar->setAccessibleName(tr("Links of devices"));
    m_bar->setWindowTitle(tr("Links of devices"));
    m_connect->setText(tr("Connect a device…"));
    m_edit->setText(tr("Edit…"));
    m_remove->setText(tr("Remove"));
    showActions();
    m_empty->say(
        tr("No data source yet. The embedded server and each device, file or simulation that feeds this "
           "window appear here."));
}

} // namespace desk
