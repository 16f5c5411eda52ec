// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/measuredialog.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int columnCount = 11;

QString figure(double value)
{
    return QLocale().toString(value, 'g', 7);
}

} // namespace

MeasureDialog::MeasureDialog(Measurement &measurement, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_measurement(measurement)
    , m_theme(theme)
    , m_span(new QLabel)
    , m_table(new QTableWidget(0, columnCount))
    , m_remark(new QLabel)
{
    setObjectName(u"measureDialog"_s);
    setWindowTitle(tr("Measurement A–B"));
    m_span->setObjectName(u"measureSpan"_s);
    m_span->setFont(theme.monoFont());
    m_table->setObjectName(u"measureTable"_s);
    m_table->setAccessibleName(windowTitle());
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalHeaderLabels({tr("Series"), tr("ΔV"), tr("Slope"), tr("Mean"), tr("Min"), tr("Max"),
                                        tr("RMS"), tr("Integral"), tr("Known"), tr("Samples"), tr("State")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_remark->setWordWrap(true);
    m_remark->setProperty("dim", true);
    m_remark->setText(tr("Of all samples from A to B. ΔV and slope: last against first. Mean and RMS are "
                         "weighted by time; mean, RMS and integral join neighbours by straight lines (states "
                         "hold, from before A up to B) and leave out holes longer than three of the usual "
                         "steps there and what borders on invalid samples; Known is the time that is left."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"measureCopy"_s);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_span);
    column->addWidget(m_table, 1);
    column->addWidget(m_remark);
    column->addWidget(buttons);
    resize(1040, 260);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&measurement, &Measurement::changed, this, &MeasureDialog::refresh);
}

void MeasureDialog::showEvent(QShowEvent *)
{
    m_measurement.setWanted(true);
    refresh();
}

void MeasureDialog::hideEvent(QHideEvent *)
{
    m_measurement.setWanted(false);
}

QString MeasureDialog::spanText() const
{
    const auto span = m_measurement.span();
    if (!span)
        return tr("Set A and B: put the cursor there and press A or B.");
    const double seconds = std::chrono::duration<double>(span->end - span->start).count();
    QString text = u"%1 – %2   Δt = %3 s"_s.arg(ValueFormatter::fullTime(span->start),
                                                ValueFormatter::fullTime(span->end),
                                                QLocale().toString(seconds, 'f', seconds < 1 ? 9 : 3));
    if (seconds > 0)
        text += u"   1/Δt = %1 Hz"_s.arg(QLocale().toString(1 / seconds, 'g', 6));
    return text;
}

QStringList MeasureDialog::cells(const Measurement::Row &row) const
{
    const ChartContent &content = m_measurement.content();
    const Trace *trace = content.find(row.id);
    QStringList out;
    if (!trace)
        return out;
    const Trace::Description &about = trace->description();
    out << (about.unit.isEmpty() || trace->isStepped() ? trace->name()
                                                       : trace->name() + u" [" + about.unit + u']');
    const SpanStatistics::Figures &figures = row.figures;
    const bool counted = !row.isReading && figures.count > 0;
    const bool timed = !row.isReading && figures.covered > 0;
    const bool known = counted || timed;
    const QString none = row.isReading ? u"…"_s : ValueFormatter::unknown();
    const bool quantity = !trace->isStepped();
    const bool share = about.kind == ValueKind::boolean; // of the time
    const auto slope = figures.slope();
    const auto within = m_measurement.span();
    const double span = within ? std::chrono::duration<double>(within->end - within->start).count() : 0;
    out << (counted && quantity ? figure(figures.difference()) : none)
        << (counted && quantity && slope ? figure(*slope) + u" /s" : none)
        << (known && (quantity || share) ? figure(figures.mean) : none)
        << (known && (quantity || share) ? content.valueText(*trace, figures.min) : none)
        << (known && (quantity || share) ? content.valueText(*trace, figures.max) : none)
        << (known && quantity ? figure(figures.rms) : none)
        << (timed && (quantity || share) ? figure(figures.integral) + u" s" : none)
        << (row.isReading ? none : tr("%1 s of %2 s").arg(figure(figures.covered), figure(span)))
        << (row.isReading ? none : QLocale().toString(qulonglong(figures.count)));
    QStringList state;
    if (row.isReading)
        state << tr("reading… %1 %").arg(int(row.progress * 100));
    if (figures.invalid > 0)
        state << tr("%1 invalid").arg(QLocale().toString(qulonglong(figures.invalid)));
    if (row.isDamaged)
        state << tr("incomplete: a recording is damaged");
    if (!row.isReading && !row.isDamaged)
        state << (figures.covers(span) ? tr("exact") : tr("known in part"));
    out << state.join(u", "_s);
    return out;
}

void MeasureDialog::refresh()
{
    if (!isVisible())
        return;
    m_span->setText(spanText());
    const std::vector<Measurement::Row> &rows = m_measurement.rows();
    m_table->setRowCount(int(rows.size()));
    for (int r = 0; r < int(rows.size()); ++r) {
        const QStringList texts = cells(rows[std::size_t(r)]);
        for (int c = 0; c < int(texts.size()); ++c) {
            QTableWidgetItem *item = m_table->item(r, c);
            if (!item) {
                item = new QTableWidgetItem;
                item->setTextAlignment((c == 0 || c == columnCount - 1 ? Qt::AlignLeft : Qt::AlignRight) |
                                       Qt::AlignVCenter);
                if (c > 0 && c < columnCount - 1)
                    item->setFont(m_theme.monoFont());
                m_table->setItem(r, c, item);
            }
            item->setText(texts.at(c));
        }
    }
}

QString MeasureDialog::text() const
{
    QString out = spanText() + u'\n';
    QStringList head;
    for (int c = 0; c < columnCount; ++c)
        head << m_table->horizontalHeaderItem(c)->text();
    out += head.join(u'\t') + u'\n';
    for (const Measurement::Row &row : m_measurement.rows())
        out += cells(row).join(u'\t') + u'\n';
    return out;
}

} // namespace desk
