// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/momentbar.h"

#include "models/processing/topologyrecord.h"
#include "models/telemetry/timetext.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QToolTip>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::milliseconds followInterval{1000};
}

MomentBar::MomentBar(MomentChoice &choice, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_choice(choice)
    , m_theme(theme)
    , m_opener(new QToolButton(this))
    , m_menu(new QMenu(this))
    , m_mode(new QComboBox)
    , m_time(new QLineEdit)
    , m_before(new QToolButton)
    , m_after(new QToolButton)
    , m_hold(new QToolButton)
    , m_now(new QToolButton)
{
    m_opener->setObjectName(u"moment"_s);
    m_opener->setIcon(theme.icon(u"clock"_s));
    m_opener->setAutoRaise(true);
    m_opener->setPopupMode(QToolButton::InstantPopup);
    m_opener->setMenu(m_menu);
    m_mode->setObjectName(u"momentMode"_s);
    for (const MomentMode mode : {MomentMode::now, MomentMode::cursor, MomentMode::held})
        m_mode->addItem(QString(), int(mode));
    m_time->setObjectName(u"momentTime"_s);
    m_time->setFont(theme.monoFont());
    m_time->setMinimumWidth(90);
    m_time->setMaxLength(60);
    const auto button = [&](QToolButton *made, const QString &name, const QString &icon) {
        made->setObjectName(name);
        made->setIcon(theme.icon(icon));
        made->setAutoRaise(true);
    };
    button(m_before, u"changeBefore"_s, u"sample-back"_s);
    button(m_after, u"changeAfter"_s, u"sample-forward"_s);
    button(m_hold, u"holdMoment"_s, u"pin"_s);
    button(m_now, u"toNow"_s, u"close"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, Theme::gridUnit);
    row->setSpacing(Theme::gridUnit);
    row->addWidget(m_mode);
    row->addWidget(m_time, 1);
    for (QToolButton *one : {m_before, m_after, m_hold, m_now})
        row->addWidget(one);

    connect(&m_choice, &MomentChoice::changed, this, &MomentBar::showChoice);
    connect(&m_follow, &QTimer::timeout, this, &MomentBar::showChoice);
    connect(m_menu, &QMenu::aboutToShow, this, &MomentBar::fillMenu);
    connect(m_mode, &QComboBox::activated, this,
            [this] { m_choice.setMode(MomentMode(m_mode->currentData().toInt())); });
    connect(m_time, &QLineEdit::returnPressed, this, &MomentBar::takeText);
    connect(m_before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_after, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_hold, &QToolButton::clicked, this, [this] { m_choice.setMode(MomentMode::held); });
    connect(m_now, &QToolButton::clicked, this, [this] { m_choice.setMode(MomentMode::now); });
    connect(&theme, &Theme::changed, this, [this] { m_time->setFont(m_theme.monoFont()); });
    hide();
    retranslate();
}

void MomentBar::setRecord(const TopologyRecord *record)
{
    if (m_record)
        m_record->disconnect(this);
    m_record = record;
    if (record)
        connect(record, &TopologyRecord::changed, this, &MomentBar::showSteps);
    showSteps();
}

void MomentBar::step(int direction)
{
    if (!m_record)
        return;
    const Timestamp from = m_choice.shown();
    const auto to = direction < 0 ? m_record->changeBefore(from) : m_record->changeAfter(from);
    if (to)
        m_choice.goTo(*to);
}

void MomentBar::showChoice()
{
    const bool away = m_choice.mode() != MomentMode::now;
    setVisible(away);
    if (away && !m_follow.isActive())
        m_follow.start(followInterval);
    else if (!away)
        m_follow.stop();
    m_mode->setCurrentIndex(m_mode->findData(int(m_choice.mode())));
    if (!m_time->hasFocus() || !m_time->isModified()) {
        m_time->setText(
            QString::fromStdString(formatTimeText(m_choice.shown(), TimeNotation::calendar, Fraction::none)));
        m_time->setCursorPosition(0);
    }
    m_hold->setEnabled(m_choice.mode() != MomentMode::held);
    showSteps();
    Q_EMIT momentChanged(m_choice.moment());
}

void MomentBar::showSteps()
{
    const Timestamp shown = m_choice.shown();
    m_before->setEnabled(m_record && m_record->changeBefore(shown));
    m_after->setEnabled(m_record && m_record->changeAfter(shown));
}

void MomentBar::takeText()
{
    const auto time = parseTimeText(m_time->text().toStdString(), m_choice.time().now());
    if (!time) { // said where it was typed
        QToolTip::showText(m_time->mapToGlobal(QPoint(0, m_time->height())),
                           QString::fromStdString(time.error().message), m_time);
        m_time->selectAll();
        return;
    }
    m_time->setModified(false);
    m_choice.goTo(*time);
}

void MomentBar::fillMenu()
{
    m_menu->clear();
    const auto add = [this](const QString &name, const QString &text, MomentMode mode) {
        QAction *action = m_menu->addAction(text, this, [this, mode] { m_choice.setMode(mode); });
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(m_choice.mode() == mode);
    };
    add(u"showNow"_s, tr("&Now"), MomentMode::now);
    add(u"showCursor"_s, tr("At the &cursor"), MomentMode::cursor);
    add(u"showHeld"_s, tr("&Hold this moment"), MomentMode::held);
    m_menu->addSeparator();
    m_menu->addAction(tr("To the change &before\t,"), this, [this] { step(-1); })
        ->setEnabled(m_before->isEnabled());
    m_menu->addAction(tr("To the change &after\t."), this, [this] { step(1); })
        ->setEnabled(m_after->isEnabled());
}

void MomentBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void MomentBar::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setToolTip(text);
        widget->setAccessibleName(text);
    };
    m_mode->setItemText(0, tr("Now"));
    m_mode->setItemText(1, tr("Cursor"));
    m_mode->setItemText(2, tr("Held"));
    name(m_opener, tr("Show another moment than now"));
    name(m_mode, tr("Which moment the picture shows: now, the cursor of the charts, or one that is held"));
    name(m_time, tr("The moment shown; type another, for example 14:03, -10m or 2026-325T14:03:07Z"));
    name(m_before, tr("To the change before (,)"));
    name(m_after, tr("To the change after (.)"));
    name(m_hold, tr("Hold this moment"));
    name(m_now, tr("Back to now"));
}

} // namespace desk
