// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that compares what is open with a second recording.
#include "app/mainwindow.h"
#include "app/recordingview.h"
#include "widgets/charts/comparison.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace desk {

using namespace Qt::StringLiterals;

Comparison &MainWindow::comparison() const
{
    return m_recording ? *m_recording->view().comparison : *m_liveComparison;
}

void MainWindow::addCompareActions(QMenu &menu)
{
    menu.addAction(tr("Co&mpare with recording…"), QKeySequence(u"Ctrl+Shift+O"_s), this,
                   &MainWindow::askForReference)
        ->setObjectName(u"compareRecording"_s);
    QAction *end = menu.addAction(tr("&End comparison"), &comparison(), &Comparison::end);
    end->setObjectName(u"endComparison"_s);
    const auto show = [end, of = &comparison()] { end->setEnabled(of->reference() != nullptr); };
    connect(&comparison(), &Comparison::changed, end, show);
    show();
}

void MainWindow::askForReference()
{
    auto *dialog = new QFileDialog(this, tr("Compare with recording"));
    dialog->setObjectName(u"compareDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Recordings (*.desk *.csv *.jsonl *.lp *.mcap)"), tr("Sessions (*.desk)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::compareWith);
    dialog->setModal(false);
    dialog->show();
}

void MainWindow::compareWith(const QString &path)
{
    open(path, [this](const QString &session, const QString &name, std::shared_ptr<void> temporary) {
        beginComparison(session, name, std::move(temporary));
    });
}

void MainWindow::beginComparison(const QString &session, const QString &name, std::shared_ptr<void> temporary)
{
    auto reference = std::make_shared<ReferenceRecording>(session.toStdString(), name, std::move(temporary));
    comparison().begin(reference);
    reference->start();
}

// A second file may be meant either way.
void MainWindow::askWhatFor(const QString &path, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"dropMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto plain = [](QString name) { return name.replace(u'&', u"&&"_s); }; // no mnemonic
    const QString name = plain(QFileInfo(path).fileName());
    const QString open = plain(m_recording->name());
    menu->addAction(tr("Compare %1 with %2").arg(open, name), this, [this, path] { compareWith(path); })
        ->setObjectName(u"dropCompare"_s);
    menu->addAction(tr("Replay %1 instead of %2").arg(name, open), this, [this, path] { openFile(path); })
        ->setObjectName(u"dropReplay"_s);
    menu->addSeparator();
    menu->addAction(tr("Cancel"));
    menu->popup(at);
}

} // namespace desk
