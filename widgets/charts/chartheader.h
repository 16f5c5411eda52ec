// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"

#include <QWidget>

namespace desk {

class Theme;

// The legend above a plot: what all series have in common, then each with its line, name, live value and
// unit; while there is a cursor, the exact samples there and its time, in the same places. Values keep the
// room of the widest one so far, so digits stand still. GUI thread.
class ChartHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartHeader)

public:
    ChartHeader(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                QWidget *parent = nullptr);

    // Series came or went. Takes effect on heightForWidth().
    void reset();
    // Values may have changed.
    void refreshValues();
    [[nodiscard]] int heightForWidth(int width) const override;
    // What is said beside the series' name at present.
    [[nodiscard]] QString valueOf(SeriesId id) const;
    // And beside that of the reference, "" where nothing is compared.
    [[nodiscard]] QString referenceOf(SeriesId id) const;
    // What there is to say of the sample of each series at the cursor: value, quality, both times.
    [[nodiscard]] QString readout() const;
    [[nodiscard]] bool saysOwnSpan() const { return m_saysOwnSpan; }
    [[nodiscard]] QString cursorText() const { return m_cursorText; }
    void setKeyHelp(const QString &help) { m_keyHelp = help; }

Q_SIGNALS:
    void heightChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Entry
    {
        SeriesId id = noSeries;
        QString name;
        QString value; // number or state, "—" where unknown
        QString unit;
        QString remark; // age of a stale value, or quality of the sample at the cursor
        bool dim = false;
        Severity severity = Severity::none;
        int valueRoom = 0;
        int remarkRoom = 0;
        int unitRoom = 0;
        QRect box;
        bool showValue = true;
        bool isReference = false; // what the series is compared with
    };

    [[nodiscard]] int naturalWidth(const Entry &entry) const;
    int arrange(int width, std::vector<Entry> &entries) const; // returns the height
    void place();
    [[nodiscard]] QString timesOf(const Trace &trace) const;
    void readEntry(Entry &entry, const Trace &trace) const;
    [[nodiscard]] QString forecastWords(const Trace &trace, const ChartForecasts::Point &ahead) const;
    [[nodiscard]] Entry referenceEntry(const Entry &of) const;
    void readReference(Entry &entry, const Trace &trace) const;
    void paintEntry(QPainter &painter, const Entry &entry, const Trace &trace) const;

    const ChartContent &m_content;
    const SharedTimeAxis &m_time;
    const Theme &m_theme;
    QString m_title; // what the series have in common
    QString m_cursorText;
    bool m_saysOwnSpan = false;
    QString m_keyHelp;
    std::vector<Entry> m_entries;
};

} // namespace desk
