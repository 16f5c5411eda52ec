// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shortcutspage.h"

#include "models/settings/windowsettings.h"

#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

ShortcutsPage::ShortcutsPage(Lister list, WindowSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_list(std::move(list))
    , m_commands(m_list())
    , m_settings(settings)
{
    m_find = new QLineEdit;
    m_find->setObjectName(u"shortcutFind"_s);
    m_find->setPlaceholderText(tr("Find a command or keys"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_table = new QTableWidget(int(m_commands.size()), 2);
    m_table->setObjectName(u"shortcutTable"_s);
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->setHorizontalHeaderLabels({tr("Command"), tr("Keys")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_keys = new QKeySequenceEdit;
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setAccessibleName(tr("New keys of the command"));
    m_reset = new QPushButton(tr("&Standard keys"));
    m_reset->setObjectName(u"shortcutReset"_s);
    auto *none = new QPushButton(tr("&No keys"));
    none->setObjectName(u"shortcutNone"_s);
    auto *all = new QPushButton(tr("Standard keys for &all"));
    all->setObjectName(u"shortcutResetAll"_s);
    m_conflict = new QLabel;
    m_conflict->setObjectName(u"shortcutConflict"_s);
    m_conflict->setWordWrap(true);
    m_conflict->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_find);
    column->addWidget(m_table, 1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_keys, 1);
    row->addWidget(none);
    row->addWidget(m_reset);
    column->addLayout(row);
    column->addWidget(m_conflict);
    column->addWidget(all, 0, Qt::AlignLeft);
    connect(m_find, &QLineEdit::textChanged, this, &ShortcutsPage::filter);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ShortcutsPage::showCurrent);
    connect(m_table, &QTableWidget::cellActivated, m_keys, qOverload<>(&QWidget::setFocus));
    connect(m_keys, &QKeySequenceEdit::editingFinished, this, &ShortcutsPage::take);
    connect(none, &QPushButton::clicked, this, [this] {
        m_keys->clear();
        take();
    });
    connect(m_reset, &QPushButton::clicked, this, &ShortcutsPage::reset);
    connect(all, &QPushButton::clicked, this, &ShortcutsPage::resetAll);
    fill();
    m_table->setCurrentCell(0, 0);
}

// Menus are made anew now and then, and their commands with them.
void ShortcutsPage::renew()
{
    const bool isStale = std::any_of(m_commands.begin(), m_commands.end(),
                                     [](const ActionSource::Command &one) { return one.action.isNull(); });
    if (!isStale)
        return;
    m_commands = m_list();
    const QSignalBlocker blocker(m_table);
    m_table->clearContents();
    m_table->setRowCount(int(m_commands.size()));
    fill();
}

void ShortcutsPage::fill()
{
    shortcuts::apply(m_commands, m_settings);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ActionSource::Command &command = m_commands[std::size_t(row)];
        if (!m_table->item(row, 0)) {
            m_table->setItem(row, 0, new QTableWidgetItem(command.path));
            m_table->setItem(row, 1, new QTableWidgetItem);
        }
        QTableWidgetItem *keys = m_table->item(row, 1);
        keys->setText(command.action->shortcut().toString(QKeySequence::NativeText));
        QFont font = m_table->font();
        font.setBold(m_settings.shortcut(command.action->objectName()).has_value());
        keys->setFont(font);
        keys->setToolTip(
            font.bold()
                ? tr("Chosen here; the standard is %1").arg(shortcuts::standard(*command.action).toString())
                : QString());
    }
    filter(m_find->text());
}

void ShortcutsPage::filter(const QString &text)
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const bool shown = m_table->item(row, 0)->text().contains(text, Qt::CaseInsensitive) ||
                           m_table->item(row, 1)->text().contains(text, Qt::CaseInsensitive);
        m_table->setRowHidden(row, !shown);
    }
}

const ActionSource::Command *ShortcutsPage::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 ? &m_commands[std::size_t(row)] : nullptr;
}

void ShortcutsPage::showCurrent()
{
    renew();
    m_conflict->clear();
    const auto *command = current();
    m_keys->setEnabled(command != nullptr);
    m_keys->setKeySequence(command ? command->action->shortcut() : QKeySequence());
    m_reset->setEnabled(command && m_settings.shortcut(command->action->objectName()));
}

void ShortcutsPage::take()
{
    renew();
    const auto *command = current();
    const QKeySequence keys = m_keys->keySequence();
    if (!command || keys == command->action->shortcut())
        return;
    if (const auto *other = shortcuts::conflict(m_commands, *command->action, keys)) {
        const QString refused = tr("%1 is taken by \"%2\". Take it away there first, or choose other keys.")
                                    .arg(keys.toString(QKeySequence::NativeText), other->path);
        showCurrent();
        m_conflict->setText(refused);
        return;
    }
    const bool isStandard = keys == shortcuts::standard(*command->action);
    m_settings.setShortcut(command->action->objectName(),
                           isStandard ? std::nullopt
                                      : std::optional(keys.toString(QKeySequence::PortableText)));
    fill();
    showCurrent();
    Q_EMIT changed();
}

void ShortcutsPage::reset()
{
    renew();
    if (const auto *command = current()) {
        m_keys->setKeySequence(shortcuts::standard(*command->action));
        take();
    }
}

void ShortcutsPage::resetAll()
{
    renew();
    for (const ActionSource::Command &command : m_commands)
        m_settings.setShortcut(command.action->objectName(), {});
    fill();
    showCurrent();
    Q_EMIT changed();
}

} // namespace desk
