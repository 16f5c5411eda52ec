// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

#include <memory>
#include <span>
#include <string>

class QIODevice;

namespace desk {

class ChartContent;
class Trace;

// The rows of a chart's CSV, series by series: samples (not the envelope), ascending in time. RFC 4180,
// UTF-8, header line; generation_time in UTC with nanoseconds, value with all its digits and a point. Text
// that a spreadsheet would take for a formula is preceded by an apostrophe (OWASP, CSV injection). While the
// chart is compared with a reference recording there are four more columns: recording (empty = this one),
// aligned_time (where it stands on the chart: that of the reference is moved by the offset), and, of this
// recording's samples, reference_value there and difference = this - reference ("equal" or "different" for
// states); behind each series come the reference's own samples. The content and the device, which is open for
// writing, must outlive it. Each call returns whether all could be written so far. GUI thread.
class ChartCsvWriter
{
public:
    ChartCsvWriter(const ChartContent &content, const TimeRange &range, QIODevice &out);
    ~ChartCsvWriter();
    ChartCsvWriter(const ChartCsvWriter &) = delete;
    ChartCsvWriter &operator=(const ChartCsvWriter &) = delete;

    [[nodiscard]] bool begin();
    [[nodiscard]] bool add(const Trace &trace, std::span<const Sample> samples);
    [[nodiscard]] bool endSeries(const Trace &trace); // what it is compared with
    [[nodiscard]] bool end();

private:
    struct Rows;
    [[nodiscard]] std::string namesOf(const Trace &trace) const;

    const ChartContent &m_content;
    const TimeRange m_range; // of what it is compared with
    std::unique_ptr<Rows> m_rows;
    bool m_isCompared;
};

} // namespace desk
