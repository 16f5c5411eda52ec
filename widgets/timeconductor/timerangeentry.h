// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timetext.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace desk {

class Theme;

// Where times are typed or pasted: start and end of what is shown, or the play head alone. Below each field
// stands what was understood, in both notations, or the place that was not. Return takes them, Escape closes.
// GUI thread.
class TimeRangeEntry final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeRangeEntry)

public:
    explicit TimeRangeEntry(const Theme &theme, QWidget *parent = nullptr);

    // now: what "now", a time of day and relative times count from.
    void askForRange(TimeRange shown, Timestamp now);
    void askForHead(Timestamp head);
    // Into the first field, in place of what is there.
    void type(const QString &text);
    void setNotation(TimeNotation notation);
    [[nodiscard]] TimeNotation notation() const { return m_notation; }

Q_SIGNALS:
    void rangeChosen(desk::TimeRange range);
    void headChosen(desk::Timestamp head);
    void notationChanged(desk::TimeNotation notation);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Field
    {
        QLabel *name = nullptr;
        QLineEdit *edit = nullptr;
        QLabel *read = nullptr; // what was understood
    };
    [[nodiscard]] Field addField(const QString &objectName);
    void write(Field &field, Timestamp time);
    void readBack(Field &field);
    void accept();
    void applyTheme();
    void retranslate();
    [[nodiscard]] Result<Timestamp> timeOf(const Field &field) const;
    [[nodiscard]] QString complaint(const Error &error) const;
    void say(Field &field, const QString &text, bool wrong);

    const Theme &m_theme;
    Field m_start;
    Field m_end;
    QLabel *m_allowed = nullptr;
    QCheckBox *m_dayOfYear = nullptr;
    QPushButton *m_accept = nullptr;
    TimeNotation m_notation = TimeNotation::calendar;
    Timestamp m_now{};
    bool m_headOnly = false;
};

} // namespace desk
