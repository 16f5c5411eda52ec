// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/batchsource.h"
#include "models/exchange/pointwriter.h"

namespace desk {

// Writes what is selected of a recording, a batch at a time, so that memory does not grow with it. The source
// must outlive it. One thread.
class RecordingExport
{
public:
    struct Totals
    {
        std::uint64_t points = 0;
        std::uint64_t samples = 0;
        std::uint64_t leftOut = 0;      // samples without a name, or that the format has no place for
        std::uint64_t lastSequence = 0; // read, for the progress
        std::optional<Timestamp> begin; // generation times
        std::optional<Timestamp> end;
    };

    RecordingExport(BatchSource &source, ExchangeSelection selection, ExchangeFormat format);

    // Series that are selected.
    [[nodiscard]] std::size_t series() const { return m_naming.series().size(); }
    // Appends the next bytes of the file; false when all are there.
    Result<bool> step(std::string &out);
    [[nodiscard]] Totals totals() const;

private:
    BatchSource &m_source;
    BatchNaming m_naming;
    std::unique_ptr<PointWriter> m_writer;
    NamedPoint m_point;
    Totals m_totals;
    bool m_begun = false;
};

} // namespace desk
