// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartView that offers what else can be done with a chart.
#include "widgets/charts/chartmeasure.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/chartzoom.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>

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
    QAction *own = add({}, tr("Own time span"), &ChartView::toggleOwnSpan);
    own->setObjectName(u"ownSpan"_s);
    own->setShortcut(Qt::Key_O);
    own->setCheckable(true);
    own->setChecked(m_time.ownSpan().has_value());
    QAction *strips = menu->addAction(tr("States as strips"), this, &ChartView::setStateStrips);
    strips->setObjectName(u"stateStrips"_s);
    strips->setShortcut(Qt::Key_S);
    strips->setCheckable(true);
    strips->setChecked(m_content.stateStrips());
    strips->setEnabled(m_content.hasStates());
    QAction *forecasts = menu->addAction(tr("Forecasts"), this, &ChartView::showForecasts);
    forecasts->setObjectName(u"forecasts"_s);
    forecasts->setShortcut(Qt::Key_P);
    forecasts->setCheckable(true);
    forecasts->setChecked(m_content.forecasts().areShown());
    m_zoom->addTo(*menu);
    m_measure->addTo(*menu);
    menu->addSeparator();
    addComparisonTo(*menu);
    add(u"copy"_s, tr("Copy picture"), [this] { QApplication::clipboard()->setPixmap(picture()); });
    add(u"copy"_s, tr("Copy visible data"), &ChartView::copyCsv)->setObjectName(u"copyCsv"_s);
    add(u"image"_s, tr("Save picture…"), &ChartView::exportPicture);
    add(u"export"_s, tr("Export visible data as CSV…"), &ChartView::exportCsv);
    menu->addSeparator();
    menu->addAction(m_theme.icon(u"chart-remove"_s), tr("Remove chart"), this, &ChartView::removalRequested);
    return menu;
}

// The other charts go on showing what they show.
void ChartView::toggleOwnSpan()
{
    m_time.setOwnSpan(m_time.ownSpan() ? std::nullopt : std::optional(m_time.span()));
    remark(m_time.ownSpan() ? tr("This chart has its own time span now.")
                            : tr("This chart shows the same times as the others."));
    structureChanged();
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

} // namespace desk
