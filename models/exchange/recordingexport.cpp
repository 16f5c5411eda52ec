// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/recordingexport.h"

#include <algorithm>
#include <utility>

namespace desk {

RecordingExport::RecordingExport(BatchSource &source, ExchangeSelection selection, ExchangeFormat format)
    : m_source(source)
    , m_naming(source.names(), std::move(selection))
    , m_writer(makePointWriter(format, m_naming.series()))
{
}

Result<bool> RecordingExport::step(std::string &out)
{
    if (!std::exchange(m_begun, true))
        m_writer->begin(out);
    const auto batch = m_source.next();
    if (!batch)
        return tl::unexpected(batch.error());
    if (!*batch) {
        if (auto finished = m_writer->finish(out); !finished)
            return tl::unexpected(finished.error());
        return false;
    }
    for (std::size_t p = 0; p < (*batch)->points(); ++p) {
        if (!m_naming.name(**batch, p, m_point))
            continue;
        if (auto written = m_writer->write(m_point, out); !written)
            return tl::unexpected(written.error());
        ++m_totals.points;
        m_totals.samples += m_point.values.size();
        m_totals.begin = std::min(m_totals.begin.value_or(m_point.generation), m_point.generation);
        m_totals.end = std::max(m_totals.end.value_or(m_point.generation), m_point.generation);
    }
    m_totals.lastSequence = (*batch)->lastSequence();
    return true;
}

RecordingExport::Totals RecordingExport::totals() const
{
    Totals totals = m_totals;
    totals.leftOut = m_naming.unnamed() + m_writer->leftOut();
    totals.samples -= m_writer->leftOut();
    return totals;
}

} // namespace desk
