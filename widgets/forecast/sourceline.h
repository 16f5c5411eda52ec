// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictionsource.h"

#include <QWidget>

class QLabel;

namespace desk {

class ElidedLabel;
class SeverityMark;
class Theme;

// Whose forecasts are shown, how many there have been, and why none come now. GUI thread.
class SourceLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceLine)

public:
    explicit SourceLine(const Theme &theme, QWidget *parent = nullptr);

    // Null = nothing to say. note: what else there is to say of them.
    void show(const PredictionSource *source, const QString &note = {});

private:
    const Theme &m_theme;
    SeverityMark *m_mark = nullptr;
    QLabel *m_fault = nullptr;
    ElidedLabel *m_origin = nullptr;
};

} // namespace desk
