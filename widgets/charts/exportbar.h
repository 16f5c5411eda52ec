// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QProgressBar;

namespace desk {

// Over a chart while an export reads from recordings: how far it is, and a button to give it up. GUI thread.
class ExportBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportBar)

public:
    explicit ExportBar(QWidget *parent);

    void setProgress(double share);

Q_SIGNALS:
    void cancelled();

private:
    QProgressBar *m_progress = nullptr;
};

} // namespace desk
