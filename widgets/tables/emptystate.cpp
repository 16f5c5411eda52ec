// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/emptystate.h"

#include "widgets/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"emptyState"_s);
    m_sentence = new QLabel;
    m_sentence->setObjectName(u"emptySentence"_s);
    m_sentence->setProperty("dim", true);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setFont(theme.textFont());
    m_sentence->setTextFormat(Qt::PlainText); // names in it come from outside
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action = new QPushButton;
    m_action->setObjectName(u"emptyAction"_s);
    m_action->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4 * Theme::gridUnit, Theme::panelPadding, 4 * Theme::gridUnit,
                               Theme::panelPadding);
    column->setSpacing(2 * Theme::gridUnit);
    column->addStretch(2);
    column->addWidget(m_sentence);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::triggered);
}

void EmptyState::say(const QString &sentence, const QString &action)
{
    if (m_sentence->text() != sentence)
        m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

} // namespace desk
