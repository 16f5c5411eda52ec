// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/factlist.h"

#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QGridLayout>

#include <algorithm>

namespace desk {

FactList::FactList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    m_grid->setHorizontalSpacing(Theme::panelPadding);
    m_grid->setVerticalSpacing(Theme::gridUnit / 2);
    m_grid->setColumnStretch(1, 1);
    connect(&theme, &Theme::changed, this, &FactList::applyTheme);
}

void FactList::setFact(int row, const QString &name, const QString &value, const QString &tip)
{
    while (m_rows.size() <= row) {
        Row made{new QLabel, new ElidedLabel};
        made.name->setProperty("dim", true);
        made.name->setTextFormat(Qt::PlainText);
        made.value->setTextInteractionFlags(Qt::NoTextInteraction);
        const int at = int(m_rows.size());
        m_grid->addWidget(made.name, at, 0);
        m_grid->addWidget(made.value, at, 1);
        m_rows += made;
        applyTheme();
    }
    const Row &one = m_rows[row];
    one.name->setText(name);
    one.value->setText(value);
    one.value->setToolTip(tip);
    one.value->setAccessibleName(name);
    one.name->setVisible(!value.isEmpty());
    one.value->setVisible(!value.isEmpty());
}

void FactList::clearFrom(int row)
{
    for (; row < m_rows.size(); ++row)
        setFact(row, {}, {});
}

QString FactList::value(int row) const
{
    return row < m_rows.size() ? m_rows[row].value->text() : QString();
}

QString FactList::name(int row) const
{
    return row < m_rows.size() ? m_rows[row].name->text() : QString();
}

int FactList::count() const
{
    return int(std::ranges::count_if(m_rows, [](const Row &row) { return !row.value->text().isEmpty(); }));
}

void FactList::applyTheme()
{
    for (const Row &row : m_rows) {
        row.name->setFont(m_theme.textFont());
        row.value->setFont(m_theme.monoFont());
    }
}

} // namespace desk
