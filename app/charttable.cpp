// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charttable.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartcontent.h"
#include "widgets/charts/csvexport.h"

#include <QBuffer>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

// Takes in so many lines, and then no more.
class ChartTable::Lines final : public QBuffer
{
public:
    [[nodiscard]] bool isFull() const { return m_count > mostRows; }

protected:
    qint64 writeData(const char *text, qint64 length) override
    {
        if (isFull())
            return -1;
        m_count += std::count(text, text + length, '\n');
        return QBuffer::writeData(text, length);
    }

private:
    qsizetype m_count = 0;
};

ChartTable::ChartTable(const ChartContent &content, QWidget *window)
    : QDialog(window)
    , m_lines(std::make_unique<Lines>())
    , m_export(std::make_unique<CsvExport>(content, *m_lines))
    , m_table(new QTableWidget)
    , m_count(new QLabel)
{
    setObjectName(u"chartTable"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Chart as table"));
    m_table->setObjectName(u"chartTableRows"_s);
    m_table->setAccessibleName(windowTitle());
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_count->setObjectName(u"chartTableCount"_s);
    m_count->setProperty("dim", true);
    m_count->setText(tr("reading…"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_table, 1);
    column->addWidget(m_count);
    column->addWidget(buttons);
    const QFontMetrics metrics(font());
    resize(110 * metrics.averageCharWidth(), 28 * metrics.height());

    m_lines->open(QBuffer::ReadWrite);
    // By way of the event loop: it is within its signal.
    connect(m_export.get(), &CsvExport::finished, this, &ChartTable::fill, Qt::QueuedConnection);
    m_export->start();
    if (m_export->isFinished())
        fill();
}

ChartTable::~ChartTable() = default;

void ChartTable::abandon()
{
    if (m_export)
        m_count->setText(tr("The chart was closed before all was read."));
    m_export.reset();
}

void ChartTable::fill()
{
    if (!m_export)
        return;
    const CsvExport::Outcome outcome = *m_export->outcome();
    m_export.reset();
    QStringList lines = QString::fromUtf8(m_lines->data()).split(u'\n', Qt::SkipEmptyParts);
    const QStringList header = lines.isEmpty() ? QStringList() : cells(lines.takeFirst().trimmed());
    const int rows = int(std::min<qsizetype>(lines.size(), mostRows));
    m_table->setColumnCount(int(header.size()));
    m_table->setRowCount(rows);
    m_table->setHorizontalHeaderLabels(header);
    for (int row = 0; row < rows; ++row) {
        const QStringList values = cells(lines[row].trimmed());
        for (int column = 0; column < std::min<int>(m_table->columnCount(), int(values.size())); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(values[column]));
    }
    m_table->resizeColumnsToContents();
    const QString count = ValueFormatter::count(quint64(rows));
    if (outcome == CsvExport::Outcome::changed)
        m_count->setText(tr("The chart changed while it was read. Open this table again."));
    else if (m_lines->isFull())
        m_count->setText(tr("The first %1 rows; export the chart to get all").arg(count));
    else if (outcome == CsvExport::Outcome::damaged)
        m_count->setText(tr("%1 rows; a recording could not be read in full").arg(count));
    else
        m_count->setText(tr("%1 rows; what the chart shows now").arg(count));
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
