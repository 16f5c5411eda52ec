// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/noticebar.h"

#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMainWindow>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(const Theme &theme, QMainWindow *window)
    : QToolBar(window)
{
    setObjectName(u"noticeRow"_s);
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    toggleViewAction()->setVisible(false);
    auto *box = new QFrame;
    box->setObjectName(u"noticeBar"_s);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::gridUnit, Theme::gridUnit);
    m_text = new ElidedLabel;
    m_text->setObjectName(u"noticeText"_s);
    m_text->setTextFormat(Qt::PlainText); // names of files and what is in them
    row->addWidget(m_text, 1);
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"noticeProgress"_s);
    m_progress->setMaximumWidth(240);
    row->addWidget(m_progress);
    m_act = new QToolButton;
    m_act->setObjectName(u"noticeAction"_s);
    row->addWidget(m_act);
    connect(m_act, &QToolButton::clicked, this, [this] {
        const auto act = std::exchange(m_action, {});
        close();
        if (act)
            act();
    });
    m_close = new QToolButton;
    m_close->setObjectName(u"noticeClose"_s);
    m_close->setIcon(theme.icon(u"close"_s));
    m_close->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::close);
    addWidget(box);
    window->addToolBar(Qt::TopToolBarArea, this);
    clear();
}

void NoticeBar::say(const QString &text)
{
    m_running = false;
    m_progress->hide();
    m_act->hide();
    m_text->setText(text);
    retranslate();
    show();
}

void NoticeBar::offer(const QString &text, const QString &action, std::function<void()> act)
{
    say(text);
    m_action = std::move(act);
    m_act->setText(action);
    m_act->show();
}

void NoticeBar::showProgress(const QString &text, double share)
{
    m_running = true;
    m_act->hide();
    m_progress->show();
    m_progress->setRange(0, share < 0 ? 0 : 1000);
    m_progress->setValue(int(std::lround(std::clamp(share, 0.0, 1.0) * 1000)));
    m_text->setText(text);
    retranslate();
    show();
}

void NoticeBar::clear()
{
    m_running = false;
    m_action = {};
    m_text->clear();
    hide();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::close()
{
    if (m_running)
        Q_EMIT cancelled();
    clear();
}

void NoticeBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QToolBar::keyPressEvent(event);
}

void NoticeBar::changeEvent(QEvent *event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NoticeBar::retranslate()
{
    m_close->setText(m_running ? tr("Cancel") : tr("Close"));
    setWindowTitle(tr("Notice"));
    setAccessibleName(tr("Notice"));
}

} // namespace desk
