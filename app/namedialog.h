// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;

namespace desk {

// Asks for a name; not modal, so that the window stays in sight. Deletes itself. GUI thread.
class NameDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NameDialog)

public:
    NameDialog(const QString &title, const QString &name, qsizetype longest, QWidget *window);

Q_SIGNALS:
    void chosen(const QString &name); // trimmed, not empty

private:
    void choose();

    QLineEdit *m_name = nullptr;
};

} // namespace desk
