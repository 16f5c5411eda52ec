// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charttable.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartcontent.h"
#include "widgets/charts/chartcsv.h"

#include <QBuffer>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

ChartTable::ChartTable(const ChartContent &content, QWidget *window)
    : QDialog(window)
{
    setObjectName(u"chartTable"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Chart as table"));
    QBuffer csv;
    csv.open(QBuffer::ReadWrite);
    writeCsv(content, csv);
    QStringList lines = QString::fromUtf8(csv.data()).split(u'\n', Qt::SkipEmptyParts);
    const QStringList header = lines.isEmpty() ? QStringList() : cells(lines.takeFirst().trimmed());
    const int rows = int(std::min<qsizetype>(lines.size(), mostRows));
    auto *table = new QTableWidget(rows, int(header.size()));
    table->setObjectName(u"chartTableRows"_s);
    table->setAccessibleName(windowTitle());
    table->setHorizontalHeaderLabels(header);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    for (int row = 0; row < rows; ++row) {
        const QStringList values = cells(lines[row].trimmed());
        for (int column = 0; column < std::min<int>(table->columnCount(), int(values.size())); ++column)
            table->setItem(row, column, new QTableWidgetItem(values[column]));
    }
    table->resizeColumnsToContents();
    auto *count = new QLabel(
        lines.size() > rows
            ? tr("The first %1 of %2 rows; export the chart to get all")
                  .arg(ValueFormatter::count(quint64(rows)), ValueFormatter::count(quint64(lines.size())))
            : tr("%1 rows; what the chart shows now").arg(ValueFormatter::count(quint64(rows))));
    count->setObjectName(u"chartTableCount"_s);
    count->setProperty("dim", true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(table, 1);
    column->addWidget(count);
    column->addWidget(buttons);
    const QFontMetrics metrics(font());
    resize(110 * metrics.averageCharWidth(), 28 * metrics.height());
}

QStringList ChartTable::cells(const QString &line)
{
    QStringList out{QString()};
    bool isQuoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (c == u'"' && isQuoted && i + 1 < line.size() && line[i + 1] == u'"') {
            out.back() += c;
            ++i;
        } else if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (c == u',' && !isQuoted) {
            out << QString();
        } else {
            out.back() += c;
        }
    }
    return out;
}

} // namespace desk
