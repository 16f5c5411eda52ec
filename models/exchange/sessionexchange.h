// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionbuilder.h"
#include "models/archive/sessioncursor.h"
#include "models/exchange/batchsource.h"

namespace desk {

// A session file as an export's source. The cursor must outlive it. One thread.
class SessionSource final : public BatchSource
{
public:
    explicit SessionSource(SessionCursor &cursor)
        : m_cursor(cursor)
    {
    }

    [[nodiscard]] const SessionNames &names() const override { return m_cursor.names(); }
    Result<SampleBatchPtr> next() override { return m_cursor.next(); }

private:
    SessionCursor &m_cursor;
};

// A session file that an import makes. The builder must outlive it. One thread.
class SessionSink final : public BatchSink
{
public:
    explicit SessionSink(SessionBuilder &builder)
        : m_builder(builder)
    {
    }

    [[nodiscard]] SeriesDictionary &dictionary() override { return m_builder.dictionary(); }
    void setUnit(SeriesId series, const std::string &unit) override { m_builder.setUnit(series, unit); }
    Result<void> append(SampleBatch batch) override { return m_builder.append(std::move(batch)); }

private:
    SessionBuilder &m_builder;
};

} // namespace desk
