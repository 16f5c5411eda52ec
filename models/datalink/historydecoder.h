// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

namespace desk {

// An answer of GET /api/v1/telemetry -> samples, one a point, in the order of the answer. All or nothing,
// like StreamDecoder. Lives on the thread of the dictionary.
class HistoryDecoder
{
public:
    struct Page
    {
        std::string next;        // cursor of the next page, empty at the end
        std::size_t leftOut = 0; // of series for which there was no room, or of another kind than known
    };

    explicit HistoryDecoder(SeriesDictionary &dictionary)
        : m_dictionary(dictionary)
    {
    }

    Result<Page> decode(std::string_view json, SampleBatch &batch);

private:
    Result<SeriesId> series(std::string_view node, std::string_view dst, std::string_view metric,
                            ValueKind kind);

    SeriesDictionary &m_dictionary;
};

} // namespace desk
