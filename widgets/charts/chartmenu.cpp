// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartView that offers what else can be done with a chart, and exports.
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartcsv.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/chartzoom.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>

namespace desk {
namespace {
using namespace Qt::StringLiterals;
} // namespace

QMenu *ChartView::createMenu()
{
    auto *menu = new QMenu(this);
    const bool some = !m_content.isEmpty();
    const auto add = [&](const QString &icon, const QString &text, auto slot) {
        QAction *action = menu->addAction(m_theme.icon(icon), text, this, slot);
        action->setEnabled(some);
        return action;
    };
    QMenu *remove = menu->addMenu(m_theme.icon(u"minus"_s), tr("Remove series"));
    remove->setEnabled(some);
    for (const Trace &trace : m_content.traces()) {
        QString name = trace.name();
        name.replace(u'&', u"&&"_s); // a name is no mnemonic
        remove->addAction(name, this, [this, id = trace.id()] { removeSeries(id); });
    }
    add(u"trash"_s, tr("Clear chart"), &ChartView::clear);
    menu->addSeparator();
    QAction *hold = menu->addAction(m_theme.icon(m_time.isPaused() ? u"play"_s : u"pause"_s),
                                    m_time.isPaused() ? tr("Follow now") : tr("Hold"), this,
                                    [this] { m_time.setPaused(!m_time.isPaused()); });
    hold->setShortcut(Qt::Key_Space);
    menu->addAction(m_theme.icon(u"reset"_s), tr("Reset time axis"), this, [this] { m_time.reset(); })
        ->setShortcut(Qt::Key_Home);
    m_zoom->addTo(*menu);
    menu->addSeparator();
    addComparisonTo(*menu);
    add(u"copy"_s, tr("Copy picture"), [this] { QApplication::clipboard()->setPixmap(picture()); });
    add(u"image"_s, tr("Save picture…"), &ChartView::exportPicture);
    add(u"export"_s, tr("Export visible data as CSV…"), &ChartView::exportCsv);
    menu->addSeparator();
    menu->addAction(m_theme.icon(u"chart-remove"_s), tr("Remove chart"), this, &ChartView::removalRequested);
    return menu;
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

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

bool ChartView::saveCsv(const QString &path)
{
    refresh(); // what is written is what is seen now
    if (m_content.overlay().isActive() && m_content.overlay().isReading()) {
        remark(tr("The reference is still being read. Export again in a moment."));
        return false;
    }
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && writeCsv(m_content, file) && file.commit();
    if (!written)
        remark(tr("%1 could not be written: %2").arg(path, file.errorString()));
    else if (m_content.overlay().isActive() && m_content.overlay().isReduced())
        remark(tr("Written without the reference, which has too many samples here. Show a shorter span."));
    return written;
}

bool ChartView::savePicture(const QString &path)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && picture().save(&file, "PNG") && file.commit();
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
    auto *dialog = new QFileDialog(this, tr("Save picture"), QString(), tr("PNG (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(suggestedName(u".png"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { savePicture(path); });
    dialog->open();
}

} // namespace desk
