// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/markdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace desk {

using namespace Qt::StringLiterals;

MarkDialog::MarkDialog(const QString &side, Timestamp at, QWidget *window)
    : QDialog(window)
{
    setObjectName(u"markDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    setWindowTitle(tr("Add mark"));
    auto *form = new QFormLayout(this);
    auto *time = new QLabel(side + u' ' + QString::fromStdString(formatTimestamp(at, Fraction::milli)));
    time->setTextFormat(Qt::PlainText);
    form->addRow(tr("Time:"), time);
    m_text = new QLineEdit;
    m_text->setMaxLength(longest);
    m_text->setMinimumWidth(320);
    form->addRow(tr("&Text:"), m_text);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false); // Return never throws words away
    auto *add = buttons->addButton(tr("&Add mark"), QDialogButtonBox::AcceptRole);
    add->setEnabled(false);
    add->setDefault(true);
    form->addRow(buttons);
    connect(m_text, &QLineEdit::textChanged, add,
            [add](const QString &text) { add->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &MarkDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    m_text->setFocus();
}

void MarkDialog::choose()
{
    const QString text = m_text->text().trimmed();
    if (text.isEmpty())
        return;
    Q_EMIT chosen(text);
    close();
}

} // namespace desk
