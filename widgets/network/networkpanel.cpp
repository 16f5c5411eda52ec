// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/networkpanel.h"

#include "widgets/network/betweennesspage.h"
#include "widgets/network/flowpage.h"
#include "widgets/network/routepage.h"
#include "widgets/network/routewatch.h"
#include "widgets/network/weakpointspage.h"
#include "widgets/network/whatifpage.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

NetworkPanel::NetworkPanel(ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                           RouteWatch *watch, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_theme(theme)
    , m_reader(feed)
    , m_watch(watch ? watch : new RouteWatch(feed, selection, this))
    , m_owner(u"network-%1"_s.arg(quintptr(this)))
    , m_page(new QComboBox)
    , m_mark(new QToolButton)
    , m_help(new QToolButton)
    , m_stack(new QStackedWidget)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildHeader();
    addPages();
    if (ownsWatch())
        m_watch->setMeasurements(nullptr, tr("Nothing can be recorded here."));
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_isDirty)
            compute(true);
    });
    connect(&feed, &ParameterFeed::advanced, this, [this](const FeedUpdate &update) {
        m_isDirty = true;
        if (update.topologyChanged)
            takeNodes();
    });
    takeNodes();
    retranslate();
}

NetworkPanel::~NetworkPanel()
{
    if (m_overlay)
        m_overlay->clear(m_owner);
}

void NetworkPanel::buildHeader()
{
    m_page->setObjectName(u"networkPage"_s);
    m_mark->setObjectName(u"networkMark"_s);
    m_mark->setIcon(m_theme.icon(u"topology"_s));
    m_mark->setCheckable(true);
    m_mark->setChecked(true);
    m_mark->setAutoRaise(true);
    m_help->setObjectName(u"networkHelp"_s);
    m_help->setIcon(m_theme.icon(u"help"_s));
    m_help->setAutoRaise(true);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, 0);
    header->setSpacing(Theme::gridUnit);
    header->addWidget(m_page, 1);
    header->addWidget(m_mark);
    header->addWidget(m_help);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::gridUnit);
    column->addLayout(header);
    column->addWidget(m_stack, 1);
    connect(m_mark, &QToolButton::toggled, this, &NetworkPanel::showOverlay);
    connect(m_help, &QToolButton::clicked, this, [this] {
        QToolTip::showText(m_help->mapToGlobal(m_help->rect().bottomLeft()), m_help->toolTip(), m_help);
    });
}

void NetworkPanel::addPages()
{
    const NetworkContext context{m_feed, m_selection, m_theme, m_directory, m_entries};
    m_route = new RoutePage(context, *m_watch);
    m_whatIf = new WhatIfPage(context);
    m_pages = {m_route, new WeakPointsPage(context), new FlowPage(context), new BetweennessPage(context),
               m_whatIf};
    m_whatIf->setWatched([this] {
        std::vector<NamedRoute> routes = m_watch->routes();
        if (const auto named = m_route->query(); named && !m_watch->contains(named->route))
            routes.push_back(named->route);
        return routes;
    });
    for (NetworkPage *page : m_pages) {
        m_stack->addWidget(page);
        m_page->addItem(QString());
        connect(page, &NetworkPage::figuresWanted, this, [this, page] {
            if (page == &current())
                compute(false);
        });
        connect(page, &NetworkPage::overlayChanged, this, [this, page] {
            if (page == &current())
                showOverlay();
        });
    }
    connect(m_page, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        m_help->setToolTip(current().meaning());
        showOverlay();
        compute(false);
    });
}

NetworkPage &NetworkPanel::current() const
{
    return *m_pages[std::size_t(std::max(0, m_stack->currentIndex()))];
}

void NetworkPanel::setOverlay(TopologyOverlay *overlay)
{
    m_overlay = overlay;
    showOverlay();
}

void NetworkPanel::setMeasurements(OwnMeasurements *measurements, const QString &refusal)
{
    m_watch->setMeasurements(measurements, refusal);
}

bool NetworkPanel::ownsWatch() const
{
    return m_watch->parent() == this;
}

void NetworkPanel::showPage(Page page)
{
    m_page->setCurrentIndex(int(page));
}

NetworkPanel::Page NetworkPanel::page() const
{
    return Page(m_page->currentIndex());
}

bool NetworkPanel::isComputing() const
{
    return current().isComputing();
}

void NetworkPanel::answer(NetworkQuestion question, const QString &node, const QString &otherEnd)
{
    switch (question) {
    case NetworkQuestion::routeFrom:
    case NetworkQuestion::routeTo:
        showPage(Page::route);
        m_route->setEnd(question == NetworkQuestion::routeFrom, node);
        break;
    case NetworkQuestion::switchOff:
        showPage(Page::whatIf);
        m_whatIf->switchOff({node.toStdString(), otherEnd.toStdString()});
        break;
    }
}

void NetworkPanel::refresh()
{
    compute(false);
}

void NetworkPanel::compute(bool byItself)
{
    if (!isVisible())
        return;
    if (current().take(m_reader.read(), byItself))
        m_isDirty = false;
}

void NetworkPanel::takeNodes()
{
    if (!m_directory.refresh(m_feed.topology()))
        return;
    m_entries.setStringList(m_directory.entries());
    for (NetworkPage *page : m_pages)
        page->showNodes();
}

void NetworkPanel::showOverlay()
{
    if (!m_overlay)
        return;
    const OverlayContent &marks = current().overlay();
    if (!isVisible() || !m_mark->isChecked() || marks.isEmpty()) {
        m_overlay->clear(m_owner);
        return;
    }
    OverlayContent content = marks;
    content.owner = m_owner;
    m_overlay->show(std::move(content));
}

} // namespace desk
