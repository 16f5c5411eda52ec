// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/figuretable.h"

#include "models/itemmodels/valueformatter.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <climits>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype writeAt = 1 << 16; // bytes

QString quoted(QString cell)
{
    bool isNumber = false;
    cell.toDouble(&isNumber);
    if (!isNumber && !cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r'))
        cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
    return cell;
}

QByteArray lineOf(const QStringList &cells)
{
    QStringList out;
    for (const QString &cell : cells)
        out << quoted(cell);
    return out.join(u',').toUtf8() + "\r\n";
}

} // namespace

int FigureTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<std::size_t>(m_figure->itemCount(), INT_MAX));
}

int FigureTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_figure->columns().size());
}

QVariant FigureTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    return m_figure->row(std::size_t(index.row())).value(index.column());
}

QVariant FigureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_figure->columns().value(section);
}

FigureTable::FigureTable(std::shared_ptr<const PlotFigure> figure, const QString &title, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"figureTable"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1 as table").arg(title));
    auto *count = new QLabel(tr("%1 rows; what the plot was made of when this was opened")
                                 .arg(ValueFormatter::count(figure->itemCount())));
    count->setProperty("dim", true);
    auto *table = new QTableView;
    table->setObjectName(u"figureTableRows"_s);
    table->setAccessibleName(windowTitle());
    table->setModel(new FigureTableModel(std::move(figure), this));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setResizeContentsPrecision(100);
    table->resizeColumnsToContents();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(table, 1);
    column->addWidget(count);
    column->addWidget(buttons);
    const QFontMetrics metrics(font());
    resize(100 * metrics.averageCharWidth(), 28 * metrics.height());
}

bool writeFigureCsv(const PlotFigure &figure, QIODevice &out)
{
    QByteArray bytes = lineOf(figure.columns());
    for (std::size_t i = 0; i < figure.itemCount(); ++i) {
        bytes += lineOf(figure.row(i));
        if (bytes.size() < writeAt)
            continue;
        if (out.write(bytes) != bytes.size())
            return false;
        bytes.clear();
    }
    return out.write(bytes) == bytes.size();
}

} // namespace desk
