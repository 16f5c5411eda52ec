// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contacts/contacttable.h"

#include "models/itemmodels/contacttablemodel.h"
#include "widgets/contacts/contactdelegate.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;
using Model = ContactTableModel;

// Characters of the column's font.
constexpr std::array<int, Model::columnTotal> characters{18, 16, 14, 7, 15, 15, 15, 9, 6, 6, 10};
constexpr int widest = 600;

} // namespace

ContactTable::ContactTable(ContactTableModel &model, const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_theme(theme)
    , m_hidden(Model::columnTotal, false)
    , m_redundant(Model::columnTotal, false)
    , m_widths(Model::columnTotal, 0)
{
    m_hidden[Model::ageColumn] = true;
    setObjectName(u"contactTable"_s);
    m_delegate = new ContactDelegate(theme, this);
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    viewport()->setAttribute(Qt::WA_Hover);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(Theme::rowHeight);
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(Theme::rowHeight);
    header->setTextElideMode(Qt::ElideRight);
    header->setFixedHeight(Theme::rowHeight);
    header->setStyleSheet(u"QHeaderView::section { padding: 0 %1px; }"_s.arg(ContactDelegate::padding));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicator(Model::riseColumn, Qt::AscendingOrder);
    setModel(&model);
    setSortingEnabled(true);
    connect(header, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addColumnActions(*menu);
        menu->popup(horizontalHeader()->mapToGlobal(position));
    });
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_quiet && width > 0)
            m_widths[column] = width;
    });
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
    connect(&theme, &Theme::changed, this, &ContactTable::applyTheme);
    applyTheme();
    applyHidden();
    retranslate();
}

void ContactTable::applyTheme()
{
    horizontalHeader()->setFont(m_theme.smallFont());
    applyWidths();
    viewport()->update();
}

void ContactTable::applyWidths()
{
    const QScopedValueRollback quiet(m_quiet, true);
    for (int column = 0; column < Model::columnTotal; ++column) {
        const QFontMetrics metrics(m_delegate->font(column));
        const int standard = std::max(horizontalHeader()->sectionSizeHint(column),
                                      characters[std::size_t(column)] * metrics.averageCharWidth() +
                                          2 * ContactDelegate::padding);
        setColumnWidth(column, m_widths[column] > 0 ? m_widths[column] : standard);
    }
}

void ContactTable::applyHidden()
{
    const QScopedValueRollback quiet(m_quiet, true);
    for (int column = 0; column < Model::columnTotal; ++column)
        setColumnHidden(column, m_hidden[column] || m_redundant[column]);
}

void ContactTable::setRedundant(int column, bool redundant)
{
    m_redundant[column] = redundant;
    applyHidden();
}

void ContactTable::showRow(int row)
{
    const QScopedValueRollback quiet(m_quiet, true);
    if (row < 0) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    selectRow(row);
    scrollTo(m_model.index(row, std::max(0, columnAt(0))));
}

void ContactTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_quiet && current.isValid() && current.row() != previous.row())
        Q_EMIT rowChosen(current.row());
}

void ContactTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               currentIndex().isValid()) {
        Q_EMIT rowActivated(currentIndex().row());
    } else if (event->key() == Qt::Key_Up && currentIndex().row() <= 0) {
        Q_EMIT leftUpwards();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void ContactTable::copy() const
{
    QModelIndexList rows = selectionModel()->selectedRows(Model::phaseColumn);
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = Model::stationColumn; column < Model::columnTotal; ++column) {
            const QModelIndex cell = row.siblingAtColumn(column);
            const QString full = cell.data(Qt::ToolTipRole).toString();
            const bool isTime = column >= Model::riseColumn && column <= Model::setColumn;
            cells += isTime && !full.isEmpty() ? full : cell.data().toString();
        }
        lines += cells.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ContactTable::addColumnActions(QMenu &menu)
{
    for (int column = 0; column < Model::columnTotal; ++column) {
        QAction *action =
            menu.addAction(m_model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString(), this,
                           [this, column](bool on) {
                               m_hidden[column] = !on;
                               applyHidden();
                           });
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(!m_redundant[column]);
    }
}

QJsonObject ContactTable::saveState() const
{
    QJsonArray hidden;
    QJsonArray widths;
    QJsonArray order;
    for (int column = 0; column < Model::columnTotal; ++column) {
        hidden += m_hidden[column];
        widths += m_widths[column];
        order += horizontalHeader()->logicalIndex(column);
    }
    return {{u"hidden"_s, hidden},
            {u"widths"_s, widths},
            {u"order"_s, order},
            {u"sortedBy"_s, horizontalHeader()->sortIndicatorSection()},
            {u"descending"_s, horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder}};
}

void ContactTable::restoreState(const QJsonObject &state)
{
    const auto list = [&state](const QString &name) {
        const QJsonArray array = state.value(name).toArray();
        return array.size() == Model::columnTotal ? array : QJsonArray(); // of another version: nothing
    };
    const QJsonArray hidden = list(u"hidden"_s);
    const QJsonArray widths = list(u"widths"_s);
    const QJsonArray order = list(u"order"_s);
    for (qsizetype column = 0; column < hidden.size(); ++column)
        m_hidden[column] = hidden[column].toBool();
    for (qsizetype column = 0; column < widths.size(); ++column)
        m_widths[column] = std::clamp(widths[column].toInt(), 0, widest);
    for (qsizetype place = 0; place < order.size(); ++place) {
        const int column = order[place].toInt();
        if (column >= 0 && column < Model::columnTotal)
            horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), int(place));
    }
    const int by = state.value(u"sortedBy"_s).toInt(Model::riseColumn);
    if (by >= 0 && by < Model::columnTotal)
        sortByColumn(by, state.value(u"descending"_s).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    applyTheme();
    applyHidden();
}

void ContactTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QTableView::changeEvent(event);
}

void ContactTable::retranslate()
{
    const auto title = [this](int column, const QString &text, const QString &full = {}) {
        m_model.setHeaderData(column, Qt::Horizontal, text);
        m_model.setHeaderData(column, Qt::Horizontal, full.isEmpty() ? text : full, Qt::ToolTipRole);
        m_model.setHeaderData(
            column, Qt::Horizontal,
            int((ContactDelegate::isOnTheRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
            Qt::TextAlignmentRole);
    };
    title(Model::phaseColumn, tr("Next", "what comes next of a contact"), tr("What comes next: rise or set"));
    title(Model::stationColumn, tr("Station"));
    title(Model::satelliteColumn, tr("Satellite"));
    title(Model::elevationColumn, tr("Highest"), tr("Highest elevation above the horizon"));
    title(Model::riseColumn, tr("Rise"), tr("Rise above the least elevation"));
    title(Model::culminationColumn, tr("Culmination"), tr("Culmination: the highest moment"));
    title(Model::setColumn, tr("Set", "of a satellite"), tr("Set below the least elevation"));
    title(Model::durationColumn, tr("Duration"), tr("Duration from rise to set"));
    title(Model::riseAzimuthColumn, tr("Az. rise"), tr("Azimuth of the rise, from north over east"));
    title(Model::setAzimuthColumn, tr("Az. set"), tr("Azimuth of the set, from north over east"));
    title(Model::ageColumn, tr("Elements"), tr("Age of the orbital elements"));
    m_model.setLocale(QLocale());
    setAccessibleName(tr("Contacts"));
    applyWidths();
}

} // namespace desk
