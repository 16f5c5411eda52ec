// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AnalysisPanel that offers what else can be done with it: menu, keys, export.
#include "models/itemmodels/valueformatter.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/analysis/analysisplot.h"
#include "widgets/analysis/figuretable.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QtConcurrentRun>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int dotsPerInch = 96;

} // namespace

void AnalysisPanel::fillMenu(QMenu &menu)
{
    const bool shows = m_plot->figure() && !m_plot->figure()->isEmpty();
    const auto add = [&](const QString &name, const QString &icon, const QString &text, auto slot) {
        QAction *action = menu.addAction(icon.isEmpty() ? QIcon() : m_theme.icon(icon), text, this, slot);
        action->setObjectName(name);
        action->setEnabled(shows);
        return action;
    };
    fillSettings(menu);
    if (slotCount() > 1)
        add(u"analysisSwap"_s, {}, tr("Swap X and Y"), &AnalysisPanel::swapParameters)
            ->setEnabled(isComplete());
    QAction *again = add(u"analysisRefresh"_s, u"refresh"_s, tr("Take anew"), &AnalysisPanel::refresh);
    again->setShortcut(Qt::Key_F5);
    again->setEnabled(isComplete());
    QAction *whole =
        add(u"analysisWhole"_s, u"reset"_s, tr("Show all of it"), [this] { m_plot->resetZoom(); });
    whole->setShortcut(Qt::Key_Home);
    whole->setEnabled(m_plot->isZoomed());
    menu.addSeparator();
    add(u"analysisTable"_s, u"table"_s, tr("Show as table…"), &AnalysisPanel::showTable);
    add(u"analysisCopyPicture"_s, u"copy"_s, tr("Copy picture"),
        [this] { QApplication::clipboard()->setPixmap(grab()); });
    add(u"analysisCopy"_s, u"copy"_s, tr("Copy data"), &AnalysisPanel::copyCsv);
    add(u"analysisSavePicture"_s, u"image"_s, tr("Save picture…"), &AnalysisPanel::exportPicture);
    add(u"analysisSaveCsv"_s, u"export"_s, tr("Export data as CSV…"), &AnalysisPanel::exportCsv);
}

// What can be chosen of the kind.
void AnalysisPanel::fillSettings(QMenu &menu)
{
    const auto choice = [this](QMenu &in, const QString &name, const QString &text, bool isChosen,
                               auto AnalysisSettings::*what, auto value) {
        QAction *action = in.addAction(text, this, [this, what, value] {
            AnalysisSettings settings = m_settings;
            settings.*what = value;
            setSettings(settings);
        });
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(isChosen);
    };
    switch (m_settings.kind) {
    case AnalysisKind::xy:
    case AnalysisKind::scatter:
        return;
    case AnalysisKind::histogram: {
        QMenu *bins = menu.addMenu(tr("Bins"));
        for (const int count : {0, 10, 20, 50, 100, 200})
            choice(*bins, u"analysisBins%1"_s.arg(count),
                   count == 0 ? tr("As many as fit the values") : QString::number(count),
                   m_settings.bins == count, &AnalysisSettings::bins, count);
        break;
    }
    case AnalysisKind::spectrum:
        choice(menu, u"analysisAmplitude"_s, tr("Amplitude"), !m_settings.density, &AnalysisSettings::density,
               false);
        choice(menu, u"analysisDensity"_s, tr("Power spectral density"), m_settings.density,
               &AnalysisSettings::density, true);
        choice(menu, u"analysisLog"_s, tr("Logarithmic"), m_settings.logarithmic,
               &AnalysisSettings::logarithmic, !m_settings.logarithmic);
        [[fallthrough]];
    case AnalysisKind::spectrogram: {
        QMenu *segments = menu.addMenu(tr("Points of a segment"));
        for (const std::size_t points : {0U, 32U, 64U, 128U, 256U, 512U, 1024U, 4096U, 16'384U}) {
            if (m_settings.kind == AnalysisKind::spectrum || points <= Spectrogram::mostSegment)
                choice(*segments, u"analysisSegment%1"_s.arg(points),
                       points == 0 ? tr("By itself") : QString::number(points), m_settings.segment == points,
                       &AnalysisSettings::segment, std::size_t{points});
        }
        break;
    }
    }
    menu.addSeparator();
}

QMenu *AnalysisPanel::createMenu()
{
    auto *menu = new QMenu(this);
    fillMenu(*menu);
    return menu;
}

void AnalysisPanel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

void AnalysisPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F5)
        refresh();
    else if (event->matches(QKeySequence::Copy) && m_plot->figure())
        copyCsv();
    else
        QWidget::keyPressEvent(event);
}

void AnalysisPanel::showTable()
{
    if (m_plot->figure())
        (new FigureTable(m_plot->figure(), title(), this))->show();
}

QString AnalysisPanel::suggestedName(const QString &suffix) const
{
    QString stamp = ValueFormatter::fullTime(m_range.end);
    stamp.replace(u':', u'-').replace(u'.', u'-');
    return u"analysis-"_s + stamp + suffix;
}

bool AnalysisPanel::savePicture(const QString &path)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    if (written && QFileInfo(path).suffix().toLower() == u"svg") {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setResolution(dotsPerInch);
        svg.setSize(size());
        svg.setViewBox(rect());
        svg.setTitle(title());
        QPainter painter(&svg);
        written = painter.isActive();
        render(&painter);
        painter.translate(m_plot->mapTo(this, QPoint()));
        m_plot->paintTo(painter); // shapes, over its picture on screen
    } else if (written) {
        written = grab().save(&file, "PNG");
    }
    written = written && file.commit();
    if (!written)
        remark(tr("%1 could not be written: %2").arg(path, file.errorString()));
    return written;
}

// One at a time; the figure does not change, so another thread may read it.
bool AnalysisPanel::write(std::function<QString()> writing)
{
    if (!m_plot->figure())
        return false; // it went while a dialog was open
    if (m_writing.isRunning()) {
        remark(tr("Another export is still being written."));
        return false;
    }
    m_writing.setFuture(QtConcurrent::run(std::move(writing)));
    return true;
}

void AnalysisPanel::saveCsv(const QString &path)
{
    write([figure = m_plot->figure(), path]() -> QString {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && writeFigureCsv(*figure, file) && file.commit())
            return {};
        return tr("%1 could not be written: %2").arg(path, file.errorString());
    });
}

void AnalysisPanel::copyCsv()
{
    auto text = std::make_shared<QByteArray>();
    const bool begun = write([figure = m_plot->figure(), text]() -> QString {
        QBuffer buffer(text.get());
        buffer.open(QIODevice::WriteOnly);
        writeFigureCsv(*figure, buffer);
        return {};
    });
    if (!begun)
        return;
    connect(
        &m_writing, &QFutureWatcherBase::finished, this,
        [text] { QApplication::clipboard()->setText(QString::fromUtf8(*text)); }, Qt::SingleShotConnection);
}

void AnalysisPanel::exportCsv()
{
    auto *dialog = new QFileDialog(this, tr("Export data"), QString(), tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(suggestedName(u".csv"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { saveCsv(path); });
    dialog->open();
}

void AnalysisPanel::exportPicture()
{
    auto *dialog = new QFileDialog(this, tr("Save picture"), QString(), tr("PNG (*.png);;SVG (*.svg)"));
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
