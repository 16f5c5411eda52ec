// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"

#include <QToolButton>

namespace desk {

// The place of one parameter of an analysis: says which one it is, takes one that is dropped onto it, and
// asks for another when it is pressed. GUI thread.
class ParameterSlot final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParameterSlot)

public:
    explicit ParameterSlot(QWidget *parent = nullptr);

    // What it is for ("X") and which one stands there, "" = none yet.
    void show(const QString &purpose, const QString &parameter);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void dropped(desk::SeriesId series);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void elide();

    QString m_whole;
};

} // namespace desk
