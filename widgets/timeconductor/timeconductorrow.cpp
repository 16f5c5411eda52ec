// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimeConductorBar that puts its controls into a row and folds away what does not fit.
#include "widgets/timeconductor/timeconductorbar.h"

#include "widgets/theme/theme.h"
#include "widgets/timeconductor/timerangeentry.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int lastRank = 7;
constexpr int stripWanted = 150; // controls give way before the strip gets narrower

} // namespace

TimeConductorBar::Group &TimeConductorBar::addGroup(int rank, bool replayOnly)
{
    m_groups.push_back(std::make_unique<Group>());
    Group &group = *m_groups.back();
    group.rank = rank;
    group.replayOnly = replayOnly;
    group.box = new QWidget;
    auto *row = new QHBoxLayout(group.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_row->addWidget(group.box);
    return group;
}

QToolButton *TimeConductorBar::addButton(Group &group, QAction *action)
{
    auto *button = new QToolButton;
    button->setObjectName(action->objectName());
    button->setDefaultAction(action);
    button->setIconSize({Theme::iconSize, Theme::iconSize});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->installEventFilter(this);
    group.box->layout()->addWidget(button);
    group.actions.push_back(action);
    return button;
}

QToolButton *TimeConductorBar::addMenuButton(Group &group, const QString &name, const QString &icon)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    if (!icon.isEmpty())
        button->setIcon(m_theme.icon(icon));
    button->setIconSize({Theme::iconSize, Theme::iconSize});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->installEventFilter(this);
    group.menu = new QMenu(button);
    button->setMenu(group.menu);
    group.box->layout()->addWidget(button);
    return button;
}

void TimeConductorBar::buildRow()
{
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(Theme::panelPadding, Theme::gridUnit / 2, Theme::panelPadding,
                              Theme::gridUnit / 2);
    m_row->setSpacing(Theme::gridUnit);
    m_row->setSizeConstraint(QLayout::SetNoConstraint); // it folds: minimumSizeHint() says how far
    Group &modes = addGroup(0, false);
    for (std::size_t i = 0; i < m_modes.size(); ++i)
        m_modes[i] = addButton(modes, m_modeActions[i]);
    m_modes[1]->setProperty("timeMode", u"fixed"_s);
    m_modes[2]->setProperty("timeMode", u"replay"_s);
    Group &jumpsBack = addGroup(4, true);
    addButton(jumpsBack, m_toBegin);
    addButton(jumpsBack, m_secondBack);
    addButton(addGroup(6, true), m_sampleBack);
    addButton(addGroup(0, false), m_play);
    addButton(addGroup(6, true), m_sampleForward);
    Group &jumpsForward = addGroup(4, true);
    addButton(jumpsForward, m_secondForward);
    addButton(jumpsForward, m_toEnd);
    m_speed = addMenuButton(addGroup(5, true), u"replaySpeed"_s, {});
    m_speed->setToolButtonStyle(Qt::ToolButtonTextOnly);
    Group &loop = addGroup(2, true);
    addButton(loop, m_loopBeginAction);
    addButton(loop, m_loop);
    addButton(loop, m_loopEndAction);
    m_gaps = addMenuButton(addGroup(1, true), u"replayGaps"_s, u"skip-gaps"_s);
    m_gaps->setCheckable(true);
    m_span = addMenuButton(addGroup(3, false), u"timeSpan"_s, u"clock"_s);
    m_span->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_range = addButton(addGroup(lastRank, false), m_rangeAction);
    m_range->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_row->addWidget(m_strip, 1);
    m_strip->installEventFilter(this);
    m_more = new QToolButton;
    m_more->setObjectName(u"timeMore"_s);
    m_more->setIcon(m_theme.icon(u"more"_s));
    m_more->setIconSize({Theme::iconSize, Theme::iconSize});
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->installEventFilter(this);
    m_more->setMenu(new QMenu(m_more));
    connect(m_more->menu(), &QMenu::aboutToShow, this, &TimeConductorBar::fillMore);
    m_row->addWidget(m_more);
    buildSpans();
    buildSpeeds();
    buildGaps();
}

bool TimeConductorBar::belongs(const Group &group) const
{
    return !group.replayOnly || m_conductor.mode() == TimeMode::replay;
}

QSize TimeConductorBar::minimumSizeHint() const
{
    int width = m_strip->minimumSizeHint().width() + m_more->sizeHint().width() + 4 * Theme::panelPadding;
    for (const auto &group : m_groups)
        width += group->rank == 0 ? group->box->sizeHint().width() + Theme::gridUnit : 0;
    const int content = std::max(m_strip->sizeHint().height(), Theme::toolbarHeight - Theme::gridUnit);
    return {width, content + 2 * Theme::gridUnit};
}

void TimeConductorBar::fold()
{
    if (!m_more || !m_range)
        return;
    // Digits stand still: of the range only its length counts.
    QStringList key{QString::number(width()), m_span->text(), m_speed->text(),
                    QString::number(m_range->text().size())};
    for (const QToolButton *mode : m_modes)
        key << mode->text() << QString::number(mode->isChecked());
    if (QString now = key.join(u'|'); now != m_folded) {
        m_folded = std::move(now);
        foldAnew();
    }
}

// All groups of the mode, but those of the lowest ranks that leave the strip too little.
void TimeConductorBar::foldAnew()
{
    int taken = 2 * Theme::panelPadding + stripWanted;
    std::vector<Group *> shown;
    for (const auto &group : m_groups) {
        group->folded = false;
        if (!belongs(*group))
            continue;
        shown.push_back(group.get());
        // Asked anew: a text may have become longer, and a hidden box has no size of its own.
        group->box->layout()->invalidate();
        taken += group->box->layout()->sizeHint().width() + m_row->spacing();
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Group *a, const Group *b) { return a->rank < b->rank; });
    bool any = false;
    for (std::size_t i = 0; i < shown.size();) {
        const int rank = shown[i]->rank;
        const int more = any ? m_more->sizeHint().width() + m_row->spacing() : 0;
        // What is shown and where the head stands: the strip gives way to that.
        const int given = rank == lastRank ? stripWanted - m_strip->minimumSizeHint().width() : 0;
        const bool tooWide = taken + more - given > width();
        for (; i < shown.size() && shown[i]->rank == rank; ++i) {
            shown[i]->folded = tooWide && rank > 0;
            if (shown[i]->folded)
                taken -= shown[i]->box->layout()->sizeHint().width() + m_row->spacing();
            any = any || shown[i]->folded;
        }
    }
    for (const auto &group : m_groups) {
        group->box->setVisible(belongs(*group) && !group->folded);
        group->box->updateGeometry(); // the row keeps the size that it had
    }
    m_more->setVisible(any);
    m_row->invalidate();
}

void TimeConductorBar::fillMore()
{
    QMenu *more = m_more->menu();
    more->clear();
    for (const auto &group : m_groups) {
        if (!group->folded)
            continue;
        for (QAction *action : group->actions)
            more->addAction(action);
        if (group->menu)
            more->addMenu(group->menu);
    }
}

void TimeConductorBar::resizeEvent(QResizeEvent *)
{
    fold();
}

} // namespace desk
