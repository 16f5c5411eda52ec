// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"

#include <QLabel>
#include <QTimer>

namespace desk {

class Theme;

// How much of the memory that live data may take they do, and how far back they reach where that is too
// little; its tooltip says what happens then. GUI thread.
class LiveDataMeter final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveDataMeter)

public:
    // Both outlive it.
    LiveDataMeter(const ParameterFeed &feed, const Theme &theme, QWidget *parent = nullptr);

    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    const ParameterFeed &m_feed;
    const Theme &m_theme;
    bool m_isShort = false;
    QTimer m_timer;
};

} // namespace desk
