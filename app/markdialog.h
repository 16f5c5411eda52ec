// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <QDialog>

class QLineEdit;

namespace desk {

// Asks for the words of a mark. Not modal: alarms stay in sight and in reach. Deletes itself. GUI thread.
class MarkDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkDialog)

public:
    static constexpr int longest = 500; // characters

    // side: "LIVE" or "REPLAY", as it stands in the window.
    MarkDialog(const QString &side, Timestamp at, QWidget *window);

Q_SIGNALS:
    void chosen(const QString &text);

private:
    void choose();

    QLineEdit *m_text = nullptr;
};

} // namespace desk
