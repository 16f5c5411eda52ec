// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/filterbar.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

namespace desk {

using namespace Qt::StringLiterals;

FilterBar::FilterBar(const Theme &theme, QWidget *panel, QWidget *table)
    : QWidget(panel)
    , m_theme(theme)
    , m_table(table)
{
    setFixedHeight(Theme::toolbarHeight);
    m_field = new QLineEdit;
    m_field->setObjectName(u"filter"_s);
    m_field->setClearButtonEnabled(true);
    m_field->setMaxLength(200);
    m_field->setMinimumWidth(90);
    m_field->installEventFilter(this);
    m_counts = new QLabel;
    m_counts->setObjectName(u"counts"_s);
    m_counts->setProperty("dim", true);
    m_counts->setFont(theme.smallMonoFont());
    m_counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    m_row->setSpacing(Theme::gridUnit);
    m_row->addWidget(m_field, 1);
    m_row->addWidget(m_counts);
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::textChanged);
    auto *find = new QShortcut(QKeySequence::Find, panel, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_field, [this] {
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
    });
    showCounts();
}

QToolButton *FilterBar::addSwitch(const QString &objectName)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    addSwitch(button);
    return button;
}

void FilterBar::addSwitch(QToolButton *button)
{
    m_row->insertWidget(m_row->indexOf(m_counts), button);
}

QToolButton *FilterBar::addButton(const QString &objectName, const QString &icon)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setIcon(m_theme.icon(icon));
    button->setFocusPolicy(Qt::TabFocus);
    m_row->addWidget(button);
    return button;
}

void FilterBar::setCounts(int shown, int all)
{
    if (shown == m_shown && all == m_all)
        return;
    m_shown = shown;
    m_all = all;
    showCounts();
}

void FilterBar::showCounts()
{
    const QString all = ValueFormatter::count(quint64(m_all));
    m_counts->setText(m_shown == m_all ? all
                                       : tr("%1 of %2").arg(ValueFormatter::count(quint64(m_shown)), all));
}

void FilterBar::setPlaceholder(const QString &text)
{
    m_field->setPlaceholderText(text);
    m_field->setAccessibleName(text);
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            m_field->clear();
            m_table->setFocus(Qt::ShortcutFocusReason);
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            m_table->setFocus(Qt::ShortcutFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showCounts();
    QWidget::changeEvent(event);
}

} // namespace desk
