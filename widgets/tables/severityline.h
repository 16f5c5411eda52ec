// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/monitoringresult.h"

#include <QAbstractButton>

namespace desk {

class Theme;

// One line of a short list: the shape of a severity, a text that gives way, and a short one on the right. It
// may be pressed. GUI thread.
class SeverityLine final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeverityLine)

public:
    explicit SeverityLine(const Theme &theme, QWidget *parent = nullptr);

    void say(Severity severity, const QString &text, const QString &right, const QString &tip);
    // Whether it leads anywhere.
    void setPressable(bool pressable);
    [[nodiscard]] Severity severity() const { return m_severity; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Severity m_severity = Severity::none;
    QString m_right;
    bool m_pressable = false;
};

} // namespace desk
