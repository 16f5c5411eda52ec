// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/batchnaming.h"
#include "models/exchange/exchangeformat.h"

#include <memory>
#include <span>

namespace desk {

// How one format is written: bytes are appended to a text that the caller takes away as often as it likes.
// One thread.
class PointWriter
{
public:
    virtual ~PointWriter() = default;

    // Before the first point.
    virtual void begin(std::string &out) = 0;
    // A point with at least one value, in ascending order of their numbers.
    virtual Result<void> write(const NamedPoint &point, std::string &out) = 0;
    // After the last one.
    virtual Result<void> finish(std::string &out) = 0;
    // Samples that the format has no place for.
    [[nodiscard]] virtual std::uint64_t leftOut() const { return 0; }
};

// series: all that may come.
std::unique_ptr<PointWriter> makePointWriter(ExchangeFormat format, std::span<const ExchangeSeries> series);

} // namespace desk
