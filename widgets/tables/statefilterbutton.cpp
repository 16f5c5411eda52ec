// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/statefilterbutton.h"

#include "widgets/tables/lookglyph.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array severities{Severity::critical, Severity::warning, Severity::caution,
                                Severity::advisory, Severity::nominal, Severity::none};
constexpr std::array looks{ValueLook::fresh,   ValueLook::late,      ValueLook::stale,    ValueLook::paused,
                           ValueLook::invalid, ValueLook::noContact, ValueLook::linkDown, ValueLook::never};

template <class Paint>
QPixmap shape(qreal ratio, Paint paint)
{
    constexpr int size = Theme::iconSize;
    QPixmap picture(QSize(size, size) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paint(painter, QRectF(3, 3, size - 6, size - 6));
    return picture;
}

} // namespace

StateFilterButton::StateFilterButton(const Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , m_theme(theme)
    , m_menu(new QMenu(this))
{
    setObjectName(u"stateFilter"_s);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::TabFocus);
    setCheckable(true); // shows that something is left out
    setPopupMode(InstantPopup);
    m_menu->setObjectName(u"stateFilterMenu"_s);
    setMenu(m_menu);
    m_menu->installEventFilter(this);
    connect(m_menu, &QMenu::aboutToShow, this, &StateFilterButton::fill);
    retranslate();
}

void StateFilterButton::setStates(States states)
{
    if (states == m_states)
        return;
    m_states = states;
    setChecked(m_states != States{});
    Q_EMIT statesChanged();
}

void StateFilterButton::addChoice(quint32 States::*which, unsigned bit, const QString &text,
                                  const QPixmap &picture)
{
    QAction *action = m_menu->addAction(QIcon(picture), text);
    action->setCheckable(true);
    action->setChecked((m_states.*which >> bit & 1U) != 0);
    connect(action, &QAction::toggled, this, [this, which, bit](bool on) {
        States states = m_states;
        if (on)
            states.*which |= 1U << bit;
        else
            states.*which &= ~(1U << bit);
        setStates(states);
    });
}

void StateFilterButton::fill()
{
    m_menu->clear();
    const qreal ratio = devicePixelRatioF();
    m_menu->addSection(tr("Limits"));
    for (const Severity one : severities)
        addChoice(&States::severities, unsigned(one), severityText(one),
                  shape(ratio, [&](QPainter &painter, const QRectF &box) {
                      m_theme.drawSeverity(painter, box, one);
                  }));
    m_menu->addSection(tr("Age"));
    for (const ValueLook one : looks)
        addChoice(&States::looks, unsigned(one), lookText(one),
                  shape(ratio,
                        [&](QPainter &painter, const QRectF &box) { drawLook(painter, m_theme, box, one); }));
    m_menu->addSeparator();
    m_menu->addAction(tr("All states"), this, [this] { setStates({}); });
}

// A choice among several is not the last one.
bool StateFilterButton::eventFilter(QObject *watched, QEvent *event)
{
    const bool pressed =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    if (watched == m_menu && (pressed || event->type() == QEvent::MouseButtonRelease)) {
        QAction *action = m_menu->activeAction();
        if (action && action->isCheckable()) {
            action->toggle();
            return true;
        }
    }
    return QToolButton::eventFilter(watched, event);
}

void StateFilterButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolButton::changeEvent(event);
}

void StateFilterButton::retranslate()
{
    setText(tr("State"));
    setToolTip(tr("Only values of these states"));
    setAccessibleName(toolTip());
}

} // namespace desk
