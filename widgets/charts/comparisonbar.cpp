// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/comparisonbar.h"

#include "models/timeseries/timeoffset.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace desk {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int offsetCharacters = 18; // -182d 12:00:00.000
constexpr int leastWithWords = 560;

QString offsetText(std::chrono::nanoseconds offset)
{
    return QString::fromStdString(TimeOffset::format(offset));
}

} // namespace

ComparisonBar::ComparisonBar(Comparison &comparison, const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_comparison(comparison)
    , m_theme(theme)
{
    setObjectName(u"comparisonBar"_s);
    m_name = new ElidedLabel;
    m_name->setObjectName(u"comparisonName"_s);
    m_name->setTextFormat(Qt::PlainText);
    m_offsetName = new QLabel;
    m_offset = new QLineEdit;
    m_offset->setObjectName(u"comparisonOffset"_s);
    m_offset->setAlignment(Qt::AlignRight);
    m_offset->setMaxLength(64);
    m_offset->installEventFilter(this);
    m_offsetName->setBuddy(m_offset);
    const auto button = [](const QString &name) {
        auto *made = new QToolButton;
        made->setObjectName(name);
        made->setFocusPolicy(Qt::TabFocus);
        made->setAutoRaise(true);
        return made;
    };
    m_align = button(u"comparisonAlign"_s);
    m_align->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_align);
    m_align->setMenu(menu);
    m_difference = button(u"comparisonDifference"_s);
    m_difference->setCheckable(true);
    m_end = button(u"comparisonEnd"_s);
    m_end->setIcon(theme.icon(u"close"_s));
    m_end->setIconSize({Theme::iconSize, Theme::iconSize});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::panelPadding, 2, Theme::gridUnit, 2);
    row->setSpacing(Theme::gridUnit);
    row->addWidget(m_name, 1);
    row->addWidget(m_offsetName);
    for (QWidget *widget : {static_cast<QWidget *>(m_offset), static_cast<QWidget *>(m_align),
                            static_cast<QWidget *>(m_difference), static_cast<QWidget *>(m_end)})
        row->addWidget(widget);

    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(*menu); });
    connect(m_offset, &QLineEdit::editingFinished, this, &ComparisonBar::takeOffset);
    connect(m_difference, &QToolButton::clicked, &comparison, &Comparison::setShowsDifference);
    connect(m_end, &QToolButton::clicked, &comparison, &Comparison::end);
    connect(&comparison, &Comparison::changed, this, &ComparisonBar::showState);
    connect(&comparison, &Comparison::offsetChanged, this, &ComparisonBar::showOffset);
    connect(&theme, &Theme::changed, this, &ComparisonBar::showState);
    retranslate();
}

void ComparisonBar::fillMenu(QMenu &menu)
{
    menu.clear();
    menu.addAction(tr("Begin over begin"), &m_comparison, &Comparison::alignBegins)
        ->setObjectName(u"alignBegins"_s);
    menu.addAction(tr("Same time (no offset)"), &m_comparison, [this] { m_comparison.setOffset(0ns); })
        ->setObjectName(u"noOffset"_s);
    menu.addSeparator();
    menu.addAction(tr("T0: put the cursor there, then T for this, Shift+T for the reference"))
        ->setEnabled(false);
}

void ComparisonBar::takeOffset()
{
    const QString typed = m_offset->text();
    if (typed == offsetText(m_comparison.offset())) {
        showOffset(); // and nothing to complain about
        return;
    }
    const auto offset = TimeOffset::parse(typed.toStdString());
    if (offset) {
        m_comparison.setOffset(*offset);
        showOffset();
        return;
    }
    // What it counts in is bytes of UTF-8; the place is a character.
    const auto place = QString::fromUtf8(typed.toUtf8().left(qsizetype(offset.error().offset))).size() + 1;
    const QString what =
        offset.error().code == ErrorCode::outOfRange
            ? tr("▲ An offset is at most 100 years.")
            : tr("▲ Not understood at character %1: write -00:01:30.250, 90.5 s or 250 ms.").arg(place);
    m_name->setText(what);
    m_offset->setAccessibleDescription(what);
}

void ComparisonBar::showOffset()
{
    m_offset->setText(offsetText(m_comparison.offset()));
    m_offset->setAccessibleDescription({});
    showName();
}

// In little room the name of the recording tells more than words around it.
void ComparisonBar::showName()
{
    const ReferenceRecording *reference = m_comparison.reference();
    if (!reference)
        return;
    const bool narrow = width() < leastWithWords;
    const QString words = reference->isOpen() ? tr("┄ compared with %1").arg(reference->name())
                                              : tr("┄ opening %1…").arg(reference->name());
    m_name->setText(narrow ? u"┄ "_s + reference->name() : words);
    m_name->setAccessibleName(words);
    m_offsetName->setVisible(!narrow);
}

void ComparisonBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (m_offset->accessibleDescription().isEmpty()) // what is wrong stays
        showName();
}

void ComparisonBar::showState()
{
    const bool ready = m_comparison.isReady();
    setVisible(m_comparison.reference() != nullptr);
    m_offset->setFont(m_theme.monoFont());
    m_offset->setFixedWidth(m_offset->fontMetrics().horizontalAdvance(u'0') * offsetCharacters + 14);
    for (QWidget *widget : {static_cast<QWidget *>(m_offset), static_cast<QWidget *>(m_align),
                            static_cast<QWidget *>(m_difference)})
        widget->setEnabled(ready);
    m_difference->setChecked(m_comparison.showsDifference());
    showOffset();
}

bool ComparisonBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        showOffset();
        return true;
    }
    if (key->key() != Qt::Key_Up && key->key() != Qt::Key_Down)
        return QFrame::eventFilter(watched, event);
    std::chrono::nanoseconds step = 1s;
    if (key->modifiers().testFlag(Qt::ControlModifier))
        step = 1ms;
    else if (key->modifiers().testFlag(Qt::ShiftModifier))
        step = 100ms;
    m_comparison.setOffset(m_comparison.offset() + (key->key() == Qt::Key_Up ? step : -step));
    return true;
}

void ComparisonBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ComparisonBar::retranslate()
{
    setAccessibleName(tr("Comparison"));
    m_offsetName->setText(tr("O&ffset"));
    m_offset->setAccessibleName(tr("Offset of the reference"));
    m_offset->setToolTip(
        tr("What is added to the times of the reference: -00:01:30.250, 2d 03:00:00, 90.5 s\n"
           "↑ and ↓: by 1 s, with Shift by 100 ms, with Ctrl by 1 ms"));
    m_align->setText(tr("Align"));
    m_align->setToolTip(tr("Lay a moment of the reference over one of this"));
    m_difference->setText(tr("Difference"));
    m_difference->setToolTip(tr("Show this minus the reference below each chart"));
    m_end->setToolTip(tr("End comparison"));
    m_end->setAccessibleName(tr("End comparison"));
    showState();
}

} // namespace desk
