// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/sessionoverview.h"

#include <QObject>

namespace desk {

// The marks of operators on one source of data, in order of time, for charts, the overview and jumping from
// one to the next. Times are those of the desk. GUI thread.
class MarkRecord final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkRecord)

public:
    using Mark = SessionOverview::Mark;

    explicit MarkRecord(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    // More of them; one that is there already is not there twice.
    void add(std::vector<Mark> marks);
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    // The first one behind a moment, the last one before it; null = there is none.
    [[nodiscard]] const Mark *after(Timestamp time) const;
    [[nodiscard]] const Mark *before(Timestamp time) const;

Q_SIGNALS:
    void changed();

private:
    std::vector<Mark> m_marks;
};

} // namespace desk
