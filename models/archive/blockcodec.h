// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/bytes.h"
#include "models/archive/pointblock.h"
#include "models/telemetry/result.h"

#include <memory>
#include <string>

namespace desk {

// Packs and unpacks columns: integer and value columns (integercodec.h, valuecodec.h), then Zstandard over
// what belongs together. Unpacking takes bytes from anywhere: every length is checked before anything is
// reserved. Keeps the compressor's memory; one thread at a time.
class BlockCodec
{
public:
    static constexpr std::size_t mostUnpacked = 256U << 20U; // bytes of a row of any kind; more is damage

    BlockCodec();
    ~BlockCodec();
    BlockCodec(const BlockCodec &) = delete;
    BlockCodec &operator=(const BlockCodec &) = delete;

    struct Times
    {
        std::vector<std::int64_t> sequence;
        std::vector<std::int64_t> generation;
    };
    struct Samples
    {
        std::vector<double> value;
        std::vector<Quality> quality;
        std::vector<SampleBatch::WideInteger> wide; // by point
    };

    // Sequence numbers and generation times of a block's points from one on.
    static void putTimes(const PointBlock &block, std::size_t from, std::string &out);
    // Values, qualities and wide integers of one of its series.
    void putSeries(const PointBlock &block, std::size_t from, std::size_t series, std::string &out);
    // count: points; more than PointBlock::maxPoints are refused. False when the bytes are not such columns.
    [[nodiscard]] static bool takeTimes(ByteReader &in, std::size_t count, Times &times);
    [[nodiscard]] static bool takeSeries(ByteReader &in, std::size_t count, Samples &samples);

    // Value and quality of one point of them.
    [[nodiscard]] static bool takeSample(ByteReader &in, std::size_t count, std::size_t at, double &value,
                                         Quality &quality);

    // Makes bytes smaller, behind what is in out already. prefix: bytes they are much alike, needed to get
    // them back.
    void pack(std::string_view plain, std::string &out, std::string_view prefix = {});
    // Valid until the next call. Fails when they were more than `most` before.
    Result<std::string_view> unpack(std::string_view packed, std::size_t most, std::string_view prefix = {});

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    std::vector<double> m_values; // one column; reused
    std::vector<Quality> m_qualities;
};

} // namespace desk
