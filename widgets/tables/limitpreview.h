// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"
#include "models/processing/parameterfeed.h"

#include <QWidget>

namespace desk {

class Theme;

// What limits that are not in force yet would have made of a series: its last minutes as a curve between its
// thresholds, and in words how long each grade would have stood. GUI thread.
class LimitPreview final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitPreview)

public:
    static constexpr std::chrono::minutes past{15};

    LimitPreview(const ParameterFeed &feed, const Theme &theme, QWidget *parent = nullptr);

    // noSeries: empty.
    void show(SeriesId series, const Limits &limits);
    [[nodiscard]] QSize sizeHint() const override { return {320, 110}; }
    // "now 4.10 dB: Caution, too low. Of 900 samples of the last 15 min: …"
    [[nodiscard]] QString words() const { return m_words; }

Q_SIGNALS:
    void wordsChanged(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void grade();

    const ParameterFeed &m_feed;
    const Theme &m_theme;
    SeriesId m_series = noSeries;
    Limits m_limits;
    QString m_words;
    std::vector<Sample> m_samples;
};

} // namespace desk
