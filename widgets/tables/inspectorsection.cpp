// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/inspectorsection.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

InspectorSection::InspectorSection(const Theme &theme, const QString &name)
    : m_theme(theme)
{
    setObjectName(name);
    m_title = new QToolButton;
    m_title->setObjectName(name + u"Title"_s);
    m_title->setCheckable(true);
    m_title->setChecked(true);
    m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_title->setIconSize({Theme::iconSize - 4, Theme::iconSize - 4});
    m_title->setFocusPolicy(Qt::TabFocus);
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // Unfolded is no state to be marked: the arrow says it.
    m_title->setStyleSheet(u"QToolButton:checked { background: transparent; }"_s);
    m_content = new QWidget;
    m_body = new QVBoxLayout(m_content);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(Theme::gridUnit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_content);
    connect(m_title, &QToolButton::toggled, this, [this] {
        showExpanded();
        refresh();
        Q_EMIT expandedChanged();
    });
    connect(&theme, &Theme::changed, this, &InspectorSection::applyTheme);
    applyTheme();
    showExpanded();
}

void InspectorSection::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setToolTip(tr("Fold or unfold: %1").arg(title));
    m_title->setAccessibleName(title);
}

void InspectorSection::add(QWidget *widget)
{
    m_body->addWidget(widget);
}

void InspectorSection::setExpanded(bool expanded)
{
    m_title->setChecked(expanded);
}

bool InspectorSection::isExpanded() const
{
    return m_title->isChecked();
}

void InspectorSection::showExpanded()
{
    m_title->setIcon(m_theme.icon(isExpanded() ? u"chevron-down"_s : u"chevron-right"_s));
    m_content->setVisible(isExpanded());
}

void InspectorSection::inspect(EntityId entity)
{
    m_entity = entity;
    m_begun = false;
    m_concerned = entity != noEntity && concerns();
    setVisible(m_concerned);
    refresh();
}

void InspectorSection::refresh()
{
    if (m_entity == noEntity)
        return;
    // A node leaves the fleet, or its definition comes after it was selected.
    if (const bool concerned = concerns(); concerned != m_concerned) {
        m_concerned = concerned;
        m_begun = false;
        setVisible(concerned);
    }
    if (!m_concerned || isHidden() || !isExpanded())
        return;
    if (!m_begun) {
        m_begun = true;
        begin();
    }
    look();
}

void InspectorSection::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void InspectorSection::applyTheme()
{
    m_title->setFont(m_theme.titleFont());
    showExpanded();
}

} // namespace desk
