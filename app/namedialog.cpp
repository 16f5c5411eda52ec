// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/namedialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace desk {

using namespace Qt::StringLiterals;

NameDialog::NameDialog(const QString &title, const QString &name, qsizetype longest, QWidget *window)
    : QDialog(window)
{
    setObjectName(u"nameDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *form = new QFormLayout(this);
    m_name = new QLineEdit(name);
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(int(longest));
    m_name->setMinimumWidth(280);
    m_name->selectAll();
    form->addRow(tr("&Name:"), m_name);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton *take = buttons->button(QDialogButtonBox::Ok);
    take->setEnabled(!name.isEmpty());
    take->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    form->addRow(buttons);
    connect(m_name, &QLineEdit::textChanged, take,
            [take](const QString &text) { take->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &NameDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    m_name->setFocus();
}

void NameDialog::choose()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return;
    Q_EMIT chosen(name);
    close();
}

} // namespace desk
