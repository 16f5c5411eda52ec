// SPDX-License-Identifier: GPL-3.0-or-later
// What a NetworkPanel keeps, its words, and what it does when it is shown and hidden.
#include "widgets/network/networkpage.h"
#include "widgets/network/networkpanel.h"
#include "widgets/network/routewatch.h"

#include <QComboBox>
#include <QEvent>
#include <QToolButton>

#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array pageKeys{"route", "weakPoints", "flow", "betweenness", "whatIf"}; // by Page

} // namespace

void NetworkPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start(std::chrono::seconds{1});
    takeNodes();
    compute(false);
    showOverlay();
}

void NetworkPanel::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    QWidget::hideEvent(event);
    showOverlay();
}

void NetworkPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void NetworkPanel::retranslate()
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        m_pages[i]->retranslate();
        m_page->setItemText(int(i), m_pages[i]->title());
    }
    m_page->setAccessibleName(tr("Analysis of the network"));
    m_page->setToolTip(tr("What is asked of the network"));
    m_mark->setAccessibleName(tr("Mark in the topology"));
    m_mark->setToolTip(tr("Marks what is found in the topology of the same source"));
    m_help->setAccessibleName(tr("What the words mean"));
    m_help->setToolTip(current().meaning());
}

QJsonObject NetworkPanel::saveState() const
{
    QJsonObject state{{u"page"_s, QLatin1String(pageKeys[std::size_t(m_page->currentIndex())])},
                      {u"mark"_s, m_mark->isChecked()}};
    if (ownsWatch())
        state.insert(u"charted"_s, m_watch->save());
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        state.insert(QLatin1String(pageKeys[i]), m_pages[i]->saveState());
    return state;
}

void NetworkPanel::restoreState(const QJsonObject &state)
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        m_pages[i]->restoreState(state.value(QLatin1String(pageKeys[i])).toObject());
        if (state.value(u"page"_s).toString() == QLatin1String(pageKeys[i]))
            m_page->setCurrentIndex(int(i));
    }
    m_mark->setChecked(state.value(u"mark"_s).toBool(true));
    if (ownsWatch())
        m_watch->restore(state.value(u"charted"_s).toArray());
    compute(false);
}

} // namespace desk
