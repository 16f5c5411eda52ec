// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/monitoringresult.h"

#include <QWidget>

namespace desk {

class Theme;

// The shape of a severity beside a text. GUI thread.
class SeverityMark final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeverityMark)

public:
    explicit SeverityMark(const Theme &theme, QWidget *parent = nullptr);
    void setSeverity(Severity severity);
    [[nodiscard]] Severity severity() const { return m_severity; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Severity m_severity = Severity::none;
};

} // namespace desk
