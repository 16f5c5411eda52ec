// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/instance/telemetrysource.h"
#include "models/processing/parameterfeed.h"

#include <QLabel>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

namespace desk {

class Theme;

// The status bar: UTC clock with day of year, state of the server, points a second, journalled, dropped,
// memory. Figures are asked for twice a second. GUI thread.
class StatusStrip final : public QStatusBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusStrip)

public:
    // source may be null: a window without a server.
    StatusStrip(const TelemetrySource *source, const TimeService &time, const Theme &theme,
                QWidget *parent = nullptr);

    // A lasting remark on the left, such as "SIMULATED DATA"; empty for none.
    void setRemark(const QString &remark);
    // The whole window shows a recording: the clock is that of its play head, in its colour, and the live
    // time stands beside it. null = live.
    void setReplay(const TimeService *head);
    // One more field behind the others; the first to go where the window is narrow.
    void addYielding(QWidget *field);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void liveWanted(); // the live time was pressed

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void fit();
    void applyTheme();
    [[nodiscard]] QString linkText(const DataLinkStatus &status) const;
    [[nodiscard]] QString streamText(const DataLinkStatus &status, const QString &age) const;
    void showOrigin(const QString &origin);
    QLabel *addField(const QString &objectName);

    const TelemetrySource *m_source;
    const TimeService &m_time;
    const Theme &m_theme;
    const TimeService *m_head = nullptr;
    QLabel *m_clock = nullptr;
    QToolButton *m_live = nullptr;
    QLabel *m_remark = nullptr;
    QLabel *m_link = nullptr;
    QLabel *m_rate = nullptr;
    QLabel *m_journalled = nullptr;
    QLabel *m_dropped = nullptr;
    QLabel *m_memory = nullptr;
    std::vector<QWidget *> m_yielding; // in the order in which they go
    QTimer m_timer;
    struct Reading
    {
        SteadyTime at{};
        std::uint64_t points = 0;
    };
    std::deque<Reading> m_readings; // of the last 4 s: sources that send once a second give a steady rate
};

} // namespace desk
