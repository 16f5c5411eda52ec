// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartView that exports: pictures, and what is visible as CSV.
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/csvexport.h"
#include "widgets/charts/exportbar.h"
#include "widgets/charts/plotarea.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <utility>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int dotsPerInch = 96;

} // namespace

QPixmap ChartView::picture()
{
    refresh();
    return grab();
}

QString ChartView::suggestedName(const QString &suffix) const
{
    QString stamp = ValueFormatter::fullTime(m_content.grid().visible().end);
    stamp.replace(u':', u'-').replace(u'.', u'-');
    return u"chart-"_s + stamp + suffix;
}

// Runs until it is done, cancelled or the chart goes; another takes its place. `done` keeps what was written;
// `failure` has a place for the reason.
bool ChartView::startExport(std::unique_ptr<QIODevice> device, std::function<bool(QIODevice &)> done,
                            const QString &failure)
{
    refresh(); // what is written is what is seen now
    if (m_content.overlay().isActive() && m_content.overlay().isReading()) {
        remark(tr("The reference is still being read. Export again in a moment."));
        return false;
    }
    if (!device->isOpen()) {
        remark(failure.arg(device->errorString()));
        return false;
    }
    delete m_export;
    m_export = new CsvExport(m_content, *device, this);
    device->setParent(m_export);
    QIODevice *out = device.release();
    auto *bar = new ExportBar(this);
    connect(m_export, &QObject::destroyed, bar, &QObject::deleteLater);
    connect(bar, &ExportBar::cancelled, this, [this] {
        delete std::exchange(m_export, nullptr); // a file that was not committed leaves nothing behind
        remark(tr("The export was cancelled; nothing was written."));
    });
    connect(m_export, &CsvExport::progressed, bar,
            [bar, running = m_export] { bar->setProgress(running->progress()); });
    const auto finished = [this, out, done = std::move(done), failure] {
        const auto outcome = *m_export->outcome();
        const bool all = outcome == CsvExport::Outcome::written || outcome == CsvExport::Outcome::damaged;
        const bool kept = all && done(*out);
        if (outcome == CsvExport::Outcome::changed)
            remark(tr("The chart changed during the export; nothing was written."));
        else if (!kept)
            remark(failure.arg(out->errorString()));
        else if (outcome == CsvExport::Outcome::damaged)
            remark(tr("Exported, but a recording could not be read in full: samples may be missing."));
        else if (m_content.overlay().isActive() && m_content.overlay().isReduced())
            remark(
                tr("Written without the reference, which has too many samples here. Show a shorter span."));
        m_export->deleteLater();
        m_export = nullptr;
        return kept;
    };
    m_export->start();
    if (m_export->isFinished()) {
        bar->hide();
        return finished();
    }
    bar->move(std::max(0, width() - bar->width() - 16), m_plot->y() + 8);
    bar->show();
    connect(m_export, &CsvExport::finished, this, finished);
    return true;
}

bool ChartView::saveCsv(const QString &path)
{
    auto file = std::make_unique<QSaveFile>(path);
    file->open(QIODevice::WriteOnly);
    return startExport(
        std::move(file), [](QIODevice &out) { return static_cast<QSaveFile &>(out).commit(); },
        tr("%1 could not be written: %2").arg(path, u"%1"_s));
}

void ChartView::copyCsv()
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->open(QIODevice::WriteOnly);
    startExport(
        std::move(buffer),
        [](QIODevice &out) {
            QApplication::clipboard()->setText(QString::fromUtf8(static_cast<QBuffer &>(out).data()));
            return true;
        },
        tr("The data could not be copied: %1"));
}

// PNG, or by the name's end SVG or PDF: as lines and text, of the size on screen.
bool ChartView::savePicture(const QString &path)
{
    refresh();
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (written && suffix == u"svg") {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setResolution(dotsPerInch);
        svg.setSize(size());
        svg.setViewBox(rect());
        svg.setTitle(accessibleName());
        QPainter painter(&svg);
        written = painter.isActive();
        render(&painter);
    } else if (written && suffix == u"pdf") {
        QPdfWriter pdf(&file);
        pdf.setResolution(dotsPerInch);
        pdf.setPageMargins({});
        pdf.setPageSize(QPageSize(QSizeF(size()) * 72 / dotsPerInch, QPageSize::Point));
        pdf.setTitle(accessibleName());
        pdf.setCreator(u"Constellation Desk"_s);
        QPainter painter(&pdf);
        written = painter.isActive();
        render(&painter);
    } else if (written) {
        written = grab().save(&file, "PNG");
    }
    written = written && file.commit();
    if (!written)
        remark(tr("%1 could not be written: %2").arg(path, file.errorString()));
    return written;
}

void ChartView::exportCsv()
{
    auto *dialog =
        new QFileDialog(this, tr("Export visible data"), suggestedName(u".csv"_s), tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(suggestedName(u".csv"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { saveCsv(path); });
    dialog->open();
}

void ChartView::exportPicture()
{
    auto *dialog =
        new QFileDialog(this, tr("Save picture"), QString(), tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(suggestedName(u".png"_s));
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &filter) { dialog->setDefaultSuffix(filter.left(3).toLower()); });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { savePicture(path); });
    dialog->open();
}

} // namespace desk
