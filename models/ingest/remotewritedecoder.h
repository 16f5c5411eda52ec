// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/samplewriter.h"

#include <span>

namespace desk {

// Prometheus remote-write 1.0 (prometheus.WriteRequest, protobuf, decompressed): bytes -> rows of a
// SampleBatch, or an Error with the byte. The name is __name__; native histograms are rejected, exemplars and
// metadata passed over; NaN, infinities and stale markers are counted and left out. Ingest thread.
// https://prometheus.io/docs/specs/prw/remote_write_spec/
class RemoteWriteDecoder
{
public:
    RemoteWriteDecoder(SeriesDictionary &dictionary, NodeMapping mapping);

    // Good series are kept, bad ones are in the outcome. On failure (not a WriteRequest) batch is empty and
    // the dictionary is as it was. sender names the node of series without one.
    Result<SampleWriter::Outcome> decode(std::span<const char> body, std::string_view sender,
                                         SampleBatch &batch);

private:
    void readSeries(std::string_view message, std::string_view sender);

    SeriesDictionary &m_dictionary;
    TagSet m_tags;
    SampleWriter m_writer;
};

} // namespace desk
