// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/pointreader.h"
#include "models/exchange/recordbuffer.h"

#include <memory>

namespace desk {

// InfluxDB line protocol, ours or of others. Of others: the node is the tag node_id, else host, instance,
// host.name, service.instance.id or service.name (then metrics are named measurement.field), else that of the
// options; other tags are labels; times are in the unit that their size shows. One thread.
class LineReader final : public PointReader
{
public:
    explicit LineReader(PointReaderOptions options);
    ~LineReader() override;

    void append(std::string_view bytes) override { m_buffer.append(bytes); }
    void finish() override { m_buffer.finish(); }
    Result<std::optional<NamedPoint>> next() override;

private:
    struct Comment;
    Result<NamedPoint> read(std::string_view line);
    Result<Timestamp> timeOf(const std::string &text);

    PointReaderOptions m_options;
    RecordBuffer m_buffer;
    std::unique_ptr<Comment> m_comment;
    bool m_ours = false;
    std::int64_t m_records = 0;
};

} // namespace desk
