// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/gpulabels.h"
#include "models/exchange/pointreader.h"
#include "models/exchange/recordbuffer.h"

namespace desk {

// The telemetry stack's CSV of 12 columns. A row is a point of the GPU (uuid) with one value, and with the
// labels that are other ones than those before. One thread.
class GpuCsvReader final : public PointReader
{
public:
    // GPUs whose labels are remembered; those of a file with more are told again.
    static constexpr std::size_t mostGpus = 50'000;

    explicit GpuCsvReader(PointReaderOptions options)
        : m_options(std::move(options))
    {
    }

    void append(std::string_view bytes) override { m_buffer.append(bytes); }
    void finish() override { m_buffer.finish(); }
    Result<std::optional<NamedPoint>> next() override;

private:
    Result<NamedPoint> read(std::string_view record);
    void addLabels(NamedPoint &point, const std::vector<std::string> &cells);

    PointReaderOptions m_options;
    RecordBuffer m_buffer;
    std::map<std::string, GpuLabelTexts, std::less<>> m_labels; // by uuid
    bool m_header = true;
};

} // namespace desk
