// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/panel.h"

#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

QToolButton *headerButton(const Theme &theme, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(theme.icon(name));
    button->setIconSize({Theme::iconSize - 2, Theme::iconSize - 2});
    button->setFixedSize(24, 24);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

Panel::Panel(const Theme &theme, const QString &objectName, QWidget *content, QWidget *parent)
    : QDockWidget(parent)
    , m_theme(theme)
{
    setObjectName(objectName);

    auto *header = new QWidget;
    header->setObjectName(u"panelHeader"_s);
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(Theme::headerHeight);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(Theme::panelPadding, 0, Theme::gridUnit, 0);
    row->setSpacing(Theme::gridUnit);
    m_title = new ElidedLabel;
    m_title->setObjectName(u"panelTitle"_s);
    m_title->setFont(theme.titleFont());
    row->addWidget(m_title, 1);
    m_controls = new QHBoxLayout;
    m_controls->setContentsMargins(0, 0, 0, 0);
    m_controls->setSpacing(Theme::gridUnit);
    row->addLayout(m_controls);
    m_float = headerButton(theme, u"float"_s, header);
    m_close = headerButton(theme, u"close"_s, header);
    row->addWidget(m_float);
    row->addWidget(m_close);
    setTitleBarWidget(header);
    setWidget(content);

    connect(m_float, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(m_close, &QToolButton::clicked, this, &QWidget::close);
    connect(this, &QDockWidget::featuresChanged, this, &Panel::showFeatures);
    connect(this, &QDockWidget::topLevelChanged, this, &Panel::retranslate);
    connect(&theme, &Theme::changed, this, [this] { m_title->setFont(m_theme.titleFont()); });
    showFeatures();
    retranslate();
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    setWindowTitle(title); // names the tab, the menu entry and the floating window
    setAccessibleName(title);
    if (widget() && widget()->accessibleName().isEmpty())
        widget()->setAccessibleName(title);
}

void Panel::addHeaderWidget(QWidget *widget)
{
    m_controls->addWidget(widget);
}

void Panel::changeEvent(QEvent *event)
{
    QDockWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void Panel::showFeatures()
{
    m_float->setVisible(features().testFlag(DockWidgetFloatable));
    m_close->setVisible(features().testFlag(DockWidgetClosable));
}

void Panel::retranslate()
{
    m_float->setToolTip(isFloating() ? tr("Put the panel back into the window")
                                     : tr("Make the panel a window of its own"));
    m_close->setToolTip(tr("Hide the panel"));
    m_float->setAccessibleName(m_float->toolTip());
    m_close->setAccessibleName(m_close->toolTip());
}

} // namespace desk
