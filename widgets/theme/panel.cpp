// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/panel.h"

#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedLayout>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

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

constexpr int roomOfTheRest = 96; // of a header: its two buttons and what lies between

// The style sheet knows marks by this property.
void setLook(QWidget *widget, const QString &look)
{
    if (widget->property("source").toString() == look)
        return;
    widget->setProperty("source", look);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

Panel::Panel(const Theme &theme, const QString &objectName, QWidget *content, QWidget *parent)
    : QDockWidget(parent)
    , m_theme(theme)
{
    setObjectName(objectName);

    auto *header = new QWidget;
    m_header = header;
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
    m_markButton = new QToolButton(header);
    m_markButton->setObjectName(u"sourceMark"_s);
    m_markButton->setPopupMode(QToolButton::InstantPopup);
    m_markButton->setFocusPolicy(Qt::TabFocus);
    m_markMenu = new QMenu(m_markButton);
    m_markButton->setMenu(m_markMenu);
    m_markButton->hide();
    row->addWidget(m_markButton);
    m_controls = new QHBoxLayout;
    m_controls->setContentsMargins(0, 0, 0, 0);
    m_controls->setSpacing(Theme::gridUnit);
    row->addLayout(m_controls);
    m_float = headerButton(theme, u"float"_s, header);
    m_close = headerButton(theme, u"close"_s, header);
    row->addWidget(m_float);
    row->addWidget(m_close);
    setTitleBarWidget(header);
    m_body = new QFrame;
    m_body->setObjectName(u"panelBody"_s);
    m_stack = new QStackedLayout(m_body);
    addPage(content);
    setWidget(m_body);

    connect(m_float, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(m_close, &QToolButton::clicked, this, &QWidget::close);
    connect(this, &QDockWidget::featuresChanged, this, &Panel::showFeatures);
    connect(this, &QDockWidget::topLevelChanged, this, &Panel::retranslate);
    connect(&theme, &Theme::changed, this, [this] {
        m_title->setFont(m_theme.titleFont());
        showMark();
    });
    showFeatures();
    retranslate();
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    setWindowTitle(title); // names the tab, the menu entry and the floating window
    setAccessibleName(title);
    for (const Page &page : m_pages) {
        if (page.content->accessibleName().isEmpty())
            page.content->setAccessibleName(title);
    }
}

void Panel::addHeaderWidget(QWidget *widget)
{
    m_pages.back().controls->layout()->addWidget(widget);
}

void Panel::addPage(QWidget *content)
{
    auto *controls = new QWidget(m_header);
    auto *row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gridUnit);
    m_controls->addWidget(controls);
    controls->setVisible(m_pages.empty());
    m_pages.push_back({content, controls});
    m_stack->addWidget(content);
    if (content->accessibleName().isEmpty())
        content->setAccessibleName(windowTitle());
}

void Panel::showPage(QWidget *content)
{
    for (const Page &page : m_pages)
        page.controls->setVisible(page.content == content);
    m_stack->setCurrentWidget(content);
}

void Panel::removePage(QWidget *content)
{
    const auto page = std::find_if(m_pages.begin(), m_pages.end(),
                                   [content](const Page &one) { return one.content == content; });
    if (page == m_pages.end() || m_pages.size() == 1)
        return;
    delete page->controls;
    m_stack->removeWidget(content);
    delete content;
    m_pages.erase(page);
    showPage(m_pages.front().content);
}

void Panel::setMark(Mark mark)
{
    m_mark = mark;
    m_markButton->setVisible(mark != Mark::none);
    const QString look = mark == Mark::replay ? u"replay"_s : mark == Mark::live ? u"live"_s : QString();
    for (QWidget *widget : {static_cast<QWidget *>(m_header), static_cast<QWidget *>(m_body),
                            static_cast<QWidget *>(m_markButton)})
        setLook(widget, look);
    const int frame = mark == Mark::replay ? 2 : 0;
    m_body->setContentsMargins(frame, 0, frame, frame);
    showMark();
}

void Panel::setStamp(const QString &stamp)
{
    if (stamp == m_stamp)
        return;
    m_stamp = stamp;
    showMark();
}

// As much of the moment as leaves the title its room. Figures that change stand still in a font of equal
// widths.
void Panel::showMark()
{
    const bool replay = m_mark == Mark::replay;
    m_markButton->setFont(replay ? m_theme.monoFont() : m_theme.titleFont());
    const QString word = replay ? tr("REPLAY") : tr("LIVE");
    const QFontMetrics metrics = m_markButton->fontMetrics();
    QString text = word;
    QString tip = replay ? tr("This panel shows a recording") : tr("This panel shows what comes in now");
    if (replay && !m_stamp.isEmpty()) {
        tip = tr("This panel shows a recording as it was at %1").arg(m_stamp);
        const int room =
            width() - m_title->sizeHint().width() - m_controls->sizeHint().width() - roomOfTheRest;
        for (const QString &stamp : {m_stamp, m_stamp.section(u'T', -1)}) {
            const QString longer = word + u' ' + stamp;
            if (metrics.horizontalAdvance(longer) <= room) {
                text = longer;
                break;
            }
        }
    }
    m_markButton->setText(text);
    m_markButton->setToolTip(tip);
    m_markButton->setAccessibleName(text);
    // A long stamp must not keep the panel from getting narrower.
    m_markButton->setMinimumWidth(metrics.horizontalAdvance(word) + 2 * Theme::panelPadding);
}

void Panel::resizeEvent(QResizeEvent *event)
{
    QDockWidget::resizeEvent(event);
    showMark();
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
    showMark();
    m_float->setToolTip(isFloating() ? tr("Put the panel back into the window")
                                     : tr("Make the panel a window of its own"));
    m_close->setToolTip(tr("Hide the panel"));
    m_float->setAccessibleName(m_float->toolTip());
    m_close->setAccessibleName(m_close->toolTip());
}

} // namespace desk
