// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace desk {

// One line of text that gives way: it takes what space there is and ends in an ellipsis, the whole text being
// the tooltip then. GUI thread.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidedLabel)

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace desk
