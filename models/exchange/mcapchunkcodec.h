// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace desk {

// Packs and unpacks the records of MCAP chunks: zstd both ways, lz4 and none on the way in. One thread.
class McapChunkCodec
{
public:
    McapChunkCodec();
    ~McapChunkCodec();
    McapChunkCodec(const McapChunkCodec &) = delete;
    McapChunkCodec &operator=(const McapChunkCodec &) = delete;

    Result<std::string> compress(std::string_view records);
    // size: what the chunk says; the result grows only as bytes really come out, never beyond it. Errors: an
    // unknown compression, damaged data, another size.
    Result<void> unpack(std::string_view compression, std::string_view packed, std::uint64_t size,
                        std::string &records);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
