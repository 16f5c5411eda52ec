// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <memory>
#include <span>

namespace desk {

// The API's JSON telemetry points: bytes -> rows of a SampleBatch, or an Error that names field, element and
// byte. Values go straight into the columns; names are resolved once. Ingest thread (it adds names to the
// dictionary; the caller publishes them or rolls them back).
class PointDecoder
{
public:
    static constexpr std::size_t padding = 64; // readable bytes needed behind the body
    static constexpr std::size_t maxMetrics = 64;

    struct Options
    {
        std::size_t maxPoints = 1000; // of an array; the rest is cut off and counted
        bool partial = false;         // keep the good elements, list the others
        bool templates = true;        // off: every array goes through the parser (to compare the two)
    };
    struct Rejection
    {
        std::size_t index = 0;
        Error error;
    };
    struct Outcome
    {
        std::size_t points = 0;
        std::size_t truncated = 0;
        std::vector<Rejection> rejected; // partial only
    };

    explicit PointDecoder(SeriesDictionary &dictionary);
    ~PointDecoder();
    PointDecoder(const PointDecoder &) = delete;
    PointDecoder &operator=(const PointDecoder &) = delete;

    // body: the JSON text, with padding readable bytes behind it. On failure batch is empty and the
    // dictionary is as it was.
    Result<Outcome> decodePoint(std::span<const char> body, SampleBatch &batch);
    Result<Outcome> decodeArray(std::span<const char> body, const Options &options, SampleBatch &batch);

private:
    struct Impl; // hides simdjson
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
